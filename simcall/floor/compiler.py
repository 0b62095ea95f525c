"""Compiles kernels from outside: the rooms that hold them never import the compiler.

The entry functions are followed to every function of simcall that they call; each is cloned with
its own globals, compiled callees first, so the plain Python functions stay as they are. Machine
code is kept in a folder named by a hash of all kernel sources and of the tools: an edited kernel is
never served from an old one. `SIMCALL_CACHE` chooses where, else the user's cache folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import sys
import tempfile
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from simcall.common.errors import SimcallError

MISSING = (
    "the compiled engine needs numba: pip install 'simcall[fast]' (or use --engine simpy, which is "
    "about 50 times slower)"
)
Function = Callable[..., Any]


class CompilerMissing(SimcallError):
    """numba is not installed."""


def has_compiler() -> bool:
    """Tell, without importing it, whether numba is there."""
    import importlib.util

    return importlib.util.find_spec("numba") is not None


def find_callees(function: Function) -> list[tuple[str, types.FunctionType]]:
    """Return (name, function) for each function of simcall that a function refers to."""
    assert isinstance(function, types.FunctionType)
    found = []
    for name in function.__code__.co_names:
        target = function.__globals__.get(name)
        if isinstance(target, types.FunctionType) and target.__module__.startswith("simcall."):
            found.append((name, target))
    return found


def order_functions(entries: list[Function]) -> list[types.FunctionType]:
    """Return every function reached from the entries, callees first."""
    done: dict[types.FunctionType, None] = {}

    def visit(function: types.FunctionType) -> None:
        if function in done:
            return
        for _, callee in find_callees(function):
            visit(callee)
        done[function] = None

    for entry in entries:
        assert isinstance(entry, types.FunctionType)
        visit(entry)
    return list(done)


def source_files(functions: list[types.FunctionType]) -> list[Path]:
    """Return the source files of the functions and of every simcall module that they load."""
    files = {Path(function.__code__.co_filename) for function in functions}
    for function in functions:
        for value in function.__globals__.values():
            module = sys.modules.get(getattr(value, "__module__", None) or "")
            if module and module.__name__.startswith("simcall.") and module.__file__:
                files.add(Path(module.__file__))
    room = Path(__file__).parent
    package = room.parent
    layouts = (
        room / "layout.py",
        room / "plain.py",
        package / "persona" / "shape.py",
        package / "persona" / "replies.py",
        package / "speech" / "move.py",
        package / "agent" / "situation.py",
        package / "agent" / "table.py",
    )
    return sorted(files | {path for path in layouts if path.exists()})


def hash_sources(functions: list[types.FunctionType]) -> str:
    """Return a name for this state of the kernels, the compiler and the machine."""
    import numba

    digest = hashlib.sha256()
    for path in source_files(functions):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    tools = (numba.__version__, platform.python_version(), platform.machine(), platform.system())
    digest.update("|".join(tools).encode())
    return digest.hexdigest()[:20]


def cache_root() -> Path:
    """Return the folder for compiled code; a temporary one when none can be written."""
    chosen = os.environ.get("SIMCALL_CACHE")
    if chosen:
        root = Path(chosen).expanduser() / "kernels"
    else:
        import platformdirs

        root = platformdirs.user_cache_path("simcall") / "kernels"
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=root):
            pass
    except OSError:
        return Path(tempfile.mkdtemp(prefix="simcall-kernels-"))
    return root


@contextlib.contextmanager
def caching_in(folder: Path) -> Iterator[None]:
    """Let numba keep its code in a folder for as long as functions are declared."""
    from numba.core import config

    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder)
    try:
        yield
    finally:
        config.CACHE_DIR = before


def clone_functions(functions: list[types.FunctionType]) -> dict[types.FunctionType, Any]:
    """Return a compiled clone of each function; the list must be ordered callees first."""
    import numba

    spaces: dict[str, dict[str, Any]] = {}
    compiled: dict[types.FunctionType, Any] = {}
    for function in functions:
        space = spaces.setdefault(function.__module__, dict(function.__globals__))
        for name, callee in find_callees(function):
            space[name] = compiled[callee]
        clone = types.FunctionType(
            function.__code__, space, function.__name__, function.__defaults__, None
        )
        clone.__qualname__ = function.__qualname__
        clone.__module__ = function.__module__
        compiled[function] = numba.njit(cache=True, nogil=True)(clone)
        space[function.__name__] = compiled[function]
    return compiled


def compile_kernels(entries: list[Function], say: bool = True) -> list[Any]:
    """Return compiled forms of the entry functions; they compile at their first call.

    Says on standard error when nothing is in the cache yet. Raises CompilerMissing without numba.
    """
    if not has_compiler():
        raise CompilerMissing(MISSING)
    functions = order_functions(entries)
    folder = cache_root() / hash_sources(functions)
    if say and not (folder.is_dir() and any(folder.iterdir())):
        print("simcall: compiling the engine (first time only)…", file=sys.stderr, flush=True)
    with caching_in(folder):
        compiled = clone_functions(functions)
    return [compiled[entry] for entry in entries if isinstance(entry, types.FunctionType)]
