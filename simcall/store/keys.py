"""The signing key of this home: made on first use, readable by its owner only."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from simcall.common.errors import SimcallError
from simcall.exam.signature import SigningKey
from simcall.store.home import Home, require_writable
from simcall.store.lock import sync_folder

KEY_NAME = "certify.key"


def load_key(home: Home) -> SigningKey:
    """Return the home's Ed25519 key, made now when there is none.

    The file holds the 32 secret bytes in hex, with mode 0600. Raises SimcallError when others may
    read it or it is damaged.
    """
    path = home.keys / KEY_NAME
    if not path.exists():
        create_key(require_writable(home, "signing"), path)
    check_mode(path)
    try:
        return SigningKey(bytes.fromhex(path.read_text("ascii").strip()))
    except ValueError:
        raise SimcallError(
            f"{path} holds no signing key (64 hex digits); put back the right file, "
            "or move it away to start with a new key"
        ) from None


def create_key(home: Home, path: Path) -> None:
    """Write a new key without ever showing half of one; the first of two sessions wins."""
    home.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f".{KEY_NAME}-{os.getpid()}")
    aside.unlink(missing_ok=True)
    descriptor = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(SigningKey.generate().secret.hex() + "\n")
        out.flush()
        os.fsync(out.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(aside, path)
    aside.unlink()
    sync_folder(home.keys)


def check_mode(path: Path) -> None:
    """Raise SimcallError when anybody but the owner may read the key."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise SimcallError(
            f"{path} can be read by others, so its signatures prove nothing; "
            f"run: chmod 600 {path}, or move it away to start with a new key"
        )
