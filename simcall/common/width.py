"""Cell width: how many columns of a terminal a text takes, and how to cut, pad and wrap by it.

Chinese characters take two cells, combining marks and joiners none (Unicode Standard Annex 11).
Wrapping breaks between Chinese characters, but not before a closing mark nor after an opening one,
and never inside an English word unless the word alone is wider than the line.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_CLOSING = frozenset("，。、；：？！）】》」』”’…—,.;:?!)]}%％")
_OPENING = frozenset("（【《「『“‘([{￥£$")
_ZERO = frozenset(("Mn", "Me", "Cf", "Cc"))


@lru_cache(maxsize=8192)
def char_width(char: str) -> int:
    """Return the cells of one character: 0, 1 or 2."""
    if unicodedata.category(char) in _ZERO:
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def cell_width(text: str) -> int:
    """Return the cells of a text without line breaks."""
    return sum(map(char_width, text))


def cut_cells(text: str, width: int, mark: str = "…") -> str:
    """Return a text that takes at most `width` cells, with a mark where something is left out."""
    if cell_width(text) <= width:
        return text
    room = width - cell_width(mark)
    kept, used = [], 0
    for char in text:
        used += char_width(char)
        if used > room:
            break
        kept.append(char)
    return "".join(kept) + mark if room >= 0 else mark[: max(0, width)]


def pad_cells(text: str, width: int) -> str:
    """Return a text of exactly `width` cells: cut, or filled with spaces on the right."""
    shown = cut_cells(text, width)
    return shown + " " * (width - cell_width(shown))


def split_units(text: str) -> list[str]:
    """Return the pieces between which a line may break; a space belongs to the piece before it."""
    units: list[str] = []
    for char in text:
        last = units[-1] if units else ""
        if last and joins(last[-1], char):
            units[-1] += char
        else:
            units.append(char)
    return units


def joins(before: str, char: str) -> bool:
    """Tell whether no line may break between two neighbouring characters."""
    if char == " " or char in _CLOSING or before in _OPENING or char_width(char) == 0:
        return True
    if before == " ":
        return False
    return char_width(before) < 2 and char_width(char) < 2 and before not in "，。"


def wrap_cells(text: str, width: int) -> list[str]:
    """Return the lines of a text, none wider than `width` cells; at least one line."""
    width = max(2, width)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(wrap_paragraph(paragraph, width))
    return lines


def wrap_paragraph(text: str, width: int) -> list[str]:
    """Return the lines of one paragraph."""
    lines, line, used = [], "", 0
    for unit in split_units(text):
        for piece in split_wide(unit, width):
            cells = cell_width(piece.rstrip(" "))
            if used + cells > width and line:
                lines.append(line.rstrip(" "))
                line, used = "", 0
            line += piece
            used += cell_width(piece)
    lines.append(line.rstrip(" "))
    return lines


def split_wide(unit: str, width: int) -> list[str]:
    """Return a unit in pieces that fit the width."""
    if cell_width(unit.rstrip(" ")) <= width:
        return [unit]
    pieces, piece, used = [], "", 0
    for char in unit:
        cells = char_width(char)
        if used + cells > width:
            pieces.append(piece)
            piece, used = "", 0
        piece += char
        used += cells
    return [*pieces, piece]
