"""Which words carried an act: each stretch of the utterance is left out in turn and read again.

The loss of an act's probability is what the stretch was worth (occlusion; Zeiler and Fergus 2014).
"""

from __future__ import annotations

import re

from simcall.speech.reading import Analyser, Evidence, Reading, Utterance

_CLAUSE = re.compile(r"[^，,。！？!?；;、.…\n]+[，,。！？!?；;、.…\n]*\s*")
_WORD = re.compile(r"[A-Za-z0-9'£$€%]+[^\w\u3400-\u9fff]*|[\u3400-\u9fff]{1,3}[^\w\u3400-\u9fff]*")
MOST_STRETCHES = 24


def split_stretches(text: str) -> list[tuple[int, int]]:
    """Return stretches to leave out: clauses where there are three or more, else words."""
    clauses = [match.span() for match in _CLAUSE.finditer(text)]
    if len(clauses) >= 3:
        return clauses[:MOST_STRETCHES]
    return [match.span() for match in _WORD.finditer(text)][:MOST_STRETCHES]


def explain_reading(analyser: Analyser, utterance: Utterance, reading: Reading) -> Reading:
    """Return the reading with the evidence for each of its acts, the strongest first."""
    text = reading.text
    stretches = split_stretches(text)
    if len(stretches) < 2 or reading.acts == ("other",):
        whole = tuple(Evidence(act, 0, len(text), 1.0) for act in reading.acts if act != "other")
        return reading._replace(evidence=whole)
    without = analyser.read_many(
        [utterance._replace(text=text[:a] + text[b:]) for a, b in stretches]
    )
    found = []
    for act in reading.acts:
        base = reading.probability.get(act, 0.0)
        losses = [max(0.0, base - r.probability.get(act, 0.0)) for r in without]
        top = max(losses)
        for (a, b), loss in zip(stretches, losses, strict=True):
            if top > 0.02 and loss >= 0.4 * top:
                found.append(Evidence(act, a, b, round(loss, 3)))
    return reading._replace(evidence=tuple(sorted(found, key=lambda e: (e.act, -e.weight))))
