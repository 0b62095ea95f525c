"""The commands of both READMEs run as printed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
LONG = ("simcall whatif", "simcall floor")


def commands(name):
    """Return the simcall commands of a README, without the comments behind them."""
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    return [line.partition("  #")[0].strip() for line in lines if line.startswith("simcall ")]


def cases(long):
    return [
        pytest.param(name, line, id=f"{name}: {line[:60]}")
        for name in ("README.md", "README.zh-CN.md")
        for line in commands(name)
        if line.startswith(LONG) == long
    ]


def run_here(line, folder):
    for name in ("docs", "examples"):
        (folder / name).symlink_to(ROOT / name)
    home = {**os.environ, "SIMCALL_HOME": str(folder / "home"), "SIMCALL_ANALYSER": "lean"}
    program = Path(sys.executable).with_name("simcall")
    if line.startswith(("simcall certify verify", "simcall certify rescore")):
        sit = next(c for c in commands("README.md") if c.startswith("simcall certify run"))
        subprocess.run(sit.replace("simcall", str(program), 1), shell=True, cwd=folder, env=home,
                       check=True, stdin=subprocess.DEVNULL, capture_output=True)  # fmt: skip
    return subprocess.run(
        line.replace("simcall", str(program), 1), shell=True, cwd=folder, env=home, text=True,
        capture_output=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(("name", "line"), cases(long=False))
def test_a_command_of_the_readme_works(name, line, tmp_path):
    result = run_here(line, tmp_path)
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout.strip() or result.stderr.strip()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "line"), cases(long=True))
def test_a_long_command_of_the_readme_works(name, line, tmp_path):
    result = run_here(line, tmp_path)
    assert result.returncode == 0, result.stderr


def test_both_readmes_show_the_same_commands():
    def shape(name):
        return [re.sub(r'"[^"]*"|\b(?:zh|en)\b|_(?:zh|en)', "", line) for line in commands(name)]

    assert [s.split()[:2] for s in shape("README.md")] == [
        s.split()[:2] for s in shape("README.zh-CN.md")
    ]
