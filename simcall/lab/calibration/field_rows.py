"""Rows 9 to 12, 18 and 20: field experiments with calls and messages, and who pays after them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from simcall.agent.table import PolicyTable
from simcall.common.chance import AGENT, draw_unit
from simcall.lab.calibration.checks import (
    Row,
    check_share,
    check_sign,
    check_size,
    mean_of,
)
from simcall.lab.calibration.population import Person
from simcall.lab.calibration.runner import Runner
from simcall.persona import shape
from simcall.persona.memory import age_memory
from simcall.persona.payment import (
    MESSAGE_DATE,
    MESSAGE_HOPE,
    MESSAGE_MORAL,
    MESSAGE_PLAIN,
    MESSAGE_PLEDGE,
    MESSAGE_WARNING,
    hear_message,
    pay_chance,
)

ON_TIME = 14  # days after the talk or letter
SIX_WEEKS = 42
DEFAULT = 60
LATE_HORIZON = 30
REMINDER_HORIZON = 7
DATE_HORIZON = 14
NOTHING = -1


class Curve(NamedTuple):
    """Chance of having paid by the end of each day, from day 0 (the day of the contact)."""

    paid: tuple[float, ...]

    def by(self, day: int) -> float:
        """Return the chance of having paid by a day."""
        return self.paid[min(day, len(self.paid) - 1)]

    def mean_day(self) -> float:
        """Return the mean day of payment of those who pay within the curve."""
        steps = [b - a for a, b in zip((0.0, *self.paid), self.paid, strict=False)]
        total = sum(steps)
        return sum(day * step for day, step in enumerate(steps)) / total if total > 0.0 else 0.0


def pay_curve(persona: Sequence[float], account: Sequence[float], days: int) -> Curve:
    """Return the chance of payment over the days, with an open promise if there is one."""
    who, now = list(persona), list(account)
    left = 1.0
    paid = []
    due = int(now[shape.PROMISED_DAY]) if now[shape.PROMISED] > 0.0 else -1
    for day in range(days + 1):
        if day == due:
            left *= 1.0 - now[shape.KEEP_CHANCE]
            now[shape.BROKEN] += 1.0
        left *= 1.0 - pay_chance(who, now)
        paid.append(1.0 - left)
        age_memory(who, now, 1.0)
        now[shape.OVERDUE_DAYS] += 1.0
    return Curve(tuple(paid))


def message_curve(person: Person, kind: int, days: int) -> Curve:
    """Return the chance of payment after one written message, or after nothing."""
    account = list(person.account)
    if kind != NOTHING:
        hear_message(account, kind)
    return pay_curve(person.persona, account, days)


def call_curves(
    runner: Runner, people: list[Person], tables: Sequence[PolicyTable], days: int
) -> list[Curve]:
    """Return the curves after one talk each; the agent is drawn from the tables with equal odds."""
    curves = []
    for place, person in enumerate(people):
        u = draw_unit(runner.seed_low, runner.seed_high, 10, place, AGENT, 0)
        finish = runner.call(person, tables[int(u * len(tables))], place)
        curves.append(pay_curve(person.persona, finish.account, days))
    return curves


def mean_paid(curves: Sequence[Curve], day: int) -> float:
    """Return the share that has paid by a day."""
    return mean_of([curve.by(day) for curve in curves])


def send(people: list[Person], kind: int, days: int) -> float:
    """Return the share that has paid some days after one written message, or after nothing."""
    return mean_paid([message_curve(person, kind, days) for person in people], days)


def rate_human(runner: Runner, people: list[Person], tables: dict[str, PolicyTable]) -> Row:
    """Row 9: talking to a bank's agent against automated letters; a pleasant voice."""
    team = [tables["humane"], tables["mechanical"]]
    talked = call_curves(runner, people, team, DEFAULT)
    letter = [message_curve(p, MESSAGE_PLAIN, DEFAULT) for p in people]
    warm = call_curves(runner, people, [tables["humane"]], SIX_WEEKS)
    flat = call_curves(runner, people, [tables["mechanical"]], SIX_WEEKS)

    def gap(day: int) -> float:
        return mean_of([a.by(day) - b.by(day) for a, b in zip(talked, letter, strict=True)])

    checks = (
        check_share("on-time repayment, talk minus letter", 0.34, gap(ON_TIME)),
        check_share("default, talk minus letter", -0.24, -gap(DEFAULT)),
        check_share("paid in six weeks, pleasant tone", 0.845, mean_paid(warm, SIX_WEEKS)),
        check_share("paid in six weeks, flat tone", 0.716, mean_paid(flat, SIX_WEEKS)),
    )  # fmt: skip
    return Row(
        9, "Speaking with a person of the bank", "S: Laudenbach, Pirschel and Siegel 2018",
        "bank customers 8 days late; agents half humane, half mechanical", "an automated letter",
        checks,
    )  # fmt: skip


