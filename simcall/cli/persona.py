"""`simcall persona new NAME`: a persona file to fill in, with comments in the author's language."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from simcall.cli.list import system_language
from simcall.common.bilingual import Language
from simcall.common.errors import SimcallError

SUMMARY = "start a persona of your own: simcall persona new NAME"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("action", choices=("new",), help="new: write a file to fill in")
    parser.add_argument("name", metavar="NAME", help="small letters, digits, _ and -")
    parser.add_argument("--extends", default="base_debtor", help="the persona to start from")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of comments and lines")
    parser.add_argument("--folder", help="content folder (default: your own content folder)")
    parser.epilog = "example: simcall persona new anxious_xiaowu --lang zh"


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
    """Write the file and say what to do next; return 0."""
    from simcall.content.place import find_file
    from simcall.content.scaffold import write_persona

    language: Language = args.lang or system_language()
    find_file("persona", args.extends)
    path = choose_path(args.name, args.folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_persona(args.name, args.extends, language), encoding="utf-8")
    if language == "zh":
        print(f"已写好 {path}\n请照着注释填写，然后运行：simcall check {path}")
    else:
        print(f"wrote {path}\nfill it in along the comments, then run: simcall check {path}")
    return 0
