from __future__ import annotations

import pytest

from simcall.content.exams import load_exam
from simcall.content.place import list_files
from simcall.exam.form import compose_form

NAMES = sorted(list_files("exam"))


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_exam_gives_whole_forms(name: str) -> None:
    exam = load_exam(name)
    assert exam.title.zh
    assert exam.title.en
    for language in (exam.language,) if exam.language else ("zh", "en"):
        forms = [compose_form(exam, f"c{n}", 1, exam.seed, language) for n in range(20)]
        assert all(len(form) == len(exam.stations) for form in forms)
        ids = {tuple(call.scenario.id for call in form) for form in forms}
        assert len(ids) > 1 or all(len(station.choices) == 1 for station in exam.stations)


def test_no_form_of_an_entry_exam_has_the_same_call_twice() -> None:
    for name in ("entry_zh", "entry_en"):
        exam = load_exam(name)
        pools = [{call.id for call in station.choices} for station in exam.stations]
        assert sum(map(len, pools)) == len(set.union(*pools))
