"""What else colours a reply beside its act: the occasion on which it is said.

An occasion is a list of wordings to look for before those of the act (see PSEUDO_ACTS in
`content.linekey`), and whether they replace what would be answered to a question. It follows from
the move, the state and the cues of the words; it never changes either.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from simcall.persona import shape
from simcall.persona.place import is_other, names_debt
from simcall.speech.acts import HARMS
from simcall.speech.move import Move

# Replies that are only there to keep the talk going, so that others words may stand for them.
SOFT = frozenset({"acknowledge", "question", "silence", "emotion", "greet", "thank", "answer"})
NODS = frozenset({"acknowledge", "question", "silence", "thank"})
MANNERS = ("repeat", "hear", "wait", "thanks", "go_on", "nod")
IDLE = frozenset({"go_on", "nod"})  # manners that only keep somebody talking
FIRM = frozenset({"risk", "complain", "ask_supervisor", "bye", "promise", "offer_amount", "reason"})
SETTLED = frozenset({"plan", "amount", "due_date"})
# Questions that nobody answers who has just been insulted or threatened.
PRIVATE = frozenset({"income", "work", "family", "health", "wellbeing", "contact_family"})
PLAINLY = 0.6
SURELY = 0.75
OWN = "own."  # begins the wording's key of an own question
RECALLS_IN = frozenset({"emotion", "refuse", "question", "acknowledge"})


class Occasion(NamedTuple):
    """keys: wordings to try first. alone: nothing else is said and no question answered beside it.

    act: what the words come to, where it differs from the reply's own act.
    """

    keys: tuple[str, ...] = ()
    alone: bool = False
    act: str = ""


NONE = Occasion()


def is_empty(move: Move, cues: frozenset[str]) -> bool:
    """Tell whether a short turn holds nothing that could be understood: no act, no question."""
    spoken = [act for act, weight in move.acts if weight >= 0.3 and act not in ("other", "greet")]
    return "brief" in cues and not spoken and not move.questions and not move.marks


def is_proposal(move: Move) -> bool:
    """Tell whether a turn puts terms to the debtor."""
    return max(move.weight("offer"), move.weight("commit")) >= 0.5


def is_harsh(move: Move, least: float = 0.5) -> bool:
    """Tell whether a turn does harm."""
    return any(move.weight(harm) >= least for harm in HARMS)


def judge_manners(act: str, move: Move, cues: frozenset[str]) -> Occasion:
    """Return the answer to a turn that is about the line or the talk itself."""
    if act in FIRM:
        return NONE
    for name in MANNERS:
        if name in cues and (name not in IDLE or act in SOFT):
            return Occasion(("go_on", "nod") if name == "go_on" else (name,), True, "acknowledge")
    if "personal" in cues and not set(move.questions) - {"family", "small_talk", "off_topic"}:
        return Occasion(("personal",), True, "answer")
    return NONE


def judge_setting(act: str, state: Sequence[float], before: float) -> Occasion:
    """Return how the place of the call is spoken of; `before`: the setting before this turn."""
    if before == shape.SETTING_DRIVING and act == "busy":
        return Occasion(("driving",), True)
    if before == shape.SETTING_SPEAKER:
        if act in ("refuse", "emotion") and state[shape.LEAKED] == 1.0:
            return Occasion(("overheard",), True)
        if state[shape.SETTING] == shape.SETTING_FREE and act == "acknowledge":
            return Occasion(("speaker_off",), True)
        if act == "busy":
            return Occasion(("speaker",), True)
    return NONE


def judge_danger(act: str, state: Sequence[float], cues: frozenset[str]) -> Occasion:
    """Return the answer to a direct question about safety, and what is said once help is there."""
    if act == "risk" and "harm" in cues:
        return Occasion(("asked_harm",), True, "risk")
    if act in ("risk", "bye"):
        return NONE
    if state[shape.RISK] == 0.0:
        fine = "harm" in cues and act in ("emotion", "answer", "acknowledge", "question")
        return Occasion(("asked_no",), True, "answer") if fine else NONE
    asked = tuple(
        f"asked_{name}"
        for name in ("plan", "harm", "safe", "where", "someone", "alone")
        if name in cues
    )
    if asked:
        return Occasion(asked[:2], True, "emotion")
    if state[shape.RISK] == 3.0 and act in ("emotion", "acknowledge", "thank"):
        return Occasion(("safe",), True)
    return NONE


def judge_time(act: str, move: Move, cues: frozenset[str]) -> Occasion:
    """Return the answer to a question when something happened that is over."""
    if "when" in cues and act in SOFT and not set(move.questions) - {"due_date"}:
        return Occasion(("asked_when",), True, "answer")
    return NONE


def judge_feeling(
    act: str,
    move: Move,
    state: Sequence[float],
    cues: frozenset[str],
    told: bool,
    other: bool,
) -> Occasion:
    """Return what a nod says: to an apology, to warmth, to a harm, to words without sense.

    told: whether it is plain what the call is about; other: whether it is not the debtor who nods.
    """
    if "more" in cues and act not in FIRM | {"question", "busy"}:
        return Occasion(("no_more",), True, "acknowledge")
    settled = state[shape.PROMISE] == 1.0
    restated = move.weight("summarise") >= 0.5 or move.weight("commit") >= 0.5
    asked = set(move.questions)
    asked_again = act in ("acknowledge", "answer") and asked and asked <= SETTLED
    if settled and (asked_again or (restated and act in NODS | {"answer", "emotion"})):
        return Occasion(
            ("agreed_sum", "agreed") if asked_again else ("agreed",), True, "acknowledge"
        )
    if act == "answer" and is_harsh(move, SURELY) and set(move.questions) <= PRIVATE:
        return Occasion(("stung",), True, "emotion")
    if act not in NODS:
        return NONE
    suits = "convenient_to_talk" in move.marks and "when_to_call" not in move.questions
    if suits and not other:
        return Occasion(("convenient",), True, "acknowledge")
    if not told:
        return Occasion(("what_for",), True, "question")
    if is_harsh(move, PLAINLY) or (is_empty(move, cues) and is_harsh(move, 0.12)):
        return Occasion(("stung",), act != "silence", "emotion")
    if move.weight("apologise") >= (SURELY if "asking" in cues else 0.5):
        return Occasion(("apology",))
    if is_empty(move, cues):
        return Occasion(("clarify",) if "asking" in cues else ("confused",), True, "question")
    if act != "acknowledge":
        unclear = act == "question" and "asking" in cues and not move.questions
        unclear = unclear and "more" not in cues
        return Occasion(("clarify",), True) if unclear and not is_proposal(move) else NONE
    if move.weight("summarise") >= 0.5 or "confirm" in cues:
        return Occasion(("yes",)) if move.fit >= 0.3 or move.weight("summarise") >= 0.5 else NONE
    if move.weight("empathise") >= 0.5 or move.weight("affirm") >= 0.5:
        return Occasion(("felt",))
    if "asking" in cues and not move.questions and not is_proposal(move):
        return Occasion(("clarify",), True, "question")
    return NONE


def find_occasion(
    act: str,
    move: Move,
    cues: frozenset[str],
    state: Sequence[float],
    persona: Sequence[float],
    setting: float,
    told: bool,
) -> Occasion:
    """Return the occasion of a reply.

    setting: where the phone was before this turn. told: whether it is plain what this is about.
    """
    if state[shape.ENDED] == shape.END_HANGUP:
        return NONE
    if act == "promise":
        return Occasion(("accept",)) if move.weight("offer") >= 0.5 else NONE
    other = is_other(list(state), list(persona))
    if other and names_debt(move.vector()) and act != "bye":
        return Occasion(("leak",), True) if act in ("emotion", "question") else NONE
    if act == "bye" and 1.0 <= state[shape.RISK] < 3.0:
        return Occasion(("hangup",), True)
    if state[shape.ENDED] != shape.END_NONE and state[shape.RISK] == 3.0:
        return Occasion(("goodbye_safe",), True, "bye")
    placed = judge_setting(act, state, setting)
    if placed.keys or act == "bye":
        return placed
    danger = judge_danger(act, state, cues)
    if danger.keys or act == "risk":
        return danger
    manners = judge_manners(act, move, cues)
    if not manners.keys and not other:
        manners = judge_time(act, move, cues)
    if manners.keys:
        return manners
    return judge_feeling(act, move, state, cues, told, other)


# What is said before anybody's own questions: danger, a leak, the end, the wheel, a sting.
BEFORE_OWN = frozenset(
    (
        "goodbye_safe "
        "leak hangup driving speaker overheard stung fetched back took_over accept wrong_name "
        "asked_plan asked_harm asked_safe asked_alone asked_where asked_someone"
    ).split()
)
# Replies that an own answer takes the place of; beside any other it is said first.
OWN_ALONE = frozenset(
    (
        "acknowledge thank answer silence greet question emotion who_is_this third_party excuse "
        "negotiate refuse dispute cite_law deny_identity"
    ).split()
)


def yields_to_own(occasion: Occasion) -> bool:
    """Tell whether an occasion gives way to the answer to an own question."""
    return not BEFORE_OWN & set(occasion.keys)


def answer_own(act: str, names: Sequence[str]) -> Occasion:
    """Return the occasion of an own question: its answer alone, or before what must be said."""
    alone = act in OWN_ALONE
    return Occasion(tuple(OWN + name for name in names[:2]), alone, "answer" if alone else "")
