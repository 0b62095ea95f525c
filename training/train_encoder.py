"""Trains the adapters: python -m training.train_encoder. Writes training/out/adapters.npz.

Heads, calibration and thresholds are fitted afterwards by training.train_heads. Runs on two cores in
about half an hour. Needs torch (any 2.x build, processor only).
"""

from __future__ import annotations

import argparse
import math
import random
import re
import time
import zlib
from typing import NamedTuple, cast

import numpy as np
import torch
from torch.nn import functional as F  # noqa: N812
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from simcall.speech.acts import WORTH
from simcall.speech.encoder import AGENT_PREFIX, DEBTOR_PREFIX
from simcall.speech.heads import LABELS
from simcall.speech.packed import PackedModel, Tokeniser
from training.base import read_base
from training.corpus import (
    ROOT,
    Example,
    is_dev,
    is_held_out,
    is_written_for,
    read_agent,
    read_debtor,
    read_persona_lines,
)
from training.network import Network, export_adapters, load_adapters

OUT = ROOT / "training" / "out"
MOST_TEXT, MOST_PREV = 110, 48
BATCH = 32
STRIPPED, ALONE = 0.12, 0.10  # shares of examples seen without punctuation, without context
GAPPED, GAP = 0.35, 0.12  # share of examples seen with gaps, and of their words then missing
KEEP = 0.998  # of the running mean of the weights, at each step
PERSONA_PARTS = 8  # each epoch sees another eighth of the personas' lines
_PUNCTUATION = re.compile(r"[^\w\s'’£$€¥%.,]|(?<!\d)[.,]|[.,](?!\d)")


def strip_text(text: str) -> str:
    """Return a text as speech recognition writes it: no punctuation, no capitals."""
    return " ".join(_PUNCTUATION.sub(" ", text).lower().split())


class Tokens(NamedTuple):
    """Token numbers of utterance and context; how many of them are the utterance."""

    ids: list[int]
    spoken: int


def leave_gaps(tokens: Tokens, rng: random.Random) -> Tokens:
    """Drop some word pieces, so that no one word carries a label (its marks of start and end stay)."""
    ids, spoken = tokens
    edges = {0, spoken - 1, len(ids) - 1}
    kept = [n in edges or rng.random() >= GAP for n in range(len(ids))]
    return Tokens([i for i, k in zip(ids, kept, strict=True) if k], sum(kept[:spoken]))


