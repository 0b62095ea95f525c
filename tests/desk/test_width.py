"""Cell width and wrapping, Chinese included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from simcall.common.tidy import tidy_line
from simcall.common.width import cell_width, cut_cells, pad_cells, wrap_cells
from simcall.desk.texts import CATALOGUE

MIXED = st.text(alphabet="的一是在不了有，。：（）“ abcdefghij  -12345¥£", max_size=120)


def test_the_width_agrees_with_the_terminal_library_on_every_text_of_the_desk():
    for key in CATALOGUE:
        for text in CATALOGUE.text(key):
            assert cell_width(text) == cell_len(text), key


@given(MIXED, st.integers(2, 60))
def test_no_wrapped_line_is_too_wide_and_no_character_is_lost(text, width):
    lines = wrap_cells(text, width)
    assert all(cell_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_line_never_begins_with_a_closing_mark():
    lines = wrap_cells("您好，我是青禾消费金融的周明，请问方便吗？", 10)
    assert not any(line.startswith(("，", "？", "。")) for line in lines)


def test_english_words_stay_whole():
    lines = wrap_cells("Hello, this is Tom from Greenfield", 12)
    assert lines == ["Hello, this", "is Tom from", "Greenfield"]


@given(MIXED, st.integers(1, 40))
def test_padding_gives_exactly_the_width(text, width):
    assert cell_width(pad_cells(text, width)) == width
    assert cell_width(cut_cells(text, width)) <= width


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("  hello\tthere \r\n", "hello there"),
        ("您\x00好\x1b[31m", "您好[31m"),
        ("\u202eabc\ud800", "abc"),
        ("👨\u200d👩\u200d👧 好", "👨👩👧 好"),
    ],
)
def test_typed_text_becomes_one_safe_line(typed, heard):
    assert tidy_line(typed) == heard
