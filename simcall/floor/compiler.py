"""Compiles kernels from outside: the rooms that hold them never import the compiler.

The entry functions are followed to every function of simcall that they call; each is cloned with
its own globals and compiled, callees first, for the one signature that its annotations state. The
plain Python functions stay as they are. Functions that return a row are inlined, and all code runs
without reference counts, which would cost more than the model itself and stall threads.

Machine code of the entries is kept in a folder named by a hash of all kernel sources and of the
tools: an edited kernel is never served from an old one. `SIMCALL_CACHE` chooses where, else the
user's cache folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import shutil
import sys
import tempfile
import types
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from simcall.common.errors import SimcallError

MISSING = (
    "the compiled engine needs numba: pip install 'simcall[fast]' (or use --engine simpy, which is "
    "about 50 times slower)"
)
KEPT_STATES = 12  # floor and queue each have their own folder
Function = Callable[..., Any]
Kinds = Mapping[str, Any]


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
    import numba.core.config

    config: Any = numba.core.config
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder)
    try:
        yield
    finally:
        config.CACHE_DIR = before


def find_signature(function: types.FunctionType, kinds: Kinds) -> tuple[Any, ...]:
    """Return the compiler's types of a function's parameters, from their annotations."""
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    notes = [function.__annotations__[name] for name in names]
    return tuple(kinds[note if isinstance(note, str) else note.__name__] for note in notes)


def returns_row(function: types.FunctionType) -> bool:
    """Tell whether a function returns a view of a vector."""
    return function.__annotations__.get("return") in ("Floats", "Ints", "Vector")


def compile_function(clone: Function, signature: tuple[Any, ...], is_entry: bool) -> Any:
    """Compile one clone. Only entries can be called from Python and are kept in the cache."""
    import numba

    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
    if is_entry:
        options["cache"] = True
    else:
        options.update(no_cpython_wrapper=True, no_cfunc_wrapper=True)
    return numba.njit(signature, **options)(clone)


def clone_functions(
    functions: list[types.FunctionType], entries: list[Function], kinds: Kinds
) -> dict[types.FunctionType, Any]:
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
        if returns_row(function):
            inlined: dict[str, Any] = {"inline": "always", "_nrt": False}
            compiled[function] = numba.njit(**inlined)(clone)
        else:
            signature = find_signature(function, kinds)
            compiled[function] = compile_function(clone, signature, function in entries)
        space[function.__name__] = compiled[function]
    return compiled


def find_cached(folder: Path, entries: list[types.FunctionType]) -> bool:
    """Tell whether the cache holds code for every entry."""
    names = [path.name for path in folder.rglob("*.nbi")] if folder.is_dir() else []
    return all(any(entry.__name__ in name for name in names) for entry in entries)


def load_entry(entry: types.FunctionType, signature: tuple[Any, ...]) -> Any:
    """Return an entry whose code is in the cache; its callees are not needed."""
    clone = types.FunctionType(
        entry.__code__, dict(entry.__globals__), entry.__name__, entry.__defaults__, None
    )
    clone.__qualname__ = entry.__qualname__
    clone.__module__ = entry.__module__
    return compile_function(clone, signature, True)


def drop_old(root: Path) -> None:
    """Remove the code of all but the latest states of the kernels."""
    folders = [path for path in root.iterdir() if path.is_dir()]
    folders.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in folders[KEPT_STATES:]:
        shutil.rmtree(path, ignore_errors=True)


def compile_kernels(entries: list[Function], kinds: Kinds) -> list[Any]:
    """Return compiled forms of the entry functions.

    kinds: the compiler's type for each annotation that the functions use. Says on standard error
    when nothing is in the cache yet. Raises CompilerMissing without numba.
    """
    if not has_compiler():
        raise CompilerMissing(MISSING)
    functions = order_functions(entries)
    heads = [entry for entry in entries if isinstance(entry, types.FunctionType)]
    folder = cache_root() / hash_sources(functions)
    with caching_in(folder):
        if find_cached(folder, heads):
            return [load_entry(entry, find_signature(entry, kinds)) for entry in heads]
        print("simcall: compiling the engine (first time only)…", file=sys.stderr, flush=True)
        compiled = clone_functions(functions, entries, kinds)
    with contextlib.suppress(OSError):  # another process may clean up at the same time
        drop_old(folder.parent)
    return [compiled[entry] for entry in heads]
