"""Labels of the classifier, their thresholds and calibration, and the last step from scores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simcall.speech.acts import (
    ACTS,
    CRITICALS,
    DEBTOR_ACTS,
    HARMS,
    MARKS,
    SIGNS,
    TALK,
    TOPICS,
    WORTH,
)

AGENT_LABELS: tuple[str, ...] = (
    *ACTS,
    *(f"mark:{name}" for name in MARKS),
    *(f"topic:{name}" for name in TOPICS),
)
DEBTOR_LABELS: tuple[str, ...] = (
    *(f"debtor:{name}" for name in DEBTOR_ACTS),
    *(f"talk:{name}" for name in TALK),
)
REPLY_LABELS: tuple[str, ...] = tuple(f"reply:{name}" for name in (*WORTH, *SIGNS))
BEYOND = "domain:beyond"  # talk of helpers beyond collections: it is not graded as a reply
FAIL_LABELS: tuple[str, ...] = tuple(f"fails:{name}" for name in CRITICALS)
LABELS: tuple[str, ...] = (*AGENT_LABELS, *DEBTOR_LABELS, *REPLY_LABELS, BEYOND, *FAIL_LABELS)
# The full model adds a share of the lean model's scores: two views err differently. Hints of
# self-harm are left to the encoder and the rules, since they hide in plain words.
LEAN_SHARE = 0.6
LEAN_SHARE_DEBTOR = 0.5
PLACE: dict[str, int] = {name: index for index, name in enumerate(LABELS)}


def share_of(label: str) -> float:
    """Return the share of the lean model's score in the full model's."""
    if label.startswith("debtor:"):
        return 0.0 if label == "debtor:risk" else LEAN_SHARE_DEBTOR
    return LEAN_SHARE if label in ACTS else 0.0


def measure_worth(row: NDArray[np.float32]) -> float:
    """Return the expected grade of a reply, -2 to 2, from the chances of its four limits."""
    apt, good, poor, harmful = (float(row[PLACE[f"reply:{name}"]]) for name in WORTH)
    return round(apt + good - poor - harmful, 3)


LEAN_SHARES: NDArray[np.float32] = np.array([share_of(name) for name in LABELS], np.float32)


class Head(NamedTuple):
    """A linear layer over the encoder's vector: weight (labels, features), bias (labels)."""

    weight: NDArray[np.float32]
    bias: NDArray[np.float32]

    def score(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return log odds, one row for each vector."""
        result: NDArray[np.float32] = vectors @ self.weight.T + self.bias
        return result


def logistic(z: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the logistic function of log odds, cut at 30."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(z, -30.0, 30.0))), dtype=np.float32)


SUPPORT_SHIFT = 4.0  # log odds taken from each harm where talk is surely of another kind
_HARM_PLACES = [PLACE[name] for name in HARMS]


def calm_harms(
    scores: NDArray[np.float32], vectors: NDArray[np.float32], support: NDArray[np.float32]
) -> None:
    """Lower the harms, in place, where an utterance is supportive talk beyond collections.

    Words like family, police or future go with harm on collection calls, but not at a counsellor's.
    support: weights of the vector's features, then a bias.
    """
    beyond = logistic(vectors @ support[:-1] + support[-1])
    scores[:, _HARM_PLACES] -= SUPPORT_SHIFT * beyond[:, None]


class Calibration(NamedTuple):
    """Platt scaling for each label (probability = logistic(slope x score + offset)), thresholds."""

    slope: NDArray[np.float32]
    offset: NDArray[np.float32]
    threshold: NDArray[np.float32]

    def probabilities(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return calibrated probabilities."""
        return logistic(scores * self.slope + self.offset)


def pick_labels(
    row: NDArray[np.float32], thresholds: NDArray[np.float32], names: tuple[str, ...], prefix: str
) -> tuple[str, ...]:
    """Return the names whose probability reaches its threshold."""
    return tuple(
        name for name in names if row[PLACE[prefix + name]] >= thresholds[PLACE[prefix + name]]
    )


def read_row(row: NDArray[np.float32], names: tuple[str, ...], prefix: str) -> Mapping[str, float]:
    """Return probabilities by name, in thousandths."""
    return {name: round(float(row[PLACE[prefix + name]]), 3) for name in names}
