"""Reports show no names or numbers of people, and still show helplines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simcall.call.transcript import HeardCall
from simcall.rubric.mask import Mask, find_mask, find_names


@pytest.mark.parametrize(
    "secret",
    [
        "13812345678",
        "138 1234 5678",
        "110101199003071234",
        "11010119900307123X",
        "6222 0212 3456 7890",
        "4111111111111111",
        "anna@example.com",
        "020 7946 0958",
        "555-867-5309",
        "123-45-6789",
        "上海市浦东新区张杨路100号",
        "中山路12号3栋",
        "12 Hollis Road",
        "M14 5RT",
        "1985年3月4日",
        "1985-03-04",
        "一九八五年三月四号",
        "4th of March 1985",
        "March 4, 1985",
        "04/03/85",
        "Third of March 1989",
    ],
)
def test_numbers_and_addresses_go(secret: str) -> None:
    assert secret not in Mask(()).hide(f"请记 {secret} 好吗")


@pytest.mark.parametrize(
    "kept",
    [
        "12356",
        "116 123",
        "988",
        "3200元",
        "£1,150",
        "12378",
        "2026-12-15",
        "2026年12月15日",
        "15/12/26",
    ],
)
def test_helplines_amounts_and_dates_stay(kept: str) -> None:
    assert kept in Mask(()).hide(f"please note {kept} now")


def test_the_last_four_digits_of_a_document_go() -> None:
    assert "0418" not in Mask(()).hide("您证件后四位是0418，对吗？")
    assert "4417" not in Mask(()).hide("the last four digits are 4417")


def test_names_are_found_where_they_are_said_and_masked_everywhere(
    listen: Callable[..., HeardCall],
) -> None:
    heard = listen(
        "en",
        [
            ("A", "Hello, my name is Dana Reed. Am I speaking with Hannah Cole?", "greet"),
            ("D", "Yes, this is Hannah.", "confirm_identity"),
            ("A", "Thank you, Ms Cole.", "other"),
        ],
    )
    mask = find_mask(heard)
    for turn in heard.turns:
        for name in ("Hannah", "Cole", "Dana", "Reed"):
            assert name not in mask.hide(turn.turn.text)


def test_chinese_names_keep_the_surname(listen: Callable[..., HeardCall]) -> None:
    heard = listen(
        "zh",
        [
            ("A", "您好，请问是周倩女士吗？", "greet verify"),
            ("D", "我是周倩。", "confirm_identity"),
        ],
    )
    assert find_mask(heard).hide("周倩女士") == "周＊女士"


def test_ordinary_words_are_no_names() -> None:
    assert not find_names("请问是您本人吗？这是您的账单。")
    assert "Monday" not in find_names("This is Monday, is that right?")
