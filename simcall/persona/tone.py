"""Speech that shifts with feeling: shorter when angry, halting when ashamed, slow in despair."""

from __future__ import annotations

import re
from collections.abc import Sequence

from simcall.common.bilingual import Language
from simcall.persona.shape import ANGER, ANXIETY, DESPAIR, REACTANCE, SHAME

HEATED = 0.5  # anger from which people cut it short
HEAVY = 0.55  # despair from which speech slows down
ASHAMED = 0.5  # shame, or fear, from which it halts
# A sentence ends at its mark. A pause (…, ...) ends one only where a capital follows: in Chinese
# it seldom does, and half a sentence is no answer.
_SENTENCE = re.compile(
    r".*?(?:[。！？!?]+[”’」』\"']*|(?<!\.)\.(?!\.)(?=\s|$)|(?:…+|\.{2,})(?=\s+[A-Z“\"])|$)", re.S
)
POINT: dict[Language, int] = {"zh": 10, "en": 26}  # characters that make a point
_HALTS: dict[Language, tuple[str, ...]] = {
    "zh": ("呃……", "那个……", "嗯……", "就是……", "我……"),
    "en": ("Um... ", "Well... ", "It's... ", "I mean... ", "Erm... "),
}
_SLOW: dict[Language, str] = {"zh": "……", "en": "... "}


def split_line(text: str) -> list[str]:
    """Return the sentences of a line with their end marks."""
    return [part.strip() for part in _SENTENCE.findall(text) if part.strip()]


def cut_short(text: str, language: Language) -> str:
    """Return the beginning of a line, as long as it takes to make a point, with every figure.

    A word or two alone ("Data work.") would be no answer, and half a contrast ("I've got the
    money.") the opposite of one: such beginnings take the next sentence with them.
    """
    parts = split_line(text)
    figures = [n for n, part in enumerate(parts) if "{" in part or any(map(str.isdigit, part))]
    last = max(figures, default=0)
    while last + 1 < len(parts) and len("".join(parts[: last + 1])) < POINT[language]:
        last += 1
    space = "" if language == "zh" else " "
    return text if last + 1 >= len(parts) else space.join(parts[: last + 1])


def halt(text: str, language: Language, draw: int) -> str:
    """Return a line that begins haltingly, and breaks off at its first comma."""
    marks = _HALTS[language]
    lead = marks[draw % len(marks)]
    if text.startswith((*marks, "…", "...", "（", "(")):
        return text
    if draw // 7 % 2:
        comma, pause = ("，", "……") if language == "zh" else (", ", "... ")
        head, found, rest = text.partition(comma)
        return f"{head}{pause}{rest}" if found and len(head) > 1 else f"{lead}{text}"
    if language == "en" and not text.startswith(("I ", "I'", "{")):
        text = text[0].lower() + text[1:] if text[1:2].islower() else text
    return f"{lead}{text}"


def shade_line(text: str, state: Sequence[float], language: Language, draw: int) -> str:
    """Return a line as somebody says it who feels so. draw: the random word of this line.

    Angry people say the substance and no more; ashamed or frightened ones halt, about every third
    time; in deep despair speech comes slowly. The words themselves stay.
    """
    if state[ANGER] > HEATED or state[ANGER] + state[REACTANCE] > 1.0:
        return cut_short(text, language)
    if state[DESPAIR] > HEAVY and draw % 3 == 0 and not text.startswith(("…", ".", "（", "(")):
        return f"{_SLOW[language]}{text}"
    if max(state[SHAME], 0.9 * state[ANXIETY]) > ASHAMED and draw % 3 == 0 and len(text) > 8:
        return halt(text, language, draw // 3)
    return text
