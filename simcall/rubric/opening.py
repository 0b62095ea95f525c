"""Measures of the opening: greeting, introduction, identity before detail, purpose (A1-A3, A23)."""

from __future__ import annotations

from simcall.common.bilingual import Text
from simcall.rubric.identity import gives_detail
from simcall.rubric.view import SURE, Finding, Settings, View, clip, places

BLUNT = 0.2  # start without a word of courtesy
FIRST = 3  # agent turns that count as the opening


def measure_greeting(view: View, settings: Settings) -> Finding:
    """A greeting in the first turn counts fully, later half."""
    del settings
    turns = view.case.agent[:FIRST]
    for number, turn in enumerate(turns):
        if turn.weigh("greet") >= SURE:
            level = (1.0, 0.7, 0.4)[number]
            return Finding(level, (turn.place,), Text("有问候", "greets"))
    return Finding(0.0, places(turns[:1]), Text("开头没有问候", "no greeting at the start"))


def measure_introduction(view: View, settings: Settings) -> Finding:
    """An introduction in the opening; less when it had to be asked for."""
    del settings
    asked = any(d.weigh("who_is_this") >= SURE for d in view.case.debtor[:2])
    for number, turn in enumerate(view.case.agent[: FIRST + 1]):
        if turn.weigh("introduce") >= SURE or "staff_id" in turn.marks:
            late = number >= 2 or (number == 1 and asked)
            note = Text("说明了身份和机构", "says who is calling")
            return Finding(0.7 if late else 1.0, (turn.place,), note)
    return Finding(
        0.0, places(view.case.agent[:1]), Text("没有自我介绍", "never says who is calling")
    )


def measure_identity(view: View, settings: Settings) -> Finding:
    """Identity is asked and confirmed before the first detail; a second check is better still."""
    asked, settled, detail, other = view.identity
    turns = tuple(p for p in (asked, detail) if p is not None)
    if other is not None:
        return grade_with_other(view)
    if asked is None:
        if detail is None:
            return Finding(
                0.4,
                turns,
                Text("没有核实身份，也没有透露欠款", "identity not checked, no detail given"),
            )
        return Finding(
            0.0,
            turns,
            Text("没有核实身份就说了欠款", "speaks of the debt without an identity check"),
        )
    if detail is None or (settled is not None and settled < detail):
        twice = any(view.case.rubric.signal("second_check", t.text) for t in view.case.agent)
        note = Text("先核实身份，再谈欠款", "identity first, then the debt")
        return Finding(1.0 if twice else settings.get("name_only", 0.8), turns, note)
    if asked < detail:
        return Finding(
            0.55,
            turns,
            Text("问了身份，未等确认就谈欠款", "asks, but does not wait for the answer"),
        )
    if asked == detail:
        return Finding(
            0.25,
            turns,
            Text("核实身份的同一句里就说了欠款", "asks and gives the debt in one breath"),
        )
    return Finding(0.1, turns, Text("先说欠款，后核实身份", "the debt first, identity afterwards"))


def grade_with_other(view: View) -> Finding:
    """Grade the identity check when somebody else answered: asked for the person, told nothing."""
    asked, _, _, other = view.identity
    told = [f for f in view.failures if f.act == "disclose"]
    if told:
        return Finding(0.0, told[0].places, Text("向他人透露了欠款", "tells somebody else"))
    where = tuple(p for p in (asked, other) if p is not None)
    level = 1.0 if asked is not None else 0.6
    return Finding(
        level,
        where,
        Text("确认不是本人，未透露信息", "finds that it is somebody else and tells nothing"),
    )


def measure_purpose(view: View, settings: Settings) -> Finding:
    """The reason for the call with its facts: product, amount or days."""
    del settings
    for turn in view.case.agent[: FIRST + 3]:
        if turn.weigh("purpose") < SURE and not gives_detail(view.case, turn):
            continue
        facts = bool(turn.slots.amounts) or turn.slots.days is not None
        if turn.weigh("pressure", "attack", "threat") >= SURE:
            note = Text("来意里带着逼迫", "the purpose comes with a demand")
            return Finding(0.3, (turn.place,), note)
        if facts:
            return Finding(
                1.0, (turn.place,), Text("说明了来意和逾期情况", "says why, with the facts")
            )
        return Finding(
            0.75,
            (turn.place,),
            Text("说了来意，但没有讲清金额天数", "says why, without amount or days"),
        )
    return Finding(0.0, (), Text("没有说明来意", "never says what the call is about"))


def measure_start_tone(view: View, settings: Settings) -> Finding:
    """No harm in the opening; asking whether it is a good time, or a notice, is better still."""
    del settings
    turns = view.case.agent[:FIRST]
    rough = [turn for turn in turns if turn.harm >= SURE]
    if rough:
        return Finding(
            clip(0.4 - 0.4 * len(rough)),
            places(rough),
            Text("一开口就带火药味", "harsh from the first words"),
        )
    kind = [t for t in turns if t.marks & {"convenient_to_talk", "recording_notice", "staff_id"}]
    blunt = [t for t in turns if not view.case.rubric.signal("courteous", t.text)]
    if len(blunt) == len(turns):
        return Finding(BLUNT, places(blunt), Text("开头生硬", "abrupt start"))
    if kind:
        return Finding(
            1.0,
            places(kind),
            Text("询问是否方便或告知录音", "asks whether it suits, or gives a notice"),
        )
    polite = any(t.weigh("greet", "empathise", "affirm", "apologise") >= SURE for t in turns)
    return Finding(
        0.6 if polite else 0.3,
        places(turns[:1]),
        Text("开头礼貌", "polite start") if polite else Text("开头生硬", "abrupt start"),
    )
