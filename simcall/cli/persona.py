"""`simcall persona`: start a persona of your own, and see how it behaves."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from simcall.cli.list import system_language
from simcall.common.bilingual import Language, Text
from simcall.common.errors import SimcallError

SUMMARY = "write a persona of your own, and see how it behaves: persona new, persona preview"
EXAMPLES = """examples:
  simcall persona new anxious_xiaowu --lang zh     write a file to fill in
  simcall check anxious_xiaowu                     find what is wrong in it
  simcall persona preview anxious_xiaowu           play it against good and bad agents
  simcall play --persona anxious_xiaowu --plain    talk to it yourself"""
NEXT = Text(
    """已写好 {path}
它现在就能用。打开文件照着注释改，改一点试一点：
  simcall check {name}                       查错
  simcall persona preview {name} --lang {lang}   看它对好坏坐席怎么反应
  simcall play --persona {name} --plain --lang {lang}   自己打一通""",
    """wrote {path}
It works as it stands. Open it, follow the comments, and try after every change:
  simcall check {name}
  simcall persona preview {name} --lang {lang}
  simcall play --persona {name} --plain --lang {lang}""",
)
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.epilog = EXAMPLES
    actions = parser.add_subparsers(dest="action", required=True, metavar="new|preview")
    new = actions.add_parser("new", help="write a persona file to fill in")
    new.add_argument("name", metavar="NAME", help="small letters, digits, _ and -")
    new.add_argument("--extends", default="base_debtor", help="the persona to start from")
    new.add_argument("--lang", choices=("zh", "en"), help="language of comments and lines")
    new.add_argument("--folder", help="content folder (default: your own content folder)")
    new.epilog = "example: simcall persona new anxious_xiaowu --lang zh"
    preview = actions.add_parser(
        "preview", help="play a persona against good and bad agents, and say what stands out"
    )
    preview.add_argument("name", metavar="NAME|FILE", help="a persona, by name or file")
    preview.add_argument("--lang", choices=("zh", "en"), help="language of words and screen")
    preview.add_argument("--scenario", metavar="NAME|FILE", help="in this scenario's situation")
    preview.add_argument("--calls", type=int, default=120, help="calls of each policy (120)")
    preview.add_argument("--seed", type=int, default=1, help="luck of the calls (1)")
    preview.add_argument("--json", action="store_true", help="print one JSON object")
    preview.epilog = "example: simcall persona preview anxious_linlan --lang en"


def choose_path(name: str, folder: str | None) -> Path:
    """Return where the file goes; raise SimcallError when it is there already."""
    from simcall.content.place import KINDS, user_root

    if not _NAME.fullmatch(name):
        raise SimcallError(f"'{name}' is no name for a file; use small letters, digits, _ and -")
    root = Path(folder).expanduser() if folder else user_root()
    path = root / KINDS["persona"].folder / f"{name}.yaml"
    if path.exists():
        raise SimcallError(f"{path} is there already; choose another name")
    return path


def execute(args: argparse.Namespace) -> int:
    """Run one action."""
    if args.action == "preview":
        from simcall.cli.persona_preview import execute as preview

        return preview(args)
    return write_new(args)


def write_new(args: argparse.Namespace) -> int:
    """Write the file and say what to do next; return 0."""
    from simcall.content.place import find_file
    from simcall.content.scaffold import write_persona

    language: Language = args.lang or system_language()
    find_file("persona", args.extends)
    path = choose_path(args.name, args.folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_persona(args.name, args.extends, language), encoding="utf-8")
    name = str(path) if args.folder else args.name
    for line in NEXT.say(language).format(path=path, name=name, lang=language).splitlines():
        print(line)
    return 0
