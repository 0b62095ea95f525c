"""YAML 1.2 (core schema) to plain data, with the line and column of every key.

Only the reader and parser of ruamel.yaml are used; scalars are resolved here after the core schema
of YAML 1.2, chapter 10.3: `no`, `on` and dates stay text. Keys are always text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from simcall.content.problem import KeyPath, Problem, write_key
from simcall.content.syntax import find_slip

MAX_NODES = 200_000  # an alias that repeats itself must not fill the memory
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE = frozenset(("true", "True", "TRUE"))
_FALSE = frozenset(("false", "False", "FALSE"))
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_STANDARD = "tag:yaml.org,2002:"


class Mark(NamedTuple):
    """A place in a file; line and column count from 1."""

    path: Path
    line: int
    column: int


class Source(NamedTuple):
    """A parsed file. marks: the place of each key; problems: syntax errors and repeated keys."""

    path: Path
    data: Any
    marks: Mapping[KeyPath, Mark]
    problems: tuple[Problem, ...]


def resolve_scalar(text: str) -> Any:
    """Return a plain scalar after the YAML 1.2 core schema."""
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INT.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text) or _HEX.fullmatch(text):
        return int(text, 0)
    return float(text) if _FLOAT.fullmatch(text) else text


class Reader:
    """Turns the node tree of one file into plain data and remembers where each key stands."""

    def __init__(self, path: Path) -> None:
        """Start with nothing read."""
        self.path = path
        self.marks: dict[KeyPath, Mark] = {}
        self.problems: list[Problem] = []
        self.seen = 0

    def report(self, node: Any, key: KeyPath, message: str) -> None:
        """Add a problem at a node."""
        mark = node.start_mark
        self.problems.append(
            Problem(self.path, mark.line + 1, mark.column + 1, write_key(key), message)
        )

    def take(self, node: Any, key: KeyPath) -> Any:
        """Return the plain value of a node."""
        self.seen += 1
        if self.seen == MAX_NODES:
            self.report(node, key, f"more than {MAX_NODES} values; is an alias repeating itself?")
        if self.seen >= MAX_NODES:
            return None
        tag = str(node.tag)
        if tag.startswith("!"):
            self.report(node, key, f"the tag {tag} has no meaning here; leave it out")
        if isinstance(node.value, str):
            quoted = node.style in ('"', "'", "|", ">")
            return node.value if quoted or tag == f"{_STANDARD}str" else resolve_scalar(node.value)
        if (node.value and isinstance(node.value[0], tuple)) or tag == f"{_STANDARD}map":
            return self.take_mapping(node, key)
        return self.take_sequence(node, key)

    def take_sequence(self, node: Any, key: KeyPath) -> list[Any]:
        """Return a list; each item is marked where it begins."""
        out = []
        for place, item in enumerate(node.value):
            self.mark(item, (*key, place))
            out.append(self.take(item, (*key, place)))
        return out

    def take_mapping(self, node: Any, key: KeyPath) -> dict[str, Any]:
        """Return a dict; each entry is marked at its key, a repeated key is a problem."""
        out: dict[str, Any] = {}
        for name_node, value_node in node.value:
            if not isinstance(name_node.value, str):
                self.report(name_node, key, "a key must be plain text")
                continue
            name = name_node.value
            path = (*key, name)
            if name in out:
                line = self.marks[path].line
                self.report(name_node, path, f"this key is already there at line {line}")
                continue
            self.mark(name_node, path)
            out[name] = self.take(value_node, path)
        return out

    def mark(self, node: Any, key: KeyPath) -> None:
        """Remember where a key stands."""
        start = node.start_mark
        self.marks[key] = Mark(self.path, start.line + 1, start.column + 1)


def parse_source(text: str, path: Path) -> Source:
    """Parse one file. Syntax errors come back as problems, with data None."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    reader = Reader(path)
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, RecursionError) as error:
        return Source(path, None, {}, (describe_error(error, text, path),))
    if node is None:
        empty = Problem(path, 1, 1, "(file)", "the file is empty")
        return Source(path, None, {}, (empty,))
    try:
        data = reader.take(node, ())
    except RecursionError as error:
        return Source(path, None, {}, (describe_error(error, text, path),))
    return Source(path, data, reader.marks, tuple(reader.problems))


def describe_error(error: Exception, text: str, path: Path) -> Problem:
    """Return a syntax error as a problem at its place."""
    if isinstance(error, RecursionError):
        return Problem(path, 1, 1, "(file)", "nested too deeply")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    message = f"not valid YAML: {str(problem).splitlines()[0]}"
    slip = find_slip(text, mark.line + 1) if mark is not None else None
    if slip is not None:
        return Problem(path, slip.line, slip.column, "(file)", f"not valid YAML: {slip.hint}")
    if mark is not None:
        return Problem(path, mark.line + 1, mark.column + 1, "(file)", message)
    before = text[: getattr(error, "position", 0) or 0]
    return Problem(
        path, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1, "(file)", message
    )


def read_text(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file; bytes that are not UTF-8 are a problem with their place."""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2]) + 1
        message = "not UTF-8 text; save the file as UTF-8"
        return "", (Problem(path, line, column, "(file)", message),)
