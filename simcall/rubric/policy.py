"""What the declared facts of a call allow, and offers that go beyond them (A16).

`facts` may be an object with these keys, all optional; amounts are plain numbers in major units:
  debt: {amount, days_overdue, product, minimum, affordable}
  remedies: {extension | instalments | waiver | reduced_payment:
             {status: available | needs_approval | unavailable, limit: number}}
where limit is days for an extension, months for instalments, a share (0 to 1) for a waiver. Facts
given as text are shown to the reader and not judged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from simcall.rubric.case import AgentTurn

NEAR = 2  # turns, from the offer on, in which "it needs approval" may be said
_HEDGED = re.compile(
    r"申请|提交|审批|审核|批准|评估|上报|请示|争取|尽量|如果.{0,6}通过|不能保证|不保证|"
    r"appl(?:y|ication)|submit|request|approv|review|subject to|assess|put (?:it|this|that) forward|"
    r"can(?:'t|not) promise|can't guarantee|ask (?:my|the|our)|refer|"
    r"see whether|check with",
    re.IGNORECASE,
)
_GRANTS = re.compile(
    r"给您|帮您|为您|免掉|免了|减掉|免除|直接|保证|肯定|一定|没问题|搞定|已经|"
    r"i can|i'll|i will|we'll|we will|we can|you(?:'ll| will) (?:get|have|not)|guarantee|promise|"
    r"no problem|done|sorted|waived|wiped|granted|definitely|certainly",
    re.IGNORECASE,
)

_CLAUSE = re.compile(r"[；;，,。、（(]|\.\s")
_APPROVAL = re.compile(
    r"(?:须|需|要|由|经|报).{0,4}(?:审批|批准|主管|审核)|approv|(?:by|from) (?:a |the )?(?:supervisor|manager)|"
    r"subject to|decided? (?:by|within)",
    re.IGNORECASE,
)
_REMEDIES = {
    "waiver": re.compile(r"减免|免除|豁免|罚息|违约金|waiv|forgiv|revers|settle|discount", re.I),
    "extension": re.compile(r"延期|宽限|展期|extension|defer|due.date", re.I),
    "instalments": re.compile(r"分期|重组|instal|payment plan|restructur|\bEMI\b", re.I),
}


class Limit(NamedTuple):
    """What policy says on one remedy; limit None when no number is declared."""

    kind: str
    status: str
    limit: float | None


class Breach(NamedTuple):
    """An offer that policy does not allow. as_granted: said as if it were decided already."""

    place: int
    kind: str
    as_granted: bool
    beyond: bool


def read_approvals(facts: str) -> dict[str, Limit]:
    """Return the remedies that a text says need approval; nothing else is read from a text."""
    limits: dict[str, Limit] = {}
    last: list[str] = []
    for clause in _CLAUSE.split(facts):
        named = [kind for kind, words in _REMEDIES.items() if words.search(clause)]
        last = named or last
        if _APPROVAL.search(clause):
            limits.update({kind: Limit(kind, "needs_approval", None) for kind in last})
    return limits


def read_limits(facts: str | Mapping[str, Any]) -> dict[str, Limit]:
    """Return the declared limits by remedy; empty when the facts hold none."""
    if isinstance(facts, str):
        return read_approvals(facts)
    remedies = facts.get("remedies")
    if not isinstance(remedies, Mapping):
        return {}
    limits = {}
    for kind, value in remedies.items():
        if isinstance(value, Mapping):
            most = value.get("limit")
            number = float(most) if isinstance(most, int | float) else None
            limits[str(kind)] = Limit(str(kind), str(value.get("status", "available")), number)
    return limits


def find_kinds(turn: AgentTurn) -> dict[str, float]:
    """Return the remedies that a turn puts forward, with their size."""
    kinds: dict[str, float] = {}
    if turn.slots.instalments:
        kinds["instalments"] = float(turn.slots.instalments)
    if turn.slots.waiver:
        kinds["waiver"] = turn.slots.waiver
    if turn.slots.days and re.search(
        r"延|宽限|展期|缓|extend|extension|grace|defer", turn.text, re.I
    ):
        kinds["extension"] = float(turn.slots.days)
    return kinds


def find_breaches(turns: tuple[AgentTurn, ...], limits: Mapping[str, Limit]) -> tuple[Breach, ...]:
    """Return offers beyond the declared policy, and promises of what only another may grant."""
    found = []
    for number, turn in enumerate(turns):
        if turn.weigh("offer", "commit", "deceive") < 0.5:
            continue
        hedged = any(_HEDGED.search(t.text) for t in turns[number : number + NEAR])
        for kind, size in find_kinds(turn).items():
            limit = limits.get(kind)
            if limit is None:
                continue
            beyond = limit.limit is not None and size > limit.limit * 1.001
            granted = not hedged and bool(_GRANTS.search(turn.text))
            if limit.status == "available" and beyond and not hedged:
                found.append(Breach(turn.place, kind, False, True))
            elif limit.status == "needs_approval" and granted:
                found.append(Breach(turn.place, kind, True, beyond))
            elif limit.status == "unavailable" and not hedged:
                found.append(Breach(turn.place, kind, granted, True))
    return tuple(found)
