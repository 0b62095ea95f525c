"""The analyser: scores from a model, rules where rules are right, one reading an utterance."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from simcall.common.bilingual import Language, guess_language
from simcall.speech.acts import (
    ACTS,
    CRITICALS,
    DEBT_NOTICE,
    DEBTOR_ACTS,
    HARMS,
    MARKS,
    SIGNS,
    TALK,
    TOPICS,
)
from simcall.speech.fit import measure_overlap
from simcall.speech.foreign import is_foreign
from simcall.speech.heads import (
    BEYOND,
    PLACE,
    Calibration,
    measure_worth,
    pick_labels,
    read_row,
)
from simcall.speech.manner import (
    CALLED_OFF,
    SPARED,
    SURE_HARM,
    calls_off,
    gives_debt_notice,
    measure_choice,
    measure_cold,
    measure_neutral,
)
from simcall.speech.nearness import Embed
from simcall.speech.reading import Reading, Utterance
from simcall.speech.safety import find_risk
from simcall.speech.slots import find_slots
from simcall.speech.topics import find_topics

Scorer = Callable[[Sequence[Utterance]], NDArray[np.float32]]
MOST_CHARACTERS = 4000
# Where no act reaches its threshold, the nearest counts from this share of it; a harm from more.
NEAR, NEAR_HARM = 0.2, 0.7
UNGRADED = 0.2  # chance of talk beyond collections from which a turn is not graded as a reply
LEARNED_MARKS = tuple(name for name in MARKS if name != DEBT_NOTICE)
_NOT_WORDS = re.compile(r"^[\W_\d]*$")
_QUESTION_ACTS = ("ask_open", "ask_closed", "verify")


def clean_text(text: str) -> str:
    """Return text without control characters, lone surrogates and direction marks."""
    kept = []
    for ch in text[: MOST_CHARACTERS * 2]:
        kind = unicodedata.category(ch)
        if kind in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif kind not in ("Cf", "Cs", "Co", "Cn"):
            kept.append(ch)
    return " ".join("".join(kept).split())[:MOST_CHARACTERS]


def spare_harms(row: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return probabilities with the harms of a demand lowered, where the demand is called off."""
    out = row.copy()
    for name in CALLED_OFF:
        if out[PLACE[name]] < SURE_HARM:
            out[PLACE[name]] *= SPARED
    return out


