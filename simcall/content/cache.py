"""Files that were parsed and found sound before, kept as JSON in the user's cache folder.

Parsing YAML in pure Python takes about 0.1 s for a persona; a start must not wait for that. An
entry is named by the SHA-256 of the file's bytes, its kind and the state of this room's own code,
so that neither a changed file nor a changed schema can meet an old entry. A folder that cannot be
written to only means that nothing is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

MAX_ENTRIES = 2000


def cache_root() -> Path | None:
    """Return the folder of the cache; None when $SIMCALL_CACHE is set to nothing."""
    if "SIMCALL_CACHE" in os.environ:
        chosen = os.environ["SIMCALL_CACHE"]
        return Path(chosen).expanduser() / "content" if chosen else None
    home = os.environ.get("SIMCALL_HOME")
    if home:
        return Path(home).expanduser() / "cache" / "content"
    import platformdirs

    return platformdirs.user_cache_path("simcall") / "content"


@cache
def code_state() -> bytes:
    """Return a digest of the size and time of this room's files and those whose names they use."""
    room = Path(__file__).resolve().parent
    package = room.parent
    files = [*room.rglob("*.py"), package / "speech" / "acts.py", package / "persona" / "temper.py"]
    state = [(str(p), p.stat().st_size, p.stat().st_mtime_ns) for p in sorted(files)]
    return hashlib.sha256(repr(state).encode()).digest()


def entry_name(kind: str, raw: bytes) -> str:
    """Return the name of an entry."""
    return hashlib.sha256(b"\0".join((code_state(), kind.encode(), raw))).hexdigest()


def read_entry(name: str) -> Any:
    """Return what was kept under a name; None when nothing is, or it cannot be read."""
    root = cache_root()
    if root is None:
        return None
    try:
        return json.loads((root / f"{name}.json").read_bytes())
    except (OSError, ValueError):
        return None


def keep_entry(name: str, value: Any) -> None:
    """Keep a value; written aside and moved, so that two sessions never see half an entry."""
    root = cache_root()
    if root is None:
        return
    import tempfile  # 10 ms that a start from the cache does not need

    with contextlib.suppress(OSError):
        root.mkdir(parents=True, exist_ok=True)
        drop_old(root)
        handle, aside = tempfile.mkstemp(dir=root, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(value, out, ensure_ascii=False, separators=(",", ":"))
        Path(aside).replace(root / f"{name}.json")


def drop_old(root: Path) -> None:
    """Empty the folder when it has grown too large."""
    entries = list(root.iterdir())
    if len(entries) >= MAX_ENTRIES:
        for entry in entries:
            entry.unlink(missing_ok=True)
