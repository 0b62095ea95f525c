"""A call as the rubric looks at it: weights of evidence by turn, who is there, what is known when.

Labels of the analyser are right about six times in seven, so a turn's evidence is a weight: a label
that stands counts at least `LABEL`, a mere hint counts little, and items look at several turns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from simcall.call.transcript import HeardCall, HeardTurn
from simcall.common.bilingual import Language
from simcall.common.pace import speaking_seconds
from simcall.rubric.book import Rubric
from simcall.rubric.doubt import believe_harms, weigh_harms
from simcall.rubric.echo import measure_copy, says_again
from simcall.rubric.matter import NOTHING, Matter, find_matter, measure_tie, says_back
from simcall.speech.acts import HARMS
from simcall.speech.fit import find_content
from simcall.speech.move import Slots
from simcall.speech.reading import Reading

LABEL = 0.65  # the least weight of a label that stands
UNBACKED = 0.6  # what is left of a kind label without a kind word or shared matter
BACKED_UP = 0.6  # weight of a hint that plain words or shared matter support
HINT = 0.5  # how much a probability without a label counts
TOLD = ("question", "reason", "emotion", "refuse", "complain", "thank", "promise", "offer_amount")
SLIGHT = 0.2  # share of a turn below which its kind words are said in passing
_SENTENCE = re.compile(r"[。！？!?；;\n]|(?<=[a-z])\.\s")
GRADED_SHARE = 0.6  # share of the turns that must be graded as replies, else no grade counts
AGAIN = -1.0  # what a turn is worth that says an earlier one again
LATELY = 4  # debtor turns that a later turn may still take up by topic
PERSONAL = frozenset(
    "reason income work family health tried wellbeing contact_family other_lenders fee "
    "credit_record fraud when_to_call".split()
)


class AgentTurn(NamedTuple):
    """One agent turn. fit, novelty, cold, choice, neutral: 0 to 1; copy: share copied back.

    chances: probability of each harm, see `doubt`; labels: as the analyser gave it; weights:
    evidence of each act.
    slight: kind words are said in passing, before business; formula: with a stock phrase.
    evasive: share of the turn that puts off ("it depends", "have a look on our website").
    tied: how far it speaks of what this debtor told, by words or by topics, 0 to 1.
    worth: its grade as a reply, -2 to 2; signs: chance of each sign of it (`replies`).
    fails: chance that a panel would fail the call for this turn, by critical failure.
    """

    place: int
    text: str
    weights: Mapping[str, float]
    chances: Mapping[str, float]
    labels: Mapping[str, float]
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
    slight: bool
    formula: bool
    evasive: float
    matter: Matter
    seconds: float
    worth: float
    signs: Mapping[str, float]
    fails: Mapping[str, float]

    def weigh(self, *acts: str) -> float:
        """Return the greatest weight among some acts."""
        return max((self.weights.get(act, 0.0) for act in acts), default=0.0)

    @property
    def harm(self) -> float:
        """Return the greatest weight among the eight harms."""
        return self.weigh(*HARMS)


class DebtorTurn(NamedTuple):
    """One turn of whoever is at the other end. content: units of meaning; matter: what it tells."""

    place: int
    text: str
    weights: Mapping[str, float]
    topics: frozenset[str]
    questions: frozenset[str]
    talk: str
    content: int
    matter: Matter
    party: str
    seconds: float
    probability: Mapping[str, float]

    def shows(self, act: str, least: float) -> bool:
        """Tell whether a label stands with at least a probability."""
        return self.weigh(act) >= LABEL and self.probability.get(act, 1.0) >= least

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

    def said_after(self, turn: AgentTurn) -> DebtorTurn | None:
        """Return the debtor turn after an agent turn, if any."""
        return next((d for d in self.debtor if d.place > turn.place), None)


def mean_worth(turns: Sequence[AgentTurn]) -> float | None:
    """Return the mean grade of some turns as replies; None where the analyser grades none."""
    grades = [turn.worth for turn in turns if turn.signs]
    return sum(grades) / len(grades) if grades else None


def weigh_label(reading: Reading, act: str) -> float:
    """Return the weight of evidence for an act, 0 to 1."""
    chance = reading.probability.get(act, 0.0)
    if act in reading.acts:
        return round(max(LABEL, chance), 3)
    return round(HINT * chance, 3) if chance >= 0.2 else 0.0


def back_up(weights: dict[str, float], reading: Reading, tied: float, rubric: Rubric) -> None:
    """Raise hints that the words of the turn or of the call support, up to BACKED_UP."""

    def chance(act: str) -> float:
        return reading.probability.get(act, 0.0)

    asked = "ask_closed" in reading.acts or "commit" in reading.acts
    for act in ("offer", "refer"):
        hinted = chance(act) >= 0.1 or (act == "offer" and asked)
        if hinted and rubric.signal(f"shows_{act}", reading.text):
            weights[act] = max(weights.get(act, 0.0), BACKED_UP)
    for act in ("reflect", "empathise"):
        if tied >= 0.7 and chance(act) >= 0.2:
            weights[act] = max(weights.get(act, 0.0), BACKED_UP)
    if tied < 0.7 and not rubric.signal("shows_kindness", reading.text):
        for act in ("empathise", "affirm"):
            weights[act] = UNBACKED * weights.get(act, 0.0)


def weigh_all(reading: Reading) -> dict[str, float]:
    """Return the weights of every act with any evidence; harms are weighed apart (`doubt`)."""
    names = {*reading.acts, *reading.probability} - set(HARMS)
    weights = {name: weigh_label(reading, name) for name in sorted(names)}
    return {name: weight for name, weight in weights.items() if weight > 0.0}


def see_agent(
    heard: HeardTurn,
    lately: Sequence[DebtorTurn],
    chances: Mapping[str, float],
    rubric: Rubric,
) -> AgentTurn:
    """Return an agent turn as evidence. lately: the debtor's turns before it, the last one last."""
    reading, text = heard.reading, heard.turn.text
    last_said = lately[-1].text if lately else ""
    told = {topic for turn in lately for topic in turn.topics | turn.questions} & PERSONAL
    matter = find_matter(text)
    ties = (measure_tie(matter, turn.matter, numbers=False) for turn in lately)
    copy = measure_copy(text, last_said)
    tied = max(ties, default=0.0) * (0.3 if copy > 0.6 else 1.0)
    if told & set(reading.topics):
        tied = max(tied, 0.5)
    fit = round(max(tied, 0.3 * (heard.move.fit if heard.move else reading.fit)), 3)
    weights = weigh_all(reading)
    back_up(weights, reading, tied, rubric)
    warm = sum(reading.probability.get(act, 0.0) for act in ("reflect", "empathise", "summarise"))
    open_minded = warm >= 0.1 and not rubric.signal("brushes_off", text)
    if lately and open_minded and says_back(text, last_said, lately[-1].matter):
        weights["reflect"] = max(weights.get("reflect", 0.0), BACKED_UP)
    return AgentTurn(
        place=heard.place,
        text=text,
        weights=weights,
        chances=chances,
        labels={act: reading.probability.get(act, 0.0) for act in HARMS},
        marks=frozenset(reading.marks),
        topics=frozenset(reading.topics),
        questions=frozenset(reading.questions),
        slots=reading.slots,
        fit=fit,
        novelty=heard.move.novelty if heard.move else 1.0,
        choice=reading.choice,
        neutral=reading.neutral,
        cold=reading.cold,
        copy=copy,
        tied=round(tied, 3),
        matter=matter,
        slight=is_slight(text, tied, rubric),
        formula=rubric.signal("formula", text),
        evasive=share_evasive(text, rubric),
        seconds=speaking_seconds(heard.turn.text),
        worth=reading.worth,
        signs=reading.signs,
        fails=reading.fails,
    )


