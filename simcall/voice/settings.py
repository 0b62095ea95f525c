"""Where the language model is: three environment variables, and what to do without them."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from simcall.common.errors import SimcallError

URL, MODEL, KEY = "SIMCALL_VOICE_URL", "SIMCALL_VOICE_MODEL", "SIMCALL_VOICE_KEY"
PATH = "/chat/completions"
SECONDS = 4.0  # for one reply, from asking to the last byte


@dataclass(frozen=True)
class VoiceSettings:
    """One endpoint. url: of the chat completions; key: never printed, kept or put into an error."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = SECONDS


def read_settings(environment: Mapping[str, str]) -> VoiceSettings:
    """Return the endpoint that the environment names.

    Raises SimcallError with what to set when the address or the model is missing or no address.
    """
    url, model = environment.get(URL, "").strip(), environment.get(MODEL, "").strip()
    if not url:
        raise SimcallError(
            f"--voice needs {URL}, the address of an OpenAI-compatible server, "
            f"such as http://localhost:11434/v1 (see docs/voice.md)"
        )
    if not model:
        raise SimcallError(f"--voice needs {MODEL}, the name of a model that the server has")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SimcallError(f"{URL} is no address; it begins with http:// or https://")
    if parts.username or parts.password:
        raise SimcallError(f"{URL} must not hold a password; put the key into {KEY}")
    bare = url.rstrip("/")
    full = bare if bare.endswith(PATH) else bare + PATH
    key = environment.get(KEY, "").strip()
    if not key.isascii() or any(ch.isspace() for ch in key):
        raise SimcallError(f"{KEY} holds spaces or letters that no key has; copy it again")
    return VoiceSettings(full, model, key)


def require_client() -> None:
    """Raise SimcallError unless the package that speaks HTTP is installed."""
    if importlib.util.find_spec("httpx") is None:
        raise SimcallError('--voice needs one more package: pip install "simcall[voice]"')
