"""The `simcall` command: finds the command's module, runs it, turns errors into one line."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from simcall import __version__
from simcall.common.errors import SimcallError, did_you_mean

# name -> module under simcall.cli; each has SUMMARY, configure(parser), execute(args) -> int
COMMANDS: dict[str, str] = {
    "desk": "desk",
    "play": "play",
    "replay": "replay",
    "resume": "resume",
    "demo": "demo",
    "analyze": "analyze",
    "score": "score",
    "report": "report",
    "floor": "floor",
    "queue": "queue",
    "erlang": "erlang",
    "whatif": "whatif",
    "certify": "certify",
    "calibrate": "calibrate",
    "branch": "branch",
    "persona": "persona",
    "check": "check",
    "list": "list",
    "schema": "schema",
}


VOICED = ("desk", "play", "resume")  # practice calls, in which a language model may find words


class CommandParser(argparse.ArgumentParser):
    """Tells what is wrong with an argument in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise SimcallError with the line and where to read on."""
        raise SimcallError(f"{message}; `{self.prog} --help` shows how it is used")


def load_command(name: str) -> ModuleType:
    """Import the module of one command."""
    return importlib.import_module(f"simcall.cli.{COMMANDS[name]}")


def print_overview() -> None:
    """Print every command with one line each."""
    print("simcall: practise collection calls, compare policies, certify agents\n")
    print("usage: simcall [COMMAND] [ARGUMENTS]    (no command opens the terminal desk)\n")
    for name in COMMANDS:
        print(f"  {name:10} {load_command(name).SUMMARY}")
    print("\nexample: simcall play anxious_first_call --plain --lang zh --seed 7")
    print("`simcall COMMAND --help` tells more, with an example.")


def build_parser(name: str, module: ModuleType) -> argparse.ArgumentParser:
    """Return the parser of one command."""
    parser = CommandParser(
        prog=f"simcall {name}",
        description=module.SUMMARY,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.configure(parser)
    return parser


def dispatch(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    if arguments and arguments[0] in ("-h", "--help", "help"):
        print_overview()
        return 0
    if arguments and arguments[0] in ("-V", "--version"):
        print(f"simcall {__version__}")
        return 0
    name, rest = (arguments[0], list(arguments[1:])) if arguments else ("desk", [])
    if name not in COMMANDS:
        hint = did_you_mean(name, COMMANDS)
        raise SimcallError(f"unknown command '{name}'{hint}; `simcall --help` lists them")
    module = load_command(name)
    if "--voice" in rest and name not in VOICED:
        raise SimcallError(
            f"`simcall {name}` has written lines only, so that its results can be recomputed; "
            f"--voice is for {', '.join(VOICED)}"
        )
    args = build_parser(name, module).parse_args(rest)
    return int(module.execute(args))


def fail(error: SimcallError) -> int:
    """Print an error as one line and return its exit code."""
    print(f"simcall: {error}", file=sys.stderr)
    return error.exit_code


def run(arguments: Sequence[str] | None = None) -> int:
    """Entry point: never shows a traceback for a user's mistake, a closed pipe or ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return dispatch(sys.argv[1:] if arguments is None else arguments)
    except SimcallError as error:
        return fail(error)
    except KeyboardInterrupt:
        print("simcall: stopped; everything up to here is saved", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except PermissionError as error:
        return fail(
            SimcallError(
                f"cannot write {error.filename}: permission denied; "
                "set SIMCALL_HOME to a folder that you may write to"
            )
        )
    except OSError as error:
        return fail(SimcallError(f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")))


if __name__ == "__main__":
    sys.exit(run())
