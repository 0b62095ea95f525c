"""What content there is, read quickly: only the head of each file is parsed, never its sentences.

A file is cut into its top-level blocks by the lines that begin one, and only the blocks that a list
shows are parsed; what was read before comes from the cache.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from simcall.common.bilingual import LANGUAGES, Language, Text
from simcall.content import cache
from simcall.content.place import KINDS, is_shipped, list_files
from simcall.content.source import parse_source, read_text
from simcall.content.text import build_text

SHOWN_KEYS = frozenset(
    (
        "persona",
        "rules",
        "stage",
        "channel",
        "archetype",
        "outcome",
        "jurisdiction",
        "content_notice",
    )
)
HEAD_KEYS = SHOWN_KEYS | {
    "schema",
    "template",
    "title",
    "name",
    "difficulty",
    "languages",
}
_BLOCK = re.compile(r"^(?=[^\s#\-\]}])", re.MULTILINE)


class Entry(NamedTuple):
    """One file in a list. own: not shipped; broken: its head cannot be read (see `check`)."""

    kind: str
    id: str
    path: Path
    title: Text
    head: Mapping[str, Any]
    own: bool
    broken: bool

    @property
    def difficulty(self) -> int | None:
        """Return the difficulty, 1 to 5, where the kind has one."""
        value = self.head.get("difficulty")
        return value if isinstance(value, int) else None

    @property
    def languages(self) -> tuple[Language, ...]:
        """Return the languages: as written, else those of the title."""
        written = self.head.get("languages")
        if isinstance(written, list):
            return tuple(name for name in LANGUAGES if name in written)
        texts = self.title._asdict()
        return tuple(name for name in LANGUAGES if texts[name])

    def as_json(self) -> dict[str, Any]:
        """Return the entry as plain data."""
        head = {k: v for k, v in self.head.items() if k in SHOWN_KEYS}
        return {
            "id": self.id,
            "title": self.title._asdict(),
            "difficulty": self.difficulty,
            "languages": list(self.languages),
            **head,
            "own": self.own,
            "broken": self.broken,
            "path": str(self.path),
        }


def list_entries(kind: str) -> list[Entry]:
    """Return every file of a kind, templates left out; easiest first, then by name."""
    entries = [make_entry(kind, name, path) for name, path in list_files(kind).items()]
    shown = [entry for entry in entries if entry.head.get("template") is not True]
    return sorted(shown, key=lambda entry: (entry.difficulty or 0, entry.id))


def list_all() -> dict[str, list[Entry]]:
    """Return every file of every kind."""
    return {kind: list_entries(kind) for kind in KINDS}


def make_entry(kind: str, name: str, path: Path) -> Entry:
    """Return one file as an entry; a broken one has its name for a title."""
    head = read_head(path)
    label = head.get("title") or head.get("name")
    title = build_text(label) if isinstance(label, dict) else Text("", "")
    broken = not isinstance(head.get("schema"), str)
    title = title if title.zh or title.en else Text(name, name)
    return Entry(kind, name, path, title, head, not is_shipped(path), broken)


def read_head(path: Path) -> dict[str, Any]:
    """Return the keys of HEAD_KEYS that a file has; nothing when it cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError:
        return {}
    key = cache.entry_name("head", raw)
    kept = cache.read_entry(key)
    if isinstance(kept, dict):
        return kept
    text, _ = read_text(path)
    data = parse_source("".join(iter_head(text)), path).data
    head = {k: v for k, v in data.items() if k in HEAD_KEYS} if isinstance(data, dict) else {}
    cache.keep_entry(key, head)
    return head


def iter_head(text: str) -> Iterator[str]:
    """Yield the top-level blocks that a list needs."""
    for block in _BLOCK.split(text):
        name = block.partition(":")[0].strip("\"' ")
        if name in HEAD_KEYS or block.startswith("{"):
            yield block
