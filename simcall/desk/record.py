"""A call as its journal tells it: what was said, felt and noted; the model is not run again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from simcall.call.journal import Event
from simcall.common.bilingual import Language
from simcall.persona.ledger import Term
from simcall.persona.shape import FEELING_NAMES

if TYPE_CHECKING:
    from simcall.desk.coaching import Sides

STEP_KINDS = frozenset({"hold", "transfer", "silence", "complaint", "safety"})


class RecordedTurn(NamedTuple):
    """One agent turn with the answer to it. at: seconds of the call when the answer ended.

    phrased: whether a language model found the words of the answer. party: "third_party" where
    somebody else than the debtor gave it.
    """

    number: int
    said: str
    answer: str
    acts: dict[str, float]
    feelings: dict[str, float]
    terms: tuple[Term, ...]
    at: float
    phrased: bool = False
    party: str = ""


class Note(NamedTuple):
    """Something beside words. after: number of the agent's turn that it followed, 0 before any."""

    kind: str
    after: int
    details: dict[str, Any]


class CallRecord(NamedTuple):
    """One call. opening: first words of the other side; start: feelings before the first turn.

    party: who spoke the opening, as in a turn.
    """

    scenario: str
    language: Language
    seed: int
    attempt: int
    analyser: str
    opening: str
    start: dict[str, float]
    turns: tuple[RecordedTurn, ...]
    notes: tuple[Note, ...]
    wrapup: dict[str, Any]
    outcome: dict[str, Any]
    coach: bool
    left: bool
    agent_ended: bool
    party: str = ""

    @property
    def finished(self) -> bool:
        """Tell whether the call came to its end."""
        return bool(self.outcome)

    @property
    def points(self) -> list[dict[str, float]]:
        """Return the feelings at the start and after each turn."""
        return [self.start, *(turn.feelings for turn in self.turns)]


def read_feelings(event: Event) -> dict[str, float]:
    """Return the feelings after an event."""
    return dict(zip(FEELING_NAMES, event["state"], strict=False))


def read_terms(event: Event) -> tuple[Term, ...]:
    """Return the ledger of an event."""
    return tuple(Term(*term) for term in event.get("ledger", ()))


def read_turn(event: Event, number: int) -> RecordedTurn:
    """Return one turn of a journal."""
    return RecordedTurn(
        number=number,
        said=event["input"]["text"],
        answer=event["reply"]["text"],
        acts=dict(event["move"]["acts"]),
        feelings=read_feelings(event),
        terms=read_terms(event),
        at=float(event["sim_time"]),
        phrased=event["reply"].get("voice", {"why": "none"})["why"] == "",
        party=event["reply"].get("party", ""),
    )


def read_record(events: Sequence[Event]) -> CallRecord:
    """Return the record of a journal; a journal without a pick-up has no opening."""
    head = events[0]["input"]
    found: dict[str, Any] = {"opening": "", "start": read_feelings(events[0])}
    turns: list[RecordedTurn] = []
    notes: list[Note] = []
    for event in events[1:]:
        kind = event["kind"]
        if kind == "pickup":
            found |= {"opening": event["reply"]["text"], "start": read_feelings(event)}
            found["party"] = event["reply"].get("party", "")
        elif kind == "turn":
            turns.append(read_turn(event, len(turns) + 1))
        elif kind == "end":
            found["outcome"] = dict(event["outcome"])
        elif kind in STEP_KINDS:
            notes.append(Note(kind, len(turns), dict(event["input"])))
        elif "input" in event:
            found[kind] = dict(event["input"])
    return CallRecord(
        scenario=head["scenario"],
        language=head["language"],
        seed=int(head["seed"]),
        attempt=int(head.get("attempt", 0)),
        analyser=head["analyser"],
        opening=found["opening"],
        party=found.get("party", ""),
        start=found["start"],
        turns=tuple(turns),
        notes=tuple(notes),
        wrapup=found.get("wrapup", {}),
        outcome=found.get("outcome", {}),
        coach=bool(found.get("mode", {}).get("coach", True)),
        left="left" in found,
        agent_ended="agent_end" in found or any(note.kind == "transfer" for note in notes),
    )


def write_transcript(record: CallRecord, sides: Sides) -> str:
    """Return the call as text to copy, one turn a line."""
    lines = [f"{sides.answering(record.party)}: {record.opening}"] if record.opening else []
    for turn in record.turns:
        lines += [f"{sides.me}: {turn.said}", f"{sides.answering(turn.party)}: {turn.answer}"]
    return "\n".join(lines)
