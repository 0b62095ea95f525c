"""Figures of a model on a part of the corpus: F1 by label, harms, calibration error."""

from __future__ import annotations

import numpy as np

from simcall.speech.acts import ACTS, DEBTOR_ACTS, HARMS
from simcall.speech.heads import PLACE
from training.corpus import Example


def f_score(chosen: np.ndarray, wanted: np.ndarray) -> float:
    hit = float((chosen & wanted).sum())
    return 2 * hit / max(1.0, float(chosen.sum() + wanted.sum()))


def calibration_error(probability: np.ndarray, wanted: np.ndarray, bins: int = 10) -> float:
    """Return the expected calibration error over equal-width bins."""
    total = 0.0
    for low in np.arange(bins) / bins:
        here = (probability >= low) & (probability < low + 1 / bins)
        if here.any():
            total += here.mean() * abs(probability[here].mean() - wanted[here].mean())
    return float(total)


def print_figures(
    examples: list[Example],
    scores: np.ndarray,
    targets: np.ndarray,
    fitted: dict[str, np.ndarray],
    rows: np.ndarray,
    title: str,
) -> None:
    p = 1 / (1 + np.exp(-np.clip(scores * fitted["slope"] + fitted["offset"], -30, 30)))
    print(f"\n## {title}")
    for speaker, names, prefix in (("agent", ACTS, ""), ("debtor", DEBTOR_ACTS, "debtor:")):
        for language in ("zh", "en"):
            here = rows & np.array(
                [e.speaker == speaker and e.language == language for e in examples]
            )
            if here.sum() < 30:
                continue
            parts, every = [], []
            hits = chosen_harms = real_harms = 0.0
            for name in names:
                k = PLACE[prefix + name]
                wanted = targets[here, k] > 0.5
                chosen = p[here, k] >= fitted["threshold"][k]
                if wanted.sum() == 0:
                    continue
                f = f_score(chosen, wanted)
                every.append(f)
                error = calibration_error(p[here, k], wanted)
                parts.append(f"{name} {f:.2f} (n {int(wanted.sum())}, ece {error:.3f})")
                if name in HARMS:
                    hits += (chosen & wanted).sum()
                    chosen_harms += chosen.sum()
                    real_harms += wanted.sum()
            line = f"{speaker} {language}: n {int(here.sum())}, macro-F1 {np.mean(every):.3f}"
            if real_harms:
                recall, precision = hits / real_harms, hits / max(1.0, chosen_harms)
                line += f", harms recall {recall:.3f} precision {precision:.3f}"
            print(line)
            print("  " + "; ".join(parts))
