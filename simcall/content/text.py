"""From plain bilingual data to Text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simcall.common.bilingual import Text


def build_text(data: Mapping[str, Any] | None) -> Text:
    """Return {zh, en} as Text; either may be empty."""
    return Text(data.get("zh", ""), data.get("en", "")) if data else Text("", "")
