"""Trains the lean model: python -m training.train_lean. Writes simcall/speech/data/lean.npz."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sparse
from joblib import Parallel, delayed
from sklearn.linear_model import LogisticRegression

from simcall.speech.heads import LABELS
from simcall.speech.lean import BUCKETS, hash_text
from training.calibrate import calibrate
from training.corpus import (
    ROOT,
    Example,
    is_dev,
    is_held_out,
    read_agent,
    read_debtor,
    read_persona_lines,
)

OUT = ROOT / "simcall" / "speech" / "data" / "lean.npz"


def build_matrix(examples: list[Example]) -> sparse.csr_matrix:
    buckets = [hash_text(e.text, e.prev) for e in examples]
    lengths = [len(b) for b in buckets]
    values = np.concatenate([np.full(n, 1 / np.sqrt(max(1, n))) for n in lengths])
    bounds = np.cumsum([0, *lengths])
    return sparse.csr_matrix(
        (values, np.concatenate(buckets), bounds), shape=(len(examples), BUCKETS)
    )


def fit_label(x: sparse.csr_matrix, y: np.ndarray) -> tuple[np.ndarray, float]:
    if (y > 0.5).sum() < 3:
        return np.zeros(BUCKETS), -5.0
    model = LogisticRegression(C=30.0, solver="liblinear", class_weight={0: 1.0, 1: 2.0}, tol=0.01)
    model.fit(x, y > 0.5)
    return model.coef_[0], float(model.intercept_[0])


def fit_all(
    x: sparse.csr_matrix, targets: np.ndarray, rows: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    known = [rows & ~np.isnan(targets[:, k]) for k in range(len(LABELS))]
    fits = Parallel(n_jobs=-1)(
        delayed(fit_label)(x[here], targets[here, k]) for k, here in enumerate(known)
    )
    return np.stack([w for w, _ in fits], axis=1), np.array([b for _, b in fits])


def main() -> None:
    examples = [*read_agent(), *read_debtor(), *read_persona_lines()]
    x = build_matrix(examples)
    targets = np.stack([e.targets for e in examples])
    training = np.array([not is_held_out(e) and not is_dev(e) for e in examples])
    dev = np.array([not is_held_out(e) and is_dev(e) for e in examples])
    folds = np.array([hash_fold(e.author) for e in examples])
    scores = np.zeros(targets.shape, np.float32)
    for fold in range(4):
        weights, bias = fit_all(x, targets, training & (folds != fold))
        here = folds == fold
        scores[here] = x[here] @ weights + bias
    weights, bias = fit_all(x, targets, training)
    scores[dev] = x[dev] @ weights + bias
    use = training | dev
    fitted = calibrate(scores[use], targets[use])
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
    np.savez_compressed(
        OUT,
        weights=np.rint(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=bias.astype(np.float32),
        labels=np.array(LABELS),
        **fitted,
    )
    print(f"wrote {OUT} from {int(training.sum())} utterances")


def hash_fold(author: str) -> int:
    import zlib

    return "abcd".index(author) if author in "abcd" else zlib.crc32(author.encode()) % 4


if __name__ == "__main__":
    main()
