from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simcall.call.journal import read_lines
from simcall.common.bilingual import LANGUAGES
from simcall.common.errors import SimcallError
from simcall.exam.form import Exam, compose_form
from simcall.exam.page import render_page, render_text
from simcall.exam.rescore import rescore
from simcall.exam.result import check_result, sign_result
from simcall.exam.signature import SigningKey, fingerprint, read_public_key

Sitter = Callable[..., Any]


@pytest.fixture(scope="module")
def sat(exam: Exam, sit: Sitter) -> Any:
    return sit(exam)


def test_an_untouched_result_is_sound(sat: Any, desk: Any) -> None:
    check = check_result(sat.data, sat.journals, desk.key.public)
    assert check.flaws == ()
    assert check.sound
    assert check.result == sat.result


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_any_changed_byte_of_the_result_is_found(sat: Any, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(sat.data) - 1))
    bits = data.draw(st.integers(1, 255))
    changed = bytearray(sat.data)
    changed[place] ^= bits
    check = check_result(bytes(changed), sat.journals)
    assert not check.sound
    assert all(flaw.where and flaw.what.zh and flaw.what.en for flaw in check.flaws)


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_any_changed_byte_of_a_journal_is_found_and_named(sat: Any, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(sat.journals)))
    content = bytearray(sat.journals[name])
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    check = check_result(sat.data, {**sat.journals, name: bytes(content)})
    assert len(check.flaws) == 1
    assert check.flaws[0].where.startswith(name)


@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_cut_grown_and_shuffled_files_are_found(sat: Any, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([*sorted(sat.journals), "result"]))
    whole = sat.data if name == "result" else sat.journals[name]
    cut = data.draw(st.integers(0, len(whole) - 1))
    changed = data.draw(
        st.sampled_from([whole[:cut], whole + b"\n", whole + b" ", b"\xef\xbb\xbf" + whole, b""])
    )
    if name == "result":
        assert not check_result(changed, sat.journals).sound
    else:
        check = check_result(sat.data, {**sat.journals, name: changed})
        assert [flaw.where.startswith(name) for flaw in check.flaws] == [True]


def test_the_changed_line_is_named(sat: Any) -> None:
    lines = sat.journals["station-2.jsonl"].split(b"\n")
    lines[2] = lines[2].replace(b"hello", b"jello")
    check = check_result(sat.data, {**sat.journals, "station-2.jsonl": b"\n".join(lines)})
    assert check.flaws[0].where == "station-2.jsonl:4:1"


def test_a_missing_journal_is_named(sat: Any) -> None:
    check = check_result(sat.data, {**sat.journals, "station-1.jsonl": None})
    assert [flaw.where for flaw in check.flaws] == ["station-1.jsonl"]


def test_a_result_signed_anew_with_another_key_is_not_the_examiners(sat: Any, desk: Any) -> None:
    other = SigningKey(bytes(32))
    better = {**sat.result, "verdict": {**sat.result["verdict"], "mean": 100.0}}
    forged = sign_result(better, other)
    assert check_result(forged, sat.journals).sound
    check = check_result(forged, sat.journals, desk.key.public)
    assert [flaw.where for flaw in check.flaws] == ["result.json: signature.public_key"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"{}\n",
        b'{"schema":"simcall/certificate/1"}\n',
        b'{"result":{"stations":[3]},"schema":"simcall/certificate/1","signature":{}}\n',
        b"[" * 100_000,
        b'{"a":1e999}',
        b"\xff\xfe",
    ],
)
def test_anything_else_is_no_result(content: bytes) -> None:
    check = check_result(content, {})
    assert not check.sound


def again(sat: Any, exam: Exam, desk: Any, score: Any, candidate: str = "Li Na") -> Any:
    form = compose_form(exam, candidate, 1, exam.seed, "en")
    journals = [
        read_lines(sat.journals[f"station-{c.number}.jsonl"].split(b"\n"), "") for c in form
    ]
    return rescore(sat.result, exam, form, journals, desk.analyser, "plain/1", score, "r" * 64)


def score_of(sat: Any) -> Any:
    totals = {record.form.call_id: record.score for record in sat.records}
    return lambda transcript: totals[transcript.id]


def test_rescoring_gives_the_same_score(sat: Any, exam: Exam, desk: Any) -> None:
    second = again(sat, exam, desk, score_of(sat))
    assert second.differences == ()
    assert second.same
    assert [score["total"] for score in second.scores] == [
        station["score"]["total"] for station in sat.result["stations"]
    ]


def test_rescoring_names_a_score_that_comes_out_otherwise(sat: Any, exam: Exam, desk: Any) -> None:
    second = again(sat, exam, desk, lambda t: {**score_of(sat)(t), "total": 1.0})
    said = [difference.what.en for difference in second.differences]
    assert any("total differs" in line for line in said)
    assert any("verdict differs" in line for line in said)


def test_rescoring_names_a_move_that_the_sentence_does_not_make(
    sat: Any, exam: Exam, desk: Any
) -> None:
    class Deaf(type(desk.analyser)):  # type: ignore[misc]
        def read(self, utterance: Any) -> Any:
            return super().read(utterance._replace(text=utterance.text.replace("why", "")))

    second = again(sat, exam, desk._replace(analyser=Deaf()), score_of(sat))
    assert second.differences[0].station == 1
    assert "move" in second.differences[0].what.en


def test_rescoring_says_when_the_exam_was_changed(sat: Any, exam: Exam, desk: Any) -> None:
    second = again(sat, exam._replace(digest="0" * 64), desk, score_of(sat))
    assert "the exam file changed" in second.differences[0].what.en


class Tags(HTMLParser):
    """Counts open tags, and outside links."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.depth += tag not in ("meta", "br", "!doctype")
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1


def test_the_certificate_says_how_to_verify_it_in_both_languages(sat: Any, desk: Any) -> None:
    page = render_page(sat.result, desk.key.public)
    tags = Tags()
    tags.feed(page)
    assert tags.depth == 0
    assert tags.links == []
    for text in ("如何核验", "How to verify", desk.key.public, fingerprint(desk.key.public)):
        assert text in page
    for language in LANGUAGES:
        text = render_text(sat.result, desk.key.public, language)
        assert "simcall certify verify" in text
        assert "Li Na" in text


def test_a_name_cannot_break_the_page(exam: Exam, sit: Sitter, desk: Any) -> None:
    sat = sit(exam, candidate="<script>alert(1)</script>")
    page = render_page(sat.result, desk.key.public)
    assert "<script>" not in page


def test_who_threatens_gets_a_statement_and_no_certificate(
    exam: Exam, sit: Sitter, desk: Any
) -> None:
    sat = sit(exam, ["hello"] * 6 + ["pay or the court will come"])
    assert not sat.result["verdict"]["passed"]
    page = render_page(sat.result, desk.key.public)
    assert "Statement of examination (not passed)" in page
    assert "threat" in page


@pytest.mark.parametrize("text", ["", "abc", "g" * 64, "0" * 63])
def test_a_bad_public_key_is_refused(text: str) -> None:
    with pytest.raises(SimcallError, match="64 hex digits"):
        read_public_key(text)
