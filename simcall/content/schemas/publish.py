"""JSON Schemas of the content files, for editors that complete and check while one types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from simcall.content.document import SCHEMA_VERSION, load_model, readable_kinds
from simcall.content.place import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def make_schema(kind_name: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of file.

    Nothing but `schema` is required once a file extends another or is a template.
    """
    model = load_model(KINDS[kind_name])
    schema = model.model_json_schema(by_alias=True)
    required = schema.pop("required", [])
    schema["properties"]["schema"] = {"const": f"simcall/{kind_name}/{SCHEMA_VERSION}"}
    schema["required"] = ["schema"]
    schema["if"] = {"not": {"anyOf": [{"required": ["extends"]}, {"required": ["template"]}]}}
    schema["then"] = {"required": required}
    return {"$schema": DIALECT, **schema}


def write_schema(kind_name: str) -> str:
    """Return the text of a schema file."""
    return json.dumps(make_schema(kind_name), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def publish(folder: Path) -> list[Path]:
    """Write the schema of every kind into a folder; return the files that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name in readable_kinds():
        path = folder / f"{name}.json"
        text = write_schema(name)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed
