"""The same words, as somebody says them who is angry, ashamed or worn down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simcall.persona import shape
from simcall.persona.tone import cut_short, shade_line, split_line
from simcall.persona.words import normalise_line

LINE = {
    "zh": "我在超市收银，站一天。工资月底才发，别的没有。",
    "en": "I'm on the tills, on my feet. We get paid late.",
}


def feel(**feelings):
    state = [0.0] * shape.STATE_SIZE
    for name, value in feelings.items():
        state[getattr(shape, name.upper())] = value
    return state


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_calm_person_says_the_line_as_written(language):
    assert shade_line(LINE[language], feel(), language, 2) == LINE[language]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_angry_person_cuts_it_short(language):
    said = shade_line(LINE[language], feel(anger=0.7), language, 2)
    assert len(said) < len(LINE[language])
    assert said in LINE[language]


def test_what_holds_the_figure_is_never_cut():
    text = "Right. You'd get {offer} a month. No more."
    assert cut_short(text, "en") == "Right. You'd get {offer} a month."
    assert cut_short("先还{offer}。剩下的{payday}。", "zh") == "先还{offer}。剩下的{payday}。"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I've got the money. You're just not getting it for this.", "en"),
        ("Data work. It was supposed to be my next job.", "en"),
        ("有钱。就是不给你们这么要。", "zh"),
    ],
)
def test_a_word_or_two_alone_are_no_answer_even_in_anger(text, language):
    assert cut_short(text, language) == text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_ashamed_person_halts_now_and_then(language):
    said = {shade_line(LINE[language], feel(shame=0.8), language, draw) for draw in range(36)}
    halting = [text for text in said if text != LINE[language]]
    assert LINE[language] in said
    assert len(halting) >= 3
    assert all(("……" if language == "zh" else "...") in text for text in halting)


def test_in_despair_speech_comes_slowly():
    said = {shade_line(LINE["zh"], feel(despair=0.8), "zh", draw) for draw in range(6)}
    assert f"……{LINE['zh']}" in said


@given(
    st.sampled_from(sorted(LINE)), st.integers(0, 10**6),
    st.floats(0, 1), st.floats(0, 1), st.floats(0, 1),
)  # fmt: skip
def test_no_word_is_lost_but_to_anger(language, draw, anger, shame, despair):
    said = shade_line(
        LINE[language], feel(anger=anger, shame=shame, despair=despair), language, draw
    )
    if anger <= 0.5:
        assert normalise_line(LINE[language]) in normalise_line(said)
    assert split_line(said)


def test_a_pause_inside_a_sentence_does_not_cut_it_in_two() -> None:
    assert split_line("我……这个年纪了。您看吧。") == ["我……这个年纪了。", "您看吧。"]
    assert split_line("……谢了。") == ["……谢了。"]
    assert split_line("Battery's going, I'll have to… bye.") == [
        "Battery's going, I'll have to… bye."
    ]
    assert split_line("I don't know... It's late. You decide.") == [
        "I don't know...",
        "It's late.",
        "You decide.",
    ]
