"""Message catalogues: every text that a screen shows, by key, in Chinese and English."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping

from simcall.common.bilingual import Language, Text
from simcall.common.errors import did_you_mean

_FORMATTER = string.Formatter()


def slots_of(template: str) -> frozenset[str]:
    """Return the names of the slots in a template, such as {name}."""
    return frozenset(name for _, name, _, _ in _FORMATTER.parse(template) if name)


class Catalogue:
    """Messages by key. Keys are dotted: the screen first, then what the text is for."""

    def __init__(self, *parts: Mapping[str, Text]) -> None:
        self._messages: dict[str, Text] = {}
        for part in parts:
            twice = self._messages.keys() & part.keys()
            if twice:
                raise KeyError(f"messages defined twice: {', '.join(sorted(twice))}")
            self._messages.update(part)

    def __iter__(self) -> Iterator[str]:
        return iter(self._messages)

    def __contains__(self, key: object) -> bool:
        return key in self._messages

    def text(self, key: str) -> Text:
        """Return one message in both languages; KeyError names the nearest key."""
        try:
            return self._messages[key]
        except KeyError:
            hint = did_you_mean(key, self._messages)
            raise KeyError(f"no message '{key}'{hint}") from None

    def say(self, key: str, language: Language, /, **slots: object) -> str:
        """Return a message in one language with its slots filled."""
        template = self.text(key).say(language)
        return template.format(**slots) if slots else template

    def find_gaps(self) -> list[str]:
        """Return what is missing: an empty language, or slots that differ between languages."""
        gaps = []
        for key, text in self._messages.items():
            if not text.zh.strip() or not text.en.strip():
                gaps.append(f"{key}: a language is missing")
            elif slots_of(text.zh) != slots_of(text.en):
                gaps.append(f"{key}: the slots differ between the languages")
        return gaps
