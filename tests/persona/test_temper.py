import pytest

from simcall.common.errors import ContentError
from simcall.persona import shape
from simcall.persona.ledger import CAUSE_TEXTS, Term
from simcall.persona.temper import (
    APPRAISAL,
    CAUSE_NAMES,
    build_vector,
    check_gain_name,
    find_gain,
)
from simcall.speech.acts import ACTS, HARMS

TAUS = (0.3, 0.4, 0.5)


def test_the_most_specific_gain_wins():
    gains = {"anger": 0.5, "threat": 2.0, "threat.anger": -1.0}
    assert find_gain(gains, "threat", "anger") == -1.0
    assert find_gain(gains, "threat", "shame") == 2.0
    assert find_gain(gains, "pressure", "anger") == 0.5
    assert find_gain(gains, "pressure", "shame") == 1.0


def test_every_act_and_context_has_an_appraisal_for_all_six_feelings():
    assert set(ACTS) <= set(APPRAISAL)
    assert len(APPRAISAL) == shape.CAUSES
    assert all(len(row) == shape.FEELINGS for row in APPRAISAL.values())
    assert all(APPRAISAL[harm][shape.TRUST] < 0.0 for harm in HARMS)


def test_every_cause_has_a_name_in_both_languages():
    assert set(CAUSE_NAMES) <= set(CAUSE_TEXTS)
    assert all(text.zh and text.en for text in CAUSE_TEXTS.values())
    assert CAUSE_NAMES[shape.CAUSE_TONE] == "tone"
    assert CAUSE_NAMES[shape.CAUSE_PROBING] == "probing"


def test_the_vector_holds_what_was_given():
    out = build_vector({"trust": 0.4}, {"threat": 2.0}, TAUS, {"will": 0.9, "forgets": 0.6})
    assert len(out) == shape.PERSONA_SIZE
    assert out[shape.BASE + shape.TRUST] == 0.4
    assert out[shape.WILL] == 0.9
    assert out[shape.FORGETS] == 0.6
    row = shape.WEIGHT + ACTS.index("threat") * shape.FEELINGS
    assert out[row + shape.ANGER] == 2.0 * APPRAISAL["threat"][0]


def test_an_unknown_gain_is_named_with_the_nearest_known_one():
    with pytest.raises(ContentError, match="did you mean 'threat'"):
        check_gain_name("threet.anger")


def test_a_term_explains_itself_in_both_languages():
    term = Term("pressure", "anger", 0.1, 1.3, 0.85)
    assert "anger +0.11" in term.explain("en")
    assert "愤怒 +0.11" in term.explain("zh")
