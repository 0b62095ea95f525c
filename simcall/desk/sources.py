"""Where the desk gets scenarios, analyser, rubric and floors: each loaded when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from simcall.common.bilingual import Language, Text

if TYPE_CHECKING:
    from simcall.call.scenario import CallScenario
    from simcall.desk.seat import Seat
    from simcall.rubric.book import Rubric
    from simcall.speech.reading import Analyser

RUBRIC = "collections"


class Card(NamedTuple):
    """A scenario in the list. difficulty: 1 to 5; broken: its file cannot be read."""

    id: str
    title: Text
    difficulty: int
    stage: str
    languages: tuple[Language, ...]
    broken: bool = False


class Sources(NamedTuple):
    """The makers of everything that is slow to load; tests give small ones of their own."""

    list_calls: Callable[[], list[Card]]
    load_call: Callable[[str], CallScenario]
    load_analyser: Callable[[], Analyser]
    load_rubric: Callable[[], Rubric]
    list_floors: Callable[[], list[Card]]
    open_seat: Callable[[str, int], Seat]


def list_shipped(kind: str) -> list[Card]:
    """Return the entries of one kind of content, the easiest first."""
    from simcall.content.listing import list_entries

    return [
        Card(
            entry.id,
            entry.title,
            entry.difficulty or 0,
            str(entry.head.get("stage", "")),
            entry.languages,
            entry.broken,
        )
        for entry in list_entries(kind)
    ]


def load_shipped_call(name: str) -> CallScenario:
    """Return one scenario with everything that it refers to."""
    from simcall.content.calls import load_call

    return load_call(name)


def load_shipped_analyser() -> Analyser:
    """Return the analyser; its matcher goes on loading in the background."""
    from simcall.content.analyser import load_analyser, warm_up

    analyser = load_analyser()
    warm_up(analyser)
    return analyser


def load_shipped_rubric() -> Rubric:
    """Return the rubric by which calls at the desk are scored."""
    from simcall.content.rubrics import load_rubric

    return load_rubric(RUBRIC)


def open_shipped_seat(name: str, seed: int) -> Seat:
    """Open a live floor and take a seat on it."""
    from simcall.desk.liveseat import open_live_seat

    return open_live_seat(name, seed)


SHIPPED = Sources(
    list_calls=lambda: list_shipped("call"),
    load_call=load_shipped_call,
    load_analyser=load_shipped_analyser,
    load_rubric=load_shipped_rubric,
    list_floors=lambda: list_shipped("floor"),
    open_seat=open_shipped_seat,
)
