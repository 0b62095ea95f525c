from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from simcall.cli.main import run

EXAM = """\
schema: simcall/exam/1
title: {zh: 两站, en: Two stations}
brief: {zh: 试, en: Try}
language: candidate
rubric: {id: collections}
pass: {mean: 20, station_minimum: 10}
attempts: 2
seed: 5
stations:
  - {scenario: anxious_first_call}
  - {any_of: [avoidant_call_back, hostile_after_harassment], language: en, time_limit: 300}
"""
LINES = [
    "Hello, my name is Wang Li, staff number 1024, calling from Qinghe. This call is recorded.",
    "May I ask what happened last month? I'm happy to listen.",
    "That sounds really hard. Thank you for telling me.",
    "Would three instalments be possible for you?",
]


@pytest.fixture(autouse=True)
def place(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    monkeypatch.setenv("SIMCALL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SIMCALL_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("SIMCALL_ANALYSER", "lean")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    tmp_path.joinpath("two.yaml").write_text(EXAM, encoding="utf-8")
    tmp_path.joinpath("lines.txt").write_text("\n".join(LINES), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sit(capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    capsys.readouterr()
    code = run(["certify", "run", "two.yaml", "--script", "lines.txt", "--json", *more])
    captured = capsys.readouterr()
    assert code == 0, captured.err
    return json.loads(captured.out)


def test_an_examination_is_sat_verified_and_rescored(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = sit(capsys, "--candidate", "Li Na", "--lang", "en", "--out", "out")
    assert [station["language"] for station in result["stations"]] == ["en", "en"]
    assert run(["certify", "verify", "out", "--public-key", result["public_key"]]) == 0
    assert "sound" in capsys.readouterr().out
    assert run(["certify", "rescore", "out/result.json"]) == 0
    assert "the same moves and the same scores" in capsys.readouterr().out
    assert run(["certify", "show", "out", "--lang", "zh"]) == 0
    assert "如何核验" in capsys.readouterr().out
    assert (place / "out" / "certificate.html").exists() or (
        place / "out" / "statement.html"
    ).exists()


def test_the_public_key_may_come_from_a_file_and_must_be_the_right_one(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sit(capsys, "--out", "out")
    assert run(["certify", "key"]) == 0
    place.joinpath("key.txt").write_text(capsys.readouterr().out)
    assert run(["certify", "verify", "out", "--public-key", "key.txt"]) == 0
    assert run(["certify", "verify", "out", "--public-key", "0" * 64]) == 1
    assert "another key" in capsys.readouterr().out


def test_a_changed_byte_is_named_on_the_command_line(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sit(capsys, "--out", "out")
    journal = place / "out" / "station-1.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b"recorded", b"recordee", 1))
    capsys.readouterr()
    assert run(["certify", "verify", "out", "--json"]) == 1
    check = json.loads(capsys.readouterr().out)
    assert not check["sound"]
    assert check["flaws"][0]["where"].startswith("station-1.jsonl:")
    assert run(["certify", "rescore", "out"]) == 1


def test_another_rubric_is_said_when_rescoring(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sit(capsys, "--out", "out")
    two = place / "two.yaml"
    two.write_text(two.read_text("utf-8").replace("mean: 20", "mean: 99"), "utf-8")
    assert run(["certify", "rescore", "out"]) == 1
    assert "the exam file changed" in capsys.readouterr().out


def test_the_same_name_gets_the_same_calls_and_attempts_are_counted(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = sit(capsys, "--candidate", "Li")
    second = sit(capsys, "--candidate", "Li")
    assert (first["attempt"], second["attempt"]) == (1, 2)
    assert first["stations"][0]["seed"] != second["stations"][0]["seed"]
    assert run(["certify", "run", "two.yaml", "--candidate", "Li", "--script", "lines.txt"]) == 2
    assert "used all 2 attempts" in capsys.readouterr().err


def test_practice_gives_the_same_bytes_each_time(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = place / "two.yaml"
    two.write_text(two.read_text("utf-8").replace("attempts: 2", "attempts: 0"), "utf-8")
    first, second = sit(capsys, "--out", "a"), sit(capsys, "--out", "b")
    assert first["practice"]
    assert first["stations"] == second["stations"]
    assert first["verdict"] == second["verdict"]
    names = ("station-1.jsonl", "station-2.jsonl")
    assert all((place / "a" / n).read_bytes() == (place / "b" / n).read_bytes() for n in names)


def test_a_finished_sitting_is_not_sat_twice(capsys: pytest.CaptureFixture[str]) -> None:
    sit(capsys, "--out", "out")
    assert run(["certify", "run", "two.yaml", "--script", "lines.txt", "--out", "out"]) == 2
    assert "finished sitting" in capsys.readouterr().err


def test_a_script_has_its_stations_between_lines_of_dashes(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place.joinpath("lines.txt").write_text("\n".join([*LINES, "---", LINES[0]]), "utf-8")
    result = sit(capsys, "--out", "out")
    assert [station["turns"] for station in result["stations"]][1] == 1


def test_a_pinned_rubric_that_has_changed_is_refused(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = place / "two.yaml"
    pinned = "rubric: {id: collections, digest: '" + "0" * 64 + "'}"
    two.write_text(two.read_text("utf-8").replace("rubric: {id: collections}", pinned), "utf-8")
    assert run(["certify", "run", "two.yaml", "--script", "lines.txt"]) == 2
    assert "not the version that this exam pins" in capsys.readouterr().err


def test_steps_beside_words_are_kept_and_rescored(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [LINES[0], "/complaint about yesterday", "/help", LINES[1], "/end", LINES[2]]
    place.joinpath("lines.txt").write_text("\n".join(lines), "utf-8")
    result = sit(capsys, "--out", "out", "--lang", "en")
    assert result["stations"][0]["turns"] == 2
    assert b'"kind":"complaint"' in (place / "out" / "station-1.jsonl").read_bytes()
    assert run(["certify", "rescore", "out"]) == 0


def start(*more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "simcall", "certify", "run", "two.yaml", "--lang", "en"]
    return subprocess.Popen(
        [*command, *more], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ
    )


def hear_reply(child: subprocess.Popen[bytes]) -> None:
    assert child.stdout is not None
    while not (line := child.stdout.readline()).startswith("☎".encode()):
        assert line, "the sitting ended too early"


def test_a_killed_examination_goes_on_at_the_same_station_and_turn(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = sit(capsys, "--candidate", "Li", "--lang", "en")
    (place / "home" / "records.sqlite").unlink()

    child = start("--candidate", "Li", "--out", "out")
    assert child.stdin is not None
    hear_reply(child)
    for line in [*LINES, "---"]:
        child.stdin.write(line.encode() + b"\n")
        child.stdin.flush()
        hear_reply(child)
    child.stdin.write(LINES[0].encode() + b"\n")
    child.stdin.flush()
    hear_reply(child)
    child.kill()
    assert child.wait() == -9

    capsys.readouterr()
    assert run(["certify", "show", "out", "--json"]) == 0
    state = json.loads(capsys.readouterr().out)
    assert (state["open"], state["done"]) == (True, [1])

    again = sit(capsys, "--candidate", "Li", "--lang", "en", "--out", "out")
    assert again["stations"] == whole["stations"]
    assert run(["certify", "verify", "out"]) == 0


def test_an_open_sitting_is_not_gone_on_with_by_another_candidate(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    child = start("--candidate", "Li", "--out", "out")
    hear_reply(child)
    child.kill()
    child.wait()
    arguments = ["certify", "run", "two.yaml", "--script", "lines.txt"]
    assert run([*arguments, "--candidate", "Wang", "--out", "out"]) == 2
    assert "of another candidate" in capsys.readouterr().err
    assert run([*arguments, "--candidate", "Li", "--out", "elsewhere"]) == 2
    assert "has an open sitting" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "nothing"], "unknown exam 'nothing'"),
        (["run", "two.yaml", "--candidate", "\x07"], "a candidate's name"),
        (["run", "two.yaml", "--script", "missing.txt"], "no script missing.txt"),
        (["verify", "nowhere"], "no result file"),
        (["show", "."], "holds no sitting"),
    ],
)
def test_a_mistake_is_answered_in_one_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["certify", *arguments]) in (1, 2)
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1
