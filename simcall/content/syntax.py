"""Slips of the pen behind a YAML error, in the words of somebody who does not know YAML.

A parser notices a slip a line or two after it was made; here the lines around are looked at again.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LOOK_BACK = 3  # lines before the parser's own that are looked at
_KEY = r"[A-Za-z_][\w.#@-]*"


class Slip(NamedTuple):
    """What was probably meant otherwise. line and column count from 1."""

    line: int
    column: int
    hint: str


_SLIPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^ *(?P<at>\t)"), "a tab; indent with spaces"),
    (
        re.compile(rf"^\s*(?:- )?{_KEY}\s*(?P<at>：)"),
        "a full-width colon; a key ends with ':' and a space",
    ),
    (
        re.compile(r"^[^#\"']*(?P<at>[，｛｝［］])\s*[A-Za-z_]+\s*[:：]"),
        "a full-width sign between keys; write , { } [ ] in half width",
    ),
    (re.compile(rf"^\s*{_KEY}(?P<at> #)[123]\s*:"), "a space before #; write reason#2:"),
    (re.compile(rf"^\s*(?:- )?{_KEY}(?P<at>:)[^\s:/]"), "no space after ':'; write `key: value`"),
    (re.compile(rf"^{_KEY}(?P<at>)(?: +[^:]*)?$"), "a key without ':' after it"),
    (re.compile(r"^\s*(?P<at>-)[^\s-]"), "no space after '-'; write `- sentence`"),
    (
        re.compile(rf"^\s*(?:-|{_KEY}:) +(?P<at>\{{[a-z_]+\}})"),
        "a sentence that begins with a brace; put it in quotation marks",
    ),
    (
        re.compile(rf"^\s*{_KEY}: +(?P<at>[^\"'{{\[\s#|>&*][^\"'#]*: )"),
        "a second ': ' in one line; put the text in quotation marks",
    ),
    (
        re.compile(r"^\s*(?:- )?.*(?P<at>\{)[^{}]*$"),
        "a brace that is never closed, or text with braces that needs quotation marks",
    ),
)


_OPEN_QUOTE = re.compile(rf"^\s*(?:-|{_KEY}:) +(?P<at>[\"'])(?:(?!(?P=at)).)*$")


def find_slip(text: str, line: int) -> Slip | None:
    """Return the likeliest slip at or just before a line (from 1) that a parser stumbled over."""
    lines = text.splitlines()
    for number in range(min(line, len(lines)), max(0, line - 1 - LOOK_BACK), -1):
        written = lines[number - 1]
        if written.lstrip().startswith("#"):
            continue
        for pattern, hint in _SLIPS:
            match = pattern.search(written)
            if match:
                return Slip(number, match.start("at") + 1, hint)
    # A quotation mark left open swallows everything up to the next one, however far it is.
    for number, written in enumerate(lines[:line], start=1):
        match = _OPEN_QUOTE.search(written)
        if match:
            return Slip(number, match.start("at") + 1, "a quotation mark that is never closed")
    return None
