"""The rooms import one way, and the pure rooms start without terminal, database or compiler."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PURE = ("common", "speech", "rules", "persona", "agent", "call", "rubric")
HEAVY = ("textual", "sqlite3", "numba", "simpy", "pydantic", "ruamel")


def test_imports_run_one_way():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--config", "pyproject.toml"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_starts_without_heavy_machinery(room):
    program = (
        "import importlib, pkgutil, sys\n"
        f"package = importlib.import_module('simcall.{room}')\n"
        "for module in pkgutil.iter_modules(package.__path__):\n"
        f"    importlib.import_module('simcall.{room}.' + module.name)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.stdout.strip() == "[]", result.stderr + result.stdout
