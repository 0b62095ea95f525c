"""Every example runs and prints what stands beside it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*.py"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_prints_its_expected_output(path):
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    result = subprocess.run(
        [sys.executable, path], capture_output=True, text=True, check=True, env=env
    )
    expected = path.with_suffix(".out").read_text(encoding="utf-8")
    shape = [line.split(":")[0] for line in result.stdout.splitlines()]
    assert shape == [line.split(":")[0] for line in expected.splitlines()]
    assert result.stdout == expected
