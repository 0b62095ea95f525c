"""Compiles kernels from outside: the rooms that hold them never import the compiler.

The entry functions are followed to every function of simcall that they call; each is cloned with
its own globals and compiled, callees first, for the one signature that its annotations state. The
plain Python functions stay as they are. Functions that return a row are inlined, and all code runs
without reference counts, which would cost more than the model itself and stall threads.

Machine code of the entries is kept by `kernel_store` under a name made of all that went into it
(`hash_kernels`): an edited kernel is never served from an old one, and copies of the same sources
at different paths share it. A load that is not a true hit falls back to compiling.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import platform
import sys
import threading
import types
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from simcall.common.errors import SimcallError
from simcall.floor.kernel_store import KernelStore, caching_beside_source, find_root, is_whole

MISSING = (
    "the compiled engine needs numba: pip install 'simcall[fast]' (or use --engine simpy, which is "
    "about 50 times slower)"
)
FORMAT = 2  # of what is stored; changes with the way in which kernels are compiled here
OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
INNER: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
INLINED: dict[str, Any] = {"inline": "always", "_nrt": False}
Function = Callable[..., Any]
Kinds = Mapping[str, Any]
DECLARING = threading.Lock()  # the compiler's settings belong to the whole process


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


def describe_value(value: object) -> str:
    """Return what compiled code sees of a global or a constant; exact for numbers and arrays."""
    if isinstance(value, types.CodeType):
        return describe_code(value)
    if isinstance(value, (tuple, list)):
        return f"({','.join(describe_value(part) for part in value)})"
    if value is None or value is ... or isinstance(value, (bool, int, float, complex, str, bytes)):
        return f"{type(value).__name__}:{value!r}"
    if isinstance(value, type):
        return f"class:{value.__module__}.{value.__qualname__}{getattr(value, '_fields', '')}"
    raw = getattr(value, "tobytes", None)
    if raw is not None:
        return f"array:{getattr(value, 'dtype', '')}{getattr(value, 'shape', '')}{raw().hex()}"
    return (
        f"{type(value).__name__}:{getattr(value, '__qualname__', getattr(value, '__name__', ''))}"
    )


def describe_code(code: types.CodeType) -> str:
    """Return a function body as it runs; where it was written down does not matter."""
    shape = (code.co_argcount, code.co_kwonlyargcount, code.co_flags, code.co_varnames)
    table = getattr(code, "co_exceptiontable", b"")
    consts = describe_value(code.co_consts)
    return f"{shape}{code.co_names}{code.co_code.hex()}{table.hex()}{consts}"


def describe_function(function: types.FunctionType, kinds: Kinds) -> str:
    """Return everything that the compiled form of a function depends on, its callees aside."""
    space = function.__globals__
    seen = [
        f"{name}={describe_value(space[name])}"
        for name in sorted(set(function.__code__.co_names))
        if name in space
    ]
    signature = "" if returns_row(function) else describe_signature(function, kinds)
    defaults = describe_value(function.__defaults__ or ())
    head = f"{function.__module__}.{function.__qualname__}{signature}{defaults}"
    return "\n".join([head, describe_code(function.__code__), *seen])


def describe_signature(function: types.FunctionType, kinds: Kinds) -> str:
    """Return a function's signature, the fields of named tuples included."""
    parts = find_signature(function, kinds)
    return "".join(
        f"{p}{getattr(getattr(p, 'instance_class', None), '_fields', '')};" for p in parts
    )


def describe_tools() -> str:
    """Return what else machine code depends on: versions, processor, settings of the compiler."""
    import numba

    llvmlite: Any = importlib.import_module("llvmlite")
    llvm: Any = importlib.import_module("llvmlite.binding")
    settings = sorted(
        f"{name}={value}"
        for name, value in os.environ.items()
        if name.startswith("NUMBA_") and not name.startswith(("NUMBA_CACHE", "NUMBA_DEBUG"))
    )
    processor = (llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten())
    versions = (numba.__version__, llvmlite.__version__, platform.python_version())
    system = (platform.machine(), platform.system())
    return repr((FORMAT, OPTIONS, INNER, INLINED, versions, system, processor, settings))


def hash_kernels(functions: list[types.FunctionType], entries: list[Function], kinds: Kinds) -> str:
    """Return a name for this state of the kernels, their entries, the compiler and the machine.

    Taken from the functions in memory, as they will be compiled: neither a file edited after it was
    loaded nor the place of a file can mislead it.
    """
    digest = hashlib.sha256(describe_tools().encode())
    for function in functions:
        digest.update(b"\0" + describe_function(function, kinds).encode())
    for entry in entries:
        digest.update(f"\0entry {entry.__module__}.{entry.__qualname__}".encode())
    return digest.hexdigest()[:24]


