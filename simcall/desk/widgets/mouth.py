"""Where the trainee types: Enter says it, the keyboard's rest is measured as silence."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.widgets import TextArea

from simcall.desk.clock import Idle
from simcall.desk.messages import Spoken


class Mouth(TextArea):
    """A box of a few rows; Enter posts `Spoken`, up and down recall earlier sentences."""

    DEFAULT_CSS = "Mouth { height: auto; min-height: 3; max-height: 6; }"
    KEEP: ClassVar[int] = 50

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, soft_wrap=True, tab_behavior="focus", compact=True)
        self.highlight_cursor_line = False
        self.idle = Idle()
        self._said: list[str] = []
        self._place = 0

    async def _on_key(self, event: events.Key) -> None:
        """Take Enter and, at the edges, up and down; leave the rest to the editor."""
        self.idle.touch()
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(Spoken(self.text, self.idle.take()))
        elif event.key in ("up", "down") and self.recall(-1 if event.key == "up" else 1):
            event.stop()
            event.prevent_default()
        else:
            await super()._on_key(event)

    def recall(self, step: int) -> bool:
        """Show an earlier or later sentence; False when the cursor should move instead."""
        row = self.cursor_location[0]
        at_edge = row == 0 if step < 0 else row == self.document.line_count - 1
        browsing = not self.text or (self._place < len(self._said) and self._shown())
        if not (at_edge and browsing and self._said):
            return False
        self._place = max(0, min(len(self._said), self._place + step))
        self.text = self._said[self._place] if self._place < len(self._said) else ""
        self.move_cursor(self.document.end)
        return True

    def _shown(self) -> bool:
        return self.text == self._said[self._place]

    def accept(self, text: str) -> None:
        """Empty the box and remember what was said."""
        self._said = [*self._said, text][-self.KEEP :]
        self._place = len(self._said)
        self.text = ""
        self.idle.restart()
