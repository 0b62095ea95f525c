from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from simcall.cli.main import run
from simcall.content.experiments import load_experiment
from simcall.content.place import list_files

EXPERIMENT = """\
schema: simcall/experiment/1
title: {zh: 小实验, en: Small experiment}
brief: {zh: 试, en: Try}
floor: demo
constants: {days: 3, accounts: 40}
policies:
  humane:
    name: {zh: 人性化, en: humane}
    levers: {tone: humane}
  hard_line:
    name: {zh: 强硬, en: hard line}
    levers: {tone: hard_line, flexibility: none, attempts_per_day: 5}
outcomes: [collected, kept_rate, distress]
replications: 4
seed: 9
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    tmp_path.joinpath("small.yaml").write_text(EXPERIMENT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ask(capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    capsys.readouterr()
    assert run(["whatif", "small.yaml", "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_answer_has_the_shape_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(capsys)
    assert set(answer["policies"]) == {"humane", "hard_line"}
    assert {"mean", "low", "high"} <= set(answer["policies"]["humane"]["distress"])
    (pair,) = {(d["a"], d["b"]) for d in answer["differences"]}
    assert pair == ("hard_line", "humane")
    assert [d["outcome"] for d in answer["differences"]] == ["collected", "kept_rate", "distress"]
    assert (answer["replications"], answer["seed"]) == (4, 9)
    assert {"experiment", "floor", "policy/humane", "model"} <= set(answer["hashes"])


def test_engines_and_workers_give_the_same_answer(capsys: pytest.CaptureFixture[str]) -> None:
    plain = ask(capsys, "--workers", "1")
    assert ask(capsys, "--workers", "5") == plain
    assert ask(capsys, "--engine", "simpy", "--workers", "2") == plain


def test_out_holds_results_table_picture_and_report(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = ask(capsys, "--out", "out")
    out = place / "out"
    assert json.loads((out / "results.json").read_text("utf-8")) == answer
    rows = list(csv.DictReader((out / "results.csv").open(encoding="utf-8")))
    assert len(rows) == 8
    assert ET.parse(out / "picture.svg").getroot().tag.endswith("svg")
    report = (out / "report.md").read_text("utf-8")
    assert "配对差异" in report
    assert "Paired differences" in report


def test_a_stopped_run_goes_on_from_its_folder(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = ask(capsys)
    ask(capsys, "--out", "out", "--reps", "2")
    ledger = place / "out" / "replications.jsonl"
    with ledger.open("ab") as file:
        file.write(b'{"policy":"humane","replic')
    assert ask(capsys, "--out", "out") == whole
    assert len(ledger.read_bytes().splitlines()) == 9


def test_a_folder_of_another_experiment_is_not_touched(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(capsys, "--out", "out")
    assert run(["whatif", "small.yaml", "--out", "out", "--seed", "10"]) == 2
    assert "another experiment" in capsys.readouterr().err


def test_a_precision_may_look_at_one_outcome(capsys: pytest.CaptureFixture[str]) -> None:
    answer = ask(capsys, "--precision", "distress=0.2")
    assert answer["precision_reached"]
    assert run(["whatif", "small.yaml", "--precision", "distres=0.2"]) == 2
    assert "did you mean 'distress'" in capsys.readouterr().err


def test_a_precision_out_of_reach_is_a_failed_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["whatif", "small.yaml", "--precision", "0.0001", "--most", "12"]) == 1
    assert "not reached" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_speaks_both_languages(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["whatif", "small.yaml", "--reps", "3", "--lang", language]) == 0
    words = {"zh": "债务人痛苦程度", "en": "debtors' distress"}
    flat = "".join(capsys.readouterr().out.split()).replace("│", "")
    assert words[language].replace(" ", "") in flat


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("tone: humane", "tone: {humane: 0.5, hard_line: 0.4}", "the shares sum to 0.9"),
        ("tone: humane", "tone: humain", "did you mean 'humane'"),
        ("floor: demo", "floor: dem", "unknown floor 'dem'"),
        ("collected,", "colected,", "did you mean 'collected'"),
        ("seed: 9", "seed: 9\nuncertainties: {ability: {low: 2, high: 1}}", "low is above high"),
    ],
)
def test_a_broken_experiment_is_checked_with_its_place(
    place: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, words: str
) -> None:
    path = place / "small.yaml"
    path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")
    assert run(["check", "small.yaml"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("small.yaml:")
    assert words in out


@pytest.mark.parametrize("name", sorted(list_files("experiment")))
def test_every_shipped_experiment_loads(name: str) -> None:
    experiment = load_experiment(name)
    assert len(experiment.policies) >= 2
    assert set(experiment.tables) == {t for p in experiment.policies for t in p.levers.tone}
    for text in (experiment.title, experiment.brief, *(p.name for p in experiment.policies)):
        assert text.zh
        assert text.en


@pytest.mark.slow
def test_a_killed_run_goes_on_where_it_was(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import subprocess
    import sys
    import time

    whole = ask(capsys, "--reps", "60")
    arguments = ["whatif", "small.yaml", "--reps", "60", "--out", "out", "--workers", "1"]
    child = subprocess.Popen(
        [sys.executable, "-m", "simcall", *arguments, "--engine", "simpy"],
        stdout=subprocess.DEVNULL,
    )
    ledger = place / "out" / "replications.jsonl"
    while not ledger.exists() or len(ledger.read_bytes().splitlines()) < 10:
        time.sleep(0.02)
        assert child.poll() is None
    child.kill()
    child.wait()
    kept = len(ledger.read_bytes().splitlines())
    assert 10 <= kept < 121
    assert ask(capsys, "--reps", "60", "--out", "out") == whole
