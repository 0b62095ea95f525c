"""The account file as lines of text: what an agent has on the screen before the first word."""

from __future__ import annotations

from simcall.call.facts import name_lender, overdue_of
from simcall.call.scenario import CallScenario
from simcall.common.bilingual import Language
from simcall.desk.texts import CATALOGUE, say
from simcall.rules.lender import Remedy
from simcall.rules.money import format_money


def write_account(scenario: CallScenario, language: Language) -> list[str]:
    """Return name, debt, earlier contacts and remedies, one line each."""
    debt = scenario.persona.debt
    colon, comma = say("app.colon", language), say("app.comma", language)

    def money(amount: int) -> str:
        return format_money(amount, scenario.currency, language)

    numbers = say(
        "file.debt.text",
        language,
        lender=name_lender(scenario, language),
        product=scenario.product.name.say(language),
        principal=money(debt.principal),
        bill=money(debt.bill),
        minimum=money(debt.minimum),
        due=money(overdue_of(scenario)),
        days=debt.days_overdue,
    )
    lines = [
        scenario.persona.name.say(language),
        numbers.strip(),
        say("file.digits", language) + colon + scenario.persona.digits,
    ]
    for contact in sorted(scenario.history, key=lambda item: -item.days_ago):
        note = contact.note.say(language)
        lines.append(say("file.contact", language, days=contact.days_ago, note=note))
    order = ("available", "needs_approval", "unavailable")
    remedies = sorted(scenario.product.remedies.values(), key=lambda r: order.index(r.status))
    offers = [write_remedy(remedy, language) for remedy in remedies]
    lines.append(say("file.remedies", language) + colon + comma.join(offers))
    return lines


def write_remedy(remedy: Remedy, language: Language) -> str:
    """Return a remedy with whether it may be granted."""
    key = f"remedy.{remedy.kind}"
    name = say(key, language) if key in CATALOGUE else remedy.kind
    if remedy.status == "needs_approval":
        who = remedy.approver.say(language)
        status = say("file.needs_approval", language, who=who, hours=remedy.hours)
    else:
        status = say(f"file.{remedy.status}", language)
    return f"{name} ({status})" if language == "en" else f"{name}（{status}）"
