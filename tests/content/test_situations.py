"""A scenario may put its persona into a situation of its own: other lines, reason, name, role."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from simcall.common.bilingual import Text
from simcall.common.errors import ContentError
from simcall.content.calls import load_call
from simcall.content.checking import check_files
from simcall.persona.person import Line
from simcall.persona.words import LineBook

Edit = Callable[[str, str, str], Path]
CALL = "scenarios/calls/first.yaml"
LAST = "remedies: {waiver: unavailable}"


def write_more(edit: Edit, more: str) -> Path:
    return edit(CALL, LAST, f"{LAST}\n{more}")


def problems_of(path: Path, strict: bool = False) -> str:
    return "\n".join(str(problem) for problem in check_files([path], strict))


def test_lines_of_the_situation_are_said_before_the_personas_own(library: Path, edit: Edit) -> None:
    write_more(edit, "lines: {zh: {greet: [我在开车。]}}")
    greetings = [line for line in load_call("first").persona.lines["zh"] if line.act == "greet"]
    assert Line("greet", "我在开车。", first=True) in greetings
    assert len(greetings) == 4
    book = LineBook(greetings, "zh")
    for draw in range(4):
        book.used.clear()
        assert book.choose("greet", draw) == "我在开车。"
    assert book.choose("greet", 0) in ("您好，哪位？", "喂？", "哪位啊？")


def test_a_line_of_the_situation_wins_over_one_of_the_mood() -> None:
    book = LineBook(
        [Line("emotion", "我怕。", mood="tense"), Line("emotion", "水进屋了。", first=True)], "zh"
    )
    assert book.choose("emotion", 0, mood="tense") == "水进屋了。"
    assert book.choose("emotion", 0, mood="tense") == "我怕。"


def test_four_lines_of_the_situation_take_the_place_of_the_personas(edit: Edit) -> None:
    write_more(edit, "lines: {zh: {greet: [我在开车。, 高架上。, 停不了。, 在路上。]}}")
    greetings = [line for line in load_call("first").persona.lines["zh"] if line.act == "greet"]
    assert len(greetings) == 4
    assert all(line.first for line in greetings)


def test_a_reason_is_changed_in_part_and_a_name_as_a_whole(edit: Edit) -> None:
    write_more(
        edit,
        "name: {zh: 阿竹}\nrole: other\nrelation: {zh: 女儿}\ndisputes: true\ndigits: '7777'\n"
        "age: 61\nlife: {zh: 水进了屋。}\nreason: {cause: flood, truth: {zh: 铺子淹了。}}",
    )
    person = load_call("first").persona
    assert person.name == Text("阿竹", "")
    assert (person.role, person.relation.zh, person.disputes) == ("other", "女儿", True)
    assert (person.digits, person.age, person.life.zh) == ("7777", 61, "水进了屋。")
    assert (person.reason.cause, person.reason.truth.zh) == ("flood", "铺子淹了。")
    assert person.reason.excuse.zh == "忙忘了。"


def test_another_voice_takes_the_place_of_all_the_personas_lines(edit: Edit) -> None:
    before = load_call("first")
    write_more(edit, "voice: base_villager\nlines: {zh: {greet: [喂，我淹了。]}}")
    call = load_call("first")
    said = {line.text for line in call.persona.lines["zh"]}
    assert "喂，我淹了。" in said
    assert "您好，哪位？" not in said
    assert "再见。" in said
    assert call.digest != before.digest
    changed = call.digest
    edit("personas/base_villager.yaml", "再见", "再会")
    assert load_call("first").digest != changed


def test_a_template_lends_its_voice_but_is_still_nobody_to_call(edit: Edit) -> None:
    write_more(edit, "voice: base_villager")
    load_call("first")
    edit(CALL, "persona: amei", "persona: base_villager")
    with pytest.raises(ContentError, match="is a template"):
        load_call("first")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("lines: {zh: {grete: [喂。]}}", "unknown act 'grete'; did you mean 'greet'?"),
        ("lines: {zh: {greet: ['{ammount}。']}}", "unknown slot {ammount}"),
        ("lines: {zh: {greet: [我在开车。, 我在开车！]}}", "says the same as lines.zh.greet[0]"),
        ("voice: nobody", "voice: unknown persona 'nobody'"),
        ("role: other", "relation: is empty; say who picks up"),
        ("role: othr", "'othr' is not one of debtor, other, wrong_number"),
        ("digits: '12'", "digits: '12' must be four digits in quotation marks"),
        ("reason: {truht: {zh: 。}}", "reason.truht: unknown key; did you mean 'truth'?"),
    ],
)
def test_mistakes_in_a_situation_are_named_at_their_key(
    edit: Edit, more: str, expected: str
) -> None:
    assert expected in problems_of(write_more(edit, more))


def test_a_shipped_situation_brings_enough_lines(edit: Edit) -> None:
    path = write_more(edit, "lines: {zh: {greet: [我在开车。]}, en: {greet: [I am driving.]}}")
    assert problems_of(path) == ""
    assert "lines.en: 1 of 12 lines for this situation" in problems_of(path, strict=True)
