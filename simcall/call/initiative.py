"""What somebody brings up unasked: the questions of this call, when the agent leaves room.

People who are rung about money have something on their minds of their own. What an author wrote as
this call's own questions (`question` lines of a scenario) is asked when the agent only nods or
soothes, when an answer leads on to it, and when the agent asks whether there is anything else. It
changes words only, never feelings or outcomes.
"""

from __future__ import annotations

from collections.abc import Sequence

from simcall.call.occasion import NODS, OWN, Occasion, is_harsh, is_proposal
from simcall.persona import shape
from simcall.persona.words import AFTERWARDS, INVITED, ROOM
from simcall.speech.move import Move

MOST = 3  # questions of their own that people bring up in one call
FIRST = 3  # turn from which they do; somebody else at the debtor's phone begins earlier
FIRST_OTHER = 2
AFTER_NOD = 2  # turns between two of them, where the agent has asked nothing
AFTER_ANSWER = 5  # ... where something was asked and answered
LEAST = 0.35  # weight from which a turn of the agent does harm that leaves no room
# Answers to a nod or a kind word, beside which there is room.
QUIET = frozenset({"nod", "go_on", "felt", "apology", "thanks", "relief", "fine"})


class Initiative:
    """Remembers when something was last brought up. other: it is not the debtor who speaks."""

    def __init__(self, other: bool):
        self._first = FIRST_OTHER if other else FIRST
        self._count = 0
        self._last = -AFTER_ANSWER

    def judge(
        self,
        act: str,
        move: Move,
        occasion: Occasion,
        state: Sequence[float],
        turn: int,
    ) -> str:
        """Return INVITED, AFTERWARDS, ROOM or "" for the reply of a turn (counted from 1)."""
        if state[shape.RISK] != 0.0 or state[shape.ENDED] != shape.END_NONE:
            return ""
        if is_harsh(move, LEAST):
            return ""
        settled = state[shape.PROMISE] == 1.0
        if self._count >= MOST:
            return ""
        if "no_more" in occasion.keys:
            return AFTERWARDS if settled else INVITED
        if turn < self._first or settled:
            return ""
        gap = turn - self._last
        answered = bool(occasion.keys) and all(key.startswith(OWN) for key in occasion.keys)
        if answered and not is_proposal(move):
            return ROOM if gap >= AFTER_ANSWER else ""
        quiet = set(occasion.keys) <= QUIET and not (move.asked or move.questions)
        nods = act in NODS or act == "third_party"
        return ROOM if quiet and nods and not is_proposal(move) and gap >= AFTER_NOD else ""

    def note(self, turn: int) -> None:
        """Keep that something was brought up in a turn."""
        self._count += 1
        self._last = turn