class SpeechAnalyser:
    """Reads utterances with a scoring model and rules.

    scorer: returns one row of log odds over `heads.LABELS` for each utterance. name and digest
    identify the model in journals and certificates. embed: see `nearness`; None in the lean model.
    """

    def __init__(
        self,
        scorer: Scorer,
        calibration: Calibration,
        name: str,
        digest: str,
        embed: Embed | None = None,
    ):
        self._scorer = scorer
        self._calibration = calibration
        self.name = name
        self.digest = digest
        self.embed = embed

    def read(self, utterance: Utterance) -> Reading:
        """Read one utterance."""
        return self.read_many([utterance])[0]

    def read_many(self, utterances: Sequence[Utterance]) -> list[Reading]:
        """Read many utterances; the results come in the same order."""
        cleaned = [u._replace(text=clean_text(u.text), prev=clean_text(u.prev)) for u in utterances]
        spoken = [i for i, u in enumerate(cleaned) if is_readable(u)]
        rows: dict[int, NDArray[np.float32]] = {}
        if spoken:
            scores = self._scorer([cleaned[i] for i in spoken])
            probabilities = self._calibration.probabilities(scores)
            rows = dict(zip(spoken, probabilities, strict=True))
        return [self._interpret(u, rows.get(i)) for i, u in enumerate(cleaned)]

    def _interpret(self, utterance: Utterance, row: NDArray[np.float32] | None) -> Reading:
        language = utterance.language or guess_language(utterance.text)
        if row is None:
            return silent_reading(utterance, language)
        if utterance.speaker == "debtor":
            return self._read_debtor(utterance, row, language)
        return self._read_agent(utterance, row, language)

    def _read_agent(
        self, utterance: Utterance, row: NDArray[np.float32], language: Language
    ) -> Reading:
        text, chinese = utterance.text, guess_language(utterance.text) == "zh"
        graded = row[PLACE[BEYOND]] < UNGRADED
        row = spare_harms(row) if calls_off(text) else row
        probability = dict(read_row(row, ACTS, ""))
        found = find_topics(text, chinese)
        acts = self._decide_acts(row)
        learned = pick_labels(row, self._calibration.threshold, TOPICS, "topic:")
        topics = tuple(t for t in TOPICS if t in learned or t in found.topics)
        asks = any(act in acts for act in _QUESTION_ACTS)
        questions = found.questions if found.settled or not asks else learned
        if not asks and not found.asking:
            questions = ()
        return Reading(
            text=text,
            language=language,
            speaker="agent",
            acts=acts,
            probability=probability,
            marks=self._decide_marks(row, text),
            topics=topics,
            questions=questions,
            slots=find_slots(text, chinese, utterance.today),
            fit=measure_overlap(text, utterance.prev) if utterance.prev else 0.0,
            choice=measure_choice(
                text, chinese, max(probability["offer"], probability["ask_closed"])
            ),
            neutral=measure_neutral(text, chinese, probability),
            cold=measure_cold(text, chinese, probability),
            worth=measure_worth(row) if graded else 0.0,
            signs=read_row(row, SIGNS, "reply:") if graded else {},
            fails=read_row(row, CRITICALS, "fails:"),
        )

    def _decide_marks(self, row: NDArray[np.float32], text: str) -> tuple[str, ...]:
        """Return the marks of the second layer; a notice in set words is a matter of rules."""
        learned = pick_labels(row, self._calibration.threshold, LEARNED_MARKS, "mark:")
        return (*learned, DEBT_NOTICE) if gives_debt_notice(text) else learned

    def _decide_acts(self, row: NDArray[np.float32]) -> tuple[str, ...]:
        """Return the labels that stand: `other` alone, or without it."""
        acts = pick_labels(row, self._calibration.threshold, ACTS[:-1], "")
        if acts:
            return acts
        limits = self._calibration.threshold
        if row[PLACE["other"]] >= limits[PLACE["other"]]:
            return ("other",)
        near, best = max((float(row[PLACE[n]] / limits[PLACE[n]]), n) for n in ACTS[:-1])
        return (best,) if near >= (NEAR_HARM if best in HARMS else NEAR) else ("other",)

    def _read_debtor(
        self, utterance: Utterance, row: NDArray[np.float32], language: Language
    ) -> Reading:
        text, chinese = utterance.text, guess_language(utterance.text) == "zh"
        probability = dict(read_row(row, DEBTOR_ACTS, "debtor:"))
        acts = pick_labels(row, self._calibration.threshold, DEBTOR_ACTS, "debtor:")
        probability["risk"] = weigh_risk(probability["risk"], find_risk(text, chinese))
        hinted = probability["risk"] >= self._calibration.threshold[PLACE["debtor:risk"]]
        acts = tuple(a for a in DEBTOR_ACTS if (hinted if a == "risk" else a in acts))
        if not acts:
            acts = (max(DEBTOR_ACTS, key=lambda name: probability[name]),)
        found = find_topics(text, chinese)
        talk = max(TALK, key=lambda name: float(row[PLACE["talk:" + name]]))
        return Reading(
            text=text,
            language=language,
            speaker="debtor",
            acts=acts,
            probability=probability,
            topics=found.topics,
            questions=found.questions if "question" in acts else (),
            slots=find_slots(text, chinese, utterance.today),
            fit=measure_overlap(text, utterance.prev) if utterance.prev else 0.0,
            talk=talk,
        )


def is_readable(utterance: Utterance) -> bool:
    """Tell whether there are words, and in a language that the analyser knows.

    A debtor's words are always read: a hint of self-harm must not be lost to a doubt about words.
    """
    if _NOT_WORDS.match(utterance.text):
        return False
    return utterance.speaker == "debtor" or not is_foreign(utterance.text)


def weigh_risk(learned: float, heard: float) -> float:
    """Return the probability of a hint of self-harm from model and rules.

    learned: the model's; heard: 0.97 for a plain hint, -1 for an idiom that only sounds like one.
    A plain hint counts unless the model is sure of the opposite; an idiom needs a sure model.
    """
    if heard > 0.0:
        return max(heard, learned) if learned >= 0.05 else learned
    if heard < 0.0 and learned < 0.8:
        return min(learned, 0.05)
    return learned


def silent_reading(utterance: Utterance, language: Language) -> Reading:
    """Return the reading of an utterance without words: `other`, or a debtor's silence."""
    if utterance.speaker == "debtor":
        probability = {name: 1.0 if name == "silence" else 0.0 for name in DEBTOR_ACTS}
        return Reading(
            utterance.text, language, "debtor", ("silence",), probability, talk="neutral"
        )
    probability = {name: 1.0 if name == "other" else 0.0 for name in ACTS}
    return Reading(utterance.text, language, "agent", ("other",), probability)
