"""The conversation kernels compiled by numba, from outside: their modules stay plain Python.

Each kernel function is copied with globals in which the other kernels are compiled ones too. The
cache folder is named by a hash of all kernel sources, since numba notices no change in a callee.
"""

from __future__ import annotations

import functools
import hashlib
import importlib
import inspect
import tempfile
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

KERNELS = (
    "simcall.common.chance",
    "simcall.persona.emotion",
    "simcall.persona.bargain",
    "simcall.persona.confide",
    "simcall.persona.door",
    "simcall.persona.talk",
    "simcall.persona.behaviour",
    "simcall.persona.turn",
    "simcall.persona.memory",
    "simcall.persona.payment",
    "simcall.agent.situation",
    "simcall.agent.table",
    "simcall.lab.calibration.play",
)


def hash_kernels() -> str:
    """Return a hash of the sources of all kernel modules."""
    digest = hashlib.sha256()
    for name in KERNELS:
        digest.update(inspect.getsource(importlib.import_module(name)).encode())
    return digest.hexdigest()[:16]


def kernel_functions() -> dict[tuple[str, str], types.FunctionType]:
    """Return every function defined in a kernel module, by module and name."""
    found = {}
    for module_name in KERNELS:
        module = importlib.import_module(module_name)
        for name, value in vars(module).items():
            if isinstance(value, types.FunctionType) and value.__module__ == module_name:
                found[module_name, name] = value
    return found


@functools.cache
def compile_kernels() -> dict[str, Callable[..., Any]]:
    """Return the compiled kernels by name (names are unique); ImportError without numba."""
    import numba

    numba.config.CACHE_DIR = str(Path(tempfile.gettempdir()) / f"simcall-{hash_kernels()}")
    spaces: dict[str, dict[str, Any]] = {
        name: dict(vars(importlib.import_module(name))) for name in KERNELS
    }
    compiled: dict[types.FunctionType, Callable[..., Any]] = {}
    for (module_name, _), function in kernel_functions().items():
        copy = types.FunctionType(function.__code__, spaces[module_name], function.__name__)
        compiled[function] = numba.njit(cache=True)(copy)
    for space in spaces.values():
        for name, value in list(space.items()):
            if isinstance(value, types.FunctionType) and value in compiled:
                space[name] = compiled[value]
    return {name: compiled[value] for (_, name), value in kernel_functions().items()}
