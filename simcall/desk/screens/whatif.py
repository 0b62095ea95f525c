"""What if you had said…: one turn said otherwise, both futures side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from simcall.call.journal import Event
from simcall.call.session import Call
from simcall.common.bilingual import Language
from simcall.common.tidy import tidy_line
from simcall.common.width import pad_cells
from simcall.desk.command import Command, bind
from simcall.desk.conversation import MOST_CHARACTERS
from simcall.desk.messages import Spoken
from simcall.desk.record import CallRecord, read_record
from simcall.desk.review import write_outcome
from simcall.desk.screens.base import DeskScreen
from simcall.desk.texts import say
from simcall.desk.widgets.gauge import draw_bar, show_change
from simcall.desk.widgets.headline import Headline
from simcall.desk.widgets.mouth import Mouth
from simcall.desk.widgets.prose import Line, Prose
from simcall.persona.ledger import FEELING_TEXTS

if TYPE_CHECKING:
    from simcall.desk.branching import Branch
    from simcall.desk.studio import Resumed


class WhatIfScreen(DeskScreen):
    """Turns above, the new sentence below, both futures in two columns."""

    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("whatif.continue", "f2", "whatif.continue", "continue"),
        Command("whatif.pick", "f3", "whatif.pick", "pick"),
        Command("whatif.back", "escape", "app.back", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bind(ACTIONS)]

    def __init__(self, call: Call, events: list[Event]) -> None:
        super().__init__()
        self.call = call
        self.events = events
        self.record = read_record(events)
        self.turn = len(self.record.turns)
        self.branch: Branch | None = None
        self.text = ""

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield Headline()
        yield Prose(id="whatif_how", classes="label")
        yield OptionList(id="turns")
        yield Mouth(id="mouth")
        with VerticalScroll(id="futures"), Horizontal(id="columns"):
            yield Prose(id="real", classes="column")
            yield Prose(id="other", classes="column")
        yield self.keybar()

    def on_mount(self) -> None:
        """List the turns."""
        options = self.query_one("#turns", OptionList)
        for turn in self.record.turns:
            options.add_option(
                Option(Content(f"{turn.number:>3} {turn.said}"), id=str(turn.number))
            )
        options.highlighted = len(self.record.turns) - 1
        options.focus()

    def speak(self) -> None:
        """Write the texts."""
        self.query_one(Headline).title = self.say("whatif.title")
        self.query_one("#whatif_how", Prose).show(self.say("whatif.choose"))
        self.query_one("#mouth", Mouth).placeholder = self.say("whatif.new")
        self.show_futures()

    @on(OptionList.OptionSelected, "#turns")
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Take a turn and put its words into the box for editing."""
        self.turn = int(str(event.option.id))
        mouth = self.query_one("#mouth", Mouth)
        mouth.text = self.record.turns[self.turn - 1].said
        mouth.move_cursor(mouth.document.end)
        mouth.focus()

    @on(OptionList.OptionHighlighted, "#turns")
    def look(self, event: OptionList.OptionHighlighted) -> None:
        """Remember the highlighted turn."""
        self.turn = int(str(event.option.id))

    def action_pick(self) -> None:
        """Go to the list of turns."""
        self.query_one("#turns").focus()

    @on(Spoken)
    def compare(self, event: Spoken) -> None:
        """Play the call again with the new sentence."""
        text = tidy_line(event.text)[:MOST_CHARACTERS]
        if not text:
            self.desk.notify(self.say("call.empty"), timeout=3, markup=False)
            return
        self.text = text
        turn, studio = self.turn, self.desk.studio
        self.query_one(Headline).status = self.say("app.loading")
        self.in_background(
            lambda: studio.branch(self.events, turn, text), self.show_branch, "branch"
        )

    def show_branch(self, branch: Branch) -> None:
        """Show both futures."""
        self.branch = branch
        self.query_one(Headline).status = ""
        self.show_futures()

    def show_futures(self) -> None:
        """Write both columns."""
        if self.branch is None:
            return
        currency = self.call.scenario.currency
        for name, record in (("real", self.branch.real), ("other", self.branch.other)):
            lines = write_future(record, self.branch.turn, f"whatif.{name}", self.language)
            lines += write_outcome(record, currency, self.language)
            self.query_one(f"#{name}", Prose).show(*lines)

    def action_continue(self) -> None:
        """Go on from the branch as a call of its own."""
        branch = self.branch
        if branch is None or not self.text:
            self.desk.notify(self.say("whatif.new"), timeout=3, markup=False)
            return
        studio, text, coach = self.desk.studio, self.text, self.record.coach
        self.in_background(
            lambda: studio.adopt(branch, self.events, text, coach), self.open_branch, "open"
        )

    def open_branch(self, resumed: Resumed) -> None:
        """Show the new call."""
        from simcall.desk.screens.opening import show_resumed

        show_resumed(self, resumed)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Compare."""
        self.action_continue()


def write_future(record: CallRecord, number: int, title: str, language: Language) -> list[Line]:
    """Return one future: words and answer at the turn, feelings right after and at the end."""
    turn = record.turns[number - 1]
    last = record.turns[-1]
    before = record.points[number - 1]
    return [
        Line(say(title, language), "bold reverse"),
        Line(turn.said, lead="› "),
        Line(turn.answer, lead="‹ "),
        Line(say("whatif.right_after", language), "$foreground-muted"),
        *write_feelings(turn.feelings, before, language),
        Line(say("whatif.at_end", language), "$foreground-muted"),
        *write_feelings(last.feelings, turn.feelings, language),
        Line(say("whatif.ended", language, turn=last.number), "$foreground-muted"),
    ]


def write_feelings(
    values: dict[str, float], before: dict[str, float], language: Language
) -> list[Line]:
    """Return six short bars."""
    wide = 10 if language == "en" else 5
    return [
        Line(
            f"{draw_bar(value, 8)} {value:.2f} {show_change(value - before[name])}",
            lead=pad_cells(FEELING_TEXTS[name].say(language), wide),
            lead_style="",
        )
        for name, value in values.items()
    ]
