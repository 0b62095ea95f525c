"""From readings to moves: what a turn means in the course of this call.

The analyser reads one utterance; here it gets its context: whether these words were said before
(novelty) and whether they take up something that this debtor said earlier than just now (fit).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from simcall.call.kinds import only_reaches
from simcall.call.occasion import SETTLED
from simcall.call.transcript import HeardCall, HeardTurn, Transcript
from simcall.call.wordings import is_closing, refine_marks, refine_questions, refine_slots
from simcall.common.bilingual import Language, guess_language
from simcall.common.pace import speaking_seconds
from simcall.persona.words import normalise_line
from simcall.speech.acts import ACTS, TOPICS
from simcall.speech.fit import measure_overlap
from simcall.speech.manner import calls_off
from simcall.speech.move import Move
from simcall.speech.reading import Analyser, Reading, Utterance

_CLAUSE = re.compile(r"[。！？!?；;，,.…\n]+")
LOOK_BACK = 4  # debtor turns, beside the last one, that a reflection may take up
FLOOR = 0.2  # probabilities below this do not enter a move


def split_clauses(text: str) -> list[str]:
    """Return the clauses of a text in normal form, the shortest ones left out."""
    return [c for c in (normalise_line(part) for part in _CLAUSE.split(text)) if len(c) >= 3]


class Hearing:
    """Remembers what both sides said, and turns the agent's readings into moves."""

    def __init__(self) -> None:
        self._said: set[str] = set()
        self._debtor: list[str] = []

    def note_debtor(self, text: str) -> None:
        """Remember what the debtor said."""
        self._debtor.append(text)

    @property
    def last_debtor(self) -> str:
        """Return what the debtor said last."""
        return self._debtor[-1] if self._debtor else ""

    def measure_novelty(self, text: str) -> float:
        """Return the share of this text that was not said before in this call, and remember it."""
        clauses = split_clauses(text)
        total = sum(len(clause) for clause in clauses)
        fresh = sum(len(clause) for clause in clauses if clause not in self._said)
        self._said.update(clauses)
        return round(fresh / total, 3) if total else 1.0

    def measure_fit(self, reading: Reading) -> float:
        """Return how far the turn takes up what the debtor said now or a little earlier."""
        earlier = self._debtor[:-1][-LOOK_BACK:]
        older = max((measure_overlap(reading.text, said) for said in earlier), default=0.0)
        return round(max(reading.fit, 0.8 * older), 3)

    def make_move(self, reading: Reading, seconds: float | None = None) -> Move:
        """Return the move of one agent turn; `seconds` defaults to the speaking pace."""
        weights = tuple(
            (act, round(weigh_act(reading, act), 3))
            for act in ACTS
            if act != "other"
            and weigh_act(reading, act) > 0.0
            and (act != "close" or is_closing(reading.text, weigh_act(reading, act)))
            and (act != "refer" or hands_over(reading.text))
            and (act != "commit" or not (calls_off(reading.text) or only_reaches(reading.text)))
        )
        return Move(
            acts=weights,
            marks=refine_marks(reading.text, reading.marks),
            topics=reading.topics,
            questions=refine_questions(reading.text, reading.questions, reading.acts),
            slots=refine_slots(reading.text, reading.slots),
            fit=self.measure_fit(reading),
            novelty=self.measure_novelty(reading.text),
            choice_given=round(reading.choice, 3),
            neutral_consequence=round(reading.neutral, 3),
            warm_then_cold=round(reading.cold, 3),
            seconds=speaking_seconds(reading.text) if seconds is None else round(seconds, 3),
        )


def hear_danger(move: Move) -> Move:
    """Return a move that asks about danger: "do you have a plan?" is no question of money then."""

    def about(topics: Sequence[str]) -> tuple[str, ...]:
        meant = {*topics, "wellbeing"} - SETTLED
        return tuple(topic for topic in TOPICS if topic in meant)

    return move._replace(questions=about(move.questions), topics=about(move.topics))


_HELP = re.compile(
    r"转|接(?:过去|给|通)|热线|专线|电话|专员|同事|部门|团队|主管|组长|经理|医生|心理|救助|顾问|律师"
    r"|社区|12356|120|110|登记|提交|上报|申请"
    r"|\b(?:transfer|put(?:ting)? you through|connect|line|number|team|colleague|manager"
    r"|supervisor|specialist|desk"
    r"|department|adviser|advisor|doctor|samaritans|crisis|help|service|charity|log|raise|submit|988|999|911|116)",
    re.IGNORECASE,
)


def hands_over(text: str) -> bool:
    """Tell whether a turn that stops collection also hands over to somebody; others always may."""
    return not calls_off(text) or _HELP.search(text) is not None


def weigh_act(reading: Reading, act: str) -> float:
    """Return the weight of an act in a move: labelled acts count fully, faint hints not at all."""
    if act in reading.acts:
        return max(0.5, reading.probability.get(act, 1.0))
    faint = reading.probability.get(act, 0.0)
    return 0.5 * faint if faint > FLOOR else 0.0


def hear_transcript(transcript: Transcript, analyser: Analyser) -> HeardCall:
    """Read every turn of a transcript in context."""
    language = transcript.language or guess_call_language(transcript)
    last = {"agent": "", "debtor": ""}
    utterances = []
    for turn in transcript.turns:
        other = "debtor" if turn.speaker == "agent" else "agent"
        utterances.append(
            Utterance(turn.text, last[other], language, turn.speaker, transcript.started_at[:10])
        )
        last[turn.speaker] = turn.text
    readings = analyser.read_many(utterances)
    return HeardCall(transcript, language, join_turns(transcript, readings), analyser.name)


def join_turns(transcript: Transcript, readings: Sequence[Reading]) -> tuple[HeardTurn, ...]:
    """Put turns, readings and moves together, in order."""
    hearing = Hearing()
    heard = []
    for place, (turn, reading) in enumerate(zip(transcript.turns, readings, strict=True)):
        move = None
        if turn.speaker == "agent":
            move = hearing.make_move(reading)
        else:
            hearing.note_debtor(turn.text)
        heard.append(HeardTurn(place, turn, reading, move))
    return tuple(heard)


def guess_call_language(transcript: Transcript) -> Language:
    """Return the language that most of the turns are in."""
    votes = [guess_language(turn.text) for turn in transcript.turns]
    return "zh" if votes.count("zh") >= votes.count("en") and votes else "en"
