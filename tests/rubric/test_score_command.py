"""`simcall score` and `simcall report` as a user runs them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from simcall.cli.main import run

ROOT = Path(__file__).parents[2]
CALL = {
    "id": "c17",
    "lang": "zh",
    "facts": "花呗 3200 元, 逾期 12 天",
    "agent": "E7",
    "turns": [
        {"speaker": "agent", "text": "您好，我是清禾客服小李，请问是周倩女士吗？"},
        {
            "speaker": "debtor",
            "text": "我是，电话13812345678打来的都是你们吧？",
            "state": {"anger": 0.4, "trust": 0.3},
        },
        {"speaker": "agent", "text": "您有3200元逾期12天了，今天必须还，不还就上门找您家人。"},
        {"speaker": "debtor", "text": "我被裁员了，没钱。", "state": {"anger": 0.7, "trust": 0.1}},
        {"speaker": "agent", "text": "那是您的事，再见。"},
    ],
}


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "c17.json"
    path.write_text(json.dumps(CALL, ensure_ascii=False), encoding="utf-8")
    return path


def test_json_has_the_keys_of_the_contract(call: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", str(call), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert {
        "id",
        "total",
        "pass",
        "dimensions",
        "critical",
        "critical_extra",
        "caps",
        "items",
        "rubric",
        "analyser",
    } <= set(data)
    assert data["id"] == "c17"
    assert set(data["dimensions"]) == {
        "opening",
        "listening",
        "empathy",
        "solution",
        "compliance",
        "closing",
    }
    assert {"id", "points", "max", "turns", "why", "guidance"} <= set(data["items"][0])
    assert data["pass"] is False
    assert data["critical"]


def test_several_calls_give_one_line_each(call: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = call.with_name("more.jsonl")
    lines.write_text((json.dumps(CALL, ensure_ascii=False) + "\n") * 2, encoding="utf-8")
    assert run(["score", str(call), str(lines), "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_the_terminal_report_is_masked_and_in_the_language_of_the_call(
    call: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["score", str(call)]) == 0
    out = capsys.readouterr().out
    assert "总分" in out
    assert "周倩" not in out
    assert run(["score", str(call), "--lang", "en"]) == 0
    assert "Total" in capsys.readouterr().out


def test_the_page_is_self_contained_masked_and_draws_the_feelings(
    call: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "page.html"
    assert run(["score", str(call), "--html", str(out), "--lang", "en"]) == 0
    page = out.read_text(encoding="utf-8")
    assert not re.search(r"(src|href)\s*=|https?://|@import|url\(", page)
    assert "<polyline" in page
    assert "13812345678" not in page
    assert "周倩" not in page
    assert "@page" in page
    assert run(["score", str(call), "--html", str(out), "--no-mask"]) == 0
    assert "周倩" in out.read_text(encoding="utf-8")


def test_angle_brackets_in_a_call_stay_text(tmp_path: Path) -> None:
    path, out = tmp_path / "x.txt", tmp_path / "x.html"
    path.write_text(
        "Agent: hello <script>alert(1)</script>\nCustomer: [bold]hi\n", encoding="utf-8"
    )
    assert run(["score", str(path), "--html", str(out)]) == 0
    assert "<script>" not in out.read_text(encoding="utf-8")
    assert run(["score", str(path)]) == 0


def test_a_bad_file_is_one_line_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"turns": 3', encoding="utf-8")
    assert run(["score", str(path)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "bad.json:1:" in shown.err


def test_a_folder_becomes_a_cohort_by_agent(
    tmp_path: Path, call: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = {**CALL, "id": "c18", "agent": "E8"}
    (tmp_path / "c18.json").write_text(json.dumps(other, ensure_ascii=False), encoding="utf-8")
    assert run(["report", str(tmp_path), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [agent["agent"] for agent in data["agents"]] == ["E7", "E8"]
    out = tmp_path / "cohort.html"
    assert run(["report", str(tmp_path), "--html", str(out), "--lang", "en"]) == 0
    assert "Cohort report" in out.read_text(encoding="utf-8")
    assert run(["report", str(tmp_path)]) == 0
    assert "E7" in capsys.readouterr().out


def test_unknown_rules_leave_the_total_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.jsonl"
    rows = [CALL, {**CALL, "rules": "atlantis"}]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    assert run(["score", str(path), "--json"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["total"] == second["total"]
    assert "duties" in {note["id"] for note in second["unchecked"]}


def test_scoring_twice_gives_the_same_bytes(call: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["score", str(call), "--json"])
    first = capsys.readouterr().out
    run(["score", str(call), "--json"])
    assert capsys.readouterr().out == first
