"""A problem in content: where it is and what it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from simcall.common.errors import ContentError

KeyPath = tuple[str | int, ...]


class Finding(NamedTuple):
    """Something wrong at a key; the place in the file is looked up later."""

    key: KeyPath
    message: str


class Problem(NamedTuple):
    """Something wrong at a place. line and column count from 1."""

    path: Path
    line: int
    column: int
    key: str
    message: str

    def __str__(self) -> str:
        """Return `path:line:column: key: message`."""
        return f"{self.path}:{self.line}:{self.column}: {self.key}: {self.message}"


def write_key(path: Sequence[str | int]) -> str:
    """Return a key path as text: `lines.zh.greet[2]`; the whole file is `(file)`."""
    out = ""
    for part in path:
        out += f"[{part}]" if isinstance(part, int) else (f".{part}" if out else part)
    return out or "(file)"


def fail_with(problems: Sequence[Problem]) -> ContentError:
    """Return one error for many problems: the first one, and how to see the rest.

    A key that is missing because it was misspelt is named by its misspelling.
    """
    first = problems[0]
    if first.message == "is missing":
        first = next((p for p in problems if "did you mean" in p.message), first)
    more = len(problems) - 1
    rest = f" (and {more} more: simcall check {first.path})" if more else ""
    return ContentError(f"{first}{rest}")
