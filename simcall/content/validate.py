"""From a model's complaints to problems that an author can act on."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from simcall.common.errors import did_you_mean
from simcall.content.merge import has_part
from simcall.content.problem import Finding, KeyPath

_FORMS = {
    r"^[a-z0-9][a-z0-9_-]*$": "small letters, digits, _ and -",
    r"^[a-z][a-z0-9_]*$": "small letters, digits and _, a letter first",
    r"^[A-Z]{3}$": "three capital letters, such as CNY",
    r"^[0-9X]{4}$": "four digits in quotation marks",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "a date such as 2026-11-23",
    r"^([01][0-9]|2[0-3]):[0-5][0-9]$": 'a time in quotation marks such as "10:20"',
    r"^simcall/[a-z]+/[0-9]+$": "such as simcall/persona/1",
    r"^[0-9][0-9 -]*$": "digits, in quotation marks",
}


def find_model_problems(model: type[BaseModel], data: Any, template: bool) -> list[Finding]:
    """Return what a model finds wrong in plain data. A template may leave anything out."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        found = [describe(model, data, detail) for detail in details]
        return [f for f, d in zip(found, details, strict=True) if not (template and is_gap(d))]
    return []


def read_block(model: type[BaseModel], data: Any) -> dict[str, Any] | None:
    """Return a block with defaults filled in, None when it is not sound by itself.

    With it the checks across keys go on in the sound parts of a file that is broken elsewhere.
    """
    try:
        return model.model_validate(data).model_dump(by_alias=True)
    except ValidationError:
        return None


def is_gap(detail: ErrorDetails) -> bool:
    """Tell whether a complaint is about something missing."""
    return detail["type"] == "missing"


def describe(model: type[BaseModel], data: Any, detail: ErrorDetails) -> Finding:
    """Return one complaint as a finding at the right key, in an author's words."""
    key = trace_key(data, detail["loc"])
    context = detail.get("ctx", {})
    kind = detail["type"]
    given = detail.get("input")
    if kind == "extra_forbidden":
        if given is None and " " in str(key[-1]).strip():
            return Finding(key, "unknown key; text with a comma in { } needs quotation marks")
        return Finding(key, f"unknown key{did_you_mean(str(key[-1]), known_keys(model, key[:-1]))}")
    if kind == "missing":
        return Finding(key, "is missing")
    if kind == "literal_error":
        expected = str(context.get("expected", ""))
        names = [
            part for part in expected.replace(" or ", ", ").replace("'", "").split(", ") if part
        ]
        hint = did_you_mean(str(given), names)
        return Finding(key, f"'{given}' is not one of {', '.join(names)}{hint}")
    if kind == "string_pattern_mismatch":
        form = _FORMS.get(str(context.get("pattern")), f"the form {context.get('pattern')}")
        return Finding(key, f"'{given}' must be {form}")
    if kind in ("string_type", "int_type", "float_type", "bool_type", "list_type", "dict_type"):
        wanted = kind.removesuffix("_type").replace("dict", "mapping").replace("string", "text")
        money = wanted == "int" and isinstance(given, float)
        hint = "; money counts in fen, pence or cents: 68000 is 680.00" if money else ""
        if wanted == "list" and str(given).startswith("-"):
            hint = "; put a space after each '-'"
        return Finding(key, f"must be {wanted_words(wanted)}, not {name_value(given)}{hint}")
    if kind == "model_type" and context.get("class_name") == "Bilingual":
        return Finding(key, f"must be written {{zh: ..., en: ...}}, not {name_value(given)}")
    if kind == "model_type":
        return Finding(key, f"must be a mapping of keys, not {name_value(given)}")
    message = detail["msg"]
    return Finding(key, f"{message[:1].lower()}{message[1:]}, not {name_value(given)}")


def wanted_words(wanted: str) -> str:
    """Return a type in an author's words."""
    words = {
        "text": "text (put it in quotation marks)",
        "int": "a whole number",
        "float": "a number",
        "bool": "true or false",
        "list": "a list",
        "mapping": "a mapping of keys",
    }
    return words[wanted]


def name_value(value: Any) -> str:
    """Return a short name for a value that does not fit."""
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list" if len(value) > 3 else str(value)
    return f"'{value}'" if isinstance(value, str) else str(value).lower()


def trace_key(data: Any, location: tuple[int | str, ...]) -> KeyPath:
    """Return the part of a location that exists in the data, plus one missing last key."""
    key: list[str | int] = []
    for part in location:
        if has_part(data, part):
            data = data[part]
        elif isinstance(data, dict) and part != "[key]" and part == location[-1]:
            data = None
        else:
            continue
        key.append(part)
    return tuple(key)


def known_keys(model: Any, key: KeyPath) -> list[str]:
    """Return the keys that are known at a place, for a suggestion."""
    places = list(step_into(model, key))
    return [name for place in places for name in names_of(place)]


def step_into(annotation: Any, key: KeyPath) -> Iterator[Any]:
    """Yield the models found by following a key through annotations."""
    if get_origin(annotation) in (Union, types.UnionType):
        for option in get_args(annotation):
            yield from step_into(option, key)
        return
    if hasattr(annotation, "__metadata__"):
        yield from step_into(get_args(annotation)[0], key)
        return
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not key:
            yield annotation
            return
        for name, field in annotation.model_fields.items():
            if (field.alias or name) == key[0]:
                yield from step_into(field.annotation, key[1:])
        return
    if key and get_origin(annotation) in (dict, list):
        yield from step_into(get_args(annotation)[-1], key[1:])


def names_of(model: type[BaseModel]) -> list[str]:
    """Return the keys of a model as an author writes them."""
    fields: Mapping[str, Any] = model.model_fields
    return [field.alias or name for name, field in fields.items()]
