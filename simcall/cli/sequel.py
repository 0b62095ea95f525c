"""The next call to the person of a kept call: `simcall play --after`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simcall.common.errors import SimcallError

if TYPE_CHECKING:
    from simcall.common.bilingual import Language

MOST_DAYS = 365


def write_next(name: str, days: int | None) -> tuple[Path, Language]:
    """Write the scenario of the next call; return its file and the language of the one before.

    name: id of a kept call, `last`, or a journal. days: since that call; None: when one would ring
    again. Raises SimcallError when there is no such call, it is not over, or it left no debt.
    """
    from simcall.call.aftermath import look_back
    from simcall.content.calls import load_call
    from simcall.content.sequel import write_sequel
    from simcall.store.home import open_home
    from simcall.store.journals import find_journal, is_finished, read_journal
    from simcall.store.rebuild import rebuild_call

    if days is not None and not 0 <= days <= MOST_DAYS:
        raise SimcallError(f"--days {days}: give 0 to {MOST_DAYS}")
    events = read_journal(find_journal(open_home(), name)).events
    if not is_finished(events):
        raise SimcallError(f"call '{name}' is not over; `simcall resume` goes on with it")
    rebuilt = rebuild_call(events, load_call)
    rebuilt.require_same(name)
    call = rebuilt.call
    path = write_sequel(call.scenario, events[0]["input"]["scenario"], look_back(call, days))
    return path, call.language
