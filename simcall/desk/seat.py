"""A seat on a live floor, as the desk sees it; the floor room provides the floor itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class FloorView(NamedTuple):
    """The floor at one moment. clock: seconds after local midnight; times in seconds.

    service_level: share answered within `within` seconds so far today, None before any answer.
    colleagues: simulated agents on shift; busy: of them in a talk or in wrap-up.
    abandoned: callers who gave up today; handled: calls that the trainee took.
    """

    clock: float
    waiting: int
    longest_wait: float
    busy: int
    colleagues: int
    service_level: float | None
    within: float
    abandoned: int
    handled: int


class Offer(NamedTuple):
    """A call for the trainee. scenario: its name; waited: seconds; inbound: the debtor calls."""

    scenario: str
    waited: float
    inbound: bool


class Seat(Protocol):
    """The trainee's chair. Times go forward only by what the trainee does."""

    def view(self) -> FloorView:
        """Return the floor as it is now."""
        ...

    def advance(self, seconds: float) -> FloorView:
        """Let the floor run on for some simulated seconds while the trainee is busy."""
        ...

    def next_call(self) -> Offer | None:
        """Let the floor run on until a call comes to the trainee; None at the end of the day."""
        ...

    def end_call(self, wrap_up: float, state: Sequence[float]) -> FloorView:
        """End the trainee's call in a state of the debtor; the wrap-up takes its seconds."""
        ...
