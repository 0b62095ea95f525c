"""The account file: what the agent knows before and during the call (guidance A1, A16, A19)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Button

from simcall.call.facts import name_lender, overdue_of
from simcall.desk.command import Command, bind
from simcall.desk.screens.base import Dialog, Speaking
from simcall.desk.screens.choose import describe_scenario
from simcall.desk.texts import CATALOGUE
from simcall.desk.widgets.prose import Line, Prose
from simcall.rules.money import format_money

if TYPE_CHECKING:
    from simcall.call.scenario import CallScenario
    from simcall.rules.lender import Remedy


class FileScreen(Dialog[None]):
    """Debt, payments, contacts, remedies, help lines."""

    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("file.back", "escape", "app.back", "back", hidden=True),
        Command("file.close", "f7", "app.back", "back", hidden=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bind(ACTIONS)]

    def __init__(self, scenario: CallScenario) -> None:
        super().__init__()
        self.scenario = scenario

    def compose(self) -> ComposeResult:
        """Build the box."""
        with VerticalScroll(classes="box"):
            yield Prose(id="file_text")
            yield Button("", id="file_back", compact=True)

    def speak(self) -> None:
        """Write the file."""
        self.query_one("#file_text", Prose).show(
            Line(self.say("file.title"), "bold"),
            *write_debt(self, self.scenario),
            *write_contacts(self, self.scenario),
            *write_remedies(self, self.scenario),
            *write_hotlines(self, self.scenario),
            "",
            *describe_scenario(self, self.scenario),  # type: ignore[arg-type]
        )
        self.label({"file_back": "app.back"})

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Close."""
        self.dismiss(None)


def write_debt(screen: Speaking, scenario: CallScenario) -> list[Line]:
    """Return the debt in numbers."""
    debt, language, colon = scenario.persona.debt, screen.language, screen.say("app.colon")

    def money(amount: int) -> str:
        return format_money(amount, scenario.currency, language)

    text = screen.say(
        "file.debt.text",
        lender=name_lender(scenario, language),
        product=scenario.product.name.say(language),
        principal=money(debt.principal),
        bill=money(debt.bill),
        minimum=money(debt.minimum),
        due=money(overdue_of(scenario)),
        days=debt.days_overdue,
    )
    lines = [Line(text.strip(), lead=screen.say("file.debt") + colon)]
    if debt.auto_debit:
        lines.append(Line(screen.say("file.auto_debit")))
    lines.append(Line(scenario.persona.digits, lead=screen.say("file.digits") + colon))
    paid = [
        screen.say(
            "file.payment" if item.amount else "file.missed",
            months=item.months_ago,
            amount=money(item.amount),
        )
        if item.amount
        else screen.say("file.missed", months=item.months_ago)
        for item in debt.history
    ]
    if paid:
        text = screen.say("app.comma").join(paid)
        lines.append(Line(text, lead=screen.say("file.payments") + colon))
    return lines


def write_contacts(screen: Speaking, scenario: CallScenario) -> list[Line]:
    """Return earlier contacts, the oldest first."""
    if not scenario.history:
        return []
    lines = [Line(screen.say("file.contacts"), "bold")]
    for contact in sorted(scenario.history, key=lambda item: -item.days_ago):
        note = contact.note.say(screen.language)
        lines.append(Line(screen.say("file.contact", days=contact.days_ago, note=note), lead="  "))
    return lines


def write_remedies(screen: Speaking, scenario: CallScenario) -> list[Line]:
    """Return what may be offered, the available ones first."""
    lines = [Line(screen.say("file.remedies"), "bold")]
    order = ("available", "needs_approval", "unavailable")
    remedies = sorted(scenario.product.remedies.values(), key=lambda r: order.index(r.status))
    for remedy in remedies:
        lines.append(Line(write_status(screen, remedy), lead=f"  {name_remedy(screen, remedy)} "))
    return lines


def name_remedy(screen: Speaking, remedy: Remedy) -> str:
    """Return a remedy's name."""
    key = f"remedy.{remedy.kind}"
    return screen.say(key) if key in CATALOGUE else remedy.kind


def write_status(screen: Speaking, remedy: Remedy) -> str:
    """Return whether a remedy may be granted."""
    if remedy.status != "needs_approval":
        return screen.say(f"file.{remedy.status}")
    who = remedy.approver.say(screen.language)
    return screen.say("file.needs_approval", who=who, hours=remedy.hours)


def write_hotlines(screen: Speaking, scenario: CallScenario) -> list[Line]:
    """Return the numbers to give: the lender's own and those of the rule pack."""
    lender = scenario.lender
    own = screen.say("file.lender_lines", hotline=lender.hotline, complaint=lender.complaint_line)
    lines = [Line(screen.say("file.hotlines"), "bold"), Line(own, lead="  ")]
    for hotline in scenario.rules.hotlines:
        name = hotline.name.say(screen.language)
        lines.append(Line(f"{name} {hotline.number}", lead="  "))
    return lines
