"""A move: everything about one agent turn that the emotion, behaviour and dialling models read.

The analyser makes a move from text; an agent policy makes one in a batch. The kernels see only
`Move.vector()`, a flat list of doubles that is the same in live play and in a batch.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from simcall.speech.acts import ACT_INDEX, ACTS, MARK_INDEX, MARKS, TOPIC_INDEX, TOPICS

# Layout of the vector. A head of scalars, then pairs (act index, weight), at most MAX_ACTS of them.
SECONDS = 0
FIT = 1
NOVELTY = 2
CHOICE_GIVEN = 3
NEUTRAL_CONSEQUENCE = 4
WARM_THEN_COLD = 5
TOPIC_BITS = 6
MARK_BITS = 7
AMOUNT = 8
INSTALMENTS = 9
DAYS = 10
TODAY = 0.5  # value of DAYS for this very day; 0 is no day at all
WAIVER = 11
QUESTIONS = 12
ACT_COUNT = 13
FIRST_ACT = 14
MAX_ACTS = 12
VECTOR_SIZE = FIRST_ACT + 2 * MAX_ACTS


class Slots(NamedTuple):
    """Numbers heard in a turn. Amounts are integer minor units; unknown values are None."""

    amounts: tuple[int, ...] = ()
    instalments: int | None = None
    dates: tuple[str, ...] = ()
    days: int | None = None
    rates: tuple[float, ...] = ()
    waiver: float | None = None
    digits: tuple[str, ...] = ()
    share: float | None = None


class Move(NamedTuple):
    """One agent turn as the models see it.

    acts: weight of each act present, 0 to 1 in thousandths, in the order of `ACTS`.
    fit: how far the turn takes up what this debtor said, 0 to 1.
    novelty: 1 for words not yet used in this call, down to 0 for a phrase said again.
    questions: topics that are asked (a subset of topics). asked: names of this person's own and
    of common questions that were understood by meaning or phrase (see `call.own`), which decide
    words only and are no part of the vector; None where nobody has listened for them. fitting: by
    name, the places (from 1) of the lines that answer such a question as it was asked. touched:
    topics among the questions that the words only touch, so that nobody answers them.
    warm_then_cold: weight of warm words brushed aside or followed by a harm in the same turn.
    seconds: how long the turn took to say, in simulated time.
    """

    acts: tuple[tuple[str, float], ...]
    marks: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    slots: Slots = Slots()
    fit: float = 0.0
    novelty: float = 1.0
    choice_given: float = 0.0
    neutral_consequence: float = 0.0
    warm_then_cold: float = 0.0
    seconds: float = 0.0
    asked: tuple[str, ...] | None = None
    fitting: tuple[tuple[str, tuple[int, ...]], ...] = ()
    touched: tuple[str, ...] = ()

    def weight(self, act: str) -> float:
        """Return the weight of an act, 0 where it is absent."""
        return next((w for name, w in self.acts if name == act), 0.0)

    def vector(self) -> list[float]:
        """Return the flat form that the kernels read; see the layout at the top of this file."""
        out = [0.0] * VECTOR_SIZE
        out[SECONDS] = round(self.seconds, 3)
        out[FIT] = round(self.fit, 3)
        out[NOVELTY] = round(self.novelty, 3)
        out[CHOICE_GIVEN] = round(self.choice_given, 3)
        out[NEUTRAL_CONSEQUENCE] = round(self.neutral_consequence, 3)
        out[WARM_THEN_COLD] = round(self.warm_then_cold, 3)
        out[TOPIC_BITS] = float(sum(1 << TOPIC_INDEX[name] for name in set(self.topics)))
        out[MARK_BITS] = float(sum(1 << MARK_INDEX[name] for name in set(self.marks)))
        out[AMOUNT] = float(self.slots.amounts[0]) if self.slots.amounts else 0.0
        out[INSTALMENTS] = float(self.slots.instalments or 0)
        out[DAYS] = TODAY if self.slots.days == 0 else float(self.slots.days or 0)
        out[WAIVER] = round(self.slots.waiver or 0.0, 3)
        out[QUESTIONS] = float(sum(1 << TOPIC_INDEX[name] for name in set(self.questions)))
        strongest = sorted(self.acts, key=lambda pair: (-pair[1], ACT_INDEX[pair[0]]))[:MAX_ACTS]
        strongest.sort(key=lambda pair: ACT_INDEX[pair[0]])
        out[ACT_COUNT] = float(len(strongest))
        for place, (name, weight) in enumerate(strongest):
            out[FIRST_ACT + 2 * place] = float(ACT_INDEX[name])
            out[FIRST_ACT + 2 * place + 1] = round(weight, 3)
        return out

    def as_json(self) -> dict[str, Any]:
        """Return the move as plain data for a journal."""
        data = self._asdict()
        data["acts"] = dict(self.acts)
        data["slots"] = {k: v for k, v in self.slots._asdict().items() if v not in (None, ())}
        if self.asked is None:
            del data["asked"]
        del data["fitting"]
        if self.fitting:
            data["fitting"] = {name: list(places) for name, places in self.fitting}
        if not self.touched:
            del data["touched"]
        return {k: list(v) if isinstance(v, tuple) else v for k, v in data.items()}


def read_move(data: dict[str, Any]) -> Move:
    """Rebuild a move from its journal form; unknown names raise KeyError."""
    slots: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in data.get("slots", {}).items()
    }
    for name in data.get("acts", {}):
        ACT_INDEX[name]
    return Move(
        acts=tuple((name, data["acts"][name]) for name in ACTS if name in data["acts"]),
        marks=tuple(name for name in MARKS if name in data.get("marks", ())),
        topics=tuple(name for name in TOPICS if name in data.get("topics", ())),
        questions=tuple(name for name in TOPICS if name in data.get("questions", ())),
        slots=Slots(**slots),
        fit=data.get("fit", 0.0),
        novelty=data.get("novelty", 1.0),
        choice_given=data.get("choice_given", 0.0),
        neutral_consequence=data.get("neutral_consequence", 0.0),
        warm_then_cold=data.get("warm_then_cold", 0.0),
        seconds=data.get("seconds", 0.0),
        asked=tuple(data["asked"]) if "asked" in data else None,
        fitting=tuple((name, tuple(places)) for name, places in data.get("fitting", {}).items()),
        touched=tuple(data.get("touched", ())),
    )
