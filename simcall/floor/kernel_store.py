"""Keeps compiled kernels on the disk, each set in a folder that appears whole or not at all.

A set is compiled in a folder of its own that is renamed into place when it is finished, so a
process that dies half-way, or another one at the same time, leaves nothing that could be loaded. A
list with the hash of every file (`CONTENTS`) is written last; a set that does not match it is
compiled again. The compiler's own index is keyed by the path and state of a source file: entries
are therefore declared under small files of ours beside the code, which copies of the sources at
any path share.

`SIMCALL_CACHE` chooses the place (set to nothing: none is kept), else the user's cache folder.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

CONTENTS = "contents.json"
BUILDING = ".building-"
KEPT_STATES = 12  # floor, queue and calibration each have their own
ABANDONED_AFTER = 86_400.0  # seconds until a half-written set is swept away


def choose_root() -> Path:
    """Return where compiled code belongs; OSError when $SIMCALL_CACHE is set to nothing."""
    chosen = os.environ.get("SIMCALL_CACHE")
    if chosen == "":
        raise OSError("nothing is to be kept")
    if chosen is not None:
        return Path(chosen).expanduser() / "kernels"
    import platformdirs

    return platformdirs.user_cache_path("simcall") / "kernels"


def find_root() -> Path:
    """Return the folder for compiled code; a temporary one when none can be written."""
    try:
        root = choose_root()
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=root):
            pass
    except OSError:
        root = Path(tempfile.mkdtemp(prefix="simcall-kernels-"))
        atexit.register(shutil.rmtree, root, ignore_errors=True)
    return root


@contextlib.contextmanager
def caching_beside_source() -> Iterator[None]:
    """Let numba keep its code beside the file of a function for as long as they are declared."""
    import numba.core.config

    config: Any = numba.core.config
    before = config.CACHE_DIR, getattr(config, "CACHE_LOCATOR_CLASSES", "")
    config.CACHE_DIR, config.CACHE_LOCATOR_CLASSES = "", ""
    try:
        yield
    finally:
        config.CACHE_DIR, config.CACHE_LOCATOR_CLASSES = before


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def list_contents(folder: Path) -> dict[str, str]:
    """Return the hash of every file of a set, its list aside."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hash_file(path)
        for path in files
        if path.name != CONTENTS
    }


def is_whole(folder: Path) -> bool:
    """Tell whether a set is there and is what was written."""
    try:
        written = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
        return isinstance(written, dict) and written == list_contents(folder)
    except (OSError, ValueError):
        return False


class KernelStore:
    """The stored sets below one folder."""

    def __init__(self, root: Path) -> None:
        """Look after the sets below `root`, which must be there and writable."""
        self.root = root

    def folder(self, name: str) -> Path:
        """Return where a set of that name belongs."""
        return self.root / name

    def write_sources(self, folder: Path, names: Sequence[str]) -> list[Path]:
        """Write the files under which entries are declared, always the same to the last byte."""
        paths = []
        for place, name in enumerate(names):
            path = folder / f"entry_{place}.py"
            path.write_text(f"# {name}\n", encoding="utf-8", newline="\n")
            paths.append(path)
        self.date_sources(folder)
        return paths

    def list_sources(self, folder: Path, names: Sequence[str]) -> list[Path]:
        """Return the files under which the entries of a stored set are declared."""
        self.date_sources(folder)
        return [folder / f"entry_{place}.py" for place in range(len(names))]

    def date_sources(self, folder: Path) -> None:
        """Give the files one fixed time: some compilers go by it, and copies lose it."""
        for path in folder.glob("entry_*.py"):
            with contextlib.suppress(OSError):
                os.utime(path, (0, 0))

    @contextlib.contextmanager
    def building(self) -> Iterator[Path]:
        """Lend a new folder to compile in; whatever has not been published is removed."""
        folder = Path(tempfile.mkdtemp(prefix=BUILDING, dir=self.root))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def publish(self, folder: Path, name: str) -> None:
        """Make a finished set visible under its name, whole, in place of one that did not load."""
        target = self.folder(name)
        text = json.dumps(list_contents(folder), indent=0)
        (folder / CONTENTS).write_text(text, encoding="utf-8")
        with contextlib.suppress(OSError):  # another process was first, or cleans up as well
            if target.exists():
                target.rename(self.root / f"{BUILDING}broken-{folder.name}")
            folder.rename(target)

    def note_use(self, name: str) -> None:
        """Mark a set as used now, so that it is kept."""
        with contextlib.suppress(OSError):
            os.utime(self.folder(name))

    def drop_old(self) -> None:
        """Remove all but the sets used last, and what processes left that died."""
        with contextlib.suppress(OSError):  # another process may clean up at the same time
            folders = [(p.stat().st_mtime, p) for p in self.root.iterdir() if p.is_dir()]
            finished = [one for one in folders if not one[1].name.startswith(BUILDING)]
            doomed = [path for _, path in sorted(finished, reverse=True)[KEPT_STATES:]]
            for changed, path in folders:
                if path.name.startswith(BUILDING) and time.time() - changed > ABANDONED_AFTER:
                    doomed.append(path)
            for path in doomed:
                shutil.rmtree(path, ignore_errors=True)

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Let one process compile at a time: whoever waits finds the code ready."""
        with contextlib.ExitStack() as stack:
            try:
                lock = stack.enter_context((self.root / ".lock").open("a"))
                take_lock(lock)
            except (ImportError, OSError):  # no locks here: two may compile the same, no harm
                pass
            yield


def take_lock(file: IO[str]) -> None:
    """Lock a file until it is closed or the process ends; says so when another one holds it."""
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(
            "simcall: another process is compiling the engine; waiting for it…",
            file=sys.stderr,
            flush=True,
        )
        fcntl.flock(file, fcntl.LOCK_EX)
