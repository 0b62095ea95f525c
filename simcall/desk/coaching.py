"""Hints for the trainee, from the ledger: what was heard in the last sentence, what it moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from simcall.call.session import TurnResult
from simcall.common.bilingual import Language, Text
from simcall.desk.texts import say
from simcall.persona.ledger import CAUSE_TEXTS, FEELING_TEXTS, Term
from simcall.persona.shape import FEELING_NAMES
from simcall.speech.acts import ACT_NAMES, HARMS
from simcall.speech.move import Move

SHOWN_WEIGHT = 0.4
WORTH = 0.02  # changes below this are not worth a line
MOST_LINES = 5
PARROT = 0.35
TAKEN_UP = 0.5
QUIET_CAUSES = frozenset({"drift", "limit", "decay"})


class Shift(NamedTuple):
    """How far one cause moved one feeling in a turn."""

    cause: str
    feeling: str
    change: float


class Hint(NamedTuple):
    """One line of advice. mark: `!` for a warning, `+` for what went well, else empty."""

    text: str
    mark: str = ""


def sum_shifts(terms: Iterable[Term]) -> list[Shift]:
    """Return the changes by cause and feeling, the largest first."""
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for term in terms:
        sums[term.cause, term.feeling] += term.change
    shifts = [Shift(cause, feeling, change) for (cause, feeling), change in sums.items()]
    order = {name: place for place, name in enumerate(FEELING_NAMES)}
    return sorted(shifts, key=lambda s: (-abs(s.change), s.cause, order[s.feeling]))


def write_shift(shift: Shift, language: Language) -> str:
    """Return a change as one short line."""
    mark = "▲" if shift.change > 0 else "▼"
    feeling = FEELING_TEXTS[shift.feeling].say(language)
    cause = CAUSE_TEXTS[shift.cause].say(language)
    return f"{mark} {feeling} {shift.change:+.2f}  {cause}"


def name_acts(acts: Iterable[str], language: Language) -> str:
    """Return act names as a list in words."""
    return say("app.comma", language).join(ACT_NAMES[act].say(language) for act in acts)


def heard_acts(move: Move) -> list[str]:
    """Return the acts that clearly stand in a move."""
    return [act for act, weight in move.acts if weight >= SHOWN_WEIGHT and act != "other"]


def advise(result: TurnResult, language: Language) -> list[Hint]:
    """Return the hints for one turn: what was heard, warnings, what moved the feelings."""
    move = result.move
    if move is None:
        return [Hint(say("call.hint.first", language))]
    acts = heard_acts(move)
    heard = say("call.hint.heard", language, acts=name_acts(acts, language))
    hints = [Hint(heard if acts else say("call.hint.heard.none", language))]
    hints += [Hint(text, "!") for text in warn(result, move, acts, language)]
    if move.fit >= TAKEN_UP and not any(act in HARMS for act in acts):
        hints.append(Hint(say("call.hint.fit", language, fit=f"{move.fit:.1f}"), "+"))
    shifts = [
        shift
        for shift in sum_shifts(result.terms)
        if shift.cause not in QUIET_CAUSES and abs(shift.change) >= WORTH
    ]
    if shifts:
        hints.append(Hint(say("call.hint.moved", language)))
        hints += [Hint(write_shift(shift, language)) for shift in shifts[:MOST_LINES]]
    else:
        hints.append(Hint(say("call.hint.still", language)))
    return hints


def warn(result: TurnResult, move: Move, acts: list[str], language: Language) -> list[str]:
    """Return what the trainee should notice now, the gravest first."""
    found = []
    replies = {
        "risk": "call.hint.risk",
        "complain": "call.hint.complaint",
        "ask_supervisor": "call.hint.supervisor",
    }
    if result.reply.act in replies:
        found.append(say(replies[result.reply.act], language))
    harms = [act for act in acts if act in HARMS]
    if harms:
        found.append(say("call.hint.harm", language, acts=name_acts(harms, language)))
    if "early_detail" in move.marks or any(term.cause == "early_detail" for term in result.terms):
        found.append(say("call.hint.early_detail", language))
    if move.novelty < PARROT:
        found.append(say("call.hint.parrot", language))
    return found


def name_speaker(name: Text, language: Language) -> str:
    """Return the short name of the other side for the speakers' column."""
    spoken = name.say(language)
    return spoken if language == "zh" else spoken.split()[0] if spoken else ""


class Sides(NamedTuple):
    """Names for the speakers' column. me: the trainee; them: the debtor; other: anybody else."""

    me: str
    them: str
    other: str

    def answering(self, party: str) -> str:
        """Return who gave an answer. party: as in a turn."""
        return self.other if party else self.them


def name_sides(name: Text, language: Language) -> Sides:
    """Return the names of both sides of a call with somebody of this name."""
    them = name_speaker(name, language)
    return Sides(say("call.you", language), them, say("call.other", language))
