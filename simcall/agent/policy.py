"""An agent policy: what one kind of agent says in each situation, as moves and as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simcall.agent.situation import SITUATIONS
from simcall.agent.table import PolicyTable, find_place
from simcall.common.bilingual import LANGUAGES, Language, Text
from simcall.common.errors import ContentError
from simcall.common.pace import speaking_seconds
from simcall.persona.words import fill_slots
from simcall.speech.move import AMOUNT, DAYS, Move, Slots

# Relative amounts and days, as codes below zero in a move vector (resolved in persona.bargain).
PAY_CODES: dict[str, float] = {"due": -1.0, "minimum": -2.0, "affordable": -3.0, "named": -4.0}
DAY_CODES: dict[str, float] = {"payday": -1.0}


@dataclass(frozen=True)
class PolicyLine:
    """One thing to say, with the acts that a careful coder would mark in it.

    acts: weight by act, 0 to 1. pay: due, minimum, affordable, named (what the debtor offered), or
    empty when no amount is said. days: a number of days, or `payday`. texts: sentences by language,
    at least one each; they mean the same, so the move fits them all.
    """

    acts: Mapping[str, float]
    texts: Mapping[Language, tuple[str, ...]]
    marks: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    pay: str = ""
    days: int | str | None = None
    instalments: int | None = None
    waiver: float | None = None
    fit: float = 0.0
    choice_given: float = 0.0
    neutral_consequence: float = 0.0
    warm_then_cold: float = 0.0

    @property
    def seconds(self) -> float:
        """Return the mean speaking time over all sentences, the same in every language."""
        means = []
        for language in LANGUAGES:
            texts = self.texts.get(language, ())
            if texts:
                means.append(sum(speaking_seconds(text) for text in texts) / len(texts))
        return round(sum(means) / len(means), 3)

    def move(self, amount: int | None = None, days: int | None = None) -> Move:
        """Return the move; amount (minor units) and days stand in for the relative ones."""
        said_days = days if isinstance(self.days, str) else self.days
        return Move(
            acts=tuple(self.acts.items()),
            marks=self.marks,
            topics=self.topics,
            questions=self.questions,
            slots=Slots(
                amounts=(amount,) if amount is not None and self.pay else (),
                instalments=self.instalments,
                days=said_days,
                waiver=self.waiver,
            ),
            fit=self.fit,
            choice_given=self.choice_given,
            neutral_consequence=self.neutral_consequence,
            warm_then_cold=self.warm_then_cold,
            seconds=self.seconds,
        )

    def vector(self) -> tuple[float, ...]:
        """Return the move vector with relative amounts and days as codes below zero."""
        out = self.move().vector()
        if self.pay:
            out[AMOUNT] = PAY_CODES[self.pay]
        if isinstance(self.days, str):
            out[DAYS] = DAY_CODES[self.days]
        return tuple(out)


@dataclass(frozen=True)
class Policy:
    """One kind of agent. situations: lines by situation, in the order of visits; all are there."""

    id: str
    name: Text
    note: Text
    situations: Mapping[str, tuple[PolicyLine, ...]]
    grade: int = 0

    def lines(self, situation: str) -> tuple[PolicyLine, ...]:
        """Return the lines of a situation; raise ContentError when the policy has none."""
        found = self.situations.get(situation, ())
        if not found:
            raise ContentError(f"policy '{self.id}' says nothing in the situation '{situation}'")
        return found

    def line(self, situation: str, visit: int) -> PolicyLine:
        """Return the line for a visit (from 0)."""
        lines = self.lines(situation)
        return lines[find_place(len(lines), visit)]


def build_table(policy: Policy) -> PolicyTable:
    """Return the policy as numbers; raise ContentError when a situation has no line."""
    rows: dict[tuple[float, ...], int] = {}
    order: list[int] = []
    offsets: list[int] = []
    lengths: list[int] = []
    for situation in SITUATIONS:
        lines = policy.lines(situation)
        offsets.append(len(order))
        lengths.append(len(lines))
        order.extend(rows.setdefault(line.vector(), len(rows)) for line in lines)
    return PolicyTable(tuple(rows), tuple(order), tuple(offsets), tuple(lengths))


def speak(
    policy: Policy,
    situation: str,
    visit: int,
    language: Language,
    slots: Mapping[str, str],
    draw: int = 0,
) -> str:
    """Return the sentence for a visit (from 0) to a situation, with its slots filled.

    The sentences of a line take turns when it repeats; `draw` shifts where they start.
    """
    lines = policy.lines(situation)
    texts = policy.line(situation, visit).texts[language]
    again = max(0, visit - len(lines) + 1)
    return fill_slots(texts[(again + draw) % len(texts)], slots)
