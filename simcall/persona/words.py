"""The debtor's words: a written line for an act, by topic, mood and layer, never said twice."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from simcall.common.bilingual import Language
from simcall.persona.fitting import fits_kind, is_about_terms
from simcall.persona.person import Line, Mood
from simcall.persona.shape import ANGER, ANXIETY, DESPAIR, REACTANCE, SHAME
from simcall.speech.fit import find_content

SLOT = re.compile(r"\{[a-z_]+\}")


def find_mood(state: Sequence[float]) -> Mood:
    """Return the band of mood in which the debtor speaks."""
    if state[ANGER] > 0.58 or state[ANGER] + state[REACTANCE] > 1.05:
        return "hot"
    if state[DESPAIR] > 0.55:
        return "low"
    if max(state[ANXIETY], state[SHAME]) > 0.5:
        return "tense"
    return "calm"


def normalise_line(text: str) -> str:
    """Return what makes two lines the same: no slots, digits, punctuation, case or spaces."""
    bare = unicodedata.normalize("NFKC", SLOT.sub("", text)).lower()
    kept = "".join(ch for ch in bare if ch.isalpha())
    return kept or re.sub(r"\s+", "", bare)


def fill_slots(text: str, slots: Mapping[str, str]) -> str:
    """Fill {slots}; an unknown slot stays as written, so that a check can find it."""
    return SLOT.sub(lambda m: slots.get(m.group()[1:-1], m.group()), text)


class Heard(NamedTuple):
    """What the other side has just said, as far as it decides which line fits.

    content: its units of content; lines that share some come first. topics: what it spoke of.
    told: whether it told something, so that a nod may be about it. wanted: a slot that was asked
    for, such as `digits`. harsh: whether it did harm, so that private questions stay unanswered.
    proposal: whether it put terms to the debtor. several: whether it may have asked several things.
    kind: what kind of question it asked last (see `fitting`). fitting: by own question, the places
    (from 1) of the lines that answer it as it was asked. room: whether it leaves room to bring up
    something unasked, or even invites it (see `call.initiative`). covered: the units of content of
    all that the other side has said so far.
    """

    content: frozenset[str] = frozenset()
    topics: tuple[str, ...] = ()
    told: bool = True
    wanted: str = ""
    harsh: bool = False
    proposal: bool = False
    several: bool = True
    kind: str = ""
    fitting: Mapping[str, Sequence[int]] = MappingProxyType({})
    room: str = ""
    covered: frozenset[str] = frozenset()


NOTHING = Heard()
# What room a turn of the agent leaves: none was asked for, "any questions?", the same once settled.
ROOM, INVITED, AFTERWARDS = "room", "invited", "afterwards"
RAISED = "bring_up"  # the questions of this call alone, as what may be asked unasked
LISTENING = frozenset({"acknowledge", "question", "thank", "negotiate", "refuse", "emotion"})
ECHO = 0.6  # share of common content from which a line nearly repeats another
# Questions that take up something the other side must have said.
_TAKES_UP = re.compile(
    r"^(?:那|你说|您说|刚才|所以|你们说|要是你|听见了)|(?:刚才那|你刚才|您刚才)"
    r"|^(?:so|then|and|but|you say|you said|you['’]ve|if you say|the \w+ you mean)\b|\bjust then\b",
    re.IGNORECASE,
)
COVERED = 0.5  # share of a question's content from which what was said has answered it
PARTICULAR = 2  # a nod with more content than this is about something


def measure_touch(line: Line, heard: Heard) -> int:
    """Return how closely a line touches what was heard: 0 not at all, 1 in part, 2 plainly."""
    shared = len(find_units(line.text) & heard.content)
    about = line.topic != "" and line.topic in heard.topics
    return min(2, shared + (1 if about else 0))


def is_particular(text: str) -> bool:
    """Tell whether a nod says so much that it must be about something that was said."""
    return len(find_units(text)) > PARTICULAR


def is_about_days(text: str, wanted: str) -> bool:
    """Tell whether a line on dates fits: since when it is due, or else when money comes."""
    counts = "{days}" in text
    return counts if wanted == "days" else not counts or "{payday" in text


@lru_cache(maxsize=8192)
def find_units(text: str) -> frozenset[str]:
    """Return the units of content of a line, its slots left out."""
    return frozenset(find_content(SLOT.sub("", text)))


class LineBook:
    """All lines of one persona in one language, and which of them this call has used."""

    def __init__(self, lines: Iterable[Line], language: Language):
        self.language = language
        self._by_act: dict[str, list[Line]] = {}
        for line in lines:
            self._by_act.setdefault(line.act, []).append(line)
            if line.act == "question" and line.first:
                self._by_act.setdefault(RAISED, []).append(line)
        self._places: dict[Line, int] = {}  # of the answers to own questions, from 1 in each
        count: Counter[str] = Counter()
        for line in self._by_act.get("own", ()):
            count[line.topic] += 1
            self._places[line] = count[line.topic]
        self.used: set[str] = set()
        self._said: list[frozenset[str]] = []  # units of content of the lines used

    def has(self, act: str, topic: str = "") -> bool:
        """Tell whether there is any line for an act and topic."""
        return any(line.topic == topic for line in self._by_act.get(act, ()))

    def knows(self, topic: str, kind: str) -> bool:
        """Tell whether any answer to an own question, said or not, fits a kind of question."""
        lines = [line for line in self._by_act.get("own", ()) if line.topic == topic]
        return not lines or any(fits_kind(line.text, kind) for line in lines)

    def choose(
        self,
        act: str,
        draw: int,
        topic: str = "",
        mood: str = "calm",
        layer: int = 0,
        heard: Heard = NOTHING,
    ) -> str | None:
        """Return an unused line and mark it used; None when there is none left.

        Lines for this situation come first; then the nearest fit wins: mood and topic both right,
        then topic alone, then mood alone, then a general line of the act. A line for another
        topic, layer or mood is never taken; only the debtor's own questions may be about anything.
        What was heard narrows it further: see `Heard`. What is raised unasked comes in its order.
        """
        fitting: dict[int, list[Line]] = {}
        echoes: dict[int, list[Line]] = {}
        for line in self._by_act.get(act, ()):
            own_topic = line.topic in ("", topic) or act in ("question", RAISED)
            if not own_topic or line.mood not in ("", mood):
                continue
            if line.layer not in (0, layer) or normalise_line(line.text) in self.used:
                continue
            places = heard.fitting.get(topic) if act == "own" else None
            if places is not None and self._places[line] not in places:
                continue
            if act == RAISED and not self._may_raise(line.text, heard):
                continue
            if topic == "due_date" and not is_about_days(line.text, heard.wanted):
                continue
            touch = measure_touch(line, heard) if act in LISTENING else 0
            if act == "acknowledge" and touch == 0 and not heard.told and is_particular(line.text):
                continue
            rank = (
                8 * line.first
                + 4 * (line.layer == layer)
                + 2 * (line.topic == topic)
                + (line.mood == mood)
            )
            rank = 2 * rank + 16 * touch + 32 * (f"{{{heard.wanted}}}" in line.text)
            if act == "own" and heard.kind and fits_kind(line.text, heard.kind):
                rank += 8
            if act == "confirm_identity" and "{digits}" in line.text and heard.wanted != "digits":
                rank -= 64  # nobody reads out digits that nobody asked for
            (echoes if self._echoes(line.text) else fitting).setdefault(rank, []).append(line)
        for lines in (fitting, echoes):
            if lines:
                best = lines[max(lines)]
                return self._take(best[0 if act == RAISED else draw % len(best)])
        return None

    def _may_raise(self, text: str, heard: Heard) -> bool:
        """Tell whether a question may still be raised: not settled, not spoken of before."""
        if heard.room == AFTERWARDS and is_about_terms(text):
            return False
        units = find_units(text)
        shared = len(units & heard.covered)
        if _TAKES_UP.search(text) and shared == 0:
            return False
        return shared < max(2.0, COVERED * len(units))

    def _take(self, line: Line) -> str:
        """Mark a line as used and return its words."""
        self.used.add(normalise_line(line.text))
        self._said.append(find_units(line.text))
        return line.text

    def _echoes(self, text: str) -> bool:
        """Tell whether a line nearly repeats one that was said: most of its content is the same."""
        units = find_units(text)
        least = max(3.0, ECHO * len(units))
        return any(len(units & said) >= max(least, ECHO * len(said)) for said in self._said)

    def choose_first(
        self,
        keys: Iterable[tuple[str, str]],
        draw: int,
        mood: str,
        layer: int,
        heard: Heard = NOTHING,
    ) -> str | None:
        """Return the first line found along a list of (act, topic) pairs."""
        for act, topic in keys:
            found = self.choose(act, draw, topic, mood, layer, heard)
            if found is not None:
                return found
        return None
