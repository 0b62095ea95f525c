"""Numbers in what people say: sums, days, instalments, rates, digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simcall.speech.numerals import read_chinese, read_english
from simcall.speech.slots import find_slots

SUNDAY = "2026-11-22"


def read(text, today=SUNDAY):
    chinese = any("\u4e00" <= ch <= "\u9fff" for ch in text)
    return find_slots(text, chinese, today)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("五百", 500), ("一亿三千万", 130_000_000), ("三千五", 3500), ("一万二", 12000), ("一万零二", 10002), ("两百", 200),
        ("三百零五", 305), ("十五", 15), ("一百一", 110), ("四四一七", 4417), ("两万三千", 23000),
    ],
)  # fmt: skip
def test_chinese_sums_are_read_as_people_say_them(words, value):
    assert read_chinese(words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twelve hundred", 1200), ("two hundred and fifty", 250), ("forty-five", 45),
        ("three thousand two hundred", 3200), ("ninety", 90), ("one hundred and one", 101),
    ],
)  # fmt: skip
def test_english_numbers_in_words_are_read(words, value):
    assert read_english(words) == value


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("您先还五百行吗", 50000), ("500块", 50000), ("just 1.2k", 120000), ("£45.50 a week", 4550),
        ("逾期12天，欠3200元", 320000), ("三千五分六期", 350000), ("two hundred and fifty pounds", 25000),
        ("每期280块", 28000), ("$1,204.50 in all", 120450), ("1万2千3", 1230000),
        ("三千四百五十六块七还清", 345670), ("三百块一个月", 30000), ("俩月，每月千把块", 100000),
        ("fifty a week", 5000), ("2千零50块", 205000),
        ("how about a hundred and fifty on the 20th", 15000), ("could you manage eighty?", 8000),
        ("a couple of hundred now", 20000), ("so eighty on the twentieth, all right?", 8000),
        ("twelve hundred by Friday", 120000),
    ],
)  # fmt: skip
def test_sums_become_minor_units(text, minor):
    assert read(text).amounts[0] == minor


@pytest.mark.parametrize(
    "text",
    [
        "I've had a hundred calls today", "a thousand thanks", "it's a hundred percent safe",
        "ninety days overdue", "one in a hundred", "do twenty minutes", "a few hundred people",
    ],
)  # fmt: skip
def test_what_is_counted_otherwise_is_no_sum(text):
    assert read(text).amounts == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("下周五之前", "2026-11-27"), ("下个月十五号", "2026-12-15"), ("月底前", "2026-11-30"),
        ("by the 15th", "2026-12-15"), ("on Friday", "2026-11-27"), ("明天", "2026-11-23"),
        ("end of the month", "2026-11-30"), ("in two weeks", "2026-12-06"), ("12月3号", "2026-12-03"),
        ("the 3rd of December", "2026-12-03"), ("2026-12-24", "2026-12-24"), ("三天之内", "2026-11-25"),
        ("半个月以后", "2026-12-07"), ("by 5 pm on 12/15", "2026-12-15"), ("25/12", "2026-12-25"),
        ("a fortnight from Monday", "2026-12-07"), ("Friday week", "2026-12-04"),
        ("年底之前", "2026-12-31"), ("下个月再说", "2026-12-01"), ("next weekend", "2026-11-28"),
    ],
)  # fmt: skip
def test_days_are_told_from_the_given_day(text, day):
    assert read(text).dates == (day,)


def test_without_a_given_day_relative_dates_stay_words():
    assert read("下周五之前", None).dates == ("下周五",)


@pytest.mark.parametrize(
    ("text", "count"),
    [("分六期", 6), ("分12期每期280", 12), ("over six months", 6), ("3 equal payments", 3)],
)
def test_instalments_are_counted(text, count):
    assert read(text).instalments == count


def test_digits_of_an_identity_are_no_money():
    slots = read("您身份证后四位是4417吗，工号8032")
    assert slots.digits[0] == "4417"
    assert slots.amounts == ()


def test_a_share_that_is_forgiven_is_a_waiver():
    assert read("可以减免一半").waiver == 0.5
    assert read("万分之五的日息").rates == (0.0005,)


@given(st.text(alphabet="零一两三九十百千万亿块元月号年日点半分期0123456789k .,£$", max_size=14))
def test_no_heap_of_numerals_breaks_the_reader(text):
    for chinese in (True, False):
        find_slots(text, chinese, "2026-11-22")


@given(st.text(max_size=200), st.booleans())
def test_no_text_breaks_the_reader(text, chinese):
    slots = find_slots(text, chinese, SUNDAY)
    assert all(amount >= 0 for amount in slots.amounts)


@pytest.mark.parametrize(
    "text", ["we're open 24/7", "split it 50/50", "腊月二十三之前", "after Eid"]
)
def test_what_only_looks_like_a_day_or_a_sum_gives_none(text):
    slots = read(text)
    assert slots.amounts == ()
    assert slots.days is None