def find_signature(function: types.FunctionType, kinds: Kinds) -> tuple[Any, ...]:
    """Return the compiler's types of a function's parameters, from their annotations."""
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    notes = [function.__annotations__[name] for name in names]
    return tuple(kinds[note if isinstance(note, str) else note.__name__] for note in notes)


def returns_row(function: types.FunctionType) -> bool:
    """Tell whether a function returns a view of a vector."""
    return function.__annotations__.get("return") in ("Floats", "Ints", "Vector")


def clone_function(
    function: types.FunctionType, space: dict[str, Any], source: Path | None
) -> types.FunctionType:
    """Return a copy of a function with its own globals; source: under which its code is stored."""
    code = function.__code__
    if source is not None:
        code = code.replace(co_filename=str(source), co_firstlineno=1)
    clone = types.FunctionType(code, space, function.__name__, function.__defaults__, None)
    clone.__qualname__ = function.__qualname__
    clone.__module__ = function.__module__
    return clone


def clone_functions(
    functions: list[types.FunctionType], sources: Mapping[Function, Path | None], kinds: Kinds
) -> dict[types.FunctionType, Any]:
    """Return a compiled clone of each function; the list must be ordered callees first.

    sources: the entries, which alone can be called from Python, with the files that they are stored
    under; none where nothing is stored.
    """
    import numba

    spaces: dict[str, dict[str, Any]] = {}
    compiled: dict[types.FunctionType, Any] = {}
    for function in functions:
        space = spaces.setdefault(function.__module__, dict(function.__globals__))
        for name, callee in find_callees(function):
            space[name] = compiled[callee]
        source = sources.get(function)
        clone = clone_function(function, space, source)
        if returns_row(function):
            compiled[function] = numba.njit(**INLINED)(clone)
        else:
            more = INNER if function not in sources else {"cache": source is not None}
            signature = find_signature(function, kinds)
            compiled[function] = numba.njit(signature, **OPTIONS, **more)(clone)
        space[function.__name__] = compiled[function]
    return compiled


def name_entries(entries: list[Function]) -> list[str]:
    """Return the full names of the entries."""
    return [f"{entry.__module__}.{entry.__qualname__}" for entry in entries]


def load_stored(
    store: KernelStore, name: str, entries: list[types.FunctionType], kinds: Kinds
) -> list[Any] | None:
    """Return the entries of a stored set; None when it is not there, broken, or not a true hit."""
    import numba
    from numba.core.errors import NumbaError

    folder = store.folder(name)
    if not is_whole(folder):
        return None
    loaded = []
    for entry, source in zip(
        entries, store.list_sources(folder, name_entries([*entries])), strict=True
    ):
        clone = clone_function(entry, dict(entry.__globals__), source)
        try:
            kernel: Any = numba.njit(find_signature(entry, kinds), **OPTIONS, cache=True)(clone)
        except (NumbaError, OSError, RuntimeError):
            return None  # not found after all: it was compiled here without its callees, or is gone
        if not kernel.stats.cache_hits:
            return None
        loaded.append(kernel)
    store.note_use(name)
    return loaded


def build_kernels(
    store: KernelStore,
    name: str,
    functions: list[types.FunctionType],
    entries: list[Function],
    kinds: Kinds,
) -> list[Any]:
    """Compile, store and return the entries; goes on without storing where there is no room."""
    print("simcall: compiling the engine (first time only)…", file=sys.stderr, flush=True)
    try:
        with store.building() as folder:
            sources = store.write_sources(folder, name_entries(entries))
            compiled = clone_functions(functions, dict(zip(entries, sources, strict=True)), kinds)
            if all(any(folder.rglob(f"{path.stem}.*.nbc")) for path in sources):
                store.publish(folder, name)
        store.drop_old()
    except OSError as error:
        print(f"simcall: the compiled engine cannot be kept ({error})", file=sys.stderr)
        compiled = clone_functions(functions, dict.fromkeys(entries), kinds)
    return [compiled[entry] for entry in entries if isinstance(entry, types.FunctionType)]


def compile_kernels(entries: list[Function], kinds: Kinds) -> list[Any]:
    """Return compiled forms of the entry functions.

    kinds: the compiler's type for each annotation that the functions use. Says on standard error
    when nothing is in the store yet. Raises CompilerMissing without numba.
    """
    if not has_compiler():
        raise CompilerMissing(MISSING)
    functions = order_functions(entries)
    heads = [entry for entry in entries if isinstance(entry, types.FunctionType)]
    name = hash_kernels(functions, entries, kinds)
    store = KernelStore(find_root())
    with DECLARING, caching_beside_source():
        found = load_stored(store, name, heads, kinds)
        if found is not None:
            return found
        with store.turn():
            found = load_stored(store, name, heads, kinds)  # another process may have been at it
            return found or build_kernels(store, name, functions, entries, kinds)
