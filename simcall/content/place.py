"""Where content lies, and how a name becomes a file.

Looked through in order: the user's own folder ($SIMCALL_CONTENT, else `content` in $SIMCALL_HOME
or in the user data folder), then what the package ships (simcall/_content in a wheel, the folders
beside the package in a source tree).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from simcall.common.errors import ContentError, did_you_mean


class Kind(NamedTuple):
    """One kind of content. module: name under simcall.content of its reader."""

    name: str
    folder: str
    module: str


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("persona", "personas", "personas"),
        Kind("lender", "lenders", "lenders"),
        Kind("rules", "rules", "rulepacks"),
        Kind("policy", "policies", "policies"),
        Kind("rubric", "rubrics", "rubrics"),
        Kind("call", "scenarios/calls", "calls"),
        Kind("floor", "scenarios/floors", "floors"),
        Kind("experiment", "scenarios/experiments", "experiments"),
        Kind("exam", "scenarios/exams", "exams"),
    )
}
SUFFIXES = (".yaml", ".yml")


@cache
def shipped_root() -> Path:
    """Return the folder that holds the shipped content."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "_content"
    return packed if packed.is_dir() else package.parent


def user_root() -> Path:
    """Return the folder of the user's own content; it need not exist."""
    chosen = os.environ.get("SIMCALL_CONTENT")
    if chosen:
        return Path(chosen).expanduser()
    home = os.environ.get("SIMCALL_HOME")
    if home:
        return Path(home).expanduser() / "content"
    import platformdirs

    return platformdirs.user_data_path("simcall") / "content"


def is_shipped(path: Path) -> bool:
    """Tell whether a file is one of the shipped ones."""
    folder = path.resolve().parent
    return any(folder == shipped_root() / kind.folder for kind in KINDS.values())


def iter_files(kind: Kind, root: Path) -> Iterator[Path]:
    """Yield the files of a kind under one root, by name."""
    folder = root / kind.folder
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.suffix in SUFFIXES and not path.name.startswith((".", "_")):
            yield path


def list_files(kind_name: str) -> dict[str, Path]:
    """Return every file of a kind by its name; the user's own files win over shipped ones."""
    kind = KINDS[kind_name]
    found: dict[str, Path] = {}
    for root in (user_root(), shipped_root()):
        for path in iter_files(kind, root):
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def name_file(kind_name: str, path: Path) -> str:
    """Return how another file refers to one: by its name where that finds it, else by its path."""
    whole = path.resolve()
    known = list_files(kind_name).get(whole.stem)
    return whole.stem if known is not None and known.resolve() == whole else str(whole)


def looks_like_path(name: str) -> bool:
    """Tell a path from a name."""
    return name.endswith(SUFFIXES) or "/" in name or os.sep in name


def find_file(kind_name: str, name: str | Path, near: Path | None = None) -> Path:
    """Return the file of a name or path.

    near: a file that refers to the name; its own tree is looked through first, so that a folder of
    personas and scenarios works wherever it lies. Raises ContentError with the nearest known name.
    """
    kind = KINDS[kind_name]
    text = str(name)
    if isinstance(name, Path) or looks_like_path(text):
        path = Path(text).expanduser()
        if near is not None and not path.is_absolute() and not path.is_file():
            path = near.parent / path
        if path.is_file():
            return path
        raise ContentError(f"no {kind_name} file {text}; check the path, or see `simcall list`")
    for root in [*trees_of(near), user_root(), shipped_root()]:
        for suffix in SUFFIXES:
            path = root / kind.folder / f"{text}{suffix}"
            if path.is_file():
                return path
    known = list_files(kind_name)
    hint = did_you_mean(text, known) or "; `simcall list` shows what there is"
    raise ContentError(f"unknown {kind_name} '{text}'{hint}")


def trees_of(near: Path | None) -> list[Path]:
    """Return the content tree that a file lies in, if it lies in one."""
    if near is None:
        return []
    folder = near.resolve().parent
    for kind in KINDS.values():
        parts = Path(kind.folder).parts
        if folder.parts[-len(parts) :] == parts:
            return [folder.parents[len(parts) - 1]]
    return []


def kind_of_schema(schema: object) -> Kind | None:
    """Return the kind named by a file's `schema:` line, such as simcall/persona/1."""
    parts = str(schema).split("/")
    return KINDS.get(parts[1]) if len(parts) == 3 and parts[0] == "simcall" else None
