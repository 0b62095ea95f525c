"""How the other side takes it: the debtor's own words as evidence of what the agent did (C3, A13).

A label of the agent's words may be missed; that somebody has to say the same thing twice, objects,
or puts the phone down relieved is seen in plain words and by nobody's favour. First words are left
out, since nothing that this agent did has brought them about.
"""

from __future__ import annotations

from typing import NamedTuple

from simcall.rubric.case import Case, DebtorTurn

FIRST = 1  # debtor turns at the start that answer nothing of this agent's doing
FEWEST = 6  # turns by which sour ones are divided at least, so that one alone says little
LATE = 3  # debtor turns at the end in which relief counts
THANKED = 0.8  # probability from which a label of thanks counts without plain words
PROTEST = 0.8  # weight of a protest against having to repeat oneself (1)
PLAIN = 0.55  # relief of a plain thank-you, against more telling words (1)
START = 0.62  # level of a call in which nobody is heard to complain or to be relieved
SLOPE = 2.0  # fall of the level for each sour turn in all turns
RISE = 0.38  # rise by relief at the end


class Reactions(NamedTuple):
    """Debtor turns that say so: not heard, objecting, relieved. sour: share of sour turns;
    eased: relief at the end, 0 to 1; level: 0 (nobody listened) to 1 (at ease)."""

    unheard: tuple[int, ...]
    protests: tuple[int, ...]
    relief: tuple[int, ...]
    sour: float
    eased: float
    level: float


def is_sour(case: Case, turn: DebtorTurn) -> float:
    """Return how sour one debtor turn is: 1 has to repeat or correct, 0.8 objects, else 0."""
    if case.rubric.signal("unheard", turn.text):
        return 1.0
    return PROTEST if case.rubric.signal("protests", turn.text) else 0.0


def is_relieved(case: Case, turn: DebtorTurn) -> float:
    """Return how relieved one debtor turn is, 0 to 1."""
    if case.rubric.signal("relief", turn.text):
        return 1.0
    plain = case.rubric.signal("told_thank", turn.text) or turn.shows("thank", THANKED)
    return PLAIN if plain else 0.0


def find_reactions(case: Case) -> Reactions:
    """Return how the other side takes the call."""
    turns = [t for t in case.debtor[FIRST:] if case.agent and t.place > case.agent[0].place]
    sour = {t.place: is_sour(case, t) for t in turns}
    unheard = tuple(p for p, value in sour.items() if value == 1.0)
    protests = tuple(p for p, value in sour.items() if 0.0 < value < 1.0)
    last = turns[-LATE:]
    glad = [(is_relieved(case, t), t.place) for t in last if not sour[t.place]]
    ends_sour = max((sour[t.place] for t in turns[-2:]), default=0.0)
    eased = max((value for value, _ in glad), default=0.0) * (1.0 - 0.7 * ends_sour)
    half = len(turns) // 2
    early = sum(sour[t.place] for t in turns[:half])
    late = sum(sour[t.place] for t in turns[half:])
    early *= 1.0 - 0.7 * eased  # what was mended
    share = (early + late) / max(FEWEST, len(turns))
    level = min(1.0, max(0.0, START + RISE * eased - SLOPE * share))
    return Reactions(
        unheard,
        protests,
        tuple(p for value, p in glad if value),
        round(share, 3),
        round(eased, 3),
        round(level, 3),
    )
