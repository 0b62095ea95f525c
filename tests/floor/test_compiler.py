"""Compiling from outside: pure modules stay pure, edited kernels are never served stale."""

import importlib.util
import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import numba
import pytest

from simcall.floor import compiler
from simcall.floor.compiler import compile_kernels, find_callees, order_functions
from simcall.floor.kernel_store import KEPT_STATES, KernelStore, list_contents
from simcall.floor.machine import common_kinds, run_floor
from simcall.floor.simulate import choose_engine

ROOT = Path(__file__).resolve().parents[2]


def start_python(program, *arguments, **environment):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )


def run_python(program, *arguments, **environment):
    process = start_python(program, *arguments, **environment)
    out, said = process.communicate(timeout=120)
    return subprocess.CompletedProcess([], process.returncode, out, said)


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


KERNELS = """
    import importlib.util, sys
    from pathlib import Path
    folder = Path(sys.argv[1])
    def load(name):
        spec = importlib.util.spec_from_file_location("simcall." + name, folder / (name + ".py"))
        module = importlib.util.module_from_spec(spec)
        sys.modules["simcall." + name] = module
        spec.loader.exec_module(module)
        return module
    load("zz_callee")
    caller = load("zz_caller")
    from simcall.floor.compiler import compile_kernels
    from simcall.floor.machine import common_kinds
"""
ASK = KERNELS + "    print(compile_kernels([caller.ask], common_kinds())[0](1))\n"
COMPILING = "first time only"


@pytest.fixture
def kernels(tmp_path):
    """Two small kernels in a folder, one calling the other: ask(1) is 2."""
    folder = tmp_path / "one"
    write_kernels(folder)
    return folder


def write_kernels(folder, callee="return x + STEP", step=1):
    folder.mkdir(exist_ok=True)
    (folder / "zz_callee.py").write_text(
        f"STEP = {step}\n\ndef value(x: int) -> int:\n    {callee}\n"
    )
    (folder / "zz_caller.py").write_text(
        "from simcall.zz_callee import value\n\n"
        "def ask(x: int) -> int:\n    return value(x)\n\n"
        "def ask_twice(x: int) -> int:\n    return value(value(x))\n"
    )


@pytest.fixture
def ask(tmp_path):
    """Return (answer, what was said on standard error) of a fresh process, one cache for all."""

    def run(folder, program=ASK):
        done = run_python(program, folder, SIMCALL_CACHE=str(tmp_path / "cache"))
        assert done.returncode == 0, done.stderr
        return done.stdout.strip(), done.stderr

    return run


@pytest.fixture
def ask_here(kernels, tmp_path, monkeypatch, capsys):
    """Compile entries in this process; return (their answers, how often it said that it did)."""
    monkeypatch.setenv("SIMCALL_CACHE", str(tmp_path / "cache"))
    for name in ("zz_callee", "zz_caller"):
        spec = importlib.util.spec_from_file_location(f"simcall.{name}", kernels / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, f"simcall.{name}", module)
        spec.loader.exec_module(module)

    def run(*names):
        compiled = compile_kernels([getattr(module, name) for name in names], common_kinds())
        return [kernel(1) for kernel in compiled], capsys.readouterr().err.count(COMPILING)

    return run


def cached_files(tmp_path, pattern):
    return sorted((tmp_path / "cache" / "kernels").rglob(pattern))


def test_the_first_run_says_that_it_compiles_and_the_next_one_is_silent(kernels, ask):
    answer, said = ask(kernels)
    assert answer == "2"
    assert COMPILING in said
    assert ask(kernels) == ("2", "")


@pytest.mark.parametrize(
    "edit",
    [{"callee": "return x + 6 + STEP"}, {"step": 7}],
    ids=["a callee in another file", "a constant in another file"],
)
def test_an_edited_kernel_is_never_served_from_the_old_cache(kernels, ask, edit):
    ask(kernels)
    write_kernels(kernels, **edit)
    answer, said = ask(kernels)
    assert answer == "8"
    assert COMPILING in said


