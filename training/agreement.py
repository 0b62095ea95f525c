"""Agreement between the two coders of the corpus: Cohen's kappa for each act and language."""

from __future__ import annotations

from typing import NamedTuple

from simcall.speech.acts import ACTS
from training.corpus import ROOT, read_jsonl


class Agreement(NamedTuple):
    """Kappa of one act in one language, with how often each coder gave it."""

    act: str
    kappa: float
    first: int
    second: int
    lines: int


def read_double(language: str) -> list[dict]:
    """Return the lines of a language that were coded twice."""
    files = sorted((ROOT / "corpus" / "agent").glob(f"{language}_*.jsonl"))
    return [row for path in files for row in read_jsonl(path) if "second" in row]


def measure(language: str) -> list[Agreement]:
    """Return the agreement on every act (Cohen 1960)."""
    rows = read_double(language)
    out = []
    for act in ACTS:
        a = [act in row["first"] for row in rows]
        b = [act in row["second"] for row in rows]
        n = max(1, len(rows))
        same = sum(x == y for x, y in zip(a, b, strict=True)) / n
        pa, pb = sum(a) / n, sum(b) / n
        chance = pa * pb + (1 - pa) * (1 - pb)
        kappa = (same - chance) / (1 - chance) if chance < 1 else 1.0
        out.append(Agreement(act, kappa, sum(a), sum(b), len(rows)))
    return out
