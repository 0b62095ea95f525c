"""What is taken up, what is copied, and what is only the talk of the trade."""

from __future__ import annotations

import pytest

from simcall.rubric.echo import measure_copy
from simcall.rubric.matter import find_matter, measure_tie, says_back


@pytest.mark.parametrize(
    ("mine", "theirs", "tied"),
    [
        ("您的冷库坏了，一批玫瑰都没了", "冷库坏了，玫瑰全烂在里面", True),
        ("So the van went, and the tools with it.", "My van got nicked with all my tools.", True),
        ("您什么时候还款？", "我下个月还款", False),
        ("Your payment is due this month.", "I can make a payment next month.", False),
        ("The 30th, then.", "On the 30th.", False),
    ],
)
def test_ties_need_telling_words(mine: str, theirs: str, tied: bool) -> None:
    found = measure_tie(find_matter(mine), find_matter(theirs), numbers=False)
    assert (found >= 0.7) is tied


def test_what_the_agent_said_first_is_not_the_debtors_matter() -> None:
    agent = find_matter("请问是忘记还款还是资金不足？")
    debtor = find_matter("资金不足吧，厂里裁了一半人").without(agent)
    assert measure_tie(find_matter("已为您登记为资金不足"), debtor) == 0.0


@pytest.mark.parametrize(
    ("text", "said", "copied"),
    [
        ("您开网约车，平台封了您的号", "我开网约车，平台封了我的号", True),
        (
            "You're getting by on credit cards at the moment.",
            "I'm getting by on credit cards at the moment.",
            True,
        ),
        ("平台一封号，收入就断了", "我开网约车，平台封了我的号", False),
        ("So the cards are carrying you.", "I'm getting by on credit cards at the moment.", False),
    ],
)
def test_a_copy_is_known_after_swapping_i_and_you(text: str, said: str, copied: bool) -> None:
    assert (measure_copy(text, said) > 0.6) is copied


def test_a_question_or_a_copy_says_nothing_back() -> None:
    said = "My van got nicked with all my tools."
    told = find_matter(said)
    assert says_back("So the van went, and the tools with it. What now?", said, told)
    assert not says_back("Was it the van or the tools that you needed most?", said, told)