class Inputs:
    """Tokens of all examples, with the few word embeddings that they need."""

    def __init__(self, packed: PackedModel, examples: list[Example]):
        self.packed = packed
        self.tokeniser = Tokeniser(packed.vocabulary)
        # As written, without what was said before, and as speech recognition writes it.
        self.plain = [self.tokenise(e, e.text, e.prev) for e in examples]
        self.alone = [self.tokenise(e, e.text, "") for e in examples]
        self.heard = [self.tokenise(e, strip_text(e.text), strip_text(e.prev)) for e in examples]
        views = (self.plain, self.alone, self.heard)
        used = sorted({i for view in views for tokens in view for i in tokens.ids})
        self.place = {i: n for n, i in enumerate(used)}
        self.words = torch.tensor(packed.word_rows(used))
        self.width = packed.width

    def tokenise(self, example: Example, text: str, prev: str) -> Tokens:
        prefix = AGENT_PREFIX if example.speaker == "agent" else DEBTOR_PREFIX
        v = self.packed.vocabulary
        body = [i for i, _, _ in self.tokeniser.encode(prefix + text, MOST_TEXT)]
        before = [i for i, _, _ in self.tokeniser.encode(prev, MOST_PREV)] if prev else []
        return Tokens([v.bos, *body, v.eos, *before, v.eos], len(body) + 2)

    def choose(self, row: int, rng: random.Random) -> Tokens:
        """Return one view of an example: mostly as written, some with gaps."""
        view = self.choose_view(row, rng)
        return leave_gaps(view, rng) if rng.random() < GAPPED else view

    def choose_view(self, row: int, rng: random.Random) -> Tokens:
        luck = rng.random()
        if luck < STRIPPED:
            return self.heard[row]
        return self.alone[row] if luck < STRIPPED + ALONE else self.plain[row]

    def batch(
        self, rows: list[int], rng: random.Random
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        chosen = [self.choose(i, rng) for i in rows]
        length = max(len(tokens.ids) for tokens in chosen)
        words = torch.zeros(len(rows), length, self.width)
        mask = torch.zeros(len(rows), length, dtype=torch.bool)
        text = torch.zeros(len(rows), length, dtype=torch.bool)
        for n, (ids, spoken) in enumerate(chosen):
            words[n, : len(ids)] = self.words[[self.place[t] for t in ids]]
            mask[n, : len(ids)] = True
            text[n, :spoken] = True
        return words, mask, text

    def batches(self, rows: list[int], rng: random.Random) -> list[list[int]]:
        """Return batches of similar length in random order."""
        rows = rows[:]
        rng.shuffle(rows)
        out = []
        for at in range(0, len(rows), BATCH * 16):
            part = sorted(rows[at : at + BATCH * 16], key=lambda i: len(self.plain[i].ids))
            out += [part[j : j + BATCH] for j in range(0, len(part), BATCH)]
        rng.shuffle(out)
        return out


def choose_rows(
    examples: list[Example], epoch: int, fresh: frozenset[str] = frozenset()
) -> list[int]:
    """Return an epoch's rows: all agent and debtor lines, a part of the personas' lines.

    fresh: authors that came since the last run; then the others' lines take turns, half an epoch.
    """
    rows = []
    for n, e in enumerate(examples):
        if is_held_out(e) or is_dev(e):
            continue
        mark = zlib.crc32(e.id.encode())
        if is_written_for(e) and mark % PERSONA_PARTS != epoch % PERSONA_PARTS:
            continue
        if fresh and e.author not in fresh and mark % 2 != epoch % 2:
            continue
        rows.append(n)
    return rows


def weigh_label(name: str) -> float:
    """Return how much a label counts in the loss: acts and grades full, the rest less."""
    kind, _, rest = name.partition(":")
    if not rest or kind == "debtor" or rest in WORTH:
        return 1.0
    return 0.5 if kind in ("reply", "fails") else 0.35


def train(
    network: Network,
    inputs: Inputs,
    examples: list[Example],
    epochs: int,
    rate: float,
    fresh: frozenset[str] = frozenset(),
) -> None:
    targets = torch.tensor(np.stack([e.targets for e in examples]))
    rng = random.Random(11)
    head = list(network.head.parameters())
    rest = [p for p in network.parameters() if not any(p is q for q in head)]
    optimiser = torch.optim.AdamW(
        [{"params": rest, "lr": rate}, {"params": head, "lr": 3 * rate}], weight_decay=0.01
    )
    steps = sum(math.ceil(len(choose_rows(examples, n, fresh)) / BATCH) for n in range(epochs))
    mean = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(KEEP))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: (
            min(1.0, (s + 1) / (0.06 * steps))
            * (0.02 + 0.49 * (1 + math.cos(math.pi * min(1.0, s / steps))))
        ),
    )
    known = ~torch.isnan(targets)
    filled = torch.nan_to_num(targets)
    weight = torch.tensor([weigh_label(name) for name in LABELS])
    start = time.time()
    for epoch in range(epochs):
        network.train()
        total = 0.0
        batches = inputs.batches(choose_rows(examples, epoch, fresh), rng)
        for batch in batches:
            scores = network(*inputs.batch(batch, rng))
            loss = F.binary_cross_entropy_with_logits(scores, filled[batch], reduction="none")
            loss = (loss * weight * known[batch]).sum(1).mean()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(rest, 1.0)
            optimiser.step()
            schedule.step()
            mean.update_parameters(network)
            total += float(loss.detach())
        print(
            f"epoch {epoch}: loss {total / len(batches):.3f}, {time.time() - start:.0f} s",
            flush=True,
        )
        save(cast(Network, mean.module))


def save(network: Network) -> None:
    OUT.mkdir(exist_ok=True)
    np.savez_compressed(OUT / "adapters.npz", **export_adapters(network))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rank", type=int, default=24)
    parser.add_argument("--more", action="store_true", help="go on from the last adapters")
    parser.add_argument("--rate", type=float, default=1e-3, help="learning rate of the adapters")
    parser.add_argument(
        "--fresh", default="", help="authors new since the last run, by commas; see choose_rows"
    )
    parser.add_argument("--threads", type=int, default=2, help="1 on a busy machine")
    args = parser.parse_args()
    torch.manual_seed(11)
    torch.set_num_threads(args.threads)
    packed = read_base()
    examples = [*read_agent(), *read_debtor(), *read_persona_lines()]
    inputs = Inputs(packed, examples)
    fresh = frozenset(filter(None, args.fresh.split(",")))
    print(
        f"{len(choose_rows(examples, 0, fresh))} utterances of {len(examples)} an epoch", flush=True
    )
    network = Network(packed, len(LABELS), args.rank)
    if args.more:
        load_adapters(network, OUT / "adapters.npz")
    train(network, inputs, examples, args.epochs, args.rate, fresh)


if __name__ == "__main__":
    main()
