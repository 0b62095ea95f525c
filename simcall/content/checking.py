"""Every problem of a set of content files, in order of place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from simcall.common.bilingual import LANGUAGES
from simcall.common.errors import ContentError, did_you_mean
from simcall.content.document import inspect_file, load_module, place_findings
from simcall.content.place import (
    KINDS,
    SUFFIXES,
    is_shipped,
    iter_files,
    list_files,
    shipped_root,
    user_root,
)
from simcall.content.problem import Finding, KeyPath, Problem

_SKIPPED = frozenset(("node_modules", "__pycache__"))


def find_targets(names: Iterable[str]) -> list[Path]:
    """Return the files to check: of paths, folders and names; everything when none is given."""
    files: dict[Path, None] = {}
    listed = list(names)
    for name in listed:
        files.update(dict.fromkeys(expand_target(name)))
    if not listed:
        for root in (shipped_root(), user_root()):
            for kind in KINDS.values():
                files.update(dict.fromkeys(iter_files(kind, root)))
    return list(files)


def expand_target(name: str) -> list[Path]:
    """Return the files that one argument means. Raises ContentError when it means none."""
    path = Path(name).expanduser()
    if path.is_dir():
        return [
            found
            for found in sorted(path.rglob("*"))
            if found.suffix in SUFFIXES and found.is_file() and not is_hidden(found, path)
        ]
    if path.exists():
        return [path]
    known = {kind: list_files(kind) for kind in KINDS}
    found = [files[name] for files in known.values() if name in files]
    if not found:
        hint = did_you_mean(name, {n for files in known.values() for n in files})
        raise ContentError(f"no file, folder or content named '{name}'{hint}")
    return found


def is_hidden(path: Path, root: Path) -> bool:
    """Tell whether a file lies in a folder that is not content."""
    parts = path.relative_to(root).parts
    return any(part.startswith(".") or part in _SKIPPED for part in parts)


def check_files(paths: Iterable[Path], strict: bool = False) -> list[Problem]:
    """Return every problem of the files, each once. strict: as shipped content."""
    problems: dict[Problem, None] = {}
    for path in paths:
        problems.update(dict.fromkeys(check_file(path, strict or is_shipped(path))))
    return sorted(problems, key=lambda p: (str(p.path), p.line, p.column, p.key))


def check_file(path: Path, shipped: bool) -> list[Problem]:
    """Return every problem of one file."""
    inspection = inspect_file(path)._replace(shipped=shipped)
    problems = list(inspection.problems)
    findings: list[Finding] = []
    if shipped and isinstance(inspection.raw, dict):
        findings.extend(find_missing_languages(inspection.raw, ()))
    if inspection.kind is not None and isinstance(inspection.raw, dict):
        module = load_module(inspection.kind)
        partial = getattr(module, "CHECKS_PARTS", False)
        if hasattr(module, "find_problems") and (partial or inspection.document is not None):
            findings.extend(module.find_problems(inspection))
    problems.extend(place_findings(path, inspection.marks, findings))
    return problems


def find_missing_languages(value: Any, key: KeyPath) -> Iterator[Finding]:
    """Yield bilingual texts that lack one language; empty in both is a choice, not a lack."""
    if isinstance(value, Mapping):
        if value and set(value) <= set(LANGUAGES):
            lacking = [name for name in LANGUAGES if not value.get(name)]
            if len(lacking) == 1:
                yield Finding(key, f"has no '{lacking[0]}'; shipped content is in both languages")
        for name, item in value.items():
            yield from find_missing_languages(item, (*key, name))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from find_missing_languages(item, (*key, place))
