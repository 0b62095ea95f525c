"""Compiling from outside: pure modules stay pure, edited kernels are never served stale."""

import importlib.util
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from simcall.floor import compiler
from simcall.floor.compiler import find_callees, hash_sources, order_functions
from simcall.floor.machine import run_floor
from simcall.floor.simulate import choose_engine

ROOT = Path(__file__).resolve().parents[2]


def run_python(program, **environment):
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_callees_come_first():
    order = order_functions([run_floor])
    seen = set()
    for function in order:
        assert all(callee in seen for _, callee in find_callees(function)), function.__name__
        seen.add(function)
    names = [function.__name__ for function in order]
    assert names.index("feel") < names.index("take_turn") < names.index("run_floor")


def test_the_floor_runs_under_simpy_without_ever_importing_the_compiler():
    done = run_python(
        """
        import sys
        from simcall.content.floors import load_floor, load_tables
        from simcall.floor.scenario import cut_scenario
        from simcall.floor.simulate import simulate
        floor = load_floor("demo")
        simulate(cut_scenario(floor, 20, 1), load_tables(floor), 1, 1, "simpy")
        print("numba" in sys.modules)
        """
    )
    assert done.stdout.strip() == "False", done.stderr


def test_without_numba_the_program_says_so_and_goes_on(monkeypatch, capsys):
    monkeypatch.setattr("simcall.floor.simulate.has_compiler", lambda: False)
    assert choose_engine(None) == "simpy"
    assert "simcall[fast]" in capsys.readouterr().err
    monkeypatch.setattr(compiler, "has_compiler", lambda: False)
    with pytest.raises(compiler.CompilerMissing, match="engine simpy"):
        compiler.compile_kernels([run_floor], {})


def load_copy(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_an_edited_callee_in_another_file_changes_the_cache_folder(tmp_path):
    callee, caller = tmp_path / "callee.py", tmp_path / "caller.py"
    callee.write_text("def value(x: int) -> int:\n    return x + 1\n")
    caller.write_text(
        "from simcall.zz_callee import value\n\ndef ask(x: int) -> int:\n    return value(x)\n"
    )
    load_copy(callee, "simcall.zz_callee")
    before = hash_sources(order_functions([load_copy(caller, "simcall.zz_caller").ask]))
    callee.write_text("def value(x: int) -> int:\n    return x + 2\n")
    load_copy(callee, "simcall.zz_callee")
    after = hash_sources(order_functions([load_copy(caller, "simcall.zz_caller").ask]))
    assert before != after


def test_an_edited_kernel_is_never_served_from_the_old_cache(tmp_path):
    program = """
        import importlib.util, sys
        from pathlib import Path
        folder = Path({folder!r})
        def load(name):
            path = folder / (name + ".py")
            spec = importlib.util.spec_from_file_location("simcall." + name, path)
            module = importlib.util.module_from_spec(spec)
            sys.modules["simcall." + name] = module
            spec.loader.exec_module(module)
            return module
        load("zz_callee")
        ask = load("zz_caller").ask
        from simcall.floor.compiler import compile_kernels
        from simcall.floor.machine import common_kinds
        print(compile_kernels([ask], common_kinds())[0](1))
        """.replace("{folder!r}", repr(str(tmp_path)))
    (tmp_path / "zz_callee.py").write_text("def value(x: int) -> int:\n    return x + 1\n")
    (tmp_path / "zz_caller.py").write_text(
        "from simcall.zz_callee import value\n\ndef ask(x: int) -> int:\n    return value(x)\n"
    )
    cache = {"SIMCALL_CACHE": str(tmp_path / "cache")}
    first = run_python(program, **cache)
    assert first.stdout.strip() == "2", first.stderr
    assert "first time only" in first.stderr
    again = run_python(program, **cache)
    assert (again.stdout.strip(), again.stderr) == ("2", "")
    (tmp_path / "zz_callee.py").write_text("def value(x: int) -> int:\n    return x + 7\n")
    edited = run_python(program, **cache)
    assert edited.stdout.strip() == "8", edited.stderr
