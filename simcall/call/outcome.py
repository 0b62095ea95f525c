"""How a call ended, and what came of it afterwards."""

from __future__ import annotations

from typing import Any, NamedTuple

from simcall.common.chance import COMPLAINT, PROMISE, draw_unit
from simcall.persona.bargain import keep_chance
from simcall.persona.memory import complaint_chance
from simcall.persona.shape import (
    AGREED_TIME,
    END_BUSY,
    END_CLOSED,
    ENDED,
    LAYER,
    PROMISE_AMOUNT,
    PROMISE_DAYS,
    RISK,
    SUPERVISOR,
)
from simcall.persona.shape import (
    COMPLAINT as COMPLAINT_STATE,
)
from simcall.persona.shape import (
    PROMISE as PROMISE_STATE,
)

END_NAMES = ("agent", "hangup", "closed", "busy", "stopped")


class Outcome(NamedTuple):
    """What a call came to.

    end: who or what ended it: closed, hangup, busy, stopped, or agent when the agent just stopped.
    promise: amount in minor units and days from the call, or None. kept: whether the promise was
    kept, None without one. complaint: whether a formal complaint followed. layers_disclosed: 0 to
    3. safety: none, hinted, asked, handed_over. callback: the call was broken off where the debtor
    could not talk, with another time agreed.
    """

    end: str
    promise_amount: int | None
    promise_days: int | None
    kept: bool | None
    complaint: bool
    layers_disclosed: int
    supervisor: bool
    safety: str
    callback: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the outcome as plain data; the amount is a plain number in major units."""
        promise = None
        if self.promise_amount is not None:
            promise = {"amount": self.promise_amount / 100, "days": self.promise_days}
        return {
            "end": self.end,
            "promise": promise,
            "kept": self.kept,
            "complaint": self.complaint,
            "layers_disclosed": self.layers_disclosed,
            "supervisor": self.supervisor,
            "safety": self.safety,
            "callback": self.callback,
        }


def draw_outcome(
    state: list[float],
    persona: list[float],
    account: list[float],
    seed: tuple[int, int],
    attempt: int,
) -> Outcome:
    """Return the outcome of a finished call; luck belongs to the seed and the attempt."""
    low, high = seed
    promised = state[PROMISE_STATE] == 1.0
    kept = None
    if promised:
        kept = draw_unit(low, high, 0, 0, PROMISE, attempt) < keep_chance(state, account)
    chance = complaint_chance(state, persona, account)
    complaint = draw_unit(low, high, 0, 0, COMPLAINT, attempt) < chance
    return Outcome(
        end=END_NAMES[int(state[ENDED])],
        promise_amount=int(state[PROMISE_AMOUNT]) if promised else None,
        promise_days=int(state[PROMISE_DAYS]) if promised else None,
        kept=kept,
        complaint=complaint or state[COMPLAINT_STATE] >= 2.0,
        layers_disclosed=int(state[LAYER]),
        supervisor=state[SUPERVISOR] == 1.0,
        safety=("none", "hinted", "asked", "handed_over")[int(state[RISK])],
        callback=state[AGREED_TIME] == 1.0 and state[ENDED] in (END_CLOSED, END_BUSY),
    )
