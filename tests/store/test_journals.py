from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from simcall.call.journal import write_line
from simcall.call.session import Call
from simcall.common.errors import CheckFailed, SimcallError
from simcall.store.home import Home, open_home
from simcall.store.journals import (
    JournalFile,
    MemoryJournal,
    find_journal,
    is_finished,
    iter_journals,
    read_journal,
    start_journal,
)
from simcall.store.unfinished import discard_call, list_unfinished

Placer = Callable[..., Call]


def keep(home: Home, call: Call) -> Path:
    journal = start_journal(home, call.id)
    assert isinstance(journal, JournalFile)
    for event in call.events:
        journal.append(event)
    journal.close()
    return journal.path


def test_a_journal_reads_back_as_it_was_written(home: Home, place_call: Placer) -> None:
    call = place_call("hello, a call from Qinghe", "why was it missed?")
    call.finish()
    text = read_journal(keep(home, call))
    assert text.events == call.events
    assert text.notice is None
    assert is_finished(text.events)


def test_every_event_is_on_the_disk_before_append_returns(home: Home, place_call: Placer) -> None:
    call = place_call("hello")
    journal = start_journal(home, call.id)
    assert isinstance(journal, JournalFile)
    for number, event in enumerate(call.events, start=1):
        journal.append(event)
        assert len(journal.path.read_bytes().splitlines()) == number
    journal.close()


@pytest.mark.parametrize("cut", [1, 5, 60])
def test_a_torn_last_line_is_dropped_with_a_notice_and_nothing_else_is_lost(
    home: Home, place_call: Placer, cut: int
) -> None:
    call = place_call("hello", "why?")
    path = keep(home, call)
    path.write_bytes(path.read_bytes()[:-cut])
    text = read_journal(path)
    assert text.events == call.events[:-1]
    assert text.notice is not None
    assert "cut short" in text.notice.en


def test_reopening_cuts_the_torn_line_off_and_goes_on_with_the_chain(
    home: Home, place_call: Placer
) -> None:
    call = place_call("hello", "why?")
    path = keep(home, call)
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    journal, text = JournalFile.reopen(path)
    assert len(text.events) == len(call.events) - 1
    journal.append(call.events[-1])
    journal.close()
    assert path.read_bytes() == whole


def test_a_line_changed_in_the_middle_is_named(home: Home, place_call: Placer) -> None:
    path = keep(home, place_call("hello", "why?", "sorry"))
    path.write_bytes(path.read_bytes().replace(b"why?", b"who?"))
    with pytest.raises(CheckFailed, match=r":5:1: prev_hash"):
        read_journal(path)


def test_two_sessions_never_share_a_call(home: Home, place_call: Placer) -> None:
    path = keep(home, place_call("hello"))
    mine, _ = JournalFile.reopen(path)
    with pytest.raises(SimcallError, match="open in another session"):
        JournalFile.reopen(path)
    assert [call.busy for call in list_unfinished(home)] == [True]
    mine.close()
    assert [call.busy for call in list_unfinished(home)] == [False]


def test_two_calls_begun_in_the_same_second_get_their_own_files(home: Home) -> None:
    first, second = start_journal(home, "same"), start_journal(home, "same")
    assert isinstance(first, JournalFile)
    assert isinstance(second, JournalFile)
    assert first.path != second.path
    first.close()
    second.close()


def test_an_unfinished_call_is_listed_until_it_ends_or_is_thrown_away(
    home: Home, place_call: Placer
) -> None:
    done, open_one = place_call("hello", seed=1), place_call("hello", "why?", seed=2)
    done.finish()
    keep(home, done)
    path = keep(home, open_one)
    waiting = list_unfinished(home)
    assert [(call.seed, call.turns, call.language) for call in waiting] == [("2", 2, "en")]
    discard_call(path)
    assert list_unfinished(home) == []
    assert read_journal(path).events[-1]["kind"] == "discard"


def test_what_an_agent_says_cannot_pass_for_the_end(home: Home, place_call: Placer) -> None:
    keep(home, place_call('"kind":"end"'))
    assert len(list_unfinished(home)) == 1


def test_a_call_is_found_by_its_id_its_beginning_or_as_the_last(
    home: Home, place_call: Placer
) -> None:
    path = keep(home, place_call("hello"))
    assert find_journal(home, path.stem) == path
    assert find_journal(home, path.stem[:10]) == path
    assert find_journal(home, "last") == path
    assert find_journal(home, str(path)) == path
    with pytest.raises(SimcallError, match="no call 'nowhere'"):
        find_journal(home, "nowhere")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes anywhere")
def test_a_read_only_home_says_so_and_the_call_is_kept_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place_call: Placer
) -> None:
    tmp_path.joinpath("locked").mkdir(mode=0o500)
    check_memory(tmp_path / "locked" / "home", tmp_path, monkeypatch, place_call)


def test_a_home_that_is_a_file_says_so_and_the_call_is_kept_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place_call: Placer
) -> None:
    tmp_path.joinpath("file").write_text("")
    check_memory(tmp_path / "file", tmp_path, monkeypatch, place_call)


def check_memory(
    root: Path, free: Path, monkeypatch: pytest.MonkeyPatch, place_call: Placer
) -> None:
    monkeypatch.setenv("SIMCALL_HOME", str(root))
    home = open_home()
    assert not home.writable
    assert home.notice is not None
    assert "kept in memory" in home.notice.en
    assert "\n" not in home.notice.en
    call = place_call("hello")
    journal = start_journal(home, call.id)
    assert isinstance(journal, MemoryJournal)
    for event in call.events:
        journal.append(event)
    journal.save(free / "saved.jsonl")
    assert read_journal(free / "saved.jsonl").events == call.events
    with pytest.raises(SimcallError, match="exists already"):
        journal.save(free / "saved.jsonl")


KILLED = """
import sys
from pathlib import Path
from simcall.store.journals import JournalFile
journal = JournalFile.create(Path(sys.argv[1]))
for line in sys.stdin:
    import json
    journal.append(json.loads(line))
    print(journal.path.stat().st_size, flush=True)
"""


def test_kill_dash_nine_loses_no_event_that_was_acknowledged(
    tmp_path: Path, place_call: Placer
) -> None:
    events = place_call("hello", "why?", "sorry").events
    path = tmp_path / "killed.jsonl"
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdin is not None
    assert child.stdout is not None
    for event in events:
        child.stdin.write(write_line(event))
        child.stdin.flush()
        assert child.stdout.readline()
    child.kill()
    child.wait()
    journal, text = JournalFile.reopen(path)
    journal.close()
    assert text.events == events


def test_journals_are_listed_the_newest_first(home: Home) -> None:
    for name in ("20260101-000000-a", "20260301-000000-b", "20260201-000000-c"):
        home.journals.joinpath(f"{name}.jsonl").touch()
    assert [path.stem[-1] for path in iter_journals(home)] == ["b", "c", "a"]
