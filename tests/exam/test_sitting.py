from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from simcall.call.journal import Event
from simcall.common.errors import CheckFailed, SimcallError
from simcall.exam.form import Exam, FormCall, compose_form
from simcall.exam.sitting import StationCall


class Pages:
    """A journal that may refuse to write after so many events, like a killed process."""

    def __init__(self, most: int = 1000) -> None:
        self.events: list[Event] = []
        self._most = most

    def append(self, event: Event) -> None:
        if len(self.events) >= self._most:
            raise KeyboardInterrupt
        self.events.append(event)


@pytest.fixture
def form(exam: Exam) -> FormCall:
    return compose_form(exam, "Li Na", 1, exam.seed, "en")[0]


def place(form: FormCall, desk: Any, pages: Pages | None = None) -> StationCall:
    return StationCall(form, desk.analyser, "r" * 64, pages)


LINES = ["hello", "why was it missed?", "sorry to hear that", "instalments would be possible"]


def play(station: StationCall, lines: list[str]) -> StationCall:
    for line in lines:
        if not station.over:
            station.hear(line)
    return station


def begin_and_play(station: StationCall) -> None:
    station.begin()
    play(station, LINES)


@pytest.mark.parametrize("cut", [1, 2, 3, 4, 5])
def test_a_killed_station_goes_on_at_the_same_turn(form: FormCall, desk: Any, cut: int) -> None:
    whole = Pages()
    station = place(form, desk, whole)
    station.begin()
    expected = play(station, LINES).finish(lambda _: {"total": 1})

    torn = Pages(cut)
    killed = place(form, desk, torn)
    with pytest.raises(KeyboardInterrupt):
        begin_and_play(killed)
    again = Pages()
    again.events = list(torn.events)
    resumed = place(form, desk, again)
    resumed.restore(torn.events)
    said = len(resumed.call.moves)
    record = play(resumed, LINES[said:]).finish(lambda _: {"total": 1})
    assert record == expected
    assert again.events == whole.events


def test_every_event_is_kept_before_the_reply_is_returned(form: FormCall, desk: Any) -> None:
    pages = Pages()
    station = place(form, desk, pages)
    reply = station.begin().reply
    assert pages.events[-1]["reply"]["text"] == reply
    reply = station.hear("hello").reply
    assert pages.events[-1]["reply"]["text"] == reply


def test_the_station_ends_when_its_simulated_time_is_up(form: FormCall, desk: Any) -> None:
    station = place(form._replace(time_limit=30.0), desk)
    station.begin()
    turn = station.hear("hello", seconds=31.0)
    assert turn.time_up
    assert station.over
    with pytest.raises(SimcallError, match="time of this station is up"):
        station.hear("one more thing")
    assert station.finish(lambda _: {"total": 0}).time_up


def test_a_cut_between_the_last_turn_and_the_bell_still_rings_it(form: FormCall, desk: Any) -> None:
    short = form._replace(time_limit=30.0)
    pages = Pages(3)
    station = place(short, desk, pages)
    station.begin()
    with pytest.raises(KeyboardInterrupt):
        station.hear("hello", seconds=31.0)
    resumed = place(short, desk, Pages())
    resumed.restore(pages.events)
    assert resumed.time_up


def test_a_journal_of_another_form_is_refused(form: FormCall, desk: Any) -> None:
    pages = Pages()
    place(form, desk, pages).begin()
    with pytest.raises(CheckFailed, match="line 1"):
        place(form._replace(seed=form.seed + 1), desk).restore(pages.events)


def test_a_changed_state_is_refused(form: FormCall, desk: Any) -> None:
    pages = Pages()
    station = place(form, desk, pages)
    station.begin()
    play(station, LINES)
    changed = [dict(event) for event in pages.events]
    changed[3] = {**changed[3], "state": [0.0, *changed[3]["state"][1:]]}
    with pytest.raises(CheckFailed, match="line 4"):
        place(form, desk).restore(changed)


def test_the_same_sentences_give_the_same_bytes(exam: Exam, sit: Callable[..., Any]) -> None:
    first, second = sit(exam), sit(exam)
    assert first.data == second.data
    assert first.journals == second.journals
    assert sit(exam, candidate="Wang").journals != first.journals
