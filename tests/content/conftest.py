"""A small library of content of our own, copied where a test may change it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

LIBRARY = Path(__file__).parent / "library"


@pytest.fixture(autouse=True)
def fresh_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCALL_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The library as the user's own content folder."""
    root = tmp_path / "library"
    shutil.copytree(LIBRARY, root)
    monkeypatch.setenv("SIMCALL_CONTENT", str(root))
    return root


@pytest.fixture
def edit(library: Path) -> Callable[[str, str, str], Path]:
    """Replace a text in a file of the library; the text must be there."""

    def replace(name: str, before: str, after: str) -> Path:
        path = library / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")
        return path

    return replace
