"""The top line: where one is, and the state of the call."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from simcall.common.width import cell_width, cut_cells


class Headline(Widget):
    """A title on the left, a status on the right; the title gives way."""

    DEFAULT_CSS = """
    Headline { dock: top; width: 1fr; height: 1; background: $panel; padding: 0 1; }
    """
    title: reactive[str] = reactive("")
    status: reactive[str] = reactive("")

    def render(self) -> Content:
        """Return one row."""
        width = max(2, self.content_size.width)
        status = cut_cells(self.status, width)
        room = width - cell_width(status) - (1 if status else 0)
        title = cut_cells(self.title, max(0, room))
        gap = " " * (width - cell_width(title) - cell_width(status))
        return (
            Content.styled(title, "bold")
            + Content(gap)
            + Content.styled(status, "$foreground-muted")
        )
