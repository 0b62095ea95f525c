"""Every text of the desk stands in both languages, and every one is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simcall.common.bilingual import Text
from simcall.common.catalogue import Catalogue
from simcall.desk.texts import CATALOGUE, say

DESK = Path(__file__).parents[2] / "simcall" / "desk"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_no_text_lacks_a_language_or_a_slot():
    assert CATALOGUE.find_gaps() == []


def test_chinese_texts_are_chinese_and_english_ones_are_not():
    both = {"app.language", "app.language.long", "app.loading"}
    for key in set(CATALOGUE) - both:
        text = CATALOGUE.text(key)
        if any(ch.isalpha() for ch in text.en.replace("{", " ")):
            assert not CHINESE.search(text.en), key


def test_every_key_that_the_screens_ask_for_exists():
    pattern = re.compile(r'say\(\s*"([a-z_.0-9]+)"')
    asked = {key for path in DESK.rglob("*.py") for key in pattern.findall(path.read_text("utf-8"))}
    assert asked - set(CATALOGUE) == set()


def test_every_text_is_asked_for_somewhere():
    source = "\n".join(
        path.read_text("utf-8") for path in DESK.rglob("*.py") if path.parent.name != "texts"
    ) + (DESK.parent / "cli" / "desk.py").read_text("utf-8")
    source = source.replace("'", '"')  # keys inside f-strings
    made = [re.escape(part) for part in re.findall(r'f"([a-z_.]+\.)\{', source)]
    dynamic = re.compile("|".join(made)) if made else None
    unused = [
        key
        for key in CATALOGUE
        if f'"{key}"' not in source and not (dynamic and dynamic.match(key))
    ]
    assert unused == []


def test_a_gap_is_found():
    catalogue = Catalogue({"a": Text("您", ""), "b": Text("{x}", "{y}"), "c": Text("好", "good")})
    assert [gap.split(":")[0] for gap in catalogue.find_gaps()] == ["a", "b"]


def test_an_unknown_key_names_the_nearest_one():
    with pytest.raises(KeyError, match=r"app\.help"):
        say("app.helpp", "en")
