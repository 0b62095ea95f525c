"""What authors write becomes whole persons and scenarios."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from simcall.common.bilingual import Text
from simcall.common.errors import ContentError
from simcall.content.calls import load_call
from simcall.content.document import read_document
from simcall.content.lenders import load_lender
from simcall.content.personas import load_persona
from simcall.content.rulepacks import load_rules
from simcall.persona.person import Line

Edit = Callable[[str, str, str], Path]


def test_a_persona_takes_what_it_lacks_from_its_base_and_speaks_its_own_lines_first(
    library: Path,
) -> None:
    amei = load_persona("amei")
    assert amei.name == Text("阿梅", "May")
    assert amei.temper.baselines == {"anger": 0.1, "trust": 0.3, "anxiety": 0.6}
    assert amei.temper.scalars == {"will": 0.7}
    assert [line.text for line in amei.lines["zh"] if line.act == "greet"] == [
        "您好，哪位？",
        "喂？",
        "哪位啊？",
    ]
    assert Line("answer", "{payday_date}我能还{affordable}。", "plan", "low", 0) in amei.lines["zh"]
    assert Line("reason", "我住院了，{amount}一时拿不出来。", "", "", 3) in amei.lines["zh"]


def test_a_call_resolves_everything_and_applies_its_own_changes(library: Path) -> None:
    call = load_call("first")
    assert call.persona.debt.days_overdue == 15
    assert call.persona.debt.bill == 3000
    assert call.lender.id == "corner"
    assert call.product.remedies["waiver"].status == "unavailable"
    assert call.product.remedies["extension"].limit == 5
    assert call.rules.latest == 18
    assert call.currency == "CNY"
    assert call.memory == {"grievance": 0.1, "contacts": 2.0}
    assert call.outcome == call.persona.outcome == "promise"
    assert call.languages == ("zh",)
    assert call.date == "2026-11-23"


def test_a_call_may_name_another_lender_and_product(library: Path, edit: Edit) -> None:
    path = "scenarios/calls/first.yaml"
    edit(path, "remedies: {waiver: unavailable}", "lender: qinghe\nproduct: cash")
    call = load_call("first")
    assert (call.lender.id, call.product.id) == ("qinghe", "cash")
    assert (call.persona.debt.lender, call.persona.debt.product) == ("qinghe", "cash")


def test_the_digest_follows_every_file_that_the_call_refers_to(library: Path, edit: Edit) -> None:
    seen = {load_call("first").digest}
    for path, before, after in (
        ("scenarios/calls/first.yaml", "difficulty: 1", "difficulty: 2"),
        ("personas/amei.yaml", "age: 30", "age: 31"),
        ("personas/base_villager.yaml", "再见", "再会"),
        ("lenders/corner.yaml", "0.0005", "0.0004"),
        ("rules/village.yaml", "latest: 18", "latest: 19"),
    ):
        edit(path, before, after)
        seen.add(load_call("first").digest)
    assert len(seen) == 6


def test_comments_and_layout_leave_the_digest_alone(library: Path) -> None:
    before = load_call("first").digest
    path = library / "scenarios/calls/first.yaml"
    path.write_text(
        "# a note\n" + path.read_text(encoding="utf-8").replace(": 1", ":   1"), "utf-8"
    )
    assert load_call("first").digest == before


def test_a_file_may_be_given_by_path_and_finds_its_neighbours(library: Path) -> None:
    elsewhere = library.parent / "elsewhere"
    library.rename(elsewhere)
    call = load_call(elsewhere / "scenarios" / "calls" / "first.yaml")
    assert call.persona.name.en == "May"
    assert call == load_call(str(elsewhere / "scenarios" / "calls" / "first.yaml"))


def test_the_users_own_file_wins_over_a_shipped_one(library: Path) -> None:
    (library / "rules" / "cn.yaml").write_text(
        (library / "rules" / "village.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert load_rules("cn").name.en == "Village rules"


@pytest.mark.parametrize("name", ["qinghe", "harbourline", "cedar"])
def test_shipped_lenders_load(name: str) -> None:
    lender = load_lender(name)
    assert lender.id == name
    assert {"flex", "cash", "card"} == set(lender.products)


def test_unknown_names_get_a_suggestion(library: Path) -> None:
    with pytest.raises(ContentError, match=r"unknown persona 'amie'; did you mean 'amei'\?"):
        load_persona("amie")
    with pytest.raises(ContentError, match=r"no call file missing\.yaml"):
        load_call("missing.yaml")


def test_a_template_cannot_be_called(library: Path) -> None:
    with pytest.raises(ContentError, match="is a template"):
        load_persona("base_villager")


def test_a_broken_file_fails_with_one_line_that_counts_the_rest(library: Path, edit: Edit) -> None:
    edit("personas/amei.yaml", "age: 30", "agge: 30")
    edit("personas/amei.yaml", "archetype: anxious", "archetype: 7")
    with pytest.raises(ContentError) as caught:
        load_persona("amei")
    text = str(caught.value)
    assert "\n" not in text
    assert "amei.yaml:4:1: archetype: must be text" in text
    assert "(and 2 more: simcall check" in text


def test_a_remedy_or_product_that_is_not_there_is_named(library: Path, edit: Edit) -> None:
    path = "scenarios/calls/first.yaml"
    edit(path, "remedies: {waiver: unavailable}", "product: tap")
    with pytest.raises(ContentError, match=r"no product 'tap'; did you mean 'tab'\?"):
        load_call("first")
    edit(path, "product: tap", "remedies: {settlement: available}")
    with pytest.raises(ContentError, match="has no remedy 'settlement'"):
        load_call("first")


def test_what_was_read_before_comes_from_the_cache_unless_it_changed(
    library: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_call("first")
    monkeypatch.setattr("simcall.content.document.parse_source", forbid)
    assert load_call("first") == first
    monkeypatch.undo()
    monkeypatch.setenv("SIMCALL_CONTENT", str(library))
    edit("personas/amei.yaml", "age: 30", "age: 55")
    assert load_call("first").persona.age == 55


def forbid(*_: object) -> None:
    raise AssertionError("parsed again")


def test_a_cache_that_cannot_be_written_or_read_does_no_harm(
    library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("SIMCALL_CACHE", str(blocked))
    assert load_call("first").difficulty == 1
    monkeypatch.setenv("SIMCALL_CACHE", "")
    assert load_call("first").difficulty == 1
    folder = tmp_path / "spoilt"
    monkeypatch.setenv("SIMCALL_CACHE", str(folder))
    load_call("first")
    for entry in (folder / "content").iterdir():
        entry.write_text("{ not json")
    assert load_call("first").difficulty == 1


def test_loading_from_the_cache_needs_neither_pydantic_nor_the_yaml_parser(library: Path) -> None:
    load_call("first")
    code = (
        "import sys, json\nfrom simcall.content.calls import load_call\nload_call('first')\n"
        "print(json.dumps([m for m in ('pydantic', 'ruamel.yaml') if m in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert json.loads(done.stdout) == []


def test_yaml_is_read_as_version_1_2(library: Path, edit: Edit) -> None:
    edit("personas/amei.yaml", "{zh: 卖菜, en: sells vegetables}", "{zh: no, en: on}")
    assert load_persona("amei").work == Text("no", "on")


def test_a_document_keeps_defaults_filled_in(library: Path) -> None:
    assert read_document("persona", "amei").data["debt"]["instalment_balance"] == 0
