"""The simulated people of the calibration suite: archetypes, their shares, and each one's own luck.

All sizes are our own starting values. Nobody's temper depends on region, sex, age or trade.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from simcall.common.chance import ACCOUNT, draw_block, unit_of
from simcall.persona import shape
from simcall.persona.temper import build_vector

FEELINGS = shape.FEELING_NAMES
SPREAD = 0.11  # standard deviation of a baseline between people of one archetype


class Archetype(NamedTuple):
    """One kind of debtor.

    baselines: anger, anxiety, shame, reactance, trust, despair. means: median of what can be paid
    in a month over what is due. share: how many of 1,000 right-party talks in the first month.
    """

    name: str
    share: int
    baselines: tuple[float, float, float, float, float, float]
    scalars: Mapping[str, float]
    gains: Mapping[str, float]
    thresholds: tuple[float, float, float] = (0.30, 0.40, 0.52)
    means: float = 0.8
    insolvent: bool = False
    disputes: bool = False


ARCHETYPES: tuple[Archetype, ...] = (
    Archetype(
        "forgetful", 240, (0.10, 0.25, 0.25, 0.20, 0.48, 0.08),
        {"will": 0.85, "evasion": 0.15, "forgets": 0.7, "complain": -0.5},
        {}, (0.25, 0.32, 0.42), 1.4,
    ),
    Archetype(
        "anxious", 150, (0.12, 0.60, 0.38, 0.22, 0.38, 0.20),
        {"will": 0.72, "evasion": 0.25, "hang_up": -0.3, "complain": -0.5},
        {"anxiety": 1.2, "inform.anxiety": 2.0, "anger": 0.7}, (0.30, 0.40, 0.52), 0.8,
    ),
    Archetype(
        "avoidant", 130, (0.15, 0.38, 0.55, 0.35, 0.32, 0.22),
        {"will": 0.58, "evasion": 0.65, "hang_up": 0.25, "complain": -0.4, "forgets": 0.4},
        {"shame": 1.1, "ask_open.trust": 0.5, "choice_given": 1.3}, (0.32, 0.44, 0.56), 0.8,
    ),
    Archetype(
        "ashamed", 100, (0.08, 0.45, 0.65, 0.22, 0.36, 0.28),
        {"will": 0.72, "evasion": 0.4, "probing": 0.6, "complain": -0.8},
        {"shame": 1.2, "affirm": 1.4, "ask_open.shame": -1.0}, (0.33, 0.43, 0.56), 0.7,
    ),
    Archetype(
        "hostile", 80, (0.45, 0.28, 0.22, 0.48, 0.22, 0.20),
        {"will": 0.50, "evasion": 0.35, "hang_up": 0.4, "complain": 0.6, "suspicion": 0.5,
         "legalism": 0.2},
        {"apologise": 1.5, "rights": 1.3, "dismiss": 1.4, "shame": 0.6}, (0.27, 0.37, 0.49), 0.8,
    ),
    Archetype(
        "rights_aware", 60, (0.22, 0.25, 0.15, 0.45, 0.32, 0.10),
        {"will": 0.62, "evasion": 0.2, "legalism": 0.7, "complain": 0.9, "suspicion": 0.6},
        {"inform": 2.2, "rights": 2.0, "empathise": 0.5, "deceive": 1.6}, (0.30, 0.40, 0.50), 0.9,
    ),
    Archetype(
        "evader", 70, (0.15, 0.12, 0.10, 0.40, 0.28, 0.05),
        {"will": 0.32, "evasion": 0.85, "suspicion": 0.4, "complain": 0.2},
        {"empathise": 0.4, "reflect": 0.5, "shame": 0.3}, (0.35, 0.55, 0.72), 1.0,
    ),
    Archetype(
        "despairing", 50, (0.12, 0.50, 0.50, 0.22, 0.32, 0.58),
        {"will": 0.50, "evasion": 0.3, "complain": -0.6, "risk_at": 0.72},
        {"despair": 1.2, "ignored_risk": 1.3}, (0.30, 0.42, 0.56), 0.4,
    ),
    Archetype(
        "laid_off", 60, (0.20, 0.55, 0.45, 0.28, 0.38, 0.32),
        {"will": 0.70, "evasion": 0.25}, {"offer": 1.3}, (0.30, 0.40, 0.50), 0.35,
    ),
    Archetype(
        "insolvent", 40, (0.18, 0.50, 0.45, 0.30, 0.36, 0.45),
        {"will": 0.55, "evasion": 0.2, "risk_at": 0.85}, {"refer": 1.5}, (0.28, 0.38, 0.50), 0.08,
        True,
    ),
    Archetype(
        "disputes", 20, (0.30, 0.35, 0.10, 0.45, 0.30, 0.10),
        {"will": 0.40, "evasion": 0.1, "complain": 0.6, "legalism": 0.3},
        {"dismiss": 1.5, "refer": 1.5}, (0.25, 0.35, 0.45), 1.0, False, True,
    ),
)  # fmt: skip
SHARES: dict[str, int] = {kind.name: kind.share for kind in ARCHETYPES}
ORDINARY: dict[str, int] = {
    name: SHARES[name] for name in ("forgetful", "anxious", "avoidant", "ashamed", "laid_off")
}  # people without a quarrel, as in experiments


class Person(NamedTuple):
    """One simulated debtor: flat vectors (see `persona.shape`) and which archetype."""

    kind: str
    persona: list[float]
    account: list[float]


def normal_from(word: int) -> float:
    """Return a roughly normal number from one 32-bit word (sum of four bytes, variance one)."""
    total = sum((word >> shift) & 0xFF for shift in (0, 8, 16, 24))
    return (total - 510.0) / 147.8


def draw_person(
    kind: Archetype, seed_low: int, seed_high: int, entity: int, overdue: float = 12.0
) -> Person:
    """Draw one person of an archetype; the same seed and entity give the same person."""
    w0 = draw_block(seed_low, seed_high, 1, entity, ACCOUNT, 0)
    w1 = draw_block(seed_low, seed_high, 1, entity, ACCOUNT, 1)
    w2 = draw_block(seed_low, seed_high, 1, entity, ACCOUNT, 2)
    noise = [normal_from(word) for word in (*w0, *w1, *w2)]
    baselines = {
        name: min(0.95, max(0.02, kind.baselines[place] + SPREAD * noise[place]))
        for place, name in enumerate(FEELINGS)
    }
    scalars = {**kind.scalars, "payday": 1.0 + math.floor(28.0 * unit_of(w2[3]))}
    scalars["will"] = min(0.98, max(0.02, kind.scalars["will"] + 0.12 * noise[6]))
    shift = 0.05 * noise[7]
    thresholds = tuple(tau + shift for tau in kind.thresholds)
    persona = build_vector(
        baselines,
        kind.gains,
        (thresholds[0], thresholds[1], thresholds[2]),
        scalars,
        disputes=kind.disputes,
        insolvent=kind.insolvent,
    )
    account = [0.0] * shape.ACCOUNT_SIZE
    account[shape.DUE] = math.floor(120000.0 * math.exp(0.7 * noise[8]))
    account[shape.AFFORD] = math.floor(account[shape.DUE] * kind.means * math.exp(0.5 * noise[9]))
    account[shape.MINIMUM] = math.floor(0.1 * account[shape.DUE])
    account[shape.OVERDUE_DAYS] = overdue
    account[shape.DURABLE_TRUST] = baselines["trust"]
    account[shape.GRIEVANCE] = 0.5 * math.pow(unit_of(w1[3]), 4.0)
    account[shape.CONTACTS] = math.floor(3.0 * unit_of(w2[2]))
    return Person(kind.name, persona, account)


def pick_kind(u: float, shares: Mapping[str, int]) -> Archetype:
    """Return the archetype that a uniform draw falls on."""
    left = u * sum(shares.values())
    for kind in ARCHETYPES:
        left -= shares.get(kind.name, 0)
        if left < 0.0:
            return kind
    return ARCHETYPES[0]


def draw_people(
    count: int, seed_low: int, seed_high: int, shares: Mapping[str, int], overdue: float = 12.0
) -> list[Person]:
    """Draw a crowd: entity i is the same person under every policy."""
    people = []
    for entity in range(count):
        word = draw_block(seed_low, seed_high, 2, entity, ACCOUNT, 0)[0]
        kind = pick_kind(unit_of(word), shares)
        people.append(draw_person(kind, seed_low, seed_high, entity, overdue))
    return people
