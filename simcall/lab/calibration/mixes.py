"""The random mixes of acts that stand in for coded counselling and support sessions."""

from __future__ import annotations

from collections.abc import Mapping

from simcall.lab.calibration.runner import Mix
from simcall.speech.move import Move

# How often a counsellor uses each behaviour (shares of turns), and its takes on what was said.
AVERAGE: dict[str, float] = {
    "ask_open": 0.16,
    "ask_closed": 0.16,
    "reflect": 0.26,
    "inform": 0.16,
    "offer": 0.06,
    "commit": 0.04,
    "other": 0.16,
}
HIGH: dict[str, float] = {
    "ask_open": 0.17,
    "ask_closed": 0.12,
    "reflect": 0.30,
    "affirm": 0.08,
    "empathise": 0.05,
    "inform": 0.12,
    "offer": 0.02,
    "commit": 0.05,
    "other": 0.09,
}
LOW: dict[str, float] = {
    "ask_open": 0.08,
    "ask_closed": 0.24,
    "reflect": 0.10,
    "inform": 0.22,
    "offer": 0.16,
    "dismiss": 0.03,
    "pressure": 0.03,
    "other": 0.14,
}
CONSISTENT = frozenset(("ask_open", "reflect", "affirm", "empathise"))
INCONSISTENT = frozenset(("dismiss", "pressure", "rigid", "threat", "attack"))
FITS = (0.1, 0.3, 0.5, 0.7)  # reflections take up more or less of what was said
SECONDS = 8.0
ALWAYS_NEW = 1e6


class NamedMix:
    """A mix whose moves have names, such as `ask_open` or `reflect+empathise`, whatever the fit."""

    def __init__(self, shares: Mapping[str, float], fits: tuple[float, ...] = FITS):
        """Build the moves; `fits` are the equally frequent fits of reflections."""
        self.names: list[str] = []
        moves: list[list[float]] = []
        weights: list[float] = []
        for act, share in shares.items():
            acts = act.split("+")
            takes = fits if "reflect" in acts or "empathise" in acts else (0.3,)
            for fit in takes:
                self.names.append(act)
                moves.append(make_move(*acts, fit=fit))
                weights.append(share / len(takes))
        total = sum(weights)
        self.mix = Mix(moves, [w / total for w in weights], [ALWAYS_NEW] * len(moves))


def make_move(*acts: str, fit: float = 0.3, **features: float) -> list[float]:
    """Return the vector of a move with some acts at full weight."""
    names = [act for act in acts if act != "other"]
    move = Move(tuple((act, 1.0) for act in names), fit=fit, seconds=SECONDS)
    return move._replace(**features).vector()  # type: ignore[arg-type]
