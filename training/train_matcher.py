"""Trains the matcher of questions: python -m training.train_matcher. Needs torch.

What authors write under `asked` (personas, scenarios) holds several whole questions for each topic.
Low-rank adapters and a projection learn to put questions of one topic near each other and those of
the same person's other topics apart (supervised contrastive loss, Khosla et al. 2020; one file is
one batch, so that the negatives are the neighbours that matter). Writes
simcall/speech/data/matcher.npz and questions.npz (the vectors of the shipped questions), and prints
how often the last question of a topic, which is kept out of training, finds that topic.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812

from simcall.content.analyser import make_matcher, read_data
from simcall.content.personas import read_fit, read_question
from simcall.speech.encoder import AGENT_PREFIX
from simcall.speech.packed import PackedModel, Tokeniser
from training.base import read_base
from training.corpus import ROOT
from training.network import Network, export_adapters
from training.report_matcher import report

SHIPPED = ROOT / "simcall" / "speech" / "data" / "matcher.npz"
WIDTH = 128
RANK = 8
MOST = 48  # tokens of a question
EACH = 3  # questions of a topic in a batch
HEAT = 0.06

COMMON = "base_manners"  # whose questions anybody may get
APART = 0.3  # how much alike questions of one topic are that no line answers both of


class Question(NamedTuple):
    """An example question. lines: the places of the lines that answer it, empty for any."""

    text: str
    lines: frozenset[int]


LED = 0.25  # share of questions that begin with words in passing
LEADS = {
    "zh": "我问您一句，|对了，|那|顺便问一下，|没事没事，|好的，|我想问问，|不好意思，|明白了，|您别介意，|最后问您一句，"
    "|哦，|这样啊，|我多问一句，|嗯嗯，|您刚才说的我记下了，|我不是问这个，|先不说钱，",
    "en": "By the way, |Sorry to ask, |Right, |Okay, and |Just so I've got it, |If you don't mind my asking, "
    "|I see. |One more thing, |So, |And |Never mind that. |I meant, |Fair enough. |Got it, thanks. "
    "|That's not what I asked. |Before I forget, |Sorry, |Well, ",
}


Topics = dict[str, list[Question]]


class Matcher(nn.Module):
    """The encoder with small adapters, the mean over the words, a projection to unit vectors."""

    def __init__(self, packed: PackedModel):
        super().__init__()
        self.packed = packed
        self.tokeniser = Tokeniser(packed.vocabulary)
        self.network = Network(packed, 1, RANK)
        self.project = nn.Linear(packed.width, WIDTH, bias=True)
        nn.init.orthogonal_(self.project.weight)

    def forward(self, texts: list[str]) -> torch.Tensor:
        v = self.packed.vocabulary
        ids = [
            [v.bos, *(i for i, _, _ in self.tokeniser.encode(AGENT_PREFIX + t, MOST)), v.eos, v.eos]
            for t in texts
        ]
        longest = max(map(len, ids))
        words = torch.zeros(len(ids), longest, self.packed.width)
        mask = torch.zeros(len(ids), longest, dtype=torch.bool)
        text = torch.zeros(len(ids), longest, dtype=torch.bool)
        for n, tokens in enumerate(ids):
            words[n, : len(tokens)] = torch.tensor(self.packed.word_rows(tokens))
            mask[n, : len(tokens)] = True
            text[n, : len(tokens) - 1] = True
        mean = self.network.vectors(words, mask, text)[:, : self.packed.width]
        return F.normalize(self.project(mean), dim=1)


def read_questions() -> tuple[dict[str, Topics], dict[str, Topics]]:
    """Return the questions of each file, and the common ones, by language and topic."""
    from ruamel.yaml import YAML

    reader = YAML(typ="safe")
    files: dict[str, Topics] = {}
    common: dict[str, Topics] = {}
    for folder in ("personas", "scenarios/calls"):
        for path in sorted((ROOT / folder).glob("*.yaml")):
            asked = reader.load(path.read_text(encoding="utf-8")).get("asked") or {}
            for language, entries in asked.items():
                topics = {
                    name: [
                        Question(read_question(one), frozenset(read_fit(one)))
                        for one in entry["questions"]
                    ]
                    for name, entry in entries.items()
                    if entry.get("questions")
                }
                if path.stem == COMMON:
                    common[language] = topics
                elif topics:
                    files[f"{language}.{path.stem}"] = topics
    return files, common


def measure_alike(questions: list[Question], names: list[int]) -> torch.Tensor:
    """Return how alike questions are: 1 where one line may answer both, less within a topic."""
    out = torch.zeros(len(names), len(names))
    for i, one in enumerate(questions):
        for j, other in enumerate(questions):
            if i != j and names[i] == names[j]:
                shared = not one.lines or not other.lines or one.lines & other.lines
                out[i, j] = 1.0 if shared else APART
    return out


def contrast(vectors: torch.Tensor, alike: torch.Tensor) -> torch.Tensor:
    """Return the supervised contrastive loss of one batch."""
    own = torch.eye(len(vectors), dtype=torch.bool)
    scores = (vectors @ vectors.T / HEAT).masked_fill(own, -1e4)
    log = scores - scores.logsumexp(1, keepdim=True)
    return -(log * alike).sum(1).div(alike.sum(1).clamp(min=APART)).mean()


def choose(topics: Topics, common: Topics, rng: random.Random) -> tuple[list[Question], list[int]]:
    """Return a batch: some questions of every topic of a file, and of some common topics."""
    chosen = {**topics, **dict(rng.sample(sorted(common.items()), min(14, len(common))))}
    asked, names = [], []
    for number, (_, questions) in enumerate(sorted(chosen.items())):
        some = rng.sample(questions, min(EACH, len(questions)))
        asked += some
        names += [number] * len(some)
    return asked, names


def lead_in(text: str, language: str, rng: random.Random) -> str:
    """Return a question, now and then with words in passing before it."""
    if rng.random() >= LED:
        return text
    return rng.choice(LEADS[language].split("|")) + text[:1].lower() + text[1:]


def keep_last(files: dict[str, Topics]) -> dict[str, Topics]:
    """Return the questions without the last one of each topic, which is kept for the figures."""
    return {
        name: {topic: asked[:-1] if len(asked) > 2 else asked for topic, asked in topics.items()}
        for name, topics in files.items()
    }


def train(
    matcher: Matcher, files: dict[str, Topics], common: dict[str, Topics], epochs: int
) -> None:
    rng = random.Random(5)
    parts = [p for n, p in matcher.named_parameters() if not n.startswith("network.head")]
    optimiser = torch.optim.AdamW(parts, lr=6e-4, weight_decay=0.01)
    steps = epochs * len(files)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: min(1.0, (s + 1) / 40) * (0.02 + 0.49 * (1 + math.cos(math.pi * s / steps))),
    )
    start = time.time()
    for epoch in range(epochs):
        matcher.train()
        total = 0.0
        for name in rng.sample(sorted(files), len(files)):
            asked, names = choose(files[name], common.get(name[:2], {}), rng)
            texts = [lead_in(one.text, name[:2], rng) for one in asked]
            loss = contrast(matcher(texts), measure_alike(asked, names))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parts, 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        print(
            f"epoch {epoch}: loss {total / len(files):.3f}, {time.time() - start:.0f} s", flush=True
        )


def save(matcher: Matcher) -> None:
    arrays = {k: v for k, v in export_adapters(matcher.network).items() if "." in k}
    np.savez_compressed(
        SHIPPED,
        **arrays,
        project_weight=matcher.project.weight.detach().to(torch.float16).numpy(),
        project_bias=matcher.project.bias.detach().to(torch.float16).numpy(),
    )


def write_vectors(packed: PackedModel, questions: list[str]) -> None:
    """Write the vectors of the shipped questions as bytes, each scaled by its largest number."""
    arrays, digest = read_data(SHIPPED.name)
    rows = make_matcher(packed, arrays)(questions)
    scaled = np.rint(rows / np.abs(rows).max(axis=1, keepdims=True) * 127).astype(np.int8)
    np.savez_compressed(
        SHIPPED.with_name("questions.npz"),
        matcher=digest, texts=np.array(questions), vectors=scaled,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--vectors", action="store_true", help="only write questions.npz anew")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.manual_seed(5)
    torch.set_num_threads(args.threads)
    packed = read_base()
    files, common = read_questions()
    every = (topics for topics in (*files.values(), *common.values()))
    texts = sorted({one.text for topics in every for asked in topics.values() for one in asked})
    if args.vectors:
        write_vectors(packed, texts)
        report()
        return
    matcher = Matcher(packed)
    train(matcher, keep_last(files), common, args.epochs)
    save(matcher)
    write_vectors(packed, texts)
    report()


if __name__ == "__main__":
    main()
