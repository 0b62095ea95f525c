"""Platt scaling and thresholds from scores on data that the model did not see."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simcall.speech.acts import HARMS
from simcall.speech.heads import LABELS

Floats = NDArray[np.float32]
# Below this a harm is never labelled: supportive talk beyond collections must not be accused.
HARM_FLOOR = 0.42


def loss_of(
    a: float, b: float, scores: Floats, wanted: Floats, prior: tuple[float, float]
) -> float:
    z = np.clip(a * scores + b, -40, 40)
    fit = (np.logaddexp(0, z) - wanted * z).sum()
    return float(fit + 4.0 * (a - prior[0]) ** 2 + 0.5 * (b - prior[1]) ** 2)


def fit_platt(
    scores: Floats, targets: Floats, prior: tuple[float, float] = (1.0, 0.0)
) -> tuple[float, float]:
    """Return slope and offset of a logistic fit (Platt 1999), drawn towards a prior.

    With ten examples of a label the prior, which is the fit over all labels together, decides
    most of the slope. Newton steps are halved until the loss falls.
    """
    wanted = targets.astype(np.float64)
    a, b = prior
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(a * scores + b, -40, 40)))
        w = np.maximum(p * (1 - p), 1e-9)
        slope = ((p - wanted) * scores).sum() + 8.0 * (a - prior[0])
        shift = (p - wanted).sum() + 1.0 * (b - prior[1])
        h = np.array(
            [
                [(w * scores * scores).sum() + 8.0, (w * scores).sum()],
                [(w * scores).sum(), w.sum() + 1.0],
            ]
        )
        step = np.linalg.solve(h, np.array([slope, shift]))
        size, before = 1.0, loss_of(a, b, scores, wanted, prior)
        while (
            size > 1e-4
            and loss_of(a - size * step[0], b - size * step[1], scores, wanted, prior) > before
        ):
            size /= 2
        a, b = a - size * step[0], b - size * step[1]
        if np.abs(size * step).max() < 1e-6:
            break
    return max(0.05, float(a)), float(b)


def best_threshold(probability: Floats, targets: Floats, label: str) -> float:
    """Return the threshold with the best F; F1.2 for harms, F1.3 for hints of self-harm."""
    if targets.sum() < 5:
        return 0.5
    beta = 1.2 if label in HARMS else (1.3 if label == "debtor:risk" else 1.0)
    best, where = -1.0, 0.5
    lowest = HARM_FLOOR if label in HARMS else 0.12
    for threshold in np.arange(lowest, 0.8, 0.02):
        chosen = probability >= threshold
        hit = float((chosen & (targets > 0.5)).sum())
        if hit == 0:
            continue
        precision, recall = hit / chosen.sum(), hit / targets.sum()
        f = (1 + beta**2) * precision * recall / (beta**2 * precision + recall)
        f -= 0.25 * abs(threshold - 0.4)  # a prior keeps small samples from odd corners
        if f > best:
            best, where = f, float(threshold)
    return round(where, 3)


def calibrate(scores: Floats, targets: Floats) -> dict[str, Floats]:
    """Return slope, offset and threshold for each label; NaN targets are left out."""
    slope, offset, threshold = (np.zeros(len(LABELS), np.float32) for _ in range(3))
    all_known = ~np.isnan(targets)
    prior = fit_platt(scores[all_known].astype(np.float64), targets[all_known] > 0.5)
    for k, label in enumerate(LABELS):
        known = ~np.isnan(targets[:, k])
        s, t = scores[known, k].astype(np.float64), targets[known, k]
        slope[k], offset[k] = fit_platt(s, t > 0.5, prior)
        p = 1 / (1 + np.exp(-np.clip(slope[k] * s + offset[k], -30, 30)))
        threshold[k] = best_threshold(p, t, label)
    return {"slope": slope, "offset": offset, "threshold": threshold}
