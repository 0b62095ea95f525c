"""What a turn asks and how the answer is made up: own questions, common ones, or declining."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from simcall.call.kinds import arranges, find_kind
from simcall.call.occasion import (
    NODS,
    NONE,
    OWN,
    PLAINLY,
    SOFT,
    Occasion,
    answer_own,
    is_harsh,
    yields_to_own,
)
from simcall.call.own import PASSING, TOPIC, Understanding, count_asking
from simcall.call.reply import topics_asked
from simcall.persona import shape
from simcall.persona.person import Asked
from simcall.speech.acts import TOPICS
from simcall.speech.manner import calls_off
from simcall.speech.move import Move
from simcall.speech.topics import split_sentences

PLAIN = "-"  # `answered_by` of a question that is left to the talk itself
# Kinds of question that need no knowledge, and what is said to them.
PLEASED = {"fine": "fine", "either": "either", "tag": "yes"}
CHECKED = 6.0  # turns within which digits are those of the identity check
# Occasions that give way to declining, where the question was not understood.
UNSURE = frozenset({"clarify", "confused", "agreed", "agreed_sum"})
UNHEARD = frozenset({"clarify", "confused"})
CONSENT = frozenset({"write_down", "understood"})  # what may be asked beside danger
MOODS = frozenset({"feel", "wellbeing"})
PLACED = frozenset({"driving", "speaker"})  # said after the answer, where there is one
# Common questions after which reading back what was agreed is an answer.
OF_THE_PLAN = frozenset(
    "pay_when afford owed read_back agree date_again figure_again keep understood".split()
)
IDENTITY_ACTS = frozenset("confirm_identity deny_identity who_is_this".split())
RELIEVED = frozenset(
    "negotiate refuse emotion acknowledge offer_amount question thank answer".split()
)
# What the words of some occasions come to.
ACTS = {"name_given": "confirm_identity", "agreed_sum": "acknowledge"}


_RELIEF = re.compile(
    r"(?:今天|现在|这(?:次|个月|段时间)|眼下|暂时|先)(?:都)?(?:一分(?:钱)?(?:都)?)?"
    r"(?:不收|不用(?:还|付|交)|不要(?:您|你)(?:还|付))"
    r"|一分(?:钱)?(?:都)?不收|(?:\d+|[一二三四五六七八九十]+)天(?:内|里)?(?:都)?不(?:收|计|催|用还)"
    r"|(?:暂缓|停催|宽限).{0,8}(?:办好|批(?:下来|了)|生效)"
    r"|(?:罚息|违约金|滞纳金|费用|利息).{0,6}(?:都)?(?:免掉|免了|全免|停掉|停了|给您免|不收)"
    r"|\bnothing (?:to pay|due) (?:now|today|for)"
    r"|\bno payments? (?:now|today|needed|due|for|until)"
    r"|\bnot (?:asking|going to ask) (?:you )?for (?:any )?money"
    r"|\bwon['’]t (?:take|ask for|ask you for) (?:a penny|anything|any money|money)"
    r"|\b(?:put|placed|placing|putting) (?:it|this|everything|the account|your account) on hold"
    r"|\bhold (?:is|has been) (?:granted|in place|set)"
    r"|\b(?:charges?|fees?|interest) (?:is|are|will be|have been|has been|has) (?:all )?"
    r"(?:frozen|stopped|waived|taken off|removed)",
    re.IGNORECASE,
)


def relieves(text: str) -> bool:
    """Tell whether a turn grants relief: nothing to pay now, charges off, collection stopped."""
    return calls_off(text) or _RELIEF.search(text) is not None


class Plan(NamedTuple):
    """How a reply is worded: its occasion and the common topics that it answers."""

    occasion: Occasion
    topics: tuple[str, ...]


def adapt_key(question: Asked, state: Sequence[float], paid: bool) -> str:
    """Return the key that answers a common question as things stand; empty for none.

    paid: whether the account's history holds a payment.
    """
    promised = state[shape.PROMISE] == 1.0
    if question.answered in ("figure_said", "date_said", "agreed_sum") and promised:
        return "agreed_sum"
    if question.answered == "agreed_sum":
        return ""
    if question.answered == "figure_said" and state[shape.NAMED] == 0.0:
        return "answer.amount"
    if question.answered == "paid_last" and not paid:
        return "paid_never"
    return "" if question.answered == PLAIN else question.answered


def plan_answer(
    act: str,
    move: Move,
    text: str,
    cues: frozenset[str],
    found: Occasion,
    understanding: Understanding,
    state: Sequence[float],
    paid: bool,
) -> Plan:
    """Return how the reply to a turn is worded.

    found: the occasion that the act itself calls for; understanding: of whoever holds the phone.
    """
    topics = tuple(t for t in topics_asked(move, text, cues) if t not in move.touched)
    checked = act in IDENTITY_ACTS and move.weight("verify") >= 0.5
    names = [name for name in move.asked or () if name == "name" or not checked]
    if is_harsh(move, PLAINLY):
        names = [name for name in names if name not in PASSING]
    proposed = max(move.weight("offer"), move.weight("commit")) >= 0.5
    passing = MOODS if proposed else frozenset()  # "how does that sit with you?" is about terms
    heard = [understanding.asked[n] for n in names if n in understanding.asked and n not in passing]
    own = [question.name for question in heard if not question.answered][-2:]
    if state[shape.RISK] >= 1.0:
        return answer_in_danger(act, found, heard, topics)
    if asks_digits(cues, act, state):
        return Plan(Occasion(("confirm_identity",), True, "confirm_identity"), ())
    if own and set(found.keys) <= PLACED and found.keys:
        return Plan(Occasion((OWN + own[0], *found.keys)), ())
    if not yields_to_own(found):
        return Plan(found, topics)
    if not heard and act in NODS:
        own = list(understanding.hear_offer(text))
    keys = [key for question in heard if (key := adapt_key(question, state, paid))]
    common = {key.removeprefix(TOPIC) for key in keys if key.startswith(TOPIC)}
    others = tuple(dict.fromkeys(key for key in keys if not key.startswith(TOPIC)))
    known = tuple(topic for topic in TOPICS if topic in common)
    if own:
        several = count_asking(text, understanding.language) > len(own)
        return Plan(answer_own(act, own), known or (topics if several else ()))
    if others and (act in SOFT or act in ("confirm_identity", "negotiate")):
        return Plan(Occasion(others, True, ACTS.get(others[0], "answer")), known)
    terms = move.slots.amounts or move.slots.instalments
    if relieves(text) and act in RELIEVED and not terms:
        return Plan(Occasion(("relief",), True, "thank"), ())
    last = split_sentences(text)[-1]
    if arranges(last, understanding.language) and act in NODS | {"answer"} and not own_cues(cues):
        return Plan(Occasion(("fine",), True, "acknowledge"), ())
    if known:
        return Plan(found if found.keys != ("clarify",) else NONE, known)
    if "agree" in names and act in NODS | {"answer"} and set(found.keys) <= UNHEARD:
        return Plan(Occasion(("fine",), not is_harsh(move), "acknowledge"), ())
    return decline(act, move, text, found, understanding, topics)


def answer_in_danger(
    act: str, found: Occasion, heard: Sequence[Asked], topics: tuple[str, ...]
) -> Plan:
    """Return how somebody answers once a hint of self-harm was given: nothing is brushed aside.

    What this person or this call knows of it comes first, then the answers about danger; of what
    anybody may be asked only plain consent. Nothing is declined.
    """
    if act in ("risk", "bye"):
        return Plan(found, topics)
    known = [q.name for q in heard if not q.answered and (q.rank < 2 or q.name in CONSENT)]
    return Plan(answer_own(act, known[-2:]), ()) if known else Plan(found, topics)


def own_cues(cues: frozenset[str]) -> bool:
    """Tell whether a turn is about the talk itself."""
    return bool(cues & {"repeat", "hear", "wait", "harm", "before"})


def asks_digits(cues: frozenset[str], act: str, state: Sequence[float]) -> bool:
    """Tell whether an identified debtor is asked for the digits once more, early in the call."""
    early = state[shape.TURNS] <= CHECKED and state[shape.HANDED] == 0.0
    return "digits" in cues and act in SOFT and early and state[shape.IDENTITY] == 1.0


def decline(
    act: str,
    move: Move,
    text: str,
    found: Occasion,
    understanding: Understanding,
    topics: tuple[str, ...],
) -> Plan:
    """Return an answer to a question that nothing is written for: its kind is declined."""
    unsure = not found.keys or set(found.keys) <= UNSURE
    restated = max(move.weight("summarise"), move.weight("commit"), move.weight("offer")) >= 0.5
    settled = "agreed" in found.keys
    about_plan = settled and (OF_THE_PLAN & set(move.asked or ()) or restated)
    leaves = move.weight("close") >= 0.5
    if not unsure or about_plan or act not in SOFT or move.asked or leaves:
        return Plan(found, topics)
    if topics and not settled:
        return Plan(found, topics)
    if is_harsh(move, PLAINLY):
        return Plan(Occasion(("stung",), True, "emotion"), ())
    kind = find_kind(text, understanding.language)
    if not kind or restated:
        return Plan(found, topics)
    if kind in PLEASED:
        return Plan(Occasion((PLEASED[kind],), True, "acknowledge"), ())
    return Plan(Occasion((f"say_{kind}", "say_left"), True, "answer"), ())
