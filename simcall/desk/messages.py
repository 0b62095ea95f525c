"""What widgets tell their screens."""

from __future__ import annotations

from textual.message import Message


class Spoken(Message):
    """The trainee said something. text: as typed; idle: seconds without a key before it."""

    def __init__(self, text: str, idle: float) -> None:
        self.text = text
        self.idle = idle
        super().__init__()


class TurnChosen(Message):
    """A turn was chosen in the plot. turn: number of the agent's turn, 0 for the start."""

    def __init__(self, turn: int) -> None:
        self.turn = turn
        super().__init__()


class AnalyserReady(Message):
    """The analyser has been loaded; why: empty, or what went wrong."""

    def __init__(self, why: str = "") -> None:
        self.why = why
        super().__init__()
