"""The rule packs hold the numbers of the public rules that they name."""

from __future__ import annotations

import pytest

from simcall.content.lenders import load_lender
from simcall.content.rulepacks import load_rules
from simcall.rules.pack import RulePack
from simcall.speech.acts import ACTS, MARKS


def numbers(pack: RulePack, kind: str) -> set[str]:
    return {line.number for line in pack.hotlines if line.kind == kind}


def test_china_counts_talks_and_rests_at_night() -> None:
    cn = load_rules("cn")
    assert (cn.earliest, cn.latest) == (8, 22)
    assert (cn.limit.most, cn.limit.days, cn.limit.counted) == (3, 1, "talks")
    assert numbers(cn, "crisis") == {"12356"}
    assert numbers(cn, "police") == {"110"}
    assert numbers(cn, "ambulance") == {"120"}
    assert "12378" in numbers(cn, "complaint")


def test_america_counts_dials_and_waits_a_week_after_a_talk() -> None:
    us = load_rules("us")
    assert (us.earliest, us.latest) == (8, 21)
    assert us.limit == (7, 7, "dials", 7)
    assert numbers(us, "crisis") == {"988"}
    assert numbers(us, "police") == {"911"}
    assert us.max_abandon_rate == 0.03


def test_britain_sets_no_number_of_calls() -> None:
    uk = load_rules("uk")
    assert uk.limit.most is None
    assert numbers(uk, "crisis") == {"116 123"}
    assert numbers(uk, "police") == {"999"}


def test_the_mini_miranda_binds_agencies_and_not_creditors() -> None:
    duty = next(duty for duty in load_rules("us").duties if duty.id == "mini_miranda")
    assert duty.actors == ("third_party",)
    assert load_lender("cedar").actor == "third_party"
    assert load_lender("harbourline").actor == "creditor"


@pytest.mark.parametrize("name", ["cn", "uk", "us"])
def test_every_duty_can_be_shown_and_has_a_source(name: str) -> None:
    for duty in load_rules(name).duties:
        assert set(duty.shown_by) <= {*ACTS, *MARKS}
        assert duty.source
        assert duty.text.zh
        assert duty.text.en


def test_the_plan_of_the_card_rules_runs_for_sixty_months_on_the_card_only() -> None:
    products = load_lender("qinghe").products
    assert products["card"].remedies["hardship_plan"].limit == 60
    assert products["flex"].remedies["hardship_plan"].limit < 60


@pytest.mark.parametrize("name", ["qinghe", "harbourline", "cedar"])
def test_what_needs_approval_says_whose_and_how_long(name: str) -> None:
    for product in load_lender(name).products.values():
        for remedy in product.remedies.values():
            if remedy.status == "needs_approval":
                assert remedy.approver.zh
                assert remedy.approver.en
                assert remedy.hours > 0
