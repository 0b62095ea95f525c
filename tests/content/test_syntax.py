"""Slips that people make who do not know YAML are named where they were made, in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from simcall.content.checking import check_file
from simcall.content.scaffold import write_persona

DRAFT = write_persona("xiaowu", "base_debtor", "zh")


@pytest.mark.parametrize(
    ("old", "new", "column", "message"),
    [
        ("age: 31", "age：31", 4, "a full-width colon"),
        ("age: 31", "age:31", 4, "no space after ':'"),
        ("age: 31", "\tage: 31", 1, "a tab; indent with spaces"),
        ("age: 31", "age 31", 4, "a key without ':'"),
        ("work: {zh: 小超市收银员}", "work: {zh: 小超市收银员", 7, "never closed"),
        ("work: {zh: 小超市收银员}", "work: 他: 收银员", 7, "a second ': '"),
        ("{income: 420000, fixed", "{income: 420000， fixed", 25, "a full-width sign"),
        ("    reason#2:", "    reason #2:", 11, "write reason#2:"),
        ("      - 喂，您好？", "      - {name}您好", 9, "begins with a brace"),
        ("      - 喂，您好？", '      - "喂，您好？', 9, "a quotation mark that is never closed"),
        ("      - 喂，您好？\n      - 喂，您说。", "      -喂您好", 5, "a space after each '-'"),
        ("name: {zh: 王小满}", "name: 王小满", 1, "written {zh: ..., en: ...}"),
        ("bill: 60000 ", "bill: 600.00 ", 3, "money counts in fen"),
    ],
)
def test_a_slip_is_named_where_it_was_made(
    tmp_path: Path, old: str, new: str, column: int, message: str
) -> None:
    assert old in DRAFT
    text = DRAFT.replace(old, new, 1)
    path = tmp_path / "xiaowu.yaml"
    path.write_text(text, encoding="utf-8")
    wanted = DRAFT[: DRAFT.index(old)].count("\n") + 1
    problem = check_file(path, shipped=False)[0]
    assert message in problem.message
    assert problem.column == column
    assert abs(problem.line - wanted) <= (1 if "each '-'" in message else 0)
