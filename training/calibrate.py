"""Platt scaling and thresholds from scores on data that the model did not see."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simcall.speech.acts import HARMS
from simcall.speech.heads import LABELS

Floats = NDArray[np.float32]


def fit_platt(scores: Floats, targets: Floats) -> tuple[float, float]:
    """Return slope and offset of a logistic fit (Platt 1999, with his smoothed targets)."""
    good = int(targets.sum())
    bad = len(targets) - good
    if good < 3 or bad < 3:
        return 1.0, 0.0
    wanted = np.where(targets > 0.5, (good + 1) / (good + 2), 1 / (bad + 2))
    a, b = 1.0, 0.0
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(a * scores + b, -30, 30)))
        w = np.maximum(p * (1 - p), 1e-9)
        gradient = np.array([((p - wanted) * scores).sum() + 0.01 * (a - 1), (p - wanted).sum()])
        h = np.array(
            [
                [(w * scores * scores).sum() + 0.01, (w * scores).sum()],
                [(w * scores).sum(), w.sum() + 1e-6],
            ]
        )
        step = np.linalg.solve(h, gradient)
        a, b = a - step[0], b - step[1]
        if np.abs(step).max() < 1e-7:
            break
    return (float(a), float(b)) if a > 0.05 else (1.0, 0.0)


def best_threshold(probability: Floats, targets: Floats, label: str) -> float:
    """Return the threshold with the best F; for harms recall weighs a little more (F1.2)."""
    if targets.sum() < 5:
        return 0.5
    beta = 1.2 if label in HARMS else 1.0
    best, where = -1.0, 0.5
    for threshold in np.arange(0.12, 0.8, 0.02):
        chosen = probability >= threshold
        hit = float((chosen & (targets > 0.5)).sum())
        if hit == 0:
            continue
        precision, recall = hit / chosen.sum(), hit / targets.sum()
        f = (1 + beta**2) * precision * recall / (beta**2 * precision + recall)
        f -= 0.02 * abs(threshold - 0.42)  # a weak prior keeps small samples from odd corners
        if f > best:
            best, where = f, float(threshold)
    return round(where, 3)


def calibrate(scores: Floats, targets: Floats) -> dict[str, Floats]:
    """Return slope, offset and threshold for each label; NaN targets are left out."""
    slope, offset, threshold = (np.zeros(len(LABELS), np.float32) for _ in range(3))
    for k, label in enumerate(LABELS):
        known = ~np.isnan(targets[:, k])
        s, t = scores[known, k].astype(np.float64), targets[known, k]
        slope[k], offset[k] = fit_platt(s, t)
        p = 1 / (1 + np.exp(-np.clip(slope[k] * s + offset[k], -30, 30)))
        threshold[k] = best_threshold(p, t, label)
    return {"slope": slope, "offset": offset, "threshold": threshold}
