"""Text that wraps by cells, Chinese included, and can be selected with the mouse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from simcall.common.width import cell_width, pad_cells, wrap_cells


class Line(NamedTuple):
    """One paragraph. lead stands before its first line, later lines are indented as deep.

    style and lead_style are Textual styles, such as `bold` or `$foreground-muted`.
    """

    text: str
    style: str = ""
    lead: str = ""
    lead_style: str = "bold"


class Row(NamedTuple):
    """One wrapped row of cells."""

    lead: str
    text: str
    style: str
    lead_style: str


def wrap_lines(lines: Iterable[Line], width: int) -> list[Row]:
    """Return the rows of paragraphs at a width in cells."""
    rows = []
    for line in lines:
        indent = min(cell_width(line.lead), width // 2)
        for number, text in enumerate(wrap_cells(line.text, width - indent)):
            lead = pad_cells(line.lead if number == 0 else "", indent) if indent else ""
            rows.append(Row(lead, text, line.style, line.lead_style))
    return rows


class Prose(Widget):
    """Paragraphs with an optional lead (a speaker, a label) in a column of its own."""

    DEFAULT_CSS = "Prose { width: 1fr; height: auto; }"

    def __init__(
        self,
        *lines: Line | str,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.lines = as_lines(lines)
        self._rows: tuple[int, list[Row]] | None = None

    def show(self, *lines: Line | str) -> None:
        """Replace the text."""
        fresh = as_lines(lines)
        if fresh != self.lines:
            self.lines = fresh
            self._rows = None
            self.refresh(layout=True)

    def add(self, line: Line) -> None:
        """Add a paragraph at the end."""
        self.show(*self.lines, line)

    @property
    def plain(self) -> str:
        """Return the text without wrapping."""
        return "\n".join(line.lead + line.text for line in self.lines)

    def rows(self, width: int) -> list[Row]:
        """Return the wrapped rows at a width, remembered for the next call."""
        if self._rows is None or self._rows[0] != width:
            self._rows = (width, wrap_lines(self.lines, width))
        return self._rows[1]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the width of the widest paragraph; the container limits it."""
        return max((cell_width(line.lead + line.text) for line in self.lines), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of rows at a width."""
        return len(self.rows(width)) if width else 0

    def render(self) -> Content:
        """Return the wrapped rows."""
        parts: list[Content] = []
        for row in self.rows(max(2, self.content_size.width)):
            lead = Content.styled(row.lead, row.lead_style) if row.lead else Content("")
            parts.append(
                lead + (Content.styled(row.text, row.style) if row.style else Content(row.text))
            )
        return Content("\n").join(parts)


def as_lines(lines: Iterable[Line | str]) -> tuple[Line, ...]:
    """Return paragraphs, plain strings made into lines."""
    return tuple(line if isinstance(line, Line) else Line(line) for line in lines)
