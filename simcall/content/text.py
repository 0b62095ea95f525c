"""From plain bilingual data to Text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from simcall.common.bilingual import Language, Text


def build_text(data: Mapping[str, Any] | None) -> Text:
    """Return {zh, en} as Text; either may be empty."""
    return Text(data.get("zh", ""), data.get("en", "")) if data else Text("", "")


def fill_text(text: Text, languages: Iterable[Language], **values: object) -> dict[str, str]:
    """Return a text in some languages, its slots filled; a value that is Text is said in each."""
    return {
        language: text.say(language).format(
            **{k: v.say(language) if isinstance(v, Text) else v for k, v in values.items()}
        )
        for language in languages
    }
