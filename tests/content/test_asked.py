"""Own questions: where they come from, and which go first."""

import pytest

from simcall.content.calls import load_call
from simcall.content.document import read_document
from simcall.content.personas import keep_general, load_persona, rank_asked


@pytest.mark.parametrize(
    ("name", "entry", "first", "rank"),
    [
        ("mine", {}, {"mine": {}}, 0),
        ("theirs", {}, {"mine": {}}, 1),
        ("theirs", {}, {}, 0),
        ("anybody", {"general": True}, {"mine": {}}, 2),
        ("reason", {"general": True, "direct": True}, {"mine": {}}, 0),
    ],
)
def test_a_scenarios_questions_go_before_the_persons_and_common_ones_last(name, entry, first, rank):
    assert rank_asked(name, entry, first) == rank


def test_somebody_new_does_not_answer_out_of_another_life():
    asked = {topic.name for topic in load_call("refund_not_booked").persona.asked["en"]}
    borrowed = {t.name for t in load_persona("disputes_paid_guoxin").asked["en"] if t.rank < 2}
    assert "when_returned" in asked
    assert "name" in asked
    own = set(read_document("call", "refund_not_booked").data["asked"]["en"])
    assert not (borrowed - own) & asked


def test_general_questions_are_kept():
    assert keep_general({"en": {"a": {"general": True}, "b": {}}}) == {
        "en": {"a": {"general": True}}
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_shipped_debtor_knows_the_common_questions(language):
    asked = {topic.name: topic for topic in load_persona("anxious_linlan").asked[language]}
    assert {"name", "digits", "last_paid", "read_back", "understood"} <= set(asked)
    assert all(len(topic.questions) >= 6 for topic in asked.values())
