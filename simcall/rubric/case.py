"""A call as the rubric looks at it: weights of evidence by turn, who is there, what is known when.

Labels of the analyser are right about six times in seven, so a turn's evidence is a weight: a label
that stands counts at least `LABEL`, a mere hint counts little, and items look at several turns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from simcall.call.transcript import HeardCall, HeardTurn
from simcall.common.bilingual import Language
from simcall.common.pace import speaking_seconds
from simcall.rubric.book import Rubric
from simcall.rubric.echo import measure_copy
from simcall.speech.acts import HARMS
from simcall.speech.fit import find_content
from simcall.speech.move import Slots
from simcall.speech.reading import Reading

LABEL = 0.75  # the least weight of a label that stands
HINT = 0.5  # how much a probability without a label counts
LATELY = 3  # debtor turns that a later turn may still take up by topic
PERSONAL = frozenset(
    "reason income work family health tried wellbeing contact_family other_lenders fee "
    "credit_record fraud when_to_call".split()
)


class AgentTurn(NamedTuple):
    """One agent turn. fit, novelty, cold, choice, neutral: 0 to 1; copy: share copied back.

    tied: how far it speaks of what this debtor told, by words or by topics, 0 to 1.
    """

    place: int
    text: str
    weights: Mapping[str, float]
    probability: Mapping[str, float]
    marks: frozenset[str]
    topics: frozenset[str]
    questions: frozenset[str]
    slots: Slots
    fit: float
    novelty: float
    choice: float
    neutral: float
    cold: float
    copy: float
    tied: float
    seconds: float

    def weigh(self, *acts: str) -> float:
        """Return the greatest weight among some acts."""
        return max((self.weights.get(act, 0.0) for act in acts), default=0.0)

    @property
    def harm(self) -> float:
        """Return the greatest weight among the eight harms."""
        return self.weigh(*HARMS)


class DebtorTurn(NamedTuple):
    """One turn of whoever is at the other end. content: units that carry meaning."""

    place: int
    text: str
    weights: Mapping[str, float]
    topics: frozenset[str]
    questions: frozenset[str]
    talk: str
    content: int
    party: str
    seconds: float

    def weigh(self, *acts: str) -> float:
        """Return the greatest weight among some acts."""
        return max((self.weights.get(act, 0.0) for act in acts), default=0.0)


class Case(NamedTuple):
    """The evidence of one call. ended_by: agent, debtor or empty when nobody says so."""

    heard: HeardCall
    rubric: Rubric
    language: Language
    agent: tuple[AgentTurn, ...]
    debtor: tuple[DebtorTurn, ...]
    ended_by: str

    def reply_to(self, turn: DebtorTurn, count: int = 1) -> tuple[AgentTurn, ...]:
        """Return up to `count` agent turns that follow a debtor turn."""
        after = [a for a in self.agent if a.place > turn.place]
        return tuple(after[:count])

    def said_before(self, turn: AgentTurn) -> DebtorTurn | None:
        """Return the debtor turn just before an agent turn, if any."""
        before = [d for d in self.debtor if d.place < turn.place]
        return before[-1] if before else None

    @property
    def last_place(self) -> int:
        """Return the index of the last turn of the call."""
        return max((t.place for t in (*self.agent, *self.debtor)), default=0)


def weigh_label(reading: Reading, act: str) -> float:
    """Return the weight of evidence for an act, 0 to 1."""
    chance = reading.probability.get(act, 0.0)
    if act in reading.acts:
        return round(max(LABEL, chance), 3)
    return round(HINT * chance, 3) if chance >= 0.2 else 0.0


def weigh_all(reading: Reading) -> dict[str, float]:
    """Return the weights of every act with any evidence."""
    names = {*reading.acts, *reading.probability}
    weights = {name: weigh_label(reading, name) for name in sorted(names)}
    return {name: weight for name, weight in weights.items() if weight > 0.0}


def see_agent(heard: HeardTurn, last_said: str, told: frozenset[str]) -> AgentTurn:
    """Return an agent turn as evidence. told: personal topics that the debtor raised lately."""
    reading, move = heard.reading, heard.move
    fit = move.fit if move else reading.fit
    tied = min(1.0, fit / 0.25)
    if told & set(reading.topics):
        tied = max(tied, 0.75)
    return AgentTurn(
        place=heard.place,
        text=heard.turn.text,
        weights=weigh_all(reading),
        probability={
            name: reading.probability.get(name, 1.0 if name in reading.acts else 0.0)
            for name in {*reading.acts, *reading.probability}
        },
        marks=frozenset(reading.marks),
        topics=frozenset(reading.topics),
        questions=frozenset(reading.questions),
        slots=reading.slots,
        fit=fit,
        novelty=move.novelty if move else 1.0,
        choice=reading.choice,
        neutral=reading.neutral,
        cold=reading.cold,
        copy=measure_copy(heard.turn.text, last_said),
        tied=round(tied, 3),
        seconds=speaking_seconds(heard.turn.text),
    )


def see_debtor(heard: HeardTurn) -> DebtorTurn:
    """Return a debtor turn as evidence."""
    reading = heard.reading
    return DebtorTurn(
        place=heard.place,
        text=heard.turn.text,
        weights=weigh_all(reading),
        topics=frozenset(reading.topics),
        questions=frozenset(reading.questions),
        talk=reading.talk,
        content=len(find_content(heard.turn.text)),
        party=heard.turn.party,
        seconds=speaking_seconds(heard.turn.text),
    )


_LEFT = re.compile(
    r"[（(\[【]?\s*(?:挂断|挂了|已挂断|挂掉|挂机|电话挂断|对方挂断)\s*[）)\]】]|"
    r"[\[(*]\s*(?:hangs? up|hung up|ends? (?:the )?call|line goes dead|disconnects?)[^\])*]*[\])*]",
    re.IGNORECASE,
)


def find_end(heard: HeardCall) -> str:
    """Return who ended the call: from its events, or from a stage direction in the last turn."""
    for event in heard.transcript.events:
        if event.kind == "hangup" and event.by:
            return "agent" if event.by == "agent" else "debtor"
    if heard.turns and _LEFT.search(heard.turns[-1].turn.text):
        return heard.turns[-1].turn.speaker
    return ""


def build_case(heard: HeardCall, rubric: Rubric) -> Case:
    """Turn a heard call into evidence. System announcements and handed-over turns are left out."""
    agent: list[AgentTurn] = []
    debtor: list[DebtorTurn] = []
    last_said = ""
    told: frozenset[str] = frozenset()
    for turn in heard.turns:
        if turn.turn.party == "system" or not turn.turn.text.strip():
            continue
        if turn.turn.speaker == "agent":
            if turn.turn.party != "supervisor":
                agent.append(see_agent(turn, last_said, told))
        else:
            debtor.append(see_debtor(turn))
            lately = (d.topics | d.questions for d in debtor[-LATELY:])
            told = PERSONAL & frozenset[str]().union(*lately)
            last_said = turn.turn.text
    return Case(
        heard, rubric, heard.language, tuple(agent), tuple(debtor), find_end(heard)
    )
