"""Lines drawn in text cells: braille dots, two across and four down in each cell. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# Unicode braille patterns: bit of the dot at [row][column] of a cell.
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
BLANK = 0x2800
NOBODY = -1


class Series(NamedTuple):
    """One line. values: 0 to 1, one a turn; key: what marks its end, one cell."""

    key: str
    values: Sequence[float]


class Cell(NamedTuple):
    """One cell of the drawing. owner: index of the series drawn last here, -1 for none."""

    char: str
    owner: int


def spread(turn: int, turns: int, columns: int) -> int:
    """Return the dot column of a turn."""
    return 0 if turns < 2 else round(turn * (columns - 1) / (turns - 1))


def draw_series(series: Sequence[Series | None], width: int, height: int) -> list[list[Cell]]:
    """Return `height` rows of `width` cells; None leaves a series out, later ones lie on top.

    Each series ends in its key, moved up or down by a row where two ends meet.
    """
    dots = [[0] * width for _ in range(height)]
    owners = [[NOBODY] * width for _ in range(height)]
    for index, one in enumerate(series):
        if one is not None and one.values:
            trace(one.values, index, dots, owners)
    cells = [
        [Cell(chr(BLANK + dots[y][x]) if dots[y][x] else " ", owners[y][x]) for x in range(width)]
        for y in range(height)
    ]
    mark_ends(series, cells)
    return cells


def trace(
    values: Sequence[float], index: int, dots: list[list[int]], owners: list[list[int]]
) -> None:
    """Draw one line of dots, joined from turn to turn. The last column is kept for the keys."""
    columns, rows = 2 * (len(dots[0]) - 1), 4 * len(dots)
    last: int | None = None
    for column in range(columns):
        place = column * (len(values) - 1) / max(1, columns - 1)
        left = min(int(place), len(values) - 1)
        right = min(left + 1, len(values) - 1)
        value = values[left] + (values[right] - values[left]) * (place - left)
        row = round((1.0 - max(0.0, min(1.0, value))) * (rows - 1))
        low, high = (row, row) if last is None else (min(row, last), max(row, last))
        for y in range(low, high + 1):
            dots[y // 4][column // 2] |= DOTS[y % 4][column % 2]
            owners[y // 4][column // 2] = index
        last = row


def mark_ends(series: Sequence[Series | None], cells: list[list[Cell]]) -> None:
    """Write each key at the right end of its line, on the nearest free row."""
    height = len(cells)
    for index, one in enumerate(series):
        if one is None or not one.values:
            continue
        want = round((1.0 - max(0.0, min(1.0, one.values[-1]))) * (height - 1))
        free = [y for y in range(height) if cells[y][-1].owner == NOBODY]
        if free:
            y = min(free, key=lambda row: (abs(row - want), row))
            cells[y][-1] = Cell(one.key, index)
