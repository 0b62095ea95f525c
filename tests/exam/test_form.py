from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simcall.common.errors import SimcallError
from simcall.exam.form import (
    Exam,
    PassRule,
    choose_language,
    clean_candidate,
    compose_form,
    derive_number,
)
from simcall.exam.verdict import judge

RULE = PassRule(mean=70.0, station_minimum=60.0)


def score(total: float, *critical: str, extra: tuple[str, ...] = ()) -> dict[str, object]:
    return {
        "total": total,
        "critical": [{"act": act, "turn": 3, "text": ""} for act in critical],
        "critical_extra": [{"act": act, "turn": 4, "text": ""} for act in extra],
    }


def test_the_same_candidate_gets_the_same_form(exam: Exam) -> None:
    assert compose_form(exam, "Li", 1, 11, "en") == compose_form(exam, "Li", 1, 11, "en")


def test_candidates_attempts_and_seeds_get_their_own_luck(exam: Exam) -> None:
    forms = [
        compose_form(exam, "Li", 1, 11, "en"),
        compose_form(exam, "Wang", 1, 11, "en"),
        compose_form(exam, "Li", 2, 11, "en"),
        compose_form(exam, "Li", 1, 12, "en"),
    ]
    seeds = [call.seed for form in forms for call in form]
    assert len(set(seeds)) == len(seeds)


def test_a_pool_is_drawn_from_evenly() -> None:
    picks = [derive_number("e", 1, f"c{n}", 1, "choice", 1) % 4 for n in range(4000)]
    assert all(900 < picks.count(k) < 1100 for k in range(4))


def test_a_station_may_fix_its_language(exam: Exam) -> None:
    assert [call.language for call in compose_form(exam, "Li", 1, 11, "zh")] == ["zh", "en"]


def test_an_exam_in_one_language_refuses_another(exam: Exam) -> None:
    held = exam._replace(language="zh")
    assert choose_language(held, None, "en") == "zh"
    with pytest.raises(SimcallError, match="is held in zh"):
        choose_language(held, "en", "en")


@given(st.text(max_size=100))
def test_a_name_has_one_form_or_is_refused(name: str) -> None:
    try:
        clean = clean_candidate(name)
    except SimcallError:
        return
    assert clean_candidate(clean) == clean
    assert clean == " ".join(clean.split())


def test_who_reaches_the_mean_everywhere_passes() -> None:
    verdict = judge(RULE, [score(72), score(80), score(61)])
    assert verdict.passed
    assert verdict.mean == 71.0
    assert verdict.reasons == ()


def test_one_weak_station_is_not_made_up_for() -> None:
    verdict = judge(RULE, [score(100), score(100), score(59)])
    assert not verdict.passed
    assert "station 3" in verdict.reasons[0].en


@pytest.mark.parametrize("kind", ["critical", "extra"])
def test_a_critical_failure_denies_whatever_the_totals_are(kind: str) -> None:
    bad = score(100, "threat") if kind == "critical" else score(100, extra=("unsafe_payment",))
    verdict = judge(RULE, [score(100), bad])
    assert not verdict.passed
    assert "critical failure" in verdict.reasons[0].en
    assert "关键失误" in verdict.reasons[0].zh


def test_nobody_passes_an_empty_exam() -> None:
    assert not judge(PassRule(0.0, 0.0), []).passed
