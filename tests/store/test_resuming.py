from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from simcall.call.session import Call
from simcall.cli.main import run
from simcall.content.analyser import load_analyser
from simcall.content.calls import load_call
from simcall.speech.move import read_move
from simcall.store.home import Home
from simcall.store.journals import iter_journals, read_journal
from simcall.store.rebuild import rebuild_call
from simcall.store.records import open_records

SCENARIO = "anxious_first_call"
LINES = [
    "Hello, my name is Wang Li, staff number 1024, calling from Qinghe. This call is recorded.",
    "Am I speaking with Hannah Cole?",
    "May I ask what happened last month? I'm happy to listen.",
    "That sounds really hard. Thank you for telling me.",
    "Would three instalments of 200 a month be possible for you?",
]


@pytest.fixture(autouse=True)
def lean(
    home: Home, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMCALL_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("SIMCALL_ANALYSER", "lean")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def write_script(path: Path, lines: list[str]) -> str:
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def ask_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert run(arguments) == 0
    return json.loads(capsys.readouterr().out)


def play_until_killed(lines: list[str]) -> None:
    """Play in a process of its own, line by line, and end it with kill -9 after the last reply."""
    command = [sys.executable, "-m", "simcall", "play", SCENARIO, "--plain", "--keep"]
    child = subprocess.Popen(
        [*command, "--lang", "en", "--seed", "7"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    wait_for_reply(child.stdout)
    for line in lines:
        child.stdin.write(line.encode() + b"\n")
        child.stdin.flush()
        wait_for_reply(child.stdout)
    child.kill()
    assert child.wait() == -9


def wait_for_reply(stream: Any) -> None:
    while not (line := stream.readline()).startswith(b"Debtor:"):
        assert line, "the call ended too early"


def test_a_call_killed_in_the_middle_goes_on_as_if_nothing_had_happened(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = write_script(tmp_path / "all.txt", LINES)
    whole = ask_json(
        capsys, "play", SCENARIO, "--lang", "en", "--seed", "7", "--script", script, "--json"
    )

    play_until_killed(LINES[:3])
    (waiting,) = ask_json(capsys, "resume", "--json")
    assert waiting["turns"] == 3
    assert waiting["scenario"] == SCENARIO

    rest = write_script(tmp_path / "rest.txt", LINES[3:])
    resumed = ask_json(capsys, "resume", "last", "--script", rest, "--json")
    assert resumed == whole
    assert ask_json(capsys, "resume", "--json") == []
    with open_records(home) as records:
        (record,) = records.find()
    assert record.total == whole["score"]["total"]


def test_a_resumed_call_may_be_left_without_a_score(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    play_until_killed(LINES[:3])
    script = write_script(tmp_path / "leave.txt", ["/leave"])
    assert run(["resume", "last", "--script", script]) == 0
    said = capsys.readouterr().out
    assert "Total" not in said
    with open_records(home) as records:
        assert records.find() == []


def test_a_finished_call_replays_identically(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = write_script(tmp_path / "all.txt", LINES)
    arguments = ("play", SCENARIO, "--lang", "en", "--seed", "7", "--script", script, "--keep")
    whole = ask_json(capsys, *arguments, "--json")
    again = ask_json(capsys, "replay", "last", "--json")
    assert again["identical"]
    assert [turn["text"] for turn in again["turns"]] == [turn["text"] for turn in whole["turns"]]
    assert again["outcome"] == whole["outcome"]
    assert run(["replay", "last"]) == 0
    assert "identical: all" in capsys.readouterr().out


def test_what_words_only_touch_is_kept_so_that_a_replay_needs_no_model() -> None:
    call = Call(load_call("complaint_about_yesterday"), 71, "en", load_analyser("full"))
    call.begin()
    for text in ("Hello.", "What could you spare a month without the hospital going short?"):
        call.hear(text)
    assert call.moves[-1].touched == ("health",)
    assert read_move(call.events[-1]["move"]) == call.moves[-1]
    assert rebuild_call(call.events, load_call).difference is None


def test_a_replay_says_where_a_call_differs(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from simcall.call.journal import chain_event, write_line

    script = write_script(tmp_path / "all.txt", LINES)
    ask_json(capsys, "play", SCENARIO, "--lang", "en", "--script", script, "--keep", "--json")
    path = next(iter_journals(home))
    forged: list[Any] = []
    for event in read_journal(path).events:
        plain = {k: v for k, v in event.items() if k not in ("schema", "seq", "prev_hash")}
        if event["seq"] == 3:
            plain["state"] = [0.0, *plain["state"][1:]]
        chain_event(forged, plain.pop("kind"), plain.pop("sim_time"), plain)
    path.write_bytes(b"".join(write_line(event) for event in forged))
    assert run(["replay", path.stem]) == 1
    assert "journal line 4 (turn) differs in: state" in capsys.readouterr().err


def test_a_call_can_be_given_up(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    play_until_killed(LINES[:1])
    assert run(["resume", "last", "--discard"]) == 0
    assert ask_json(capsys, "resume", "--json") == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["resume", "last"], "no call was cut off"),
        (["resume", "nothing"], "no call 'nothing'"),
        (["replay", "nothing"], "no call 'nothing'"),
        (["replay", "missing.jsonl"], "no journal file"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


def test_an_empty_home_has_nothing_to_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["replay", "--lang", "zh"]) == 0
    assert "还没有通话记录" in capsys.readouterr().out
