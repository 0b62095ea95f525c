"""A persona as the program holds it: a whole person, read from personas/ by the content room."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from simcall.common.bilingual import Language, Text

Role = Literal["debtor", "other", "wrong_number"]
Mood = Literal["calm", "tense", "hot", "low"]
MOODS: tuple[Mood, ...] = ("calm", "tense", "hot", "low")


class Payment(NamedTuple):
    """One line of payment history. amount: minor units; 0 means missed."""

    months_ago: int
    amount: int


class OtherDebt(NamedTuple):
    """What the person owes elsewhere. rank: 1 is paid first."""

    lender: Text
    amount: int
    rank: int


class Debt(NamedTuple):
    """The debt in question. Amounts in minor units of the scenario's currency."""

    lender: str
    product: str
    principal: int
    days_overdue: int
    bill: int
    minimum: int
    unbilled: int
    instalment_balance: int
    history: tuple[Payment, ...] = ()
    auto_debit: bool = False


class Ability(NamedTuple):
    """What the person can pay. Monthly amounts in minor units; payday is a day of the month."""

    income: int
    fixed_costs: int
    affordable: int
    payday: int
    insolvent: bool = False


class Reason(NamedTuple):
    """Why the payment was missed, in three layers of truth."""

    cause: str
    excuse: Text
    part: Text
    truth: Text


class Temper(NamedTuple):
    """Baselines, gains and thresholds; see `temper.build_vector`."""

    baselines: Mapping[str, float]
    gains: Mapping[str, float]
    thresholds: tuple[float, float, float]
    scalars: Mapping[str, float]


class Habits(NamedTuple):
    """When and whether the person answers. hours: answer chance by part of the day, 0 to 1."""

    morning: float
    midday: float
    afternoon: float
    evening: float
    language: Language


class Line(NamedTuple):
    """One written line. act: a debtor act; topic, mood and layer narrow when it fits.

    `text` may hold slots in braces, such as {amount}, {affordable}, {payday}, {due_date}.
    first: written for the situation of the call, so it comes before other lines that fit.
    """

    act: str
    text: str
    topic: str = ""
    mood: str = ""
    layer: int = 0
    first: bool = False


class Asked(NamedTuple):
    """A question that this person or this call may get; its lines have the act `own`.

    name: the topic of those lines; phrases: words by which the question is known; questions: whole
    examples of it, to be known by their meaning (see `call.own`). answered: the key of lines that
    answer it in place of lines of its own (`answer.income`, `name_given`), or empty. rank: 0 for
    the questions of this call and the direct ones of any (why, how much, when, who), 1 for those
    that the person brings along, 2 for others that anybody may get; a later one gives way to an
    earlier one that is nearly as near. fits: for each of `questions`, the places (from 1) of the
    lines that answer just this one, empty where all of them do.
    """

    name: str
    phrases: tuple[str, ...]
    questions: tuple[str, ...] = ()
    answered: str = ""
    rank: int = 0
    fits: tuple[tuple[int, ...], ...] = ()


class Persona(NamedTuple):
    """A whole person in trouble, with a life, a debt, a reason, a temper and words."""

    id: str
    name: Text
    archetype: str
    age: int
    work: Text
    life: Text
    role: Role
    relation: Text
    disputes: bool
    debt: Debt
    other_debts: tuple[OtherDebt, ...]
    ability: Ability
    reason: Reason
    temper: Temper
    habits: Habits
    lines: Mapping[Language, tuple[Line, ...]]
    content_notice: Text
    outcome: str
    digits: str
    asked: Mapping[Language, tuple[Asked, ...]] = MappingProxyType({})
