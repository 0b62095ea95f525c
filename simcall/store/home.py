"""The simcall home: the folder where calls, records and keys are kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from simcall.common.bilingual import Text
from simcall.common.errors import SimcallError


class Home(NamedTuple):
    """The home folder. notice: one line to show when it cannot be written to, else None."""

    root: Path
    writable: bool
    notice: Text | None

    @property
    def journals(self) -> Path:
        """Return the folder of call journals."""
        return self.root / "journals"

    @property
    def exams(self) -> Path:
        """Return the folder of examination sittings."""
        return self.root / "exams"

    @property
    def keys(self) -> Path:
        """Return the folder of signing keys."""
        return self.root / "keys"

    @property
    def records(self) -> Path:
        """Return the database of finished calls."""
        return self.root / "records.sqlite"


def find_root() -> Path:
    """Return $SIMCALL_HOME, or the user's data folder of this system."""
    chosen = os.environ.get("SIMCALL_HOME", "").strip()
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return platformdirs.user_data_path("simcall")


def open_home(root: Path | None = None) -> Home:
    """Return the home, created when missing; one that cannot be written to carries a notice.

    A read-only home does not stop a call: its journal is then kept in memory
    (`journals.MemoryJournal`) and offered for saving at the end.
    """
    place = root or find_root()
    reason = probe_folder(place / "journals")
    if reason is None:
        return Home(place, True, None)
    return Home(
        place,
        False,
        Text(
            f"无法写入 {place}（{reason}）：本次通话只保存在内存里；"
            "请把 SIMCALL_HOME 设为可写的文件夹，或在通话结束时另存记录",
            f"cannot write to {place} ({reason}): this call is kept in memory only; "
            "set SIMCALL_HOME to a folder that you may write to, or save the call at its end",
        ),
    )


def probe_folder(folder: Path) -> str | None:
    """Create a folder and try to write in it; return why that is impossible, or None."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return error.strerror or str(error)
    return None


def require_writable(home: Home, purpose: str) -> Home:
    """Return the home; raise SimcallError when it cannot be written to."""
    if not home.writable:
        raise SimcallError(
            f"{purpose} needs a home that can be written to, and {home.root} cannot; "
            "set SIMCALL_HOME to a folder that you may write to"
        )
    return home
