"""What the desk remembers between starts: language, theme, mode; and the user's own keys."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from simcall.common.bilingual import Language

FILE = "desk.json"
KEYS_FILE = "keys.toml"


@dataclass
class Settings:
    """Choices of the trainee. theme: dark or light."""

    language: Language = "zh"
    theme: str = "dark"
    coach: bool = True


def guess_language() -> Language:
    """Return the language of the terminal's locale: Chinese where it says so, else English."""
    for name in ("SIMCALL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def load_settings(root: Path) -> Settings:
    """Return the kept choices; a missing or broken file gives the defaults."""
    settings = Settings(language=guess_language())
    try:
        kept = json.loads((root / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return settings
    if not isinstance(kept, dict):
        return settings
    for field in fields(Settings):
        value = kept.get(field.name)
        if isinstance(value, type(getattr(settings, field.name))):
            setattr(settings, field.name, value)
    if settings.language not in ("zh", "en"):
        settings.language = guess_language()
    return settings


def save_settings(root: Path, settings: Settings) -> bool:
    """Keep the choices; False when the disk refuses, which matters to nobody's call."""
    target = root / FILE
    draft = root / f".{FILE}-{os.getpid()}"
    try:
        draft.write_text(json.dumps(asdict(settings), indent=1), "utf-8")
        draft.replace(target)
    except OSError:
        return False
    return True


def load_keys(root: Path) -> dict[str, str]:
    """Return the user's own keys by command id; raises ValueError when the file is broken."""
    import tomllib

    path = root / KEYS_FILE
    if not path.is_file():
        return {}
    kept = tomllib.loads(path.read_text("utf-8"))
    return {str(name): str(key) for name, key in kept.items()}
