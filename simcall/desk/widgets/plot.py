"""The feelings over the turns, drawn in text cells, with a legend that works in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from simcall.common.bilingual import Language
from simcall.common.width import cell_width, pad_cells
from simcall.desk.chart import Cell, Series, draw_series, spread
from simcall.desk.messages import TurnChosen
from simcall.desk.texts import say
from simcall.desk.widgets.gauge import COLORS
from simcall.persona.ledger import FEELING_TEXTS
from simcall.persona.shape import FEELING_NAMES

AXIS = 4  # cells of the numbers on the left


class FeelingsPlot(Widget):
    """Six lines, each with a digit as its mark; 1 to 6 show or hide them."""

    DEFAULT_CSS = "FeelingsPlot { width: 1fr; height: 1fr; min-height: 12; }"
    ALLOW_SELECT = False

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.points: Sequence[dict[str, float]] = ()
        self.hidden: set[str] = set()
        self.cursor = 0

    @property
    def language(self) -> Language:
        """Return the language of the desk."""
        return getattr(self.app, "language", "en")

    def show(self, points: Sequence[dict[str, float]]) -> None:
        """Show one call: the feelings at the start and after each turn."""
        self.points = points
        self.cursor = max(0, len(points) - 1)
        self.refresh(layout=True)

    def toggle(self, number: int) -> None:
        """Show or hide one line by its digit."""
        self.hidden ^= {FEELING_NAMES[number - 1]}
        self.refresh()

    def move(self, step: int) -> None:
        """Move the cursor by turns and tell the screen."""
        if self.points:
            self.cursor = max(0, min(len(self.points) - 1, self.cursor + step))
            self.refresh()
            self.post_message(TurnChosen(self.cursor))

    def legend(self) -> list[Content]:
        """Return one entry for each line: digit, name, first and last value, peak."""
        names = [FEELING_TEXTS[name].say(self.language) for name in FEELING_NAMES]
        wide = max(map(cell_width, names))
        entries = []
        for number, name in enumerate(FEELING_NAMES, start=1):
            values = [point[name] for point in self.points]
            if name in self.hidden:
                tail = say("debrief.plot.hidden", self.language)
            else:
                tail = say(
                    "debrief.plot.range",
                    self.language,
                    first=f"{values[0]:.2f}",
                    last=f"{values[-1]:.2f}",
                    peak=f"{max(values):.2f}",
                )
            label = f"{number} {pad_cells(names[number - 1], wide)} "
            style = f"bold {COLORS[name]}" if name not in self.hidden else "$foreground-muted"
            entries.append(Content.styled(label, style) + Content(tail))
        return entries

    def legend_rows(self, width: int) -> list[Content]:
        """Return the legend in one or two columns."""
        entries = self.legend()
        wide = max(entry.cell_length for entry in entries) + 3
        if 2 * wide > width:
            return entries
        half = len(entries) // 2
        return [
            entries[i] + Content(" " * (wide - entries[i].cell_length)) + entries[i + half]
            for i in range(half)
        ]

    def render(self) -> Content:
        """Return plot, axis and legend."""
        width, height = max(20, self.content_size.width), max(8, self.content_size.height)
        if len(self.points) < 2:
            return Content(say("debrief.plot.empty", self.language))
        legend = self.legend_rows(width)
        rows = max(5, height - len(legend) - 1)
        rows -= 1 - rows % 2  # odd, so that one row stands for a half
        columns = width - AXIS
        series = [
            None
            if name in self.hidden
            else Series(str(number), [point[name] for point in self.points])
            for number, name in enumerate(FEELING_NAMES, start=1)
        ]
        cells = draw_series(series, columns, rows)
        body = [self.draw_row(row, y, rows) for y, row in enumerate(cells)]
        return Content("\n").join([*body, Content(self.draw_axis(columns)), *legend])

    def draw_row(self, row: list[Cell], y: int, rows: int) -> Content:
        """Return one row with its number on the left and the cursor's column marked."""
        value = 1.0 - y / max(1, rows - 1)
        shown = y in (0, rows - 1) or y == rows // 2
        out = Content(f"{value:.1f}│" if shown else "   │")
        at = self.cursor_cell(len(row))
        parts = [out]
        for x, cell in enumerate(row):
            style = COLORS[FEELING_NAMES[cell.owner]] if cell.owner >= 0 else "$foreground-muted"
            char = "┊" if x == at and cell.char == " " else cell.char
            parts.append(Content.styled(char, style))
        return Content("").join(parts)

    def cursor_cell(self, columns: int) -> int:
        """Return the column of the cursor."""
        return spread(self.cursor, len(self.points), 2 * (columns - 1)) // 2

    def draw_axis(self, columns: int) -> str:
        """Return the turn numbers below the plot, as many as fit."""
        line = [" "] * columns
        end = -2
        for turn in range(len(self.points)):
            label = str(turn)
            at = spread(turn, len(self.points), 2 * (columns - 1)) // 2
            at = min(at, columns - len(label))
            if at > end + 1:
                line[at : at + len(label)] = label
                end = at + len(label) - 1
        name = say("debrief.plot.axis", self.language)
        return pad_cells(name, AXIS) + "".join(line)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a height that shows the lines and the legend."""
        return 18

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the turn under the mouse."""
        spot = event.get_content_offset(self)
        if spot is None or len(self.points) < 2:
            return
        columns = max(2, self.content_size.width - AXIS)
        share = (spot.x - AXIS) / max(1, columns - 2)
        turn = round(max(0.0, min(1.0, share)) * (len(self.points) - 1))
        self.move(turn - self.cursor)
