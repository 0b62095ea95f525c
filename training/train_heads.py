"""Calibrates the trained encoder and writes what is shipped: python -m training.train_heads.

Reads training/out/adapters.npz; writes simcall/speech/data/encoder.npz and prints held-out figures.
Labels of the debtor are fitted anew on the finished vectors, so that late debtor data need no new
run of the encoder.
"""

from __future__ import annotations

import os
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from sklearn.linear_model import LogisticRegression

from simcall.content.analyser import group_by_length, make_encoder, one_thread, read_lean
from simcall.speech.acts import HARMS
from simcall.speech.encoder import AGENT_PREFIX, DEBTOR_PREFIX, Encoder
from simcall.speech.heads import BEYOND, LABELS, LEAN_SHARES, PLACE, calm_harms
from simcall.speech.lean import score_lean
from training.base import read_base
from training.calibrate import calibrate
from training.corpus import (
    ROOT,
    Example,
    call_of,
    is_beyond,
    is_coded,
    is_dev,
    is_fitted,
    is_graded,
    is_held_out,
    is_written_for,
    read_agent,
    read_debtor,
    read_persona_lines,
)
from training.figures import print_figures
from training.train_encoder import OUT

SHIPPED = ROOT / "simcall" / "speech" / "data" / "encoder.npz"
CACHE = OUT / "vectors.npz"


def encode_all(encoder: Encoder, examples: list[Example], stamp: str) -> np.ndarray:
    """Return one vector an example; those of an earlier run with the same adapters are kept."""
    known: dict[str, np.ndarray] = {}
    if CACHE.exists():
        with np.load(CACHE) as file:
            if str(file["stamp"]) == stamp:
                known = dict(zip(file["keys"].tolist(), file["vectors"], strict=True))
    keys = [f"{e.speaker}|{e.text}|{e.prev}" for e in examples]
    missing = sorted({k: n for n, k in enumerate(keys) if k not in known}.values())
    tokens = {
        n: encoder.tokenise(
            examples[n].text,
            examples[n].prev,
            AGENT_PREFIX if examples[n].speaker == "agent" else DEBTOR_PREFIX,
        )
        for n in missing
    }
    batches = [
        [missing[at] for at in batch]
        for batch in group_by_length([len(tokens[n].ids) for n in missing])
    ]

    def work(batch: list[int]) -> None:
        for row, vector in zip(batch, encoder.encode([tokens[i] for i in batch]), strict=True):
            known[keys[row]] = vector

    with one_thread(), ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(work, batches))
    OUT.mkdir(exist_ok=True)
    np.savez(CACHE, stamp=stamp, keys=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[k] for k in keys])


def fit_linear(
    x: np.ndarray,
    wanted: np.ndarray,
    strength: float,
    balance: dict[int, float] | str | None = None,
) -> tuple[np.ndarray, float]:
    """Return weight and bias of a logistic regression on scaled features, for raw features.

    strength: the inverse of the penalty (C); balance: class weights as scikit-learn takes them.
    """
    centre, spread = x.mean(0), x.std(0) + 1e-6
    model = LogisticRegression(C=strength, max_iter=400, class_weight=balance)
    model.fit((x - centre) / spread, wanted)
    weight = model.coef_[0] / spread
    return weight, float(model.intercept_[0] - weight @ centre)


def refit_debtor(
    weight: np.ndarray, bias: np.ndarray, x: np.ndarray, y: np.ndarray, rows: np.ndarray
) -> None:
    """Fit the debtor's labels on the finished vectors, in place."""
    for k, label in enumerate(LABELS):
        if not label.startswith(("debtor:", "talk:")) or label == "debtor:risk":
            continue
        known = rows & ~np.isnan(y[:, k])
        if y[known, k].sum() >= 5:
            weight[k], bias[k] = fit_linear(x[known], y[known, k] > 0.5, 0.02, {0: 1.0, 1: 2.0})


def fit_domain(
    weight: np.ndarray, bias: np.ndarray, x: np.ndarray, y: np.ndarray, rows: np.ndarray
) -> None:
    """Fit the label of talk beyond collections on finished vectors, in place."""
    place = PLACE[BEYOND]
    known = rows & ~np.isnan(y[:, place])
    weight[place], bias[place] = fit_linear(x[known], y[known, place] > 0.5, 0.01)


def fit_support(x: np.ndarray, y: np.ndarray, support: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return weights, then bias, that tell supportive talk beyond collections from harms."""
    harms = [PLACE[name] for name in HARMS]
    harmful = np.nan_to_num(y[:, harms]).max(1) > 0.5
    use = rows & (support | harmful)
    weight, bias = fit_linear(x[use], support[use], 0.01, "balanced")
    return np.append(weight, bias).astype(np.float32)


def choose_examples() -> list[Example]:
    """Return what is fitted here: the debtor's lines and half of the personas', and of the agent's
    the development and held-out parts, harms, and supportive talk."""
    lines = [e for e in read_persona_lines() if is_fitted(e)]
    agent = [e for e in read_agent() if is_held_out(e) or is_dev(e) or is_telling(e)]
    return [*agent, *read_debtor(), *lines]


def is_telling(example: Example) -> bool:
    """Tell whether it is a harm, supportive talk beyond collections, or a turn of a call."""
    harms = [PLACE[name] for name in HARMS]
    harmful = np.nan_to_num(example.targets[harms]).max() > 0.5
    return bool(harmful) or is_beyond(example) or (is_graded(example) and bool(call_of(example)))


def main() -> None:
    with np.load(OUT / "adapters.npz") as file:
        arrays = {key: file[key] for key in file.files}
    encoder = make_encoder(read_base(), arrays)
    examples = choose_examples()
    stamp = str(zlib.crc32(b"".join(arrays[k].tobytes() for k in sorted(arrays))))
    vectors = encode_all(encoder, examples, stamp)
    targets = np.stack([e.targets for e in examples])
    weight, bias = arrays["head_weight"].copy(), arrays["head_bias"].copy()
    held = np.array([is_held_out(e) for e in examples])
    dev = np.array([is_dev(e) for e in examples]) & ~held
    refit_debtor(weight, bias, vectors, targets, ~held & ~dev)
    beyond = np.array([is_beyond(e) for e in examples])
    fit_domain(weight, bias, vectors, targets, ~held & ~dev)
    support = fit_support(vectors, targets, beyond, ~held & ~dev)
    scores = vectors @ weight.T + bias
    lean = score_lean(read_lean(), [(e.text, e.prev) for e in examples])
    scores += LEAN_SHARES * lean
    calm_harms(scores, vectors, support)
    coded = np.array([not is_written_for(e) for e in examples])
    fitted = calibrate(scores[dev & coded], targets[dev & coded])
    np.savez_compressed(
        SHIPPED,
        **{k: v for k, v in arrays.items() if "." in k},
        head_weight=weight.astype(np.float32),
        head_bias=bias.astype(np.float32),
        support=support,
        labels=np.array(LABELS),
        **fitted,
    )
    known = np.array([is_coded(e) for e in examples])
    print_figures(examples, scores, targets, fitted, dev & known, "development part")
    print_figures(examples, scores, targets, fitted, held & known, "held out by author, situation")


if __name__ == "__main__":
    main()
