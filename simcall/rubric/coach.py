"""Coaching: what to keep, start and stop, and a better sentence for the three weakest turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from simcall.common.bilingual import Language, Text
from simcall.rubric.asked import OPEN
from simcall.rubric.book import Advice, Rubric
from simcall.rubric.case import AgentTurn, Case
from simcall.rubric.replies import SIGN_BOOK
from simcall.rubric.report import GOOD, POOR, BetterSentence, ItemScore
from simcall.rubric.uptake import Answered
from simcall.rubric.view import SURE, View
from simcall.speech.acts import ACT_NAMES, HARMS
from simcall.speech.fit import find_content

HEFT = {
    "threat": 3.0,
    "attack": 3.0,
    "disclose": 3.0,
    "deceive": 2.8,
    "credit_scare": 2.6,
    "pressure": 2.2,
    "dismiss": 1.8,
    "rigid": 1.5,
}
_CLAUSE = re.compile(r"[。！？!?；;，…\n—]+|(?<!\d)[,.]+|[,.]+(?!\d)")
ASKED = 1.5  # cost of a question left open
PLAIN = 0.75  # probability from which a label is plain enough to coach on
QUESTION = 60  # characters of a question that can be said back
_ASKED = re.compile(r"(?:[^。！？!?；;.\n]|(?<=\d)\.(?=\d))+[？?]?")
QUOTE_CHARS = 16
QUOTE_WORDS = 9


# What a sign of a poor reply asks for: the situation whose better sentences fit.
SIGN_SITUATIONS = {
    "evades": "missed_question",
    "deaf": "missed_reason",
    "empty": "formula",
    "cold": "missed_emotion",
    "pushes": "pressure",
}


class Weak(NamedTuple):
    """A weak turn: how much it cost, and the situation that a better sentence answers."""

    place: int
    cost: float
    situation: str
    why: Text


class Coaching(NamedTuple):
    """The three lists and the better sentences."""

    keep: tuple[Text, ...]
    start: tuple[Text, ...]
    stop: tuple[Text, ...]
    better: tuple[BetterSentence, ...]


def find_quote(text: str, language: Language, rubric: Rubric) -> str:
    """Return the debtor's weightiest clause, short enough to say back, in the first words.

    A clause that tells a reason or a feeling goes before one that only has many words, and the
    complaint of having said it already goes last.
    """

    def tells(clause: str) -> int:
        own = rubric.signal("told_reason", clause) or rubric.signal("told_emotion", clause)
        grave = 2 * rubric.signal("risk", clause)
        return int(own) + grave - int(rubric.signal("unheard", clause))

    clauses = [c.strip() for c in _CLAUSE.split(text) if c.strip()]
    rich = sorted(clauses, key=lambda c: (-tells(c), -len(find_content(c)), len(c)))
    for clause in rich:
        size = len(clause) if language == "zh" else len(clause.split())
        if size <= (QUOTE_CHARS if language == "zh" else QUOTE_WORDS) and (
            len(find_content(clause)) >= 2 or tells(clause) > 0
        ):
            return clause
    return ""


def list_harms(turn: AgentTurn) -> list[Weak]:
    """Return the harms of one turn as weaknesses."""
    return [
        Weak(
            turn.place,
            HEFT[act] * turn.weigh(act),
            act,
            Text(f"这里是{ACT_NAMES[act].zh}", f"{ACT_NAMES[act].en.lower()} here"),
        )
        for act in HARMS
        if turn.weigh(act) >= SURE
    ]


def find_question(text: str, rubric: Rubric) -> str:
    """Return the clause of a debtor turn that asks, when it is short enough to say back."""
    for found in _ASKED.finditer(text):
        sentence = found.group()
        clause = sentence.strip(" ,，。.;；")
        if rubric.signal("asks", sentence) and 2 < len(clause) <= QUESTION:
            return clause.rstrip("?？")
    return ""


def is_plain(view: View, answer: Answered) -> bool:
    """Tell whether what a turn asked for is plain enough to coach on: sure, or in plain words."""
    signal = view.case.rubric.signal
    turn = next(t for t in view.case.debtor if t.place == answer.place)
    if signal("relief", turn.text):
        return False
    if answer.need in ("deny_identity", "third_party"):
        return view.identity.other is not None
    if answer.need == "risk":
        return any(risk.sure for risk in view.risks)
    return signal(f"told_{answer.need}", turn.text) or turn.shows(answer.need, PLAIN)


def list_misses(view: View) -> list[Weak]:
    """Return agent turns that did not answer what was said."""
    found = []
    for answer in view.answers:
        reply = next((t for t in view.case.agent if t.place > answer.place), None)
        if reply is not None and answer.level < 0.45 and is_plain(view, answer):
            cost = answer.weight * (1.1 - answer.level)
            found.append(
                Weak(
                    reply.place,
                    cost,
                    f"missed_{answer.need}",
                    Text("没有接住对方这句话", "does not answer what was said"),
                )
            )
    for asked in view.asked:
        if asked.level < OPEN:
            why = (
                Text("用安慰代替答复", "comfort in place of an answer")
                if asked.hollow
                else Text("问题没有答复", "the question is not answered")
            )
            found.append(Weak(asked.answer, ASKED * (1.1 - asked.level), "missed_question", why))
    return found


def list_order(view: View) -> list[Weak]:
    """Return turns that came too early, or in the wrong kind of call."""
    found = []
    _, settled, detail, other = view.identity
    if detail is not None and other is None and (settled is None or settled > detail):
        found.append(
            Weak(
                detail,
                1.6,
                "early_detail",
                Text("身份没确认就谈了欠款", "the debt before identity is sure"),
            )
        )
    for failure in view.failures:
        if failure.act in ("ignored_risk", "disclose"):
            found.append(
                Weak(failure.place, 4.0, failure.act, view.case.rubric.critical(failure.act).name)
            )
    for situation in view.situations:
        reply = next((t for t in view.case.agent if t.place > situation.place), None)
        if reply is not None and situation.met and situation.level < 0.6:
            found.append(
                Weak(
                    reply.place,
                    1.8 * (1.0 - situation.level),
                    situation.variant.id,
                    Text(
                        f"没有按“{situation.variant.name.zh}”处理",
                        f"not handled as: {situation.variant.name.en}",
                    ),
                )
            )
    told = [d.place for d in view.debtor_with("reason", "excuse", "emotion")]
    offer = next((t for t in view.case.agent if t.weigh("offer") >= SURE), None)
    if offer is not None and told and offer.place < told[0] and "offer" not in view.skipped:
        found.append(
            Weak(
                offer.place,
                0.6,
                "early_offer",
                Text("还不了解原因就给方案", "a way out before the reason"),
            )
        )
    return found


def list_shallow(view: View) -> list[Weak]:
    """Return formulas, copies, and an ending without a next step."""
    found = []
    for turn in view.case.agent:
        if turn.copy > 0.6:
            found.append(
                Weak(turn.place, 0.9, "parroting", Text("照搬对方的话", "gives the sentence back"))
            )
        elif turn.weigh("empathise") >= SURE and turn.tied < 0.4 and turn.weigh("reflect") < SURE:
            found.append(
                Weak(
                    turn.place,
                    0.4 + 0.4 * (turn.novelty < 0.5),
                    "formula",
                    Text("安慰是套话", "a formula, not empathy"),
                )
            )
    last = view.case.agent[-1] if view.case.agent else None
    stepped = any(t.weigh("commit", "summarise", "refer") >= SURE for t in view.case.agent[-4:])
    if last is not None and not stepped and not view.situations:
        found.append(
            Weak(
                last.place, 0.8, "vague_close", Text("结束时没有下一步", "ends without a next step")
            )
        )
    return found


def list_poor(view: View) -> list[Weak]:
    """Return turns that are poor as replies, by their strongest sign."""
    found = []
    for reply in view.replies.turns:
        sign = next((s for s in reply.signs if s in SIGN_SITUATIONS), None)
        if sign is None or reply.worth > POOR:
            continue
        found.append(
            Weak(reply.place, -1.2 * reply.worth, SIGN_SITUATIONS[sign], SIGN_BOOK[sign].name)
        )
    return found


def find_weak(view: View) -> list[Weak]:
    """Return the weakest turns, costliest first, one entry a turn."""
    fine = {r.place for r in view.replies.turns if r.worth >= GOOD}
    missed = [w for w in list_misses(view) + list_shallow(view) if w.place not in fine]
    found = [w for t in view.case.agent for w in list_harms(t)]
    found += missed + list_order(view) + list_poor(view)
    best: dict[int, Weak] = {}
    for weak in sorted(found, key=lambda w: (-w.cost, w.place)):
        best.setdefault(weak.place, weak)
    return sorted(best.values(), key=lambda w: (-w.cost, w.place))


def choose_sentence(
    rubric: Rubric, situation: str, language: Language, quote: str, used: set[str]
) -> str:
    """Return the first unused suggestion that its slots allow; a quoting one where words exist."""
    fitting = [s.text.say(language) for s in rubric.suggestions if s.situation == situation]
    fresh = [text for text in fitting if text not in used] or fitting
    quoting = [text for text in fresh if "{quote}" in text]
    plain = [text for text in fresh if "{quote}" not in text]
    pool = (quoting or plain) if quote else plain
    if not pool:
        return ""
    used.add(pool[0])
    return pool[0].replace("{quote}", quote)


def suggest_better(view: View, language: Language, most: int = 3) -> tuple[BetterSentence, ...]:
    """Return better sentences for the weakest turns, in the order of the call."""
    case, used, found = view.case, set[str](), []
    for weak in find_weak(view):
        turn = next(t for t in case.agent if t.place == weak.place)
        said = case.said_before(turn)
        quote = find_quote(said.text, language, case.rubric) if said else ""
        if said and weak.situation == "missed_question":
            quote = find_question(said.text, case.rubric)
        better = choose_sentence(case.rubric, weak.situation, language, quote, used)
        if better:
            found.append(BetterSentence(weak.place, turn.text, weak.situation, weak.why, better))
        if len(found) == most:
            break
    return tuple(sorted(found, key=lambda b: b.turn))


def list_advice(
    advice: dict[str, Advice], scores: Sequence[ItemScore], case: Case
) -> tuple[tuple[Text, ...], tuple[Text, ...], tuple[Text, ...]]:
    """Return what to keep, start and stop, three of each at most, the weightiest first."""
    judged = [s for s in scores if s.points is not None and s.id in advice]
    good = sorted(judged, key=lambda s: -(s.points or 0.0))
    bad = sorted(judged, key=lambda s: -(s.max - (s.points or 0.0)))
    keep = [
        advice[s.id].keep for s in good if (s.points or 0.0) >= 0.8 * s.max and advice[s.id].keep.zh
    ]
    start = [
        advice[s.id].start for s in bad if (s.points or 0.0) < 0.5 * s.max and advice[s.id].start.zh
    ]
    harms = {act for t in case.agent for act in HARMS if t.weigh(act) >= SURE}
    worst = sorted(harms, key=lambda act: (-HEFT[act], act))
    stop = [advice[act].stop for act in worst if act in advice]
    stop += [
        advice[s.id].stop for s in bad if (s.points or 0.0) < 0.35 * s.max and advice[s.id].stop.zh
    ]
    return tuple(keep[:3]), tuple(start[:3]), tuple(dict.fromkeys(stop))[:3]


def give_coaching(view: View, scores: Sequence[ItemScore], language: Language) -> Coaching:
    """Return the coaching part of a report."""
    keep, start, stop = list_advice(dict(view.case.rubric.advice), scores, view.case)
    return Coaching(keep, start, stop, suggest_better(view, language))
