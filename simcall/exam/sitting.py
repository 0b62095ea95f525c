"""A sitting: one candidate going through the calls of a form, one after the other.

Knows no terminal, file or clock: journals are opened by a function that the caller gives, and each
event is on disk before the reply that it led to is returned. The same inputs give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from simcall.call.journal import Event, canonical_bytes
from simcall.call.outcome import Outcome
from simcall.call.phrasing import has_voice
from simcall.call.replay import replay_events
from simcall.call.session import Call, TurnResult
from simcall.call.transcript import Transcript
from simcall.common.errors import CheckFailed, SimcallError
from simcall.exam.form import FormCall
from simcall.speech.reading import Analyser

STEP_KINDS = frozenset({"hold", "transfer", "complaint", "safety"})
Score = Mapping[str, Any]
Scorer = Callable[[Transcript], Score]


class Journal(Protocol):
    """Keeps events for good, one by one."""

    def append(self, event: Event) -> None:
        """Keep one event; returns once it is safe."""
        ...


class StationRecord(NamedTuple):
    """A finished station. score: the JSON of `simcall score` for its transcript."""

    form: FormCall
    events: tuple[Event, ...]
    outcome: Outcome
    turns: int
    seconds: float
    time_up: bool
    score: Score


class StationTurn(NamedTuple):
    """What the candidate sees after a turn: the reply and whether the call goes on."""

    reply: str
    ended: bool
    time_up: bool


class StationCall:
    """One call of a form while it runs: a Call, its journal, its time limit."""

    def __init__(
        self, form: FormCall, analyser: Analyser, rubric_digest: str, journal: Journal | None
    ) -> None:
        self.form = form
        self._journal = journal
        self._kept = 0
        self.time_up = False
        self.call = Call(
            form.scenario,
            form.seed,
            form.language,
            analyser,
            rubric_digest=rubric_digest,
            call_id=form.call_id,
        )

    def _keep(self) -> None:
        """Put every event that is not yet kept into the journal."""
        while self._kept < len(self.call.events):
            if self._journal is not None:
                self._journal.append(self.call.events[self._kept])
            self._kept += 1

    @property
    def over(self) -> bool:
        """Tell whether nothing more can be said."""
        return self.call.ended or self.time_up

    def begin(self) -> StationTurn:
        """Let the debtor pick up."""
        return self._answer(self.call.begin())

    def hear(self, text: str, seconds: float | None = None) -> StationTurn:
        """Let the debtor hear a sentence; raises SimcallError once the time is up."""
        if self.time_up:
            raise SimcallError("the time of this station is up; go on with the next one")
        return self._answer(self.call.hear(text, seconds))

    def note(self, kind: str, **details: Any) -> None:
        """Note something beside words: a hold, a transfer, a complaint logged, safety help."""
        self.call.note(kind, **details)
        self._keep()

    @property
    def steps(self) -> int:
        """Return how many lines of a script are used up: sentences, and notes by the agent."""
        notes = sum(1 for event in self.call.events if event["kind"] in STEP_KINDS)
        return len(self.call.moves) + notes

    def _answer(self, result: TurnResult) -> StationTurn:
        """Keep what happened, look at the time, return what the candidate may see."""
        self._look_at_time()
        self._keep()
        return StationTurn(result.reply.text, result.ended, self.time_up)

    def _look_at_time(self) -> None:
        """Note that the time is up when it is."""
        if not self.time_up and not self.call.ended and self.call.clock >= self.form.time_limit:
            self.call.note("time_up", limit=self.form.time_limit)
            self.time_up = True

    def restore(self, events: Sequence[Event]) -> list[TurnResult]:
        """Bring the call to where a journal left it, with the journal's own moves.

        A session that was killed between two events of one turn is completed here. Raises
        CheckFailed when the journal does not come from this form or was not made by this model:
        no call may go on from a state that cannot be recomputed.
        """
        if has_voice(events):
            raise CheckFailed(
                f"station {self.form.number}: a language model phrased replies in this journal; "
                "an examination has written lines only"
            )
        results = replay_events(self.call, list(events))
        finished = bool(events) and events[-1]["kind"] == "end"
        if finished:
            self.call.finish()
        for number, (old, new) in enumerate(zip(events, self.call.events, strict=False), start=1):
            if canonical_bytes(old) != canonical_bytes(new):
                raise CheckFailed(
                    f"station {self.form.number}: journal line {number} ({old['kind']}) is not "
                    f"what this form and this version give"
                )
        self.time_up = any(event["kind"] == "time_up" for event in events)
        self._kept = len(events)
        if not results:
            results.append(self.call.begin())
        if not finished:
            self._look_at_time()
        self._keep()
        return results

    @property
    def closed(self) -> bool:
        """Tell whether the station has its end in the journal."""
        return is_ended(self.call.events)

    def finish(self, score: Scorer) -> StationRecord:
        """End the call politely if it still runs, and score it."""
        if not self.closed:
            self.call.finish()
        self._keep()
        return StationRecord(
            form=self.form,
            events=tuple(self.call.events),
            outcome=self.call.outcome(),
            turns=len(self.call.moves),
            seconds=self.call.clock,
            time_up=self.time_up,
            score=score(self.call.transcript()),
        )


def is_ended(events: Sequence[Event]) -> bool:
    """Tell whether a station's journal is complete."""
    return bool(events) and events[-1]["kind"] == "end"
