"""The debtor's feelings as bars with their value in words and numbers."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from simcall.common.bilingual import Language
from simcall.common.width import cell_width, pad_cells
from simcall.desk.texts import say
from simcall.persona.ledger import FEELING_TEXTS
from simcall.persona.shape import FEELING_NAMES

COLORS = {name: f"$feeling-{name}" for name in FEELING_NAMES}
STILL = 0.005


def name_band(value: float, language: Language) -> str:
    """Return low, middle or high in words."""
    band = "low" if value < 1 / 3 else "middle" if value < 2 / 3 else "high"
    return say(f"call.band.{band}", language)


def draw_bar(value: float, width: int) -> str:
    """Return a bar of cells: full blocks for the value, light ones for the rest."""
    full = round(max(0.0, min(1.0, value)) * width)
    return "█" * full + "░" * (width - full)


def show_change(change: float) -> str:
    """Return a change with its direction as a sign, empty when it is too small to see."""
    if abs(change) < STILL:
        return "     "
    mark = "▲" if change > 0 else "▼"
    return f"{mark}{abs(change):.2f}".replace("0.", ".").ljust(5)


class Gauges(Widget):
    """Six bars; in a low or narrow place two rows of numbers instead."""

    DEFAULT_CSS = "Gauges { width: 1fr; height: auto; }"

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.values: dict[str, float] = {}
        self.changes: dict[str, float] = {}
        self.compact = False

    def show(self, values: Mapping[str, float], before: Mapping[str, float] | None = None) -> None:
        """Show the feelings now, and how far they moved since `before`."""
        self.values = dict(values)
        past = before or values
        self.changes = {name: values[name] - past.get(name, values[name]) for name in values}
        self.refresh(layout=True)

    def show_compact(self, compact: bool) -> None:
        """Choose bars or two rows of numbers."""
        self.compact = compact
        self.refresh(layout=True)

    @property
    def language(self) -> Language:
        """Return the language of the desk."""
        return getattr(self.app, "language", "en")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return six rows, or two or three compact ones."""
        if not self.values:
            return 0
        return len(self.pack(width)) if self.compact else len(self.values)

    def pack(self, width: int) -> list[str]:
        """Return the compact rows: name and number, as many to a row as fit."""
        rows, row = [], ""
        for name, value in self.values.items():
            part = f"{FEELING_TEXTS[name].say(self.language)} {value:.2f}"
            joined = f"{row}  {part}" if row else part
            if cell_width(joined) > width and row:
                rows.append(row)
                joined = part
            row = joined
        return [*rows, row]

    def render(self) -> Content:
        """Return the rows."""
        width = max(10, self.content_size.width)
        if self.compact:
            return Content("\n").join(Content(row) for row in self.pack(width))
        return Content("\n").join(
            self.draw(name, value, width) for name, value in self.values.items()
        )

    def draw(self, name: str, value: float, width: int) -> Content:
        """Return one bar: name, bar, number, word, change."""
        label = pad_cells(FEELING_TEXTS[name].say(self.language), self.name_width())
        tail = f" {value:.2f} {name_band(value, self.language)} "
        change = show_change(self.changes.get(name, 0.0))
        room = width - cell_width(label) - cell_width(tail) - 5 - 1
        bar = draw_bar(value, max(3, room))
        moved = "bold" if change.strip() else ""
        return (
            Content(f"{label} ")
            + Content.styled(bar, COLORS[name])
            + Content(tail)
            + (Content.styled(change, moved) if moved else Content(change))
        )

    def name_width(self) -> int:
        """Return the cells of the longest name."""
        return max(cell_width(FEELING_TEXTS[name].say(self.language)) for name in self.values)
