"""A kept call brought back to life from its journal, and compared with it byte by byte."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from simcall.call.journal import Event
from simcall.call.replay import replay_events
from simcall.call.scenario import CallScenario
from simcall.call.session import Call, TurnResult
from simcall.common.bilingual import Language, Text
from simcall.common.errors import CheckFailed, SimcallError
from simcall.exam.rescore import compare_events
from simcall.speech.reading import Analyser, Reading, Utterance


class RecordedAnalyser:
    """Stands for the analyser that a journal names; replaying needs its moves, not its model."""

    digest = ""

    def __init__(self, stamp: str) -> None:
        self.name = stamp

    def read(self, utterance: Utterance) -> Reading:
        """Refuse: nothing new is said in a replay."""
        raise SimcallError("a replayed call cannot hear new sentences; resume it instead")

    def read_many(self, utterances: Sequence[Utterance]) -> list[Reading]:
        """Refuse: nothing new is said in a replay."""
        raise SimcallError("a replayed call cannot hear new sentences; resume it instead")


class Rebuilt(NamedTuple):
    """A call as it comes out now. difference: the first one from its journal, or None."""

    call: Call
    results: tuple[TurnResult, ...]
    difference: Text | None

    def require_same(self, name: str, language: Language = "en") -> None:
        """Raise CheckFailed when the call comes out otherwise than its journal says."""
        if self.difference is not None:
            raise CheckFailed(f"{name}: {self.difference.say(language)}")


def make_call(events: Sequence[Event], scenario: CallScenario, analyser: Analyser) -> Call:
    """Return a fresh call with the seed, attempt and language that a journal's header holds."""
    head = events[0]["input"]
    return Call(
        scenario._replace(waited=float(head.get("waited", scenario.waited))),
        int(head["seed"]),
        head["language"],
        analyser,
        attempt=int(head["attempt"]),
        rubric_digest=head["rubric"],
        call_id=head["call"],
    )


def rebuild_call(
    events: Sequence[Event],
    load_scenario: Callable[[str], CallScenario],
    analyser: Analyser | None = None,
) -> Rebuilt:
    """Recompute a call from its journal's moves and durations, state by state.

    Without an analyser nothing can be said in it afterwards. An unfinished call stays open. Raises
    SimcallError when its scenario is gone or was changed since.
    """
    if not events or events[0]["kind"] != "open":
        raise CheckFailed("this journal has no header; nothing can be recomputed from it")
    head = events[0]["input"]
    call = make_call(
        events, load_scenario(head["scenario"]), analyser or RecordedAnalyser(head["analyser"])
    )
    # Version and analyser are declared, not computed: they do not make the call another one.
    opening = compare_events([{**events[0], "input": {}}], [{**call.events[0], "input": {}}])
    call.events[0] = dict(events[0])
    results = tuple(replay_events(call, list(events)))
    if events[-1]["kind"] == "end":
        call.finish()
    differences = opening or compare_events(events, call.events)
    return Rebuilt(call, results, differences[0] if differences else None)
