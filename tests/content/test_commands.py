"""The commands around content: list, schema, persona new."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simcall.cli.main import run
from simcall.content.document import readable_kinds
from simcall.content.listing import list_entries, read_head
from simcall.content.personas import load_persona
from simcall.content.schemas.persona import TemperBlock
from simcall.content.schemas.publish import write_schema
from simcall.persona.temper import SCALARS

ROOT = Path(__file__).resolve().parents[2]


def test_a_list_shows_own_and_shipped_content_and_leaves_templates_out(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["list", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    first = next(entry for entry in data["calls"] if entry["id"] == "first")
    assert first["title"] == {"zh": "第一通", "en": "First"}
    assert (first["difficulty"], first["persona"], first["own"]) == (1, "amei", True)
    names = {entry["id"] for entry in data["personas"]}
    assert "amei" in names
    assert not names & {"base_villager", "base_debtor"}
    assert {"cn", "uk", "us", "village"} <= {entry["id"] for entry in data["rules"]}


@pytest.mark.parametrize(("language", "title"), [("zh", "第一通"), ("en", "First")])
def test_a_list_speaks_the_users_language(
    library: Path, capsys: pytest.CaptureFixture[str], language: str, title: str
) -> None:
    assert run(["list", "calls", "--lang", language]) == 0
    out = capsys.readouterr().out
    assert title in out


def test_a_list_does_not_stumble_over_a_broken_file(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "personas" / "torn.yaml").write_text("name: [", encoding="utf-8")
    (library / "personas" / "blob.yaml").write_bytes(b"\xff\x00")
    assert run(["list", "personas", "--lang", "en"]) == 0
    assert capsys.readouterr().out.count("broken, see simcall check") == 2


def test_a_list_never_parses_a_personas_lines(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    from simcall.content import listing

    real = listing.parse_source

    def watch(text: str, path: Path) -> object:
        seen.append(text)
        return real(text, path)

    monkeypatch.setattr(listing, "parse_source", watch)
    assert any(entry.id == "amei" for entry in list_entries("persona"))
    assert not any("住院" in text for text in seen)
    seen.clear()
    assert read_head(library / "personas" / "amei.yaml")["archetype"] == "anxious"
    assert seen == []  # from the cache


def test_an_unknown_group_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "cals"]) == 2
    assert "invalid choice: 'cals'" in capsys.readouterr().err


@pytest.mark.parametrize("kind", readable_kinds())
def test_published_schemas_are_current(kind: str) -> None:
    published = ROOT / "docs" / "schemas" / f"{kind}.json"
    assert published.read_text(encoding="utf-8") == write_schema(kind), (
        "run: simcall schema --write"
    )


def test_a_schema_is_printed_and_an_unknown_kind_gets_a_hint(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["schema", "lender"]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["schema"]["const"] == (
        "simcall/lender/1"
    )
    assert run(["schema", "persn"]) == 2
    assert "did you mean 'persona'?" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_persona_is_sound_and_can_be_loaded_at_once(
    library: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert run(["persona", "new", "mine", "--lang", language]) == 0
    path = library / "personas" / "mine.yaml"
    assert str(path) in capsys.readouterr().out
    assert run(["check", str(path)]) == 0
    mine = load_persona("mine")
    assert mine.name.say("zh")
    assert len(mine.lines[language]) > 60  # type: ignore[index]


def test_a_new_persona_never_overwrites_one_and_needs_a_plain_name(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["persona", "new", "amei"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert run(["persona", "new", "../Mei"]) == 2
    assert "is no name for a file" in capsys.readouterr().err
    assert run(["persona", "new", "mine", "--extends", "base_deptor"]) == 1
    assert "did you mean 'base_debtor'?" in capsys.readouterr().err


def test_the_persona_model_knows_every_tendency_of_the_temper() -> None:
    written = set(TemperBlock.model_fields) - {"baselines", "gains", "thresholds"}
    assert written == set(SCALARS) - {"payday"}  # payday follows from ability.payday
