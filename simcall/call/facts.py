"""The facts of a call as words: what the slots in the debtor's lines are filled with."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

from simcall.call.scenario import CallScenario
from simcall.common.bilingual import Language
from simcall.persona.bargain import name_amount
from simcall.persona.person import Payment
from simcall.persona.shape import BROKEN, DUE, KEPT, NAMED, PROMISE_AMOUNT, PROMISE_DAYS
from simcall.rules.money import format_money, late_fee

ROUNDED = 2000.0  # minor units from which nobody names the part below one unit
_MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)


def speak_date(date: datetime.date, language: Language) -> str:
    """Return a date as a person says it."""
    if language == "zh":
        return f"{date.month}月{date.day}号"
    return f"the {speak_ordinal(date.day)} of {_MONTHS[date.month - 1]}"


def speak_ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th and so on."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def speak_month(today: datetime.date, months_ago: int, language: Language) -> str:
    """Return a month some months back as a person says it: 9月, in September."""
    number = (today.month - 1 - months_ago) % 12
    return f"{number + 1}月" if language == "zh" else f"in {_MONTHS[number]}"


def find_last_payment(scenario: CallScenario) -> Payment | None:
    """Return the latest payment on the account, None where none was made."""
    paid = [entry for entry in scenario.persona.debt.history if entry.amount > 0]
    return min(paid, key=lambda entry: entry.months_ago) if paid else None


def next_payday(today: datetime.date, day: int) -> datetime.date:
    """Return the next date, today excluded, on which money comes (short months: their last day)."""
    for ahead in range(1, 62):
        date = today + datetime.timedelta(days=ahead)
        last = (date.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
        if date.day == min(day, (last - datetime.timedelta(days=1)).day):
            return date
    return today + datetime.timedelta(days=30)


def pick_said(text: str, language: Language) -> str:
    """Return the heart of what was said last, to be said again: its longest clause, bare."""
    parts = re.split(r"[。！？!?；;…\n]+|\.(?:\s|$)", text)
    found = max((part.strip(" ，,（）()") for part in parts), key=len, default="")
    if language == "en" and len(found) > 1 and not found.startswith(("I ", "I'")):
        found = found[0].lower() + found[1:] if found[1].islower() else found
    return found


def overdue_of(scenario: CallScenario) -> int:
    """Return what is overdue in minor units, late fees included."""
    debt = scenario.persona.debt
    fee = late_fee(
        scenario.product.late_fee,
        days=debt.days_overdue,
        bill=debt.bill,
        principal=debt.principal,
        minimum=debt.minimum,
    )
    return debt.bill + fee


def name_lender(scenario: CallScenario, language: Language) -> str:
    """Return the lender's name, empty where the product's name begins with it."""
    lender = scenario.lender.name.say(language)
    product = scenario.product.name.say(language)
    return "" if product.startswith(lender) else lender


def describe_facts(scenario: CallScenario) -> dict[str, Any]:
    """Return the facts that a score may rely on: the debt and what the agent may grant."""
    debt = scenario.persona.debt
    return {
        "debt": {
            "amount": overdue_of(scenario) / 100,
            "bill": debt.bill / 100,
            "principal": debt.principal / 100,
            "days_overdue": debt.days_overdue,
            "currency": scenario.currency,
            "product": scenario.product.name._asdict(),
            "lender": scenario.lender.name._asdict(),
        },
        "remedies": {
            kind: {"status": remedy.status, "limit": remedy.limit, "hours": remedy.hours}
            for kind, remedy in sorted(scenario.product.remedies.items())
        },
        "outcome": scenario.outcome,
    }


def collect_slots(
    scenario: CallScenario,
    language: Language,
    account: Sequence[float],
    state: Sequence[float],
    agent: str,
) -> dict[str, str]:
    """Return the value of every slot at this moment of the call."""
    persona = scenario.persona
    today = datetime.date.fromisoformat(scenario.date)
    payday = next_payday(today, persona.ability.payday)
    name = persona.name.say(language)
    promised = today + datetime.timedelta(days=int(state[PROMISE_DAYS]))

    # What the debtor says of the means, the same figure whenever it comes up (see name_amount).
    named = round(state[NAMED] or name_amount(list(account)))

    def money(amount: float) -> str:
        """Return a sum as people say it: whole units, but for small ones."""
        whole = round(amount / 100) * 100 if amount >= ROUNDED else round(amount)
        return format_money(whole, scenario.currency, language, "speech")

    last = find_last_payment(scenario)

    return {
        "name": name,
        "surname": name[0] if language == "zh" else name.split()[-1],
        "lender": scenario.lender.name.say(language),
        "product": scenario.product.name.say(language),
        "amount": money(account[DUE]),
        "bill": money(persona.debt.bill),
        "days": str(persona.debt.days_overdue),
        "affordable": money(named),
        "payday": f"{payday.day}号" if language == "zh" else f"the {speak_ordinal(payday.day)}",
        "payday_date": speak_date(payday, language),
        "principal": money(persona.debt.principal),
        "digits": persona.digits,
        "offer": money(named),
        "promise_amount": money(state[PROMISE_AMOUNT] or account[DUE]),
        "promise_date": speak_date(promised, language),
        "hotline": scenario.lender.hotline,
        "kept": str(int(account[KEPT])),
        "broken": str(int(account[BROKEN])),
        "last_paid": money(last.amount if last else 0.0),
        "last_paid_when": speak_month(today, last.months_ago, language) if last else "",
        "agent": agent or ("你" if language == "zh" else "you"),
    }
