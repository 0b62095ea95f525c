"""The transcript as it grows: a column for the speaker, a column for the words."""

from __future__ import annotations

from textual.containers import VerticalScroll

from simcall.common.width import cell_width, pad_cells
from simcall.desk.widgets.prose import Line, Prose

BLOCK = 20  # turns in one widget: long calls stay quick, and all text can be selected
AGENT_STYLE = "bold $accent"
DEBTOR_STYLE = "bold $success"
NOTE_STYLE = "italic $foreground-muted"


class Feed(VerticalScroll):
    """Turns of a call, the newest in sight."""

    DEFAULT_CSS = "Feed { width: 1fr; height: 1fr; padding: 0 1; }"

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.column = 8
        self._blocks: list[Prose] = []

    def on_mount(self) -> None:
        """Keep the end in sight."""
        self.anchor()

    def set_speakers(self, *names: str) -> None:
        """Make the speakers' column as wide as the longest name, up to twelve cells."""
        self.column = min(12, max(cell_width(name) for name in names) + 2)

    def add_turn(self, speaker: str, text: str, agent: bool) -> None:
        """Add what somebody said. The mark before the name tells the sides apart without colour."""
        mark = "›" if agent else "‹"
        lead = pad_cells(f"{mark}{speaker}", self.column - 1) + " "
        self.add_line(Line(text, "", lead, AGENT_STYLE if agent else DEBTOR_STYLE))

    def add_note(self, text: str) -> None:
        """Add something that happened beside words."""
        self.add_line(Line(text, NOTE_STYLE, " " * self.column))

    def add_line(self, line: Line) -> None:
        """Add one paragraph to the last block, or begin a new block."""
        if not self._blocks or len(self._blocks[-1].lines) >= BLOCK:
            block = Prose(line)
            self._blocks.append(block)
            self.mount(block)
        else:
            self._blocks[-1].add(line)

    def wipe(self) -> None:
        """Remove every turn."""
        for block in self._blocks:
            block.remove()
        self._blocks = []

    @property
    def plain(self) -> str:
        """Return all turns as text."""
        return "\n".join(block.plain for block in self._blocks)
