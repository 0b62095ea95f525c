"""A call brought back from its journal, move by move."""

from __future__ import annotations

from simcall.call.journal import Event
from simcall.call.session import Call, TurnResult
from simcall.common.errors import SimcallError
from simcall.speech.move import read_move


def replay_events(call: Call, events: list[Event]) -> list[TurnResult]:
    """Feed a journal's inputs to a fresh call; used by resume, replay and branching.

    The moves of the journal are used, not a new analysis, so an old call replays under a newer
    analyser. Raises SimcallError when the journal is not of this call.
    """
    head = events[0]["input"]
    if head["scenario_digest"] != call.scenario.digest:
        raise SimcallError(
            f"the scenario '{head['scenario']}' was changed since this call; "
            "replay it with the version of the content it was made with"
        )
    results = []
    for event in events[1:]:
        if event["kind"] == "pickup":
            results.append(call.begin())
        elif event["kind"] == "turn":
            text = event["input"]["text"]
            move = read_move(event["move"])
            call.remember_words(text)
            results.append(call.apply(move, text, kept=event["reply"]))
        elif event["kind"] not in ("end",):
            call.note(event["kind"], **event["input"])
    return results
