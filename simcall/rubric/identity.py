"""Who picked up, and what was said before that was known (A23, A20)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from simcall.rubric.case import AgentTurn, Case

SURE = 0.5
_SENTENCE = re.compile(r"[。！？!?；;\n]|\.\s")
_REFUSES = re.compile(
    r"不能|不便|不方便|无法|不可以|没办法|不会|未经|can't|cannot|can not|unable|not able|won't|"
    r"not allowed|couldn't|don't|没(?:有)?说.{0,6}欠|欠不欠|(?:如果|要是|就算).{0,10}欠"
    r"|haven'?t said|not saying (?:that )?(?:he|she|they)"
    r"|\b(?:if|whether|anything|whatever)\b.{0,40}\bow(?:e|ed|es|ing)\b",
    re.IGNORECASE,
)


# A label of disclosure counts sooner where somebody else is known to be listening.
TOLD = 0.6
HINTED = 0.42


class Identity(NamedTuple):
    """Places of the first identity question, its answer and the first debt detail; None: never.

    other: place where somebody else than the debtor shows, None when nobody does.
    """

    asked: int | None
    settled: int | None
    detail: int | None
    other: int | None


def names_parties(case: Case) -> bool:
    """Tell whether the transcript itself says who holds the phone."""
    return any(turn.party == "third_party" for turn in case.debtor)


def find_arrival(case: Case) -> int:
    """Return where the debtor came to a phone that somebody else had picked up, -1 without that."""
    if not case.debtor or case.debtor[0].party != "third_party":
        return -1
    return next((turn.place for turn in case.debtor if turn.party != "third_party"), -1)


def find_check(turns: Sequence[AgentTurn]) -> int | None:
    """Return where identity is asked first."""
    return next((turn.place for turn in turns if turn.weigh("verify") >= SURE), None)


def find_other(case: Case) -> int | None:
    """Return where somebody else than the debtor is at the phone, unless the debtor comes on.

    Once the identity check was answered, a bare label makes nobody a third party: talk of a wife in
    hospital sounds like one.
    """
    found = None
    if names_parties(case):
        alone = all(turn.party == "third_party" for turn in case.debtor)
        return case.debtor[0].place if alone else None
    variant = next((v for v in case.rubric.variants if v.id == "third_party"), None)
    gone = next((v for v in case.rubric.variants if v.id == "deceased"), None)
    if variant is None:
        return None
    asked = find_check(case.agent)
    settled = None if asked is None else find_settled(case, asked, 0)
    for number, turn in enumerate(case.debtor):
        checked = settled is not None and settled < turn.place
        shown = not checked and any(turn.shows(act, least) for act, least in variant.acts.items())
        cued = variant.cues.match(turn.text) or (
            gone is not None and number == 0 and gone.cues.match(turn.text)
        )
        own = turn.shows("confirm_identity", 0.85) and not cued
        if found is None and number < variant.early and (cued or (shown and not own)):
            found = turn.place
        elif found is not None and own:
            return None
    return found if found is not None else find_declined(case, variant.early)


def find_declined(case: Case, early: int) -> int | None:
    """Return who was told "only with him in person": whoever had spoken then is somebody else."""
    if any(turn.shows("confirm_identity", 0.85) for turn in case.debtor[:early]):
        return None
    for turn in case.agent[: early + 1]:
        before = case.said_before(turn)
        if before is not None and case.rubric.signal("keeps_private", turn.text):
            return before.place
    return None


def names_debt(case: Case, turn: AgentTurn) -> bool:
    """Tell whether a turn speaks of the debt in words, other than declining to speak of it."""
    for sentence in _SENTENCE.split(turn.text):
        if case.rubric.signal("debt", sentence) and not _REFUSES.search(sentence):
            return True
    return False


def gives_detail(case: Case, turn: AgentTurn) -> bool:
    """Tell whether a turn names the debt: its purpose with the debt in it, an amount, a mark."""
    if "early_detail" in turn.marks and names_debt(case, turn):
        return True
    return turn.weigh("purpose") >= SURE and (bool(turn.slots.amounts) or names_debt(case, turn))


def find_settled(case: Case, asked: int | None, since: int) -> int | None:
    """Return where identity was confirmed: in words, or by an answer that is no denial.

    since: where the debtor came to the phone; what was said before counts for nothing.
    """
    for turn in case.debtor:
        if turn.place < since or turn.party == "third_party":
            continue
        if turn.weigh("confirm_identity") >= SURE:
            return turn.place
    if asked is None:
        return None
    answers = [turn for turn in case.debtor if turn.place > asked]
    for turn in answers[:2]:
        if turn.weigh("deny_identity", "third_party", "who_is_this") < SURE:
            return turn.place
    return None


def find_identity(case: Case) -> Identity:
    """Return the order of identity check, confirmation and detail."""
    since = find_arrival(case)
    heard = [t for t in case.agent if t.place > since]
    asked = find_check(heard)
    detail = next((t.place for t in heard if gives_detail(case, t)), None)
    other = find_other(case)
    settled = None if other is not None else find_settled(case, asked, since)
    return Identity(asked, settled, detail, other)


def is_said_to_other(case: Case, turn: AgentTurn) -> bool:
    """Tell whether somebody else than the debtor holds the phone, as the transcript says."""
    before = case.said_before(turn)
    return before is not None and before.party == "third_party"


def find_disclosures(case: Case, identity: Identity) -> list[AgentTurn]:
    """Return agent turns that name the debt to somebody who is not the debtor."""
    if names_parties(case):
        return [t for t in case.agent if is_said_to_other(case, t) and names_debt(case, t)]
    if identity.other is None:
        return []
    labels = {t.place: t.labels.get("disclose", 0.0) for t in case.agent}
    hinted = [at for at, label in labels.items() if at > identity.other and label >= HINTED]
    told = {at for at in hinted if len(hinted) > 1 or labels[at] >= TOLD}
    return [turn for turn in case.agent if turn.place in told or names_debt(case, turn)]
