"""People to talk to: plain vectors, no files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from simcall.persona import shape
from simcall.persona.ledger import blank_ledger
from simcall.persona.memory import open_call
from simcall.persona.temper import build_vector
from simcall.persona.turn import DRAWS, take_turn
from simcall.speech.acts import DEBTOR_ACTS
from simcall.speech.move import Move, Slots

CALM = {"anger": 0.15, "anxiety": 0.3, "shame": 0.25, "reactance": 0.2, "trust": 0.4}


class Talk:
    """One call with one simulated person, by moves."""

    def __init__(self, seed: int = 7, **person: Any):
        baselines = {**CALM, **person.pop("baselines", {})}
        gains = person.pop("gains", {})
        role = person.pop("role", shape.ROLE_DEBTOR)
        disputes, insolvent = person.pop("disputes", False), person.pop("insolvent", False)
        thresholds = person.pop("thresholds", (0.30, 0.40, 0.52))
        account = person.pop("account", {})
        waited = person.pop("waited", 0.0)
        confirmed = person.pop("confirmed", True)
        self.persona = build_vector(baselines, gains, thresholds, person, role, disputes, insolvent)
        self.account = [0.0] * shape.ACCOUNT_SIZE
        self.account[shape.DUE], self.account[shape.AFFORD] = 68000.0, 60000.0
        self.account[shape.DURABLE_TRUST] = baselines["trust"]
        for name, value in account.items():
            self.account[getattr(shape, name)] = value
        self.state = [0.0] * shape.STATE_SIZE
        self.ledger = blank_ledger()
        self.seed = seed
        self.turn = 0
        self.reply = ""
        open_call(self.state, self.persona, self.account, waited, self.ledger)
        if confirmed:
            self.state[shape.IDENTITY] = self.state[shape.INTRODUCED] = 1.0

    def say(self, *acts: str, **features: Any) -> str:
        """Let the agent do some acts; return the name of the reply."""
        slots = Slots(
            amounts=(features.pop("amount"),) if "amount" in features else (),
            instalments=features.pop("instalments", None),
            days=features.pop("days", None),
        )
        questions = tuple(features.pop("ask", ()))
        features.setdefault("seconds", 6.0)
        features.setdefault("fit", 0.5)
        move = Move(tuple((act, 1.0) for act in acts), questions=questions, slots=slots, **features)
        return self.hear(move.vector())

    def hear(self, vector: list[float]) -> str:
        """Let the person hear a move vector; return the name of the reply."""
        self.ledger[0] = 0.0
        code = take_turn(
            self.state, self.persona, self.account, vector, self.ledger, [0.0] * DRAWS,
            self.seed, 0, 0, 0, self.turn,
        )  # fmt: skip
        self.turn += 1
        self.reply = DEBTOR_ACTS[code]
        return self.reply

    def feels(self, feeling: str) -> float:
        """Return one feeling."""
        return self.state[shape.FEELING_NAMES.index(feeling)]

    @property
    def ended(self) -> bool:
        """Tell whether the call is over."""
        return self.state[shape.ENDED] != shape.END_NONE


@pytest.fixture(scope="session")
def call() -> Callable[..., Talk]:
    """Return a way to call somebody: `call(seed=3, will=.7, baselines={...})`."""
    return Talk
