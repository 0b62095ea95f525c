"""Writes the figures of docs/speech.md: python -m training.report (after training.train_heads).

Everything between the two marker comments is replaced; the text around it is written by hand.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
from sklearn.metrics import roc_auc_score

from simcall.content.analyser import load_analyser
from simcall.speech.acts import ACTS, CRITICALS, DEBTOR_ACTS, HARMS, SIGNS
from simcall.speech.heads import PLACE, measure_worth
from simcall.speech.reading import Reading, Utterance
from training.agreement import measure
from training.corpus import (
    ROOT,
    Example,
    call_of,
    is_coded,
    is_fitted,
    is_graded,
    is_held_out,
    read_agent,
    read_debtor,
    read_jsonl,
    read_persona_lines,
)
from training.figures import calibration_error

PAGE = ROOT / "docs" / "speech.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


@cache
def read_all(speaker: str) -> list[Example]:
    return read_agent() if speaker == "agent" else read_debtor()


def read_part(examples: list[Example], model: str) -> list[Reading]:
    utterances = [Utterance(e.text, e.prev, e.language, e.speaker) for e in examples]
    return load_analyser(model).read_many(utterances)


def truth(example: Example, name: str, prefix: str = "") -> bool:
    return bool(example.targets[PLACE[prefix + name]] > 0.5)


def f_of(pairs: np.ndarray) -> float:
    hit = (pairs[:, 0] & pairs[:, 1]).sum()
    return 2 * hit / max(1, pairs.sum())


def macro(table: np.ndarray, rows: np.ndarray) -> float:
    """Return macro-F1; table: examples x labels x (chosen, wanted)."""
    chosen = [k for k in range(table.shape[1]) if table[:, k, 1].any()]
    return float(np.mean([f_of(table[rows, k]) for k in chosen]))


def bootstrap(table: np.ndarray, count: int = 500) -> tuple[float, float]:
    rng = np.random.Generator(np.random.Philox(7))
    n = len(table)
    values = [macro(table, rng.integers(0, n, n)) for _ in range(count)]
    return float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))


def part_lines(language: str, speaker: str, model: str) -> list[str]:
    examples = [
        e for e in read_all(speaker) if is_held_out(e) and is_coded(e) and e.language == language
    ]
    names, prefix = (ACTS, "") if speaker == "agent" else (DEBTOR_ACTS, "debtor:")
    readings = read_part(examples, model)
    table = np.array(
        [
            [(n in r.acts, truth(e, n, prefix)) for n in names]
            for e, r in zip(examples, readings, strict=True)
        ]
    )
    low, high = bootstrap(table)
    out = [
        f"\n**{speaker}, {language}, {model} model**: {len(examples)} utterances, macro-F1 "
        f"{macro(table, np.arange(len(table))):.3f} (95 % {low:.3f} to {high:.3f})"
    ]
    if speaker == "agent":
        places = [ACTS.index(h) for h in HARMS]
        harm = table[:, places]
        hit = (harm[..., 0] & harm[..., 1]).sum()
        clean = ~harm[..., 1].any(axis=1)
        out.append(
            f"; harms: recall {hit / harm[..., 1].sum():.3f}, precision "
            f"{hit / max(1, harm[..., 0].sum()):.3f}; a false harm on "
            f"{100 * harm[clean][..., 0].any(axis=1).mean():.1f} % of harmless utterances"
        )
    out.append(
        "\n\n| act | n | precision | recall | F1 | calibration error |\n|---|---|---|---|---|---|\n"
    )
    for k, name in enumerate(names):
        c, w = table[:, k, 0], table[:, k, 1]
        if not w.any():
            continue
        hit = (c & w).sum()
        p = np.array([r.probability.get(name, 0.0) for r in readings])
        out.append(
            f"| {name} | {w.sum()} | {hit / max(1, c.sum()):.2f} | {hit / w.sum():.2f} "
            f"| {f_of(table[:, k]):.2f} | {calibration_error(p, w):.3f} |\n"
        )
    return ["".join(out)]


def corpus_lines() -> list[str]:
    rows = [
        r for path in sorted((ROOT / "corpus" / "agent").glob("*.jsonl")) for r in read_jsonl(path)
    ]
    out = ["\n| | Chinese | English |\n|---|---|---|\n"]

    def line(title: str, count) -> None:
        zh, en = ([r for r in rows if r["lang"] == lang] for lang in ("zh", "en"))
        out.append(f"| {title} | {count(zh)} | {count(en)} |\n")

    line("agent utterances", len)
    line("hard ones (share)", lambda part: f"{sum(bool(r['hard']) for r in part) / len(part):.2f}")
    line("products", lambda part: len({r["product"] for r in part}))
    line(
        "fewest utterances of any act",
        lambda part: min(Counter(a for r in part for a in r["acts"]).values()),
    )
    line("coded twice (share)", lambda part: f"{sum('second' in r for r in part) / len(part):.2f}")
    return ["".join(out)]


def kappa_lines() -> list[str]:
    out = [
        "\n| act | kappa zh | kappa en | times given zh (1st, 2nd) | times given en |\n|---|---|---|---|---|\n"
    ]
    both = {lang: measure(lang) for lang in ("zh", "en")}
    for zh, en in zip(both["zh"], both["en"], strict=True):
        out.append(
            f"| {zh.act} | {zh.kappa:.2f} | {en.kappa:.2f} | {zh.first}, {zh.second} | {en.first}, {en.second} |\n"
        )
    for lang in ("zh", "en"):
        mean = np.mean([a.kappa for a in both[lang]])
        out.append(f"\nMean kappa {lang}: {mean:.3f} over {both[lang][0].lines} utterances.\n")
    return ["".join(out)]


def area(score: np.ndarray, wanted: np.ndarray) -> float:
    """Return the area under the ROC curve."""
    return float(roc_auc_score(wanted, score)) if 0 < wanted.sum() < len(wanted) else float("nan")


def tell_area(label: str, part: list[Example], readings: list[Reading]) -> str:
    """Return the area of a sign or of a failure, over the turns for which it is known."""
    kind, name = label.split(":")
    known = [n for n, e in enumerate(part) if not np.isnan(e.targets[PLACE[label]])]
    wanted = np.array([truth(part[n], name, f"{kind}:") for n in known])
    given = [r.signs if kind == "reply" else r.fails for r in readings]
    score = np.array([given[n].get(name, 0.0) for n in known])
    return f"{area(score, wanted):.2f} (n {wanted.sum()})" if wanted.any() else "- (n 0)"


def reply_lines() -> list[str]:
    """How well the grades of replies are learned, on calls of an author held out."""
    graded = [e for e in read_all("agent") if is_graded(e)]
    out = [
        f"\n{len(graded)} agent turns are graded ({sum(is_held_out(e) for e in graded)} held out: "
        "every call of one author). Correlation of the grade given with the analyser's, over turns "
        "and over the means of calls; below, the area under the curve of each sign.\n\n"
        "| | turns | r, turns | calls | r, calls |\n|---|---|---|---|---|\n"
    ]
    signs: dict[str, list[str]] = {f"reply:{name}": [] for name in SIGNS}
    signs |= {f"fails:{name}": [] for name in CRITICALS}
    for language in ("zh", "en"):
        for model in ("full", "lean"):
            part = [e for e in graded if is_held_out(e) and e.language == language]
            readings = read_part(part, model)
            given = np.array([measure_worth(e.targets) for e in part])
            found = np.array([r.worth for r in readings])
            calls = sorted({call_of(e) for e in part})
            place = np.array([calls.index(call_of(e)) for e in part])
            means = np.array(
                [[given[place == k].mean(), found[place == k].mean()] for k in range(len(calls))]
            )
            out.append(
                f"| {language}, {model} | {len(part)} | {np.corrcoef(given, found)[0, 1]:.2f} "
                f"| {len(calls)} | {np.corrcoef(means.T)[0, 1]:.2f} |\n"
            )
            for label, cells in signs.items():
                cells.append(tell_area(label, part, readings))
    out.append("\n| sign | zh, full | zh, lean | en, full | en, lean |\n|---|---|---|---|---|\n")
    out += [
        f"| {label.replace('reply:', '').replace(':', ' the call by ')} | {' | '.join(cells)} |\n"
        for label, cells in signs.items()
    ]
    return ["".join(out)]


def cast_lines() -> list[str]:
    """How many lines of the personas and scenarios are read as the act they were written for."""
    lines = read_persona_lines()
    readings = read_part(lines, "full")
    cells: dict[tuple[bool, str, bool], list[bool]] = {}
    for line, reading in zip(lines, readings, strict=True):
        key = (line.author.startswith("scene-"), line.language, is_fitted(line))
        wanted = {n for n in DEBTOR_ACTS if truth(line, n, "debtor:")}
        cells.setdefault(key, []).append(bool(wanted & set(reading.acts)))
    out = [
        "\n| lines of | zh, in the fit of the heads | zh, not | en, in the fit | en, not |\n"
        "|---|---|---|---|---|\n"
    ]
    for scene, title in ((False, "personas"), (True, "scenarios")):
        row = [cells.get((scene, lang, f), []) for lang in ("zh", "en") for f in (True, False)]
        told = [f"{np.mean(c):.2f} (n {len(c)})" if c else "-" for c in row]
        out.append(f"| {title} | {' | '.join(told)} |\n")
    return ["".join(out)]


def main() -> None:
    parts = [
        "\n### The corpus\n",
        *corpus_lines(),
        "\n### Agreement of the two coders\n",
        *kappa_lines(),
    ]
    parts.append("\n### Held out by author and by situation\n")
    for speaker in ("agent", "debtor"):
        for language in ("zh", "en"):
            for model in ("full", "lean"):
                parts += part_lines(language, speaker, model)
    parts.append("\n### What a turn is worth as a reply\n")
    parts += reply_lines()
    parts.append("\n### Lines of the cast, read as the act they were written for\n")
    parts += cast_lines()
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(before + BEGIN + "\n" + "".join(parts) + END + after, encoding="utf-8")
    print(f"wrote {PAGE}")


if __name__ == "__main__":
    main()
