"""Own questions: where they come from, and which go first."""

import pytest

from simcall.content.calls import load_call
from simcall.content.document import read_document
from simcall.content.personas import load_persona, rank_asked, select_asked


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
    theirs = read_document("persona", "disputes_paid_guoxin").data["asked"]["en"]
    borrowed = {name for name, entry in theirs.items() if not entry.get("general")}
    assert "when_returned" in asked
    assert "name" in asked
    own = set(read_document("call", "refund_not_booked").data["asked"]["en"])
    assert not (borrowed - own) & asked


ENTRIES = {"en": {"a": {"general": True}, "b": {}, "c": {"general": True, "owing": True}}}


@pytest.mark.parametrize(
    ("role", "disputes", "somebody", "kept"),
    [
        ("debtor", False, False, "abc"),
        ("debtor", False, True, "ac"),
        ("debtor", True, False, "ab"),
        ("other", False, False, "b"),
        ("wrong_number", False, True, ""),
    ],
)
def test_everybody_gets_the_questions_that_fit_them(role, disputes, somebody, kept):
    found = select_asked(ENTRIES, {"role": role, "disputes": disputes}, somebody)
    assert "".join(found["en"]) == kept


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["anxious_linlan", "ill_jiangtao", "disputes_paid_guoxin"])
def test_every_shipped_debtor_knows_the_common_questions(name, language):
    asked = {topic.name: topic for topic in load_persona(name).asked[language]}
    assert {"name", "digits", "last_paid", "read_back", "understood"} <= set(asked)
    assert all(len(topic.questions) >= 6 for topic in asked.values())