def rate_moral(people: list[Person]) -> Row:
    """Row 10: a moral appeal lowers delinquency; a plain reminder does about nothing."""
    nothing = send(people, NOTHING, LATE_HORIZON)
    plain = send(people, MESSAGE_PLAIN, LATE_HORIZON)
    moral = send(people, MESSAGE_MORAL, LATE_HORIZON)
    checks = (
        check_share("delinquent after a plain text", 0.66, 1.0 - plain),
        check_size("delinquency, moral appeal minus plain text", -0.044, plain - moral),
        check_share("delinquency, plain text minus nothing", 0.0, nothing - plain),
    )
    return Row(
        10, "Moral appeal and plain reminder", "S: Bursztyn et al. 2019",
        "card customers 30 days late", "a plain text; no text", checks,
    )  # fmt: skip


def rate_reminder(people: list[Person]) -> Row:
    """Row 11: a text before the due day raises payment on time."""
    nothing = send(people, NOTHING, REMINDER_HORIZON)
    told = send(people, MESSAGE_PLAIN, REMINDER_HORIZON)
    checks = (check_size("on-time payment, relative rise", 0.08, told / nothing - 1.0),)
    return Row(
        11, "Text reminder before the due day", "S: Cadena and Schoar",
        "borrowers around the due day", "no text", checks,
    )  # fmt: skip


def rate_dates(people: list[Person]) -> Row:
    """Row 12: picking a date, and pledging it."""
    plain = [message_curve(p, MESSAGE_PLAIN, DATE_HORIZON) for p in people]
    dated = [message_curve(p, MESSAGE_DATE, DATE_HORIZON) for p in people]
    pledged = [message_curve(p, MESSAGE_PLEDGE, DATE_HORIZON) for p in people]

    def gap(curves: list[Curve]) -> float:
        return mean_of(
            [a.by(DATE_HORIZON) - b.by(DATE_HORIZON) for a, b in zip(curves, plain, strict=True)]
        )

    sooner = mean_of([b.mean_day() - a.mean_day() for a, b in zip(pledged, plain, strict=True)])
    checks = (
        check_size("paid, date picked minus plain", 0.023, gap(dated)),
        check_size("paid, date and pledge minus plain", 0.025, gap(pledged)),
        check_size("days sooner, date and pledge", 0.5, sooner),
    )
    return Row(
        12, "Picking a date and pledging it", "S2: Mazar et al.",
        "customers around the due day", "a plain text", checks,
    )  # fmt: skip


def rate_enduring(people: list[Person]) -> Row:
    """Row 18: a warning works at once and fades; a positive expectation lasts."""
    early, late, hope_late, contrast = [], [], [], []
    for person in people:
        plain = message_curve(person, MESSAGE_PLAIN, 42)
        warned = message_curve(person, MESSAGE_WARNING, 42)
        hoped = message_curve(person, MESSAGE_HOPE, 42)

        def rate(curve: Curve, first: int, last: int) -> float:
            return (curve.by(last) - curve.by(first)) / max(1e-9, 1.0 - curve.by(first))

        early.append(warned.by(7) - plain.by(7))
        late.append(rate(warned, 28, 42) - rate(plain, 28, 42))
        hope_late.append(rate(hoped, 28, 42) - rate(plain, 28, 42))
        contrast.append(hope_late[-1] - late[-1])
    checks = (
        check_sign("warning, first week: payment", 1, early),
        check_sign(
            "positive expectation, weeks 5 and 6: payment of those still open", 1, hope_late
        ),
        check_sign("weeks 5 and 6: positive expectation minus warning", 1, contrast),
    )
    return Row(
        18, "Warnings fade, positive expectation lasts", "S: Du et al. 2020",
        "first-month debtors, one text message", "a plain text", checks,
    )  # fmt: skip


def rate_harm(runner: Runner, people: list[Person], tables: dict[str, PolicyTable]) -> Row:
    """Row 20: telling the borrower's contacts brings money, and fails all the same."""
    quiet, told = [], []
    for person in people:
        account = list(person.account)
        quiet.append(1.0 - pay_curve(person.persona, account, DEFAULT).by(DEFAULT))
        account[shape.EXPOSED] = 1.0
        told.append(1.0 - pay_curve(person.persona, account, DEFAULT).by(DEFAULT))
    calls = [runner.call(p, tables["abusive"], i) for i, p in enumerate(people[:200])]
    failed = mean_of([1.0 if c.state[shape.VIOLATIONS] > 0.0 else 0.0 for c in calls])
    checks = (
        check_size("default, contacts told over not told", 0.5, mean_of(told) / mean_of(quiet)),
        check_share("calls with such acts that count as a critical failure", 1.0, failed),
    )
    return Row(
        20, "Harm that works, and fails the test", "S: Lu et al. 2021",
        "borrowers 30 days late", "nobody told", checks,
    )  # fmt: skip
