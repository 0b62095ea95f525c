"""Makes typed text safe to show and to keep: no control characters, no broken ones."""

from __future__ import annotations

import unicodedata

# Joiners and variation selectors: they shift rows on some terminals and carry no words.
_JOINERS = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff")


def tidy_line(text: str) -> str:
    """Return one line of plain text.

    Tabs and line ends become spaces; control, format (also right-to-left marks), surrogate and
    unassigned characters go; runs of spaces become one.
    """
    kept = []
    for char in text:
        if char.isspace():
            kept.append(" ")
        elif char not in _JOINERS and unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn"):
            kept.append(char)
    return " ".join("".join(kept).split())