def test_an_edit_while_a_process_runs_is_not_taken_for_what_that_process_loaded(kernels, ask):
    late = KERNELS + (
        "    source = folder / 'zz_callee.py'\n"
        "    source.write_text(source.read_text().replace('STEP = 1', 'STEP = 5'))\n"
        "    print(compile_kernels([caller.ask], common_kinds())[0](1))\n"
    )
    assert ask(kernels, late)[0] == "2"
    assert ask(kernels)[0] == "6"


def test_a_clone_of_the_sources_elsewhere_shares_the_cache(kernels, ask, tmp_path):
    ask(kernels)
    write_kernels(tmp_path / "another place")
    assert ask(tmp_path / "another place") == ("2", "")


def test_a_touched_or_reformatted_file_still_hits_the_cache(kernels, ask):
    ask(kernels)
    for path in kernels.iterdir():
        path.write_text("# a comment that moves every line\n\n" + path.read_text())
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert ask(kernels) == ("2", "")


HARMS = [(p, h) for p in ("*.nbc", "*.nbi", "contents.json", "entry_0.py") for h in ("gone", "cut")]


@pytest.mark.parametrize(("pattern", "harm"), HARMS)
def test_a_half_written_cache_is_compiled_again_and_mended(ask_here, tmp_path, pattern, harm):
    ask_here("ask")
    (path,) = cached_files(tmp_path, pattern)
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:10])
    assert ask_here("ask") == ([2], 1)
    assert ask_here("ask") == ([2], 0)


def test_a_whole_cache_that_the_compiler_does_not_accept_is_compiled_again(ask_here, tmp_path):
    """Such as one copied from a machine with another processor."""
    ask_here("ask")
    (index,) = cached_files(tmp_path, "*.nbi")
    version = numba.__version__
    assert version.encode() in index.read_bytes()
    index.write_bytes(index.read_bytes().replace(version.encode(), b"9" * len(version)))
    (contents,) = cached_files(tmp_path, "contents.json")
    contents.write_text(json.dumps(list_contents(contents.parent)))
    assert ask_here("ask") == ([2], 1)
    assert ask_here("ask") == ([2], 0)


def test_two_sets_of_entries_of_the_same_sources_keep_apart_in_one_process(ask_here):
    assert ask_here("ask") == ([2], 1)
    assert ask_here("ask_twice", "ask") == ([3, 2], 1)
    assert ask_here("ask") == ([2], 0)
    assert ask_here("ask_twice", "ask") == ([3, 2], 0)


def test_without_a_place_to_write_the_engine_still_compiles(ask_here, tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert ask_here("ask") == ([2], 1)


def test_a_process_killed_while_it_compiles_leaves_nothing_behind_that_could_be_loaded(
    kernels, ask, tmp_path
):
    killed = KERNELS + (
        "    from simcall.floor.kernel_store import KernelStore\n"
        "    import os, signal\n"
        "    KernelStore.publish = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    compile_kernels([caller.ask], common_kinds())\n"
    )
    done = run_python(killed, kernels, SIMCALL_CACHE=str(tmp_path / "cache"))
    assert done.returncode < 0
    assert cached_files(tmp_path, "*.nbc")
    answer, said = ask(kernels)
    assert answer == "2"
    assert COMPILING in said


def test_processes_that_start_together_compile_once(kernels, tmp_path):
    programs = [start_python(ASK, kernels, SIMCALL_CACHE=str(tmp_path / "cache")) for _ in range(3)]
    ends = [program.communicate(timeout=120) for program in programs]
    assert [out.strip() for out, _ in ends] == ["2"] * 3
    assert sum(COMPILING in said for _, said in ends) == 1


def test_only_the_sets_used_last_are_kept(tmp_path):
    store = KernelStore(tmp_path)
    for place in range(KEPT_STATES + 3):
        (tmp_path / f"set{place:02}").mkdir()
        os.utime(tmp_path / f"set{place:02}", (place + 1, place + 1))
    (tmp_path / ".building-dead").mkdir()
    os.utime(tmp_path / ".building-dead", (1, 1))
    store.note_use("set00")
    store.drop_old()
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["set00", *(f"set{place:02}" for place in range(4, KEPT_STATES + 3))]
