"""A persona of one's own: begun from a draft, checked, previewed, called; and what stands out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simcall.cli.main import run
from simcall.cli.persona_preview import BARS, draw_spark, make_preview
from simcall.content.calls import load_call
from simcall.content.rehearsal import name_rehearsal
from simcall.lab.preview import POLICIES, SHOWN, estimate_share
from simcall.lab.remarks import compare_taste

FEW = ["--calls", "30"]


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIMCALL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SIMCALL_CONTENT", str(tmp_path / "content"))
    monkeypatch.setenv("SIMCALL_ANALYSER", "lean")
    return tmp_path / "content" / "personas"


def begin(own: Path, language: str = "zh", name: str = "xiaowu") -> Path:
    assert run(["persona", "new", name, "--lang", language]) == 0
    return own / f"{name}.yaml"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    capsys.readouterr()
    assert run(["persona", "preview", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("language", "name"), [("zh", "王小满"), ("en", "Tess Hallam")])
def test_a_draft_can_be_checked_previewed_and_called_as_it_stands(
    own, tmp_path, capsys, language, name
):
    begin(own, language)
    out = capsys.readouterr().out
    for command in ("simcall check xiaowu", "persona preview xiaowu", "play --persona xiaowu"):
        assert command in out
    assert run(["check", "xiaowu"]) == 0
    assert run(["persona", "preview", "xiaowu", *FEW, "--lang", language]) == 0
    assert name in capsys.readouterr().out
    script = tmp_path / "lines.txt"
    script.write_text("您好，我是青禾的小周，请问是本人吗？", encoding="utf-8")
    play = ["play", "--persona", "xiaowu", "--lang", language, "--script", str(script)]
    assert run([*play, "--keep", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["scenario"] == "persona:xiaowu"
    assert run(["replay", "last", "--lang", "en"]) == 0
    assert "identical" in capsys.readouterr().out


def test_a_file_anywhere_can_be_called_and_replayed(own, tmp_path, capsys):
    path = begin(own, "en").rename(tmp_path / "elsewhere.yaml")
    script = tmp_path / "lines.txt"
    script.write_text("Hello, am I speaking with Tess?", encoding="utf-8")
    assert run(["play", "--persona", str(path), "--script", str(script), "--keep"]) == 0
    assert run(["replay", "last", "--lang", "en"]) == 0
    assert "identical" in capsys.readouterr().out


def test_the_preview_shows_every_policy_with_intervals_and_a_sample(own, capsys):
    begin(own)
    data = ask(capsys, "xiaowu", *FEW)
    assert tuple(data["policies"]) == POLICIES
    for one in data["policies"].values():
        assert set(one["curves"]) == set(SHOWN)
        assert all(0.0 <= value <= 1.0 for curve in one["curves"].values() for value in curve)
        for name in ("layers", "promise", "complaint", "hang_up", "goal"):
            assert one[name]["low"] <= one[name]["mean"] <= one[name]["high"]
    said = [turn["text"] for turn in data["sample"] if turn["speaker"] == "debtor"]
    assert said[0] in ("喂，您好？", "喂，您说。")
    assert data == ask(capsys, "xiaowu", *FEW)


def test_the_preview_tells_good_agents_from_bad_ones(own, capsys):
    begin(own)
    found = ask(capsys, "xiaowu")["policies"]
    assert found["excellent"]["goal"]["low"] > found["pressing"]["goal"]["high"]
    assert found["excellent"]["layers"]["low"] > found["abusive"]["layers"]["high"]
    assert found["excellent"]["curves"]["trust"][-1] > found["abusive"]["curves"]["trust"][-1]


def test_tables_fit_into_eighty_columns(own, capsys):
    begin(own, "en")
    capsys.readouterr()
    assert run(["persona", "preview", "xiaowu", *FEW, "--lang", "en"]) == 0
    tables = [line for line in capsys.readouterr().out.splitlines() if line[:1] in "┃│┡┏└"]
    assert max(map(len, tables)) <= 80
    assert not any("…" in line for line in tables)


@pytest.mark.parametrize(
    ("old", "new", "remark"),
    [
        ("[0.3, 0.4, 0.52]", "[0.8, 0.9, 0.99]", "the truth never comes out"),
        ("role: debtor ", "disputes: true\nrole: debtor ", "outcome: dispute_logged fits"),
        ("will: 0.7 ", "hang_up: 3 ", "often hangs up on polite agents"),
        ("will: 0.7 ", "risk_at: 0.2 ", "write a content_notice"),
        ("will: 0.7 ", "hang_up: -3\n  complain: -3 ", "neither hangs up nor complains"),
        ("anxiety: 1.2}", "inform: 2.2, rights: 2.2, empathise: 0.1, affirm: 0.1}",
         "prefers facts and rights to warmth"),
        ("archetype", "archetype", "lines of its own"),
    ],
)  # fmt: skip
def test_what_stands_out_is_said_in_plain_words(own, capsys, old, new, remark):
    path = begin(own)
    change(path, old, new)
    assert run(["check", "xiaowu"]) == 0
    remarks = ask(capsys, "xiaowu", "--calls", "60")["remarks"]
    assert any(remark in one["en"] for one in remarks), remarks
    assert all(one["zh"] for one in remarks)


def test_shipped_personas_stand_out_as_they_were_written():
    assert "facts" in make_preview("rights_zhaoming", "zh", None, 20, 1).taste.better
    assert "probing" in make_preview("ashamed_tanli", "zh", None, 20, 1).taste.worse


def test_the_situation_of_a_scenario_can_be_borrowed(own, capsys):
    begin(own)
    plain, burdened = ask(capsys, "xiaowu", *FEW), ask(
        capsys, "xiaowu", *FEW, "--scenario", "complaint_about_yesterday"
    )  # fmt: skip
    assert burdened["scenario"] == "complaint_about_yesterday"
    assert any("王小满" in turn["text"] for turn in burdened["sample"])
    start = [data["policies"]["excellent"]["curves"]["anger"][0] for data in (plain, burdened)]
    assert start[1] > start[0]


@pytest.mark.parametrize("command", [["persona", "preview"], ["play", "--plain", "--persona"]])
def test_a_broken_file_is_named_by_line_and_column(own, capsys, command):
    path = begin(own)
    change(path, "baselines: {anger: 0.1", "baselines: {angr: 0.1")
    capsys.readouterr()
    assert run([*command, "xiaowu"]) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"simcall: {path}:")
    assert error.count("\n") == 1
    assert "angr" in error


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["play", "--plain"], "one scenario, or one persona"),
        (["play", "driving", "--persona", "x", "--plain"], "one scenario, or one persona"),
        (["persona", "preview", "nobody"], "unknown persona 'nobody'"),
        (["persona", "preview", "anxious_linlan", "--calls", "2"], "use 20 or more"),
        (["persona"], "required"),
    ],
)
def test_wrong_use_is_told_in_one_line(capsys, arguments, line):
    assert run(arguments) in (1, 2)
    error = capsys.readouterr().err
    assert line in error
    assert error.count("\n") == 1


def test_a_call_made_for_a_persona_is_an_ordinary_scenario(own):
    begin(own)
    call = load_call("persona:xiaowu")
    assert (call.id, call.languages, call.rules.id) == ("persona:xiaowu", ("zh",), "cn")
    assert name_rehearsal(own / "xiaowu.yaml") == "persona:xiaowu"
    digest = call.digest
    change(own / "xiaowu.yaml", "age: 31", "age: 32")
    assert load_call("persona:xiaowu").digest != digest


def test_curves_and_intervals_are_drawn_to_scale():
    assert draw_spark([0.0, 0.5, 1.0]) == f"{BARS[0]}{BARS[4]}{BARS[7]}\n0.00→1.00"
    assert len(draw_spark([0.3] * 40).splitlines()[0]) == 11
    assert estimate_share([0.0] * 20).high == pytest.approx(0.161, abs=0.001)
    assert estimate_share([0.2, 0.4]).mean == pytest.approx(0.3)


def test_a_taste_is_what_does_more_for_one_than_for_others():
    others = [{"facts": 0.1, "warmth": 0.3, "probing": 0.0}] * 3
    taste = compare_taste({"facts": 0.4, "warmth": 0.2, "probing": 0.06}, others)
    assert (taste.better, taste.worse, taste.badly) == (("facts",), ("warmth",), ())
