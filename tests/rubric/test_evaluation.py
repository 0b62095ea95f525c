"""`simcall score --evaluate`: agreement with the ratings that calls carry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simcall.cli.main import run

CORPUS = Path(__file__).parents[2] / "corpus" / "calls"


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every fifth call of the corpus, so that the whole run takes seconds."""
    for path in sorted(CORPUS.glob("*_dev.jsonl")):
        rows = path.read_text(encoding="utf-8").splitlines()
        (tmp_path / path.name).write_text("\n".join(rows[::5]), encoding="utf-8")
    return tmp_path


def test_agreement_on_a_sample_of_our_own_calls_is_high(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["score", "--evaluate", str(sample), "--json"]) == 0
    groups = json.loads(capsys.readouterr().out)["groups"]
    assert {name.split()[0] for name in groups} == {"zh", "en"}
    for name in ("zh tuned", "en tuned"):
        figures = groups[name]["figures"]
        assert figures["total_spearman"]["value"] >= 0.8
        assert not groups[name]["false_alarms"]


def test_a_folder_without_ratings_is_a_clear_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["score", "--evaluate", str(tmp_path)]) == 2
    assert "no rated calls" in capsys.readouterr().err


def test_every_call_of_the_corpus_has_a_whole_rating() -> None:
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            call = json.loads(line)
            if "paraphrase_of" in call:
                continue
            rating = call["rating"]
            assert 0 <= rating["overall"] <= 100
            for failure in rating["critical"]:
                assert call["turns"][failure["turn"]]["speaker"] == "agent"
