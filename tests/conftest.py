"""One cache of compiled code for all tests, their child processes and the next sessions."""

import os
import tempfile

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Keep compiled kernels with pytest's own cache, away from the user's; `--cache-clear` empties.

    Workers of one session share it, which is safe (tests/floor/test_compiler.py).
    """
    if "SIMCALL_CACHE" in os.environ:
        return
    cache = getattr(config, "cache", None)
    folder = cache.mkdir("simcall") if cache is not None else tempfile.mkdtemp(prefix="simcall-")
    os.environ["SIMCALL_CACHE"] = str(folder)
