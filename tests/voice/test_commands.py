"""The voice on the command line: asked for by name, marked, quiet about outages, never in exams."""

from __future__ import annotations

import json

import pytest

from simcall.cli.main import run
from simcall.desk.record import read_record
from simcall.store.home import open_home
from simcall.store.journals import find_journal, read_journal
from simcall.voice import phraser as phraser_module

PLAY = ["play", "anxious_first_call", "--lang", "en", "--seed", "7"]
LINES = (
    "Hello, my name is Wang Li from Greenfield. Am I speaking with Hannah Cole?",
    "Could you give me the last four digits, please?",
    "May I ask what happened last month? I'm happy to listen.",
    "That sounds really hard. Thank you for telling me.",
)


@pytest.fixture
def script(tmp_path, monkeypatch):
    monkeypatch.setenv("SIMCALL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SIMCALL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SIMCALL_ANALYSER", "lean")
    path = tmp_path / "lines.txt"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return ["--script", str(path)]


@pytest.fixture
def switched_on(model, monkeypatch):
    monkeypatch.setenv("SIMCALL_VOICE_URL", model.url)
    monkeypatch.setenv("SIMCALL_VOICE_MODEL", "tiny")
    monkeypatch.setenv("SIMCALL_VOICE_KEY", model.key)
    monkeypatch.setattr(phraser_module, "find_fault", lambda text, *_: "" if text else "empty")
    model.answer = lambda data: f"{data['line']} You know."
    return model


def test_a_voiced_call_is_marked_kept_resumed_and_replayed(script, switched_on, capsys):
    assert run([*PLAY, *script, "--voice", "--keep"]) == 0
    out = capsys.readouterr().out
    assert "words marked ◇ are phrased by the language model tiny" in out
    assert out.count("Debtor ◇: ") >= 3
    asked = len(switched_on.asked)
    assert run(["replay", "last", "--lang", "en"]) == 0
    replayed = capsys.readouterr().out
    assert "identical: all" in replayed
    assert replayed.count("Other ◇: ") == out.count("Debtor ◇: ")
    assert "You know." in replayed
    assert run(["branch", "last", "--turn", "3", "--say", "Pay today.", "--json"]) == 0
    assert "You know." in capsys.readouterr().out
    assert len(switched_on.asked) == asked
    journal = find_journal(open_home(), "last")
    assert switched_on.key not in journal.read_text("utf-8")
    events = read_journal(journal).events
    assert events[2]["reply"]["voice"]["by"] == "tiny"
    marked = [turn.phrased for turn in read_record(events).turns]
    assert marked.count(True) == out.count("Debtor ◇: ")


def test_feelings_and_score_do_not_depend_on_the_voice(script, switched_on, capsys):
    switched_on.answer = lambda data: data["line"]
    found = []
    for voice in ([], ["--voice"]):
        assert run([*PLAY, *script, "--json", *voice]) == 0
        found.append(json.loads(capsys.readouterr().out))
    assert [t.get("state") for t in found[0]["turns"]] == [
        t.get("state") for t in found[1]["turns"]
    ]
    assert found[0]["outcome"] == found[1]["outcome"]
    assert found[1]["turns"][2]["voice"]["by"] == "tiny"
    assert "voice" not in found[0]["turns"][2]


def test_an_outage_is_told_once_and_the_call_goes_on(script, switched_on, capsys):
    switched_on.answer = lambda _: (500, b"")
    assert run([*PLAY, *script, "--voice"]) == 0
    captured = capsys.readouterr()
    assert captured.err.count("language model: the server reported an error") == 1
    assert "◇:" not in captured.out
    assert switched_on.key not in captured.err


@pytest.mark.parametrize(
    "command",
    [
        ["certify", "run", "demo", "--voice"],
        ["whatif", "tone", "--voice"],
        ["calibrate", "--voice"],
        ["branch", "last", "--turn", "1", "--say", "x", "--voice"],
    ],
)
def test_what_must_be_recomputable_refuses_the_voice(command, capsys):
    assert run(command) == 2
    line = capsys.readouterr().err
    assert "written lines only" in line
    assert line.count("\n") == 1


def test_without_an_address_one_line_says_what_to_set(script, monkeypatch, capsys):
    monkeypatch.delenv("SIMCALL_VOICE_URL", raising=False)
    assert run([*PLAY, *script, "--voice"]) == 2
    assert "SIMCALL_VOICE_URL" in capsys.readouterr().err
