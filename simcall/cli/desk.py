"""`simcall` and `simcall desk`: the terminal desk."""

from __future__ import annotations

import argparse
import sys

SUMMARY = "open the terminal desk (the same as `simcall` alone)"


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--lang", choices=("zh", "en"), help="language of the screens")
    parser.epilog = "example: simcall desk --lang en"


def execute(args: argparse.Namespace) -> int:
    """Open the desk. Raises SimcallError when there is no terminal."""
    from simcall.common.errors import SimcallError
    from simcall.desk.settings import guess_language
    from simcall.desk.texts import say

    language = args.lang or guess_language()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise SimcallError(say("app.no_terminal", language))
    from simcall.desk.app import Desk
    from simcall.desk.studio import Studio
    from simcall.store.home import open_home

    Desk(Studio(open_home()), args.lang).run()
    return 0
