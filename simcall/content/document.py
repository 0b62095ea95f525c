"""One content file, read: found, parsed, merged with what it extends, validated."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from simcall.common.errors import ContentError
from simcall.content import cache
from simcall.content.merge import merge_data, merge_marks
from simcall.content.place import KINDS, Kind, find_file, kind_of_schema
from simcall.content.problem import Finding, KeyPath, Problem, fail_with, write_key
from simcall.content.source import Mark, Source, parse_source, read_text

if TYPE_CHECKING:
    from pydantic import BaseModel

SCHEMA_VERSION = 1
MAX_CHAIN = 8


class Document(NamedTuple):
    """A sound file. data: plain dicts and lists, defaults filled in, `extends` merged.

    digest: SHA-256 over the canonical JSON (RFC 8785) of the merged file as written.
    """

    kind: str
    id: str
    path: Path
    data: dict[str, Any]
    digest: str


class Inspection(NamedTuple):
    """A file under the lens: what is wrong, where each key stands, the document if it is sound.

    The data of a template's document are as written, without defaults. shipped: whether the
    stricter rules for shipped content hold.
    """

    path: Path
    kind: Kind | None
    raw: Any
    marks: Mapping[KeyPath, Mark]
    problems: tuple[Problem, ...]
    document: Document | None
    shipped: bool = False

    def is_own(self, key: KeyPath) -> bool:
        """Tell whether a key stands in this file, and not in one that it extends."""
        return key in self.marks and self.marks[key].path == self.path


def hash_canonical(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON (RFC 8785)."""
    import rfc8785

    try:
        return hashlib.sha256(rfc8785.dumps(value)).hexdigest()
    except rfc8785.CanonicalizationError as error:
        raise ContentError(f"a value has no canonical form: {error}") from error


def has_reader(kind: Kind) -> bool:
    """Tell whether a kind's files can be read; one without a reader is only listed."""
    return importlib.util.find_spec(f"simcall.content.{kind.module}") is not None


def load_module(kind: Kind) -> ModuleType:
    """Import the reader of a kind. Raises ContentError when there is none."""
    if not has_reader(kind):
        raise ContentError(
            f"{kind.name} files have no reader; known: {', '.join(readable_kinds())}"
        )
    return importlib.import_module(f"simcall.content.{kind.module}")


def readable_kinds() -> list[str]:
    """Return the names of the kinds whose files can be read."""
    return [name for name, kind in KINDS.items() if has_reader(kind)]


def load_model(kind: Kind) -> type[BaseModel]:
    """Return the pydantic model of a kind's files."""
    module, _, name = str(load_module(kind).MODEL).partition(":")
    model: type[BaseModel] = getattr(importlib.import_module(module), name)
    return model


def read_document(
    kind_name: str, name: str | Path, near: Path | None = None, *, template: bool = False
) -> Document:
    """Return a file by name or path, from the cache when it was read before.

    near: the file that refers to it. template: whether a template will do. Raises
    ContentError when it is missing or not sound.
    """
    kind = KINDS[kind_name]
    path = find_file(kind_name, name, near)
    chain = read_chain(kind, path)
    key = cache.entry_name(kind_name, b"\0".join(raw for _, raw in chain))
    entry = cache.read_entry(key)
    if entry is not None:
        document = Document(kind_name, path.stem, path, entry["data"], entry["digest"])
    else:
        document = inspect_sound(path, kind)
        cache.keep_entry(key, {"data": document.data, "digest": document.digest})
    if document.data.get("template") and not template:
        raise ContentError(
            f"{path}: is a template for others to extend; choose one that extends it"
        )
    return document


def inspect_sound(path: Path, kind: Kind) -> Document:
    """Return the document of a file that nothing is wrong with. Raises ContentError otherwise."""
    inspection = inspect_file(path, kind)
    if inspection.document is None:
        raise fail_with(inspection.problems)
    return inspection.document


def read_chain(kind: Kind, path: Path) -> list[tuple[Path, bytes]]:
    """Return a file and the ones it extends, own first, each with its bytes."""
    chain: list[tuple[Path, bytes]] = []
    while len(chain) < MAX_CHAIN:
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise ContentError(f"cannot read {path}: {error.strerror}") from error
        chain.append((path, raw))
        base = find_base(kind, path, raw)
        if not base:
            return chain
        path = find_file(kind.name, base, path)
    raise ContentError(f"{path}: extends more than {MAX_CHAIN} files deep, or in a circle")


