"""One session, one open file: a lock that the system drops when the process dies."""

from __future__ import annotations

import os
import sys

_FAR = 1 << 30  # a byte beyond the end of any journal: Windows locks bytes, not files


def take_lock(descriptor: int) -> bool:
    """Lock an open file for this process; False when another session holds it."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_END)
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def sync_folder(path: str | os.PathLike[str]) -> None:
    """Flush a folder's entries to disk, so that a new file in it survives a crash."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
