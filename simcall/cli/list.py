"""`simcall list`: the scenarios, personas, policies and other content there is."""

from __future__ import annotations

import argparse
import json
import os
from typing import TYPE_CHECKING

from simcall.common.bilingual import Language, Text

if TYPE_CHECKING:
    from simcall.content.listing import Entry

SUMMARY = "list scenarios, personas, policies, floors, experiments and exams"

GROUPS: dict[str, tuple[str, Text]] = {
    "calls": ("call", Text("通话场景", "Calls")),
    "floors": ("floor", Text("呼叫中心场景", "Floors")),
    "experiments": ("experiment", Text("对比实验", "Experiments")),
    "exams": ("exam", Text("考试", "Exams")),
    "personas": ("persona", Text("人物", "Personas")),
    "policies": ("policy", Text("话术策略", "Agent policies")),
    "rubrics": ("rubric", Text("评分标准", "Rubrics")),
    "lenders": ("lender", Text("放贷机构", "Lenders")),
    "rules": ("rules", Text("法规包", "Rule packs")),
}
_OWN = Text("自有", "own")
_BROKEN = Text("有错误，用 simcall check 查看", "broken, see simcall check")
_NONE = Text("没有", "none")


def system_language() -> Language:
    """Return the language of the user's locale: Chinese where it says so, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "group", nargs="?", choices=list(GROUPS), metavar="GROUP", help=", ".join(GROUPS)
    )
    parser.add_argument("--lang", choices=("zh", "en"), help="language of the list")
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")
    parser.epilog = "example: simcall list calls --lang zh"


def write_row(entry: Entry, width: int, language: Language) -> str:
    """Return one line: name, difficulty, languages, title."""
    from simcall.common.width import pad_cells

    level = "●" * (entry.difficulty or 0)
    tags = [text.say(language) for text, on in ((_OWN, entry.own), (_BROKEN, entry.broken)) if on]
    tail = f"  ({', '.join(tags)})" if tags else ""
    spoken = "/".join(entry.languages)
    title = entry.title.say(language)
    return f"  {pad_cells(entry.id, width)}  {pad_cells(level, 5)}  {spoken:5}  {title}{tail}"


def execute(args: argparse.Namespace) -> int:
    """Print the list; always returns 0."""
    from simcall.content.listing import list_entries

    names = [args.group] if args.group else list(GROUPS)
    found = {name: list_entries(GROUPS[name][0]) for name in names}
    if args.json:
        data = {name: [entry.as_json() for entry in entries] for name, entries in found.items()}
        print(json.dumps(data, ensure_ascii=False, sort_keys=True))
        return 0
    language: Language = args.lang or system_language()
    for name, entries in found.items():
        print(f"{GROUPS[name][1].say(language)} ({name})")
        width = max((len(entry.id) for entry in entries), default=0)
        for entry in entries:
            print(write_row(entry, width, language))
        if not entries:
            print(f"  {_NONE.say(language)}")
    return 0
