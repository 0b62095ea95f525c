"""Text that exists in Chinese and English."""

from __future__ import annotations

from typing import Literal, NamedTuple

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Text(NamedTuple):
    """One text in both languages; either may be empty in a user's own content."""

    zh: str
    en: str

    def say(self, language: Language) -> str:
        """Return the text in a language, or in the other one where that is all there is."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


def guess_language(text: str) -> Language:
    """Tell Chinese from English by counting: one Chinese character weighs as much as one word."""
    chinese = sum(1 for ch in text if "\u4e00" <= ch <= "\u9fff")
    words = len([w for w in text.split() if any("a" <= ch.lower() <= "z" for ch in w)])
    return "zh" if chinese and chinese >= words else "en"
