"""Merging a file with the one that it extends, places included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simcall.content.problem import KeyPath
from simcall.content.source import Mark

ENOUGH = 4  # own sentences under one key
_OWN = frozenset(("schema", "extends", "template"))  # never inherited


def merge_data(own: Any, base: Any, key: KeyPath = ()) -> Any:
    """Return `own` with what it lacks taken from `base`.

    Mappings merge key by key; under `lines`, a list of fewer than ENOUGH own sentences is followed
    by the inherited ones that are new (a person with words enough keeps to them); anything else is
    replaced as a whole.
    """
    if isinstance(own, dict) and isinstance(base, dict):
        out = {k: merge_data(v, base[k], (*key, k)) if k in base else v for k, v in own.items()}
        kept = {k: v for k, v in base.items() if k not in own and not (not key and k in _OWN)}
        return {**out, **kept}
    if is_line_list(key) and isinstance(base, list) and wants_more(own):
        return [*own, *(line for line in base if line not in own)]
    return own


def wants_more(own: Any) -> bool:
    """Tell whether a list of own sentences is short enough to be filled up."""
    return isinstance(own, list) and len(own) < ENOUGH


def is_line_list(key: KeyPath) -> bool:
    """Tell whether a key is `lines.<language>.<line key>`."""
    return len(key) == 3 and key[0] == "lines"


def merge_marks(
    own: Any, base: Any, own_marks: Mapping[KeyPath, Mark], base_marks: Mapping[KeyPath, Mark]
) -> dict[KeyPath, Mark]:
    """Return the place of every key of the merged data, each in the file that it came from."""
    marks = dict(base_marks)
    marks.update(own_marks)
    for language, keys in (own.get("lines") or {}).items() if isinstance(own, dict) else ():
        for name, lines in keys.items() if isinstance(keys, dict) else ():
            path: KeyPath = ("lines", language, name)
            inherited = find_value(base, path)
            if not wants_more(lines) or not isinstance(inherited, list):
                continue
            place = len(lines)
            for index, line in enumerate(inherited):
                if line not in lines and (*path, index) in base_marks:
                    marks[(*path, place)] = base_marks[(*path, index)]
                    place += 1
    return marks


def find_value(data: Any, key: KeyPath) -> Any:
    """Return the value at a key path, None where there is none."""
    for part in key:
        if has_part(data, part):
            data = data[part]
        else:
            return None
    return data


def has_part(data: Any, part: str | int) -> bool:
    """Tell whether a mapping has a key, or a list a place."""
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list) and isinstance(part, int) and part < len(data)
