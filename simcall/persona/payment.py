"""Payment without a promise, and what a written message does to it. A kernel.

A debt is paid unprompted with a small chance a day. Will, means and lasting trust raise it; part of
the missed payments are merely forgotten (FORGETS), which any contact undoes while it stays in mind;
forgetting explains less and less the longer a debt is overdue. See docs/persona-model.md.
"""

from __future__ import annotations

import math

from simcall.persona.emotion import Vector
from simcall.persona.shape import (
    AFFORD,
    ATTENTION,
    BOND,
    BROKEN,
    CONTACTS,
    DUE,
    DURABLE_TRUST,
    EXPOSED,
    FORGETS,
    GRIEVANCE,
    HOPE,
    INSOLVENT,
    MORAL,
    OVERDUE_DAYS,
    PLEDGED,
    WARNED,
    WILL,
)

# Kinds of written messages.
MESSAGE_PLAIN = 0
MESSAGE_MORAL = 1
MESSAGE_WARNING = 2
MESSAGE_HOPE = 3
MESSAGE_DATE = 4
MESSAGE_PLEDGE = 5


def hear_message(account: Vector, kind: int) -> None:
    """Let a written message reach the person: it counts as a contact and brings the debt to mind.

    A warning works at once and fades within days; a positive expectation lasts (Du et al. 2020).
    """
    account[CONTACTS] += 0.5
    account[ATTENTION] = max(account[ATTENTION], 0.5)
    if kind == MESSAGE_MORAL:
        account[MORAL] = 1.0
    elif kind == MESSAGE_WARNING:
        account[WARNED] = 1.0
        account[GRIEVANCE] = min(1.0, account[GRIEVANCE] + 0.15 * (1.0 - account[GRIEVANCE]))
    elif kind == MESSAGE_HOPE:
        account[HOPE] = 1.0
    elif kind == MESSAGE_DATE:
        account[PLEDGED] = max(account[PLEDGED], 1.0)
    elif kind == MESSAGE_PLEDGE:
        account[PLEDGED] = 2.0


def presence_of(persona: Vector, account: Vector) -> float:
    """Return the share of the time that the debt is in mind, 0 to 1."""
    lapse = 0.34 * persona[FORGETS] * math.exp(-account[OVERDUE_DAYS] / 25.0)
    return 1.0 - lapse * math.exp(-2.0 * account[ATTENTION])


def pay_chance(persona: Vector, account: Vector) -> float:
    """Return the probability that the debt is paid on this day without a promise."""
    means = min(1.0, account[AFFORD] / max(1.0, account[DUE]))
    score = -4.2 + 4.0 * (persona[WILL] - 0.6) + 2.0 * (means - 0.7)
    score += 1.0 * (account[DURABLE_TRUST] - 0.4) - 0.8 * account[GRIEVANCE]
    score += 0.5 * account[WARNED] + 0.3 * account[HOPE] + 0.3 * account[MORAL]
    score += 1.6 * account[BOND]
    score += 1.2 * account[EXPOSED] - 0.3 * min(3.0, account[BROKEN])
    score += 0.1 * min(1.0, account[PLEDGED])
    score += 0.9 * max(0.0, account[PLEDGED] - 1.0) * (account[ATTENTION] - 0.27)
    if persona[INSOLVENT] == 1.0:
        score -= 3.0
    score -= min(2.0, account[OVERDUE_DAYS] / 60.0)
    return presence_of(persona, account) / (1.0 + math.exp(-score))
