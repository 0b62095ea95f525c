"""The cast as a whole: causes are distinct, and nothing is tied to sex, age, trade or region."""

import re
from pathlib import Path

import pytest

from simcall.content.personas import load_persona
from simcall.content.place import list_files
from simcall.lab.calibration.checks import correlate, mean_of

DOCS = Path(__file__).parents[2] / "docs" / "persona-model.md"
CAST = [load_persona(name) for name in list_files("persona") if not name.startswith("base_")]
DEBTORS = [person for person in CAST if person.role == "debtor"]
PLACES = re.compile(
    r"北京|上海人|广东|河南|四川|东北|湖南|湖北|山东|浙江|江苏|福建|安徽|重庆|天津|河北|农民工|外地人"
    r"|\b(?:Scottish|Irish|Welsh|Polish|immigrant|northerner|southerner)\b"
)


def find_sex(life):
    """Return f or m by how a life begins, or by its pronouns, as told in one language."""
    if life.startswith("The woman who answers"):
        return "f"
    she = life.count("她") + len(re.findall(r"\b(?:she|her|hers)\b", life, re.IGNORECASE))
    he = life.count("他") + len(re.findall(r"\b(?:he|him|his)\b", life, re.IGNORECASE))
    return "f" if she > he else "m"


def evasion_of(person):
    return person.temper.scalars.get("evasion", 0.3)


def test_there_are_at_least_fourteen_debtors_and_every_cause_is_another():
    assert len(DEBTORS) >= 14
    causes = [person.reason.cause for person in CAST]
    assert len(causes) == len(set(causes))


def test_trades_are_all_different():
    trades = [person.work.en for person in CAST]
    assert len(trades) == len(set(trades))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_evasion_and_will_do_not_depend_on_sex(language):
    groups = {"f": [], "m": []}
    for person in DEBTORS:
        groups[find_sex(person.life.say(language))].append(person)
    assert min(len(group) for group in groups.values()) >= 6
    for measure in (evasion_of, lambda p: p.temper.scalars.get("will", 0.6)):
        means = [mean_of([measure(person) for person in group]) for group in groups.values()]
        assert abs(means[0] - means[1]) < 0.15


def test_evasion_does_not_depend_on_age():
    ages = [float(person.age) for person in DEBTORS]
    assert abs(correlate(ages, [evasion_of(person) for person in DEBTORS])) < 0.4


def test_no_life_names_a_region_as_a_trait():
    for person in CAST:
        for text in (
            person.life.zh,
            person.life.en,
            person.reason.truth.zh,
            person.reason.truth.en,
        ):
            assert not PLACES.search(text), person.id


def row_of(person):
    sex = "/".join(find_sex(person.life.say(language)) for language in ("zh", "en"))
    cause = person.reason.cause.replace("_", " ")
    return f"| {person.id} | {person.age} | {sex} | {cause} | {evasion_of(person):.2f} |"


def test_the_published_table_is_the_cast():
    text = DOCS.read_text(encoding="utf-8")
    missing = [row_of(person) for person in CAST if row_of(person) not in text]
    assert not missing, "\n".join(missing)
