"""Ringing the same person again: what they remember, what was paid, what became of the promise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simcall.cli.main import run
from simcall.content.calls import load_call

KIND = Path(__file__).parents[2] / "docs" / "examples" / "kind_zh.txt"
RUDE = "您好，林岚吗？\n逾期十二天了，你这种人就是骗子。\n今天不还我就去你单位找你领导。\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIMCALL_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SIMCALL_CONTENT", raising=False)
    return tmp_path


def play_first(script: Path) -> None:
    """Take the first call and keep its journal."""
    command = ["play", "anxious_first_call", "--lang", "zh", "--seed", "3", "--plain", "--keep"]
    assert run([*command, "--script", str(script)]) == 0


def ring_again(home: Path, *arguments: str, text: str = "您好，请问是林岚吗？") -> dict:
    script = home / "again.txt"
    script.write_text(text, encoding="utf-8")
    return ["play", "--after", "last", "--plain", "--json", "--script", str(script), *arguments]


def read_sequel(home: Path) -> tuple[Path, object]:
    files = sorted((home / "home" / "content" / "scenarios" / "calls").glob("*.yaml"))
    return files[-1], load_call(files[-1])


def test_a_kept_instalment_lowers_the_bill_and_days_go_by(home, capsys):
    play_first(KIND)
    first = load_call("anxious_first_call")
    assert run(ring_again(home)) == 0
    path, second = read_sequel(home)
    assert second.date > first.date
    days = second.history[-1].days_ago
    assert second.persona.debt.days_overdue == first.persona.debt.days_overdue + days
    assert second.persona.debt.bill < first.persona.debt.bill
    assert "按时还了" in second.brief.zh
    assert "paid it" in second.brief.en
    assert second.memory["kept"] == 1.0
    assert second.last_agent == "周明"
    assert run(["check", str(path)]) == 0


def test_the_agent_who_rings_again_is_known_by_name(home, capsys):
    play_first(KIND)
    lines = "您好，我是青禾消费金融的坐席周明，请问是林岚吗？\n证件后四位麻烦报一下。\n" + (
        "这段时间过得怎么样？\n嗯，您慢慢说。\n好的，我在听。\n我理解。\n"
    )
    capsys.readouterr()
    assert run(ring_again(home, text=lines)) == 0
    said = [turn["text"] for turn in json.loads(capsys.readouterr().out)["turns"]]
    assert any("周明" in text for text in said if "青禾" not in text)


def test_insults_are_remembered(home, capsys):
    script = home / "rude.txt"
    script.write_text(RUDE, encoding="utf-8")
    play_first(script)
    assert run(ring_again(home, "--days", "2")) == 0
    _, second = read_sequel(home)
    assert second.memory["grievance"] > 0.1
    assert (
        second.memory["trust"] < load_call("anxious_first_call").persona.temper.baselines["trust"]
    )


def test_before_the_promised_day_the_promise_is_open(home, capsys):
    play_first(KIND)
    assert run(ring_again(home, "--days", "3")) == 0
    _, second = read_sequel(home)
    assert "还没到日子" in second.brief.zh
    assert second.memory["kept"] == second.memory["broken"] == 0.0
    assert second.persona.debt.bill == load_call("anxious_first_call").persona.debt.bill


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["play", "--after", "nobody", "--plain"], "no call 'nobody'"),
        (["play", "anxious_first_call", "--after", "last"], "name one scenario"),
        (["play", "anxious_first_call", "--days", "3", "--plain"], "--days goes with --after"),
        (["play", "--after", "last", "--days", "-1", "--plain"], "give 0 to 365"),
    ],
)
def test_bad_use_gets_one_line(home, capsys, arguments, hint):
    assert run(arguments) == 2
    out = capsys.readouterr().err
    assert hint in out
    assert len(out.strip().splitlines()) == 1


def test_leaving_a_call_costs_nothing(home, capsys):
    script = home / "leave.txt"
    script.write_text("您好\n/leave\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["play", "hint_of_despair", "--lang", "zh", "--plain", "--script", str(script)]) == 0
    out = capsys.readouterr().out
    assert "不评分" in out
    assert "总分" not in out
