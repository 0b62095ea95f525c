"""`simcall` and `simcall desk`: the terminal desk."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from simcall.common.errors import SimcallError

if TYPE_CHECKING:
    from simcall.common.bilingual import Language

SUMMARY = "open the terminal desk (the same as `simcall` alone)"


def configure(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--lang", choices=("zh", "en"), help="language of the screens")
    parser.add_argument(
        "--voice", action="store_true", help="let a language model phrase replies (docs/voice.md)"
    )
    parser.epilog = "example: simcall desk --lang en"


def execute(args: argparse.Namespace) -> int:
    """Open the desk."""
    return open_desk(language=args.lang, voice=args.voice)


def open_desk(
    scenario: str | None = None,
    language: Language | None = None,
    seed: int | None = None,
    voice: bool = False,
) -> int:
    """Open the desk, at the welcome screen or at once in a call.

    voice: whether a language model phrases replies. Raises SimcallError when there is no terminal
    or no such model, ContentError when the scenario is not sound.
    """
    require_terminal(language)
    if voice:
        from simcall.voice.phraser import check_voice

        check_voice()
    from simcall.desk.app import Desk, Opening
    from simcall.desk.studio import Studio
    from simcall.store.home import open_home

    opening = None
    if scenario is not None:
        from simcall.content.calls import load_call

        call = load_call(scenario)
        spoken = language if language in call.languages else call.languages[0]
        opening = Opening(call, 1 if seed is None else seed, spoken)
    Desk(Studio(open_home(), voice=voice), language, opening).run()
    return 0


def require_terminal(language: Language | None) -> None:
    """Raise SimcallError unless standard input and output are a terminal."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return
    from simcall.desk.settings import guess_language
    from simcall.desk.texts import say

    raise SimcallError(say("app.no_terminal", language or guess_language()))