def find_base(kind: Kind, path: Path, raw: bytes) -> str:
    """Return the name after `extends:`, from the cache where possible; empty when there is none."""
    if b"extends" not in raw:
        return ""
    key = cache.entry_name(f"{kind.name} base", raw)
    entry = cache.read_entry(key)
    if entry is None:
        text, _ = read_text(path)
        data = parse_source(text, path).data
        base = data.get("extends") if isinstance(data, dict) else None
        entry = base if isinstance(base, str) else ""
        cache.keep_entry(key, entry)
    return str(entry)


def inspect_file(path: Path, kind: Kind | None = None) -> Inspection:
    """Parse and validate one file with everything that it extends; nothing is raised."""
    source = open_source(path)
    if not isinstance(source.data, dict):
        problems = source.problems or (
            Problem(path, 1, 1, "(file)", "must be a mapping of keys, such as `schema: ...`"),
        )
        return Inspection(path, kind, source.data, source.marks, problems, None)
    kind, wrong = settle_kind(source, kind)
    if kind is None or wrong:
        return Inspection(path, kind, source.data, source.marks, (*source.problems, *wrong), None)
    data, marks, before = merge_bases(kind, source)
    template = source.data.get("template") is True
    found = (*before, *place_findings(path, marks, validate(kind, data, template)))
    if found:
        return Inspection(path, kind, data, marks, found, None)
    try:
        document = make_document(kind, path, data, template)
    except ContentError as error:
        return Inspection(
            path, kind, data, marks, (Problem(path, 1, 1, "(file)", str(error)),), None
        )
    return Inspection(path, kind, data, marks, (), document)


def open_source(path: Path) -> Source:
    """Read and parse one file; what goes wrong is among its problems."""
    try:
        text, problems = read_text(path)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        return Source(path, None, {}, (Problem(path, 1, 1, "(file)", message),))
    return Source(path, None, {}, problems) if problems else parse_source(text, path)


def settle_kind(source: Source, expected: Kind | None) -> tuple[Kind | None, tuple[Problem, ...]]:
    """Return the kind that a file says it is, and what is wrong with what it says."""
    said = source.data.get("schema")
    found = kind_of_schema(said)
    forms = ", ".join(f"simcall/{name}/{SCHEMA_VERSION}" for name in readable_kinds())
    message = ""
    if said is None:
        message = f"is missing; the first line says what the file is: one of {forms}"
    elif found is None or not has_reader(found):
        message = f"'{said}' is not one of {forms}"
    elif str(said).rpartition("/")[2] != str(SCHEMA_VERSION):
        message = (
            f"version {str(said).rpartition('/')[2]} is not known here, "
            f"this program reads simcall/{found.name}/{SCHEMA_VERSION}"
        )
    elif expected is not None and expected != found:
        message = f"this is a {found.name} file where a {expected.name} is wanted"
    wrong = place_findings(source.path, source.marks, [Finding(("schema",), message)])
    return found or expected, tuple(wrong) if message else ()


def merge_bases(kind: Kind, source: Source) -> tuple[Any, Mapping[KeyPath, Mark], list[Problem]]:
    """Return the data and places of a file merged with all that it extends, and the problems."""
    data, marks, problems = source.data, source.marks, list(source.problems)
    current, seen = source, {source.path.resolve()}
    while isinstance(current.data.get("extends"), str):
        where = current.marks[("extends",)]
        name = current.data["extends"]
        try:
            path = find_file(kind.name, name, current.path)
        except ContentError as error:
            problems.append(Problem(*where, "extends", str(error)))
            break
        if path.resolve() in seen:
            problems.append(Problem(*where, "extends", f"'{name}' leads back to this file"))
            break
        seen.add(path.resolve())
        current = open_source(path)
        problems.extend(current.problems)
        if not isinstance(current.data, dict):
            break
        marks = merge_marks(data, current.data, marks, current.marks)
        data = merge_data(data, current.data)
    return data, marks, problems


def validate(kind: Kind, data: Any, template: bool) -> list[Finding]:
    """Return what the kind's model finds wrong."""
    from simcall.content.validate import find_model_problems

    return find_model_problems(load_model(kind), data, template)


def make_document(kind: Kind, path: Path, data: Any, template: bool) -> Document:
    """Return the document of sound data."""
    full = data if template else load_model(kind).model_validate(data).model_dump(by_alias=True)
    written = {name: value for name, value in data.items() if name != "extends"}
    return Document(kind.name, path.stem, path, full, hash_canonical(written))


def place_findings(
    path: Path, marks: Mapping[KeyPath, Mark], findings: Iterable[Finding]
) -> list[Problem]:
    """Look up where each finding stands: at its key, or at the nearest key around it."""
    problems = []
    for key, message in findings:
        near = key
        while near and near not in marks:
            near = near[:-1]
        mark = marks.get(near, Mark(path, 1, 1))
        problems.append(Problem(*mark, write_key(key), message))
    return problems
