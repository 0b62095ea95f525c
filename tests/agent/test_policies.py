import re

import pytest

from simcall.agent.policy import build_table
from simcall.agent.situation import SITUATIONS
from simcall.agent.slots import POLICY_SLOTS, pick_heard
from simcall.common.bilingual import LANGUAGES
from simcall.content.checking import check_file
from simcall.content.place import list_files
from simcall.content.policies import load_policy
from simcall.persona.words import SLOT
from simcall.speech.acts import ACTS, HARMS, MARKS, TOPICS
from simcall.speech.move import VECTOR_SIZE


def lines_of(policy):
    return [(name, line) for name, lines in policy.situations.items() for line in lines]


def test_the_shipped_policies_are_sound():
    for path in list_files("policy").values():
        assert check_file(path, shipped=True) == []


def test_a_policy_has_something_to_say_in_every_situation_and_language(policy):
    assert tuple(policy.situations) == SITUATIONS
    for situation, line in lines_of(policy):
        for language in LANGUAGES:
            assert len(line.texts[language]) >= 2, situation


def test_no_two_lines_of_a_situation_say_the_same(policy):
    for situation in SITUATIONS:
        for language in LANGUAGES:
            said = [text for line in policy.lines(situation) for text in line.texts[language]]
            assert len(said) == len(set(said))


def test_lines_use_known_acts_marks_topics_and_slots(policy):
    for _, line in lines_of(policy):
        assert set(line.acts) <= set(ACTS)
        assert set(line.marks) <= set(MARKS)
        assert set(line.questions) <= set(line.topics) <= set(TOPICS)
        for texts in line.texts.values():
            for text in texts:
                assert {slot[1:-1] for slot in SLOT.findall(text)} <= set(POLICY_SLOTS)


def test_an_amount_in_the_move_is_said_in_the_sentence(policy):
    spoken = {
        "due": "{amount}",
        "minimum": "{minimum}",
        "named": "{named}",
        "affordable": "{named}",
    }
    for situation, line in lines_of(policy):
        if line.pay in ("minimum", "named", "affordable"):
            for texts in line.texts.values():
                assert all(spoken[line.pay] in text for text in texts), situation


def test_instalments_in_the_move_are_said_in_the_sentence(policy):
    words = {3: "three", 6: "six", 9: "nine"}
    for situation, line in lines_of(policy):
        if line.instalments:
            said = words[line.instalments]
            assert all(said in text.lower() for text in line.texts["en"]), situation
            assert all(f"{line.instalments}期" in text for text in line.texts["zh"]), situation


def test_good_policies_do_no_harm_and_bad_ones_do():
    for name in ("excellent", "humane", "warm_only", "mechanical", "script_reading"):
        assert not [line for _, line in lines_of(load_policy(name)) if set(line.acts) & set(HARMS)]
    harms = {act for _, line in lines_of(load_policy("abusive")) for act in line.acts}
    assert set(HARMS) <= harms | {"credit_scare"}


def test_the_hard_line_never_insults_threatens_or_scares():
    worst = {"attack", "threat", "credit_scare", "disclose", "deceive"}
    for situation, line in lines_of(load_policy("hard_line")):
        assert not set(line.acts) & worst, situation


def test_the_safety_path_asks_and_hands_over_in_every_lawful_policy():
    for name in ("excellent", "humane", "warm_only", "mechanical", "script_reading", "hard_line"):
        policy = load_policy(name)
        assert "wellbeing" in policy.line("risk", 0).questions
        handed = policy.line("risk_open", 0)
        assert handed.acts.get("refer") == 1.0
        assert all("{crisis}" in text for texts in handed.texts.values() for text in texts)


def test_reflections_of_the_best_take_up_the_debtors_own_words():
    for situation, line in lines_of(load_policy("excellent")):
        if line.acts.get("reflect"):
            assert line.fit >= 0.5, situation
            assert all("{heard}" in text for texts in line.texts.values() for text in texts)


def test_the_table_holds_the_moves_in_the_order_of_visits(policy):
    table = build_table(policy)
    assert len(table.offsets) == len(table.lengths) == len(SITUATIONS)
    assert all(len(row) == VECTOR_SIZE for row in table.rows)
    for place, situation in enumerate(SITUATIONS):
        for visit, line in enumerate(policy.lines(situation)):
            row = table.rows[table.order[table.offsets[place] + visit]]
            assert row == line.vector()


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [
        ("嗯，公司三个月没发工资了，我也没办法。", "zh", "公司三个月没发工资了"),
        (
            "Well, they haven't paid us since August, you know.",
            "en",
            "they haven't paid us since August",
        ),
        ("", "en", ""),
    ],
)
def test_what_was_heard_is_the_clause_that_says_most(text, language, want):
    assert pick_heard(text, language) == want


def test_a_long_story_is_cut_to_a_phrase():
    heard = pick_heard(
        "my mother fell ill in spring and then the shop closed and I lost it all", "en"
    )
    assert len(heard.split()) <= 9
    assert len(re.findall(".", pick_heard("我" * 80, "zh"))) <= 16
