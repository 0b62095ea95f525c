"""Errors that a person can act on: what, where, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class SimcallError(Exception):
    """Any problem whose cause is outside the program; its text is one line for the user."""

    exit_code = 2


class ContentError(SimcallError):
    """Content (a persona, scenario, lender, policy, rubric) is broken."""

    exit_code = 1


class CheckFailed(SimcallError):
    """A check that was asked for did not pass."""

    exit_code = 1


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?`, or an empty string when nothing is near."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""
