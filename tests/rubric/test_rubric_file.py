"""The shipped rubric is sound content, and a broken one says where."""

from __future__ import annotations

from pathlib import Path

from simcall.content.checking import check_file
from simcall.content.place import shipped_root
from simcall.rubric.book import DIMENSIONS, EXTRAS, Rubric
from simcall.speech.acts import CRITICALS, HARMS

PATH = shipped_root() / "rubrics" / "collections.yaml"


def test_the_shipped_rubric_has_no_problem() -> None:
    assert check_file(PATH, shipped=True) == []


def test_every_item_has_anchors_at_both_ends_and_guidance(rubric: Rubric) -> None:
    for item in rubric.items:
        levels = [anchor.at for anchor in item.anchors]
        assert levels == sorted(levels)
        assert levels[-1] == 1.0
        assert item.guidance
        assert item.dimension in DIMENSIONS


def test_weights_of_the_dimensions_add_up_to_one(rubric: Rubric) -> None:
    assert abs(sum(d.weight for d in rubric.dimensions) - 1.0) < 1e-9


def test_all_critical_failures_have_thresholds_and_ceilings_below_the_pass_mark(
    rubric: Rubric,
) -> None:
    assert [c.id for c in rubric.criticals] == [*CRITICALS, *EXTRAS]
    assert all(c.ceiling < rubric.pass_at for c in rubric.criticals)
    assert all(c.together <= c.alone for c in rubric.criticals)


def test_there_are_forty_better_sentences_and_one_for_every_harm(rubric: Rubric) -> None:
    assert len(rubric.suggestions) >= 40
    have = {s.situation for s in rubric.suggestions}
    assert set(HARMS) <= have
    assert {v.id for v in rubric.variants} - {"early_hangup"} <= have
    assert all(s.text.zh and s.text.en for s in rubric.suggestions)


def test_a_broken_rubric_is_reported_by_line(tmp_path: Path) -> None:
    text = PATH.read_text(encoding="utf-8")
    broken = tmp_path / "mine.yaml"
    broken.write_text(
        text.replace("  - id: greeting\n", "  - id: greetings\n", 1).replace(
            "['骗子'", "['骗子('", 1
        ),
        encoding="utf-8",
    )
    found = "\n".join(str(problem) for problem in check_file(broken, shipped=False))
    assert "'greetings' is not a known measure; did you mean 'greeting'?" in found
    assert "is not a regular expression" in found


def test_grades_that_ease_must_rise(tmp_path: Path) -> None:
    broken = tmp_path / "mine.yaml"
    text = PATH.read_text(encoding="utf-8")
    broken.write_text(text.replace("ease_full: 0.3", "ease_full: -0.2", 1), encoding="utf-8")
    found = [str(problem) for problem in check_file(broken, shipped=False)]
    assert any("ease_full: must be greater than ease_from" in line for line in found), found


def test_the_digest_changes_with_the_content(tmp_path: Path, rubric: Rubric) -> None:
    from simcall.content.rubrics import load_rubric

    changed = tmp_path / "collections.yaml"
    text = PATH.read_text(encoding="utf-8")
    changed.write_text(text.replace("pass_at: 62", "pass_at: 63", 1), encoding="utf-8")
    assert load_rubric(changed).digest != rubric.digest
