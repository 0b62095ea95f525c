"""`simcall check` reports every problem at its place, and finds sound content sound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from simcall.cli.main import run
from simcall.content.checking import check_files, find_targets

Edit = Callable[[str, str, str], Path]
PERSONA = "personas/amei.yaml"
CALL = "scenarios/calls/first.yaml"
LENDER = "lenders/corner.yaml"


def problems_of(path: Path, strict: bool = False) -> list[str]:
    """What is wrong, as `line:column: key: message`."""
    return [str(p).removeprefix(f"{path}:") for p in check_files([path], strict)]


def line_of(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_sound_library_has_no_problems(library: Path) -> None:
    assert check_files(find_targets([str(library)])) == []


def test_shipped_content_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCALL_CONTENT", str(tmp_path))
    assert [str(p) for p in check_files(find_targets([]))] == []


@pytest.mark.parametrize(
    ("name", "before", "after", "expected"),
    [
        (PERSONA, "age: 30", "agee: 30", "agee: unknown key; did you mean 'age'?"),
        (PERSONA, "age: 30", "age: '30'", "age: must be a whole number, not '30'"),
        (PERSONA, "age: 30", "age: 7", "age: input should be greater than or equal to 18, not 7"),
        (PERSONA, "will: 0.7", "wil: 0.7", "temper.wil: unknown key; did you mean 'will'?"),
        (PERSONA, "anxiety: 0.6", "anxeity: 0.6", "did you mean 'anxiety'?"),
        (PERSONA, "will: 0.7", "gains: {anxiety: 9}", "temper.gains.anxiety: input should be less"),
        (PERSONA, "will: 0.7", "gains: {thret: 1}", "unknown gain 'thret'; did you mean 'threat'?"),
        (PERSONA, "will: 0.7", "thresholds: [0.5, 0.4, 0.6]", "temper.thresholds: must rise"),
        (PERSONA, "greet:", "grete:", "lines.zh.grete: unknown act 'grete'; did you mean 'greet'?"),
        (PERSONA, "answer.plan", "answer.plam", "unknown topic 'plam'; did you mean 'plan'?"),
        (PERSONA, "@low", "@loww", "unknown mood 'loww'; did you mean 'low'?"),
        (PERSONA, "reason#3", "reason#4", "lines.zh.reason#4: unknown layer '4'"),
        (PERSONA, "{affordable}", "{afordable}", "unknown slot {afordable}; did you mean"),
        (PERSONA, "{affordable}", "{affordable", "a brace without its partner"),
        (
            PERSONA,
            "您好，哪位？, 喂？",
            "您好，哪位？, 您好！哪位…",
            "[1]: says the same as lines.zh.greet[0]",
        ),
        (PERSONA, "principal: 5000", "principal: 5001", "debt.principal: 5001 is not bill 3000 +"),
        (PERSONA, "minimum: 300", "minimum: 299", "debt.minimum: 299 is below what 'tab' asks"),
        (PERSONA, "minimum: 300", "minimum: 3001", "debt.minimum: 3001 is more than the bill 3000"),
        (PERSONA, "affordable: 2500", "affordable: 3500", "ability.affordable: 3500 is more than"),
        (PERSONA, "payday: 5", "payday: 5, insolvent: true", "ability.insolvent: insolvent, yet"),
        (
            PERSONA,
            "lender: corner",
            "lender: cornr",
            "unknown lender 'cornr'; did you mean 'corner'?",
        ),
        (PERSONA, "product: tab", "product: tub", "has no product 'tub'; did you mean 'tab'?"),
        (PERSONA, "extends: base_villager", "extends: base", "extends: unknown persona 'base'"),
        (PERSONA, "archetype: anxious\n", "", "archetype: is missing"),
        (PERSONA, "age: 30", "age: 30\nage: 31", "age: this key is already there at line 5"),
        (PERSONA, "age: 30", "age: !old 30", "age: the tag !old has no meaning here"),
        (PERSONA, "age: 30", "age: [30", "(file): not valid YAML"),
        (
            PERSONA,
            "schema: simcall/persona/1",
            "schema: simcall/persona/9",
            "version 9 is not known",
        ),
        (PERSONA, "schema: simcall/persona/1", "schema: person", "schema: 'person' is not one of"),
        (PERSONA, "schema: simcall/persona/1\n", "", "schema: is missing"),
        (
            CALL,
            "persona: amei",
            "persona: ame",
            "persona: unknown persona 'ame'; did you mean 'amei'?",
        ),
        (
            CALL,
            "rules: village",
            "rules: vilage",
            "unknown rules 'vilage'; did you mean 'village'?",
        ),
        (CALL, "2026-11-23", "2026-11-31", "date: 2026-11-31 is not in the calendar"),
        (
            CALL,
            '"10:20"',
            '"20:20"',
            "time: 20:20 is outside the hours of 'village', 9:00 to 18:00",
        ),
        (CALL, 'time: "10:20"', "time: 10", "time: must be text"),
        (CALL, "days_overdue: 15", "bill: 99", "debt.principal: 5000 is not bill 99"),
        (
            CALL,
            "rules: village",
            "rules: uk",
            "rules: amounts are in GBP, but lender 'corner' lends in",
        ),
        (CALL, "waiver: unavailable", "hold: unavailable", "'tab' has no remedy 'hold'"),
        (CALL, "waiver: unavailable", "waiver: no", "'no' is not one of available, needs_approval"),
        (CALL, "difficulty: 1", "difficulty: 1\nlanguages: [en]", "has no lines in 'en'"),
        (LENDER, "unbilled]", "bill]", "products.tab.allocation: must name each of"),
        (LENDER, ", hours: 2", "", "remedies.waiver.hours: needs approval, but how long"),
        (LENDER, "limit: 5", "limit: 0", "remedies.extension.limit: grants nothing"),
        (
            "rules/village.yaml",
            "latest: 18",
            "latest: 8",
            "hours.latest: must be later than earliest",
        ),
        ("rules/village.yaml", "kind: crisis", "kind: advice", "hotlines: has no crisis line"),
    ],
)
def test_a_mistake_is_named_at_its_key(
    edit: Edit, name: str, before: str, after: str, expected: str
) -> None:
    found = problems_of(edit(name, before, after))
    assert any(expected in text for text in found), found
    assert all(len(text.splitlines()) == 1 for text in found)


def test_line_and_column_point_at_the_key(edit: Edit) -> None:
    path = edit(PERSONA, "minimum: 300", "minimum: 9999")
    line = line_of(path, "minimum: 9999")
    assert problems_of(path) == [f"{line}:3: debt.minimum: 9999 is more than the bill 3000"]


def test_every_problem_is_reported_and_not_only_the_first(edit: Edit) -> None:
    edit(PERSONA, "age: 30", "age: old")
    edit(PERSONA, "archetype: anxious", "archetypee: anxious")
    path = edit(PERSONA, "payday: 5", "payday: 50")
    assert len(problems_of(path)) == 4  # age, the unknown key, the missing one, payday


def test_a_misspelt_key_does_not_hide_the_sums_the_lines_and_the_references(edit: Edit) -> None:
    edit(PERSONA, "age: 30", "agee: 30")
    edit(PERSONA, "principal: 5000", "principal: 5001")
    edit(PERSONA, "{affordable}", "{afordable}")
    found = "\n".join(problems_of(edit(PERSONA, "product: tab", "product: tub")))
    for expected in ("agee: unknown", "age: is missing", "5001 is not", "afordable", "'tub'"):
        assert expected in found
    edit(CALL, "difficulty: 1", "difficulty: hard")
    found = "\n".join(problems_of(edit(CALL, "rules: village", "rules: vilage")))
    assert "difficulty: must be" in found
    assert "unknown rules 'vilage'" in found


def test_a_problem_in_a_base_is_shown_where_it_stands(edit: Edit) -> None:
    base = edit("personas/base_villager.yaml", "greet:", "greeet:")
    path = edit(PERSONA, "age: 30", "age: 31")
    problems = check_files([path, base])
    assert [(p.path.name, p.line) for p in problems] == [("base_villager.yaml", 7)]


def test_a_circle_of_bases_is_found(edit: Edit) -> None:
    edit("personas/base_villager.yaml", "template: true", "template: true\nextends: amei")
    path = edit(PERSONA, "age: 30", "age: 31")
    assert any("leads back to this file" in text for text in problems_of(path))


def test_own_content_may_have_one_language_and_shipped_content_may_not(edit: Edit) -> None:
    path = edit(PERSONA, "work: {zh: 卖菜, en: sells vegetables}", "work: {zh: 卖菜}")
    assert problems_of(path) == []
    strict = problems_of(path, strict=True)
    assert any("work: has no 'en'; shipped content is in both languages" in t for t in strict)
    assert any("lines: has no 'en'" in text for text in strict)
    assert any("refuse: 0 of 6 lines" in text for text in strict)
    assert any("of 60 lines of this person's own" in text for text in strict)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "1:1: (file): the file is empty"),
        (b"- a\n- b\n", "1:1: (file): must be a mapping"),
        (b"schema: \xff\xfe\n", "1:9: (file): not UTF-8 text"),
        (b"schema: \x01\n", "1:9: (file): not valid YAML"),
        (b"a: b\n\tc: d\n", "(file): not valid YAML"),
        (b"[" * 5000, "(file): n"),
        (b"{? [a] : 1}\n", "a key must be plain text"),
        (b"schema: simcall/persona/1\nlines: 3\n", "lines: must be a mapping of keys, not 3"),
        (b"schema: simcall/persona/1\ndebt: [1]\n", "debt: must be a mapping of keys"),
        (b"schema: simcall/persona/1\nage: .nan\n", "age: must be a whole number"),
        (b"schema: simcall/persona/1\nextends: [a]\n", "extends: must be text"),
    ],
)
def test_bad_files_get_a_line_and_no_traceback(tmp_path: Path, raw: bytes, expected: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(raw)
    found = problems_of(path)
    assert any(expected in text for text in found), found


def test_aliases_that_multiply_are_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bomb.yaml"
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    path.write_text("\n".join(rows))
    assert any("is an alias repeating itself?" in text for text in problems_of(path))


def test_the_command_prints_path_line_column_and_exits_1(
    edit: Edit, library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(library)
    assert run(["check", "."]) == 0
    edit(PERSONA, "age: 30", "age: 3")
    assert run(["check", "personas"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("personas/amei.yaml:5:1: age: ")
    assert run(["check", "amei"]) == 1
    assert run(["check", "amie"]) == 1
    assert "did you mean 'amei'?" in capsys.readouterr().err
