"""The dark and the light theme, with one colour for each feeling that can be told from the others.

Colours after Okabe and Ito (2008), made lighter or darker for contrast with the background; no
meaning hangs on them alone: each line and bar has its name and number beside it.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

FEELINGS = {
    "dark": {
        "feeling-anger": "#ee6a50",
        "feeling-anxiety": "#e6a532",
        "feeling-shame": "#d58ab5",
        "feeling-reactance": "#c3b64a",
        "feeling-trust": "#3fb98f",
        "feeling-despair": "#6aa5e0",
    },
    "light": {
        "feeling-anger": "#b03a14",
        "feeling-anxiety": "#8a5a00",
        "feeling-shame": "#99407a",
        "feeling-reactance": "#6b6100",
        "feeling-trust": "#006b4e",
        "feeling-despair": "#005a91",
    },
}


def make_themes() -> list[Theme]:
    """Return both themes of the desk."""
    return [
        replace(
            BUILTIN_THEMES[f"textual-{name}"],
            name=f"simcall-{name}",
            variables={**BUILTIN_THEMES[f"textual-{name}"].variables, **colors},
        )
        for name, colors in FEELINGS.items()
    ]