def is_slight(text: str, tied: float, rubric: Rubric) -> bool:
    """Tell whether kind words are only a small, general part of a turn ("my condolences. ...")."""
    parts = [p for p in _SENTENCE.split(text) if p.strip()]
    kind = [p for p in parts if rubric.signal("shows_kindness", p)]
    if not kind or tied >= 0.7 or len(parts) < 2:
        return False
    return sum(map(len, kind)) < SLIGHT * sum(map(len, parts))


def share_evasive(text: str, rubric: Rubric) -> float:
    """Return the share of a turn, by length of its sentences, that puts off."""
    parts = [part for part in _SENTENCE.split(text) if part.strip()]
    evasive = [part for part in parts if rubric.signal("evades", part)]
    return round(sum(map(len, evasive)) / max(1, sum(map(len, parts))), 3)


def see_debtor(heard: HeardTurn, known: Matter, rubric: Rubric) -> DebtorTurn:
    """Return a debtor turn as evidence: labels, and plain words where the labels are silent.

    known: the matter that the agent had said before, which is not the debtor's own.
    """
    reading = heard.reading
    weights = weigh_all(reading)
    for act in TOLD:
        if rubric.signal(f"told_{act}", heard.turn.text):
            weights[act] = max(weights.get(act, 0.0), BACKED_UP)
    return DebtorTurn(
        place=heard.place,
        text=heard.turn.text,
        weights=weights,
        topics=frozenset(reading.topics),
        questions=frozenset(reading.questions),
        talk=reading.talk,
        content=len(find_content(heard.turn.text)),
        matter=find_matter(heard.turn.text).without(known),
        party=heard.turn.party,
        seconds=speaking_seconds(heard.turn.text),
        probability=reading.probability,
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


def leave_ungraded(heard: HeardCall) -> HeardCall:
    """Return a call without the grades of single turns where it is talk of another kind.

    Grades are of collection calls; where the analyser gives most turns none, the rest mean little.
    """
    agent = [t for t in heard.turns if is_agent(t)]
    graded = sum(1 for t in agent if t.reading.signs)
    if graded >= GRADED_SHARE * len(agent):
        return heard
    turns = (t._replace(reading=t.reading._replace(worth=0.0, signs={})) for t in heard.turns)
    return heard._replace(turns=tuple(turns))


def mark_repeats(heard: HeardCall) -> HeardCall:
    """Return a call in which words said again whole are no good reply, however they were graded.

    The grade looks at one turn and what was said before it; the second time the same fine sentence
    answers nothing. Between people it hardly happens: in none of 4,000 turns of our rated calls.
    """
    said: list[str] = []
    turns = []
    for turn in heard.turns:
        if is_agent(turn):
            if turn.reading.worth > AGAIN and says_again(turn.turn.text, said):
                turn = turn._replace(reading=turn.reading._replace(worth=AGAIN))
            said.append(turn.turn.text)
        turns.append(turn)
    return heard._replace(turns=tuple(turns))


def build_case(heard: HeardCall, rubric: Rubric) -> Case:
    """Turn a heard call into evidence. System announcements and handed-over turns are left out."""
    heard = leave_ungraded(heard)
    heard = mark_repeats(heard)
    turns = [t for t in heard.turns if is_agent(t)]
    answers = [find_answer(heard, t.place) for t in turns]
    chances = iter(believe_harms([t.reading for t in turns], answers, rubric))
    agent: list[AgentTurn] = []
    debtor: list[DebtorTurn] = []
    known = NOTHING
    for turn in heard.turns:
        if is_agent(turn):
            agent.append(see_agent(turn, debtor[-LATELY:], next(chances), rubric))
        elif turn.turn.speaker == "debtor" and turn.turn.party != "system":
            known = agent[-1].matter.joined(known) if agent else known
            debtor.append(see_debtor(turn, known, rubric))
    judged = tuple(
        turn._replace(weights={**turn.weights, **harms})
        for turn, harms in zip(agent, weigh_harms([t.chances for t in agent]), strict=True)
    )
    return Case(heard, rubric, heard.language, judged, tuple(debtor), find_end(heard))


def find_answer(heard: HeardCall, place: int) -> str:
    """Return what the debtor said right after a turn, empty where the agent went on."""
    after = next((t for t in heard.turns if t.place > place), None)
    return after.turn.text if after is not None and after.turn.speaker == "debtor" else ""


def is_agent(turn: HeardTurn) -> bool:
    """Tell whether a turn is the agent's own: not an announcement, not a supervisor's."""
    return turn.turn.speaker == "agent" and turn.turn.party not in ("system", "supervisor")
