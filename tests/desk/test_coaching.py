"""Hints of the coach: what was heard, what it moved, what to mind."""

from __future__ import annotations

from simcall.call.reply import Reply
from simcall.call.session import TurnResult
from simcall.desk.chart import Series, draw_series
from simcall.desk.coaching import advise, sum_shifts
from simcall.desk.dispositions import BY_CODE, DISPOSITIONS, suggest_code
from simcall.persona.ledger import Term
from simcall.speech.move import Move


def heard(move: Move | None, reply: str = "acknowledge", *terms: Term) -> TurnResult:
    return TurnResult(Reply(reply, "嗯"), move, None, {}, terms, False, {})


def test_the_first_hint_tells_how_to_open():
    [hint] = advise(heard(None), "zh")
    assert "核实身份" in hint.text


def test_a_threat_is_named_as_harm():
    texts = [h for h in advise(heard(Move((("threat", 0.9),))), "en") if h.mark == "!"]
    assert "Threat" in texts[0].text


def test_a_hint_of_self_harm_comes_before_everything():
    hints = advise(heard(Move((("threat", 0.9),)), "risk"), "zh")
    assert "F5" in next(hint.text for hint in hints if hint.mark)


def test_repeated_words_and_words_taken_up_are_told_apart():
    marks = {h.mark for h in advise(heard(Move((("empathise", 0.9),), novelty=0.1)), "en")}
    assert "!" in marks
    marks = {h.mark for h in advise(heard(Move((("reflect", 0.9),), fit=0.8)), "en")}
    assert "+" in marks
    marks = {h.mark for h in advise(heard(Move((("attack", 0.9),), fit=0.8)), "en")}
    assert "+" not in marks


def test_changes_are_summed_by_cause_and_the_noise_is_left_out():
    terms = (
        Term("offer", "anxiety", -0.1, 0.5, 1.0),
        Term("offer", "anxiety", -0.1, 0.3, 1.0),
        Term("drift", "anger", 0.3, 1.0, 1.0),
    )
    assert sum_shifts(terms)[1].change == -0.08
    text = "\n".join(
        h.text for h in advise(heard(Move((("offer", 0.9),)), "promise", *terms), "en")
    )
    assert "▼ anxiety -0.08  Offer" in text
    assert "drift" not in text


def test_a_rising_line_goes_up_and_ends_in_its_key():
    rows = draw_series([Series("1", [0.0, 1.0])], 20, 5)
    first = [row[0].char != " " for row in rows]
    assert first == [False, False, False, False, True]
    assert rows[0][-1].char == "1"


def test_two_lines_that_end_together_keep_both_keys():
    rows = draw_series([Series("1", [0.5, 0.5]), Series("2", [0.4, 0.5])], 20, 5)
    assert {row[-1].char for row in rows} >= {"1", "2"}


def test_a_hidden_line_is_not_drawn():
    rows = draw_series([None], 10, 3)
    assert {cell.char for row in rows for cell in row} == {" "}


def test_disposition_codes_are_unique_and_the_suggested_one_exists():
    assert len(BY_CODE) == len(DISPOSITIONS)
    for end in ("closed", "hangup", "busy", "stopped", "agent"):
        assert suggest_code({"end": end, "safety": "none"}, "debtor") in BY_CODE
    assert suggest_code({"end": "closed", "safety": "hinted"}, "debtor") == "CRISIS"
