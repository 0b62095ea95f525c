"""What kind of call this is, and whether the agent did what such a call asks for.

Variants are content: they are recognised by the debtor's acts or by plain words, several may hold
in one call, and each lists the needs that replace or add to the standard solution.
"""

from __future__ import annotations

from typing import NamedTuple

from simcall.rubric.book import Need, Variant
from simcall.rubric.case import AgentTurn, Case, DebtorTurn
from simcall.rubric.crisis import find_risks
from simcall.rubric.identity import Identity


class Met(NamedTuple):
    """How far one need was met, 0 to 1, and where."""

    need: Need
    level: float
    place: int | None


class Situation(NamedTuple):
    """A variant that holds in this call. place: the debtor turn that showed it.

    wrong: agent turns after it that do what the variant forbids, with their weight.
    """

    variant: Variant
    place: int
    met: tuple[Met, ...]
    wrong: tuple[tuple[int, float], ...]

    @property
    def level(self) -> float:
        """Return how well the situation was handled, 0 to 1."""
        total = sum(m.need.weight for m in self.met)
        if not total:
            return 1.0
        good = sum(m.need.weight * m.level for m in self.met) / total
        loss = min(1.0, 0.35 * sum(weight for _, weight in self.wrong))
        return round(max(0.0, good * (1.0 - loss)), 3)


def shows_variant(variant: Variant, turn: DebtorTurn) -> bool:
    """Tell whether one debtor turn shows a variant."""
    if any(turn.shows(act, least) for act, least in variant.acts.items()):
        return True
    return variant.cues.match(turn.text)


def find_trigger(case: Case, variant: Variant, identity: Identity) -> int | None:
    """Return the place of the turn that shows a variant, or None."""
    if variant.id == "third_party":
        return identity.other
    if variant.id == "inbound":
        return 0 if case.heard.transcript.direction == "inbound" else None
    if variant.id == "early_hangup":
        return find_early_end(case)
    if variant.id == "busy" and talks_on(case):
        return None
    if variant.id == "deceased" and any(t.weigh("confirm_identity") >= 0.5 for t in case.debtor):
        return None  # the debtor's own bereavement is the variant `vulnerable`
    if variant.id == "crisis":
        return next((risk.place for risk in find_risks(case) if risk.sure), None)
    turns = case.debtor[: variant.early] if variant.early else case.debtor
    shown = [turn.place for turn in turns if shows_variant(variant, turn)]
    return shown[variant.turns - 1] if len(shown) >= variant.turns else None


def talks_on(case: Case) -> bool:
    """Tell whether somebody who said to be busy found the time after all."""
    told = any(
        t.weigh("reason", "promise", "offer_amount", "negotiate") >= 0.5 for t in case.debtor
    )
    return told or len(case.debtor) > BUSY_TURNS


def find_early_end(case: Case) -> int | None:
    """Return where the debtor left within the first few exchanges."""
    if not 1 <= len(case.debtor) <= 3 or len(case.agent) > 4 or case.ended_by != "debtor":
        return None
    return case.debtor[-1].place


def answer_need(case: Case, need: Need, turn: AgentTurn) -> float:
    """Return how far one agent turn meets a need, 0 to 1; not at all when it brushes it off."""
    if case.rubric.signal("brushes_off", turn.text):
        return 0.0
    level = max((weigh_answer(turn, act) for act in need.acts), default=0.0)
    if need.marks and turn.marks & set(need.marks):
        level = 1.0
    if need.asks and turn.questions & set(need.asks):
        level = max(level, 0.9)
    if need.cues.match(turn.text):
        level = max(level, 1.0)
    return level * (1.0 - turn.harm) if turn.harm >= 0.5 else level


def weigh_answer(turn: AgentTurn, act: str) -> float:
    """Return the weight of an act as an answer: kind words count fully only when they are tied."""
    weight = turn.weigh(act)
    if act in ("empathise", "reflect", "affirm"):
        weight *= 0.5 + 0.5 * turn.tied
    return weight


def meet_need(case: Case, need: Need, place: int) -> Met:
    """Return how far a need is met anywhere after its trigger."""
    best, where = 0.0, None
    for turn in case.agent:
        if turn.place > place or place == 0:
            level = answer_need(case, need, turn)
            if level > best:
                best, where = level, turn.place
    return Met(need, round(min(1.0, best / 0.75), 3), where)


def find_wrong(case: Case, variant: Variant, place: int) -> tuple[tuple[int, float], ...]:
    """Return agent turns after the trigger that do what the variant forbids."""
    found = []
    for turn in case.agent:
        weight = turn.weigh(*variant.avoid) if variant.avoid else 0.0
        if turn.place > place and weight >= 0.5:
            found.append((turn.place, round(weight, 3)))
    return tuple(found)


def find_situations(case: Case, identity: Identity) -> tuple[Situation, ...]:
    """Return every variant that holds, in the order of the rubric (the first is the main one).

    A debtor who left at once gives no time to handle anything else.
    """
    early = find_early_end(case) if identity.other is None else None
    if early is not None:
        brief = [v for v in case.rubric.variants if v.id == "early_hangup"]
        return tuple(Situation(variant, early, (), ()) for variant in brief)
    found = []
    for variant in case.rubric.variants:
        place = find_trigger(case, variant, identity)
        if place is None:
            continue
        if identity.other is not None and variant.id not in ("third_party", *WITH_OTHERS):
            continue
        met = tuple(meet_need(case, need, place) for need in variant.needs)
        found.append(Situation(variant, place, met, find_wrong(case, variant, place)))
    return tuple(found)


BUSY_TURNS = 5  # debtor turns after which a busy debtor has stayed on the line
# Variants that may hold although somebody else than the debtor is at the phone.
WITH_OTHERS = ("representative", "deceased", "stop_contact", "inbound", "complaint")
