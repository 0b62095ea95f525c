"""The wrap-up: disposition, note, follow-up date and the promise (guidance A6, A21)."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, OptionList, TextArea
from textual.widgets.option_list import Option

from simcall.common.errors import SimcallError
from simcall.common.tidy import tidy_line
from simcall.desk.command import Command, bind
from simcall.desk.conversation import Conversation
from simcall.desk.dispositions import BY_CODE, DISPOSITIONS, suggest_code
from simcall.desk.screens.base import DeskScreen
from simcall.desk.widgets.headline import Headline
from simcall.desk.widgets.prose import Line, Prose


class WrapScreen(DeskScreen):
    """The form after a call."""

    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("wrap.save", "f2", "wrap.save", "save"),
        Command("wrap.leave", "escape", "call.leave", "leave"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bind(ACTIONS)]

    def __init__(self, conversation: Conversation) -> None:
        super().__init__()
        self.conversation = conversation
        self.chosen = ""

    def compose(self) -> ComposeResult:
        """Build the form."""
        yield Headline()
        with VerticalScroll(id="form"):
            yield Prose(id="code_label")
            yield OptionList(id="codes")
            yield Prose(id="note_label")
            yield TextArea(id="note", compact=True, tab_behavior="focus")
            for name in ("follow", "amount", "date"):
                with Horizontal(classes="pair"):
                    yield Prose(id=f"{name}_label")
                    yield Input(id=name, compact=True)
            yield Button("", id="save", variant="success", compact=True)
        yield self.keybar()

    def on_mount(self) -> None:
        """Highlight the code that fits what happened, and put the promise in."""
        outcome = self.conversation.call.outcome()
        code = suggest_code(outcome.as_json(), self.conversation.call.scenario.persona.role)
        place = next(i for i, d in enumerate(DISPOSITIONS) if d.code == code)
        self.list_codes()
        self.query_one("#codes", OptionList).highlighted = place
        if outcome.promise_amount is not None and outcome.promise_days is not None:
            self.query_one("#amount", Input).value = f"{outcome.promise_amount / 100:g}"
            due = self.today + datetime.timedelta(days=outcome.promise_days)
            self.query_one("#date", Input).value = due.isoformat()
        self.query_one("#codes").focus()

    @property
    def today(self) -> datetime.date:
        """Return the day of the call."""
        return datetime.date.fromisoformat(self.conversation.call.scenario.date)

    def list_codes(self) -> None:
        """Write the codes in the language of the screens."""
        options = self.query_one("#codes", OptionList)
        place = options.highlighted
        options.clear_options()
        for item in DISPOSITIONS:
            mark = "[x]" if item.code == self.chosen else "[ ]"
            group = self.say(f"wrap.group.{item.group}")
            text = f"{mark} {item.name.say(self.language)}  {item.code}  {group}"
            options.add_option(Option(Content(text), id=item.code))
        options.highlighted = place

    def speak(self) -> None:
        """Write the texts."""
        self.query_one(Headline).title = self.say("wrap.title")
        self.query_one(Headline).status = self.conversation.call.scenario.title.say(self.language)
        self.speak_code()
        labels = {
            "note": "wrap.note",
            "follow": "wrap.follow",
            "amount": "wrap.promise.amount",
            "date": "wrap.promise.date",
        }
        for name, key in labels.items():
            self.query_one(f"#{name}_label", Prose).show(Line(self.say(key), "$foreground-muted"))
        self.query_one("#save", Button).label = f"F2 {self.say('wrap.save')}"
        self.list_codes()

    def speak_code(self) -> None:
        """Write which code is chosen."""
        state = self.say("wrap.how")
        if self.chosen:
            name = BY_CODE[self.chosen].name.say(self.language)
            state = self.say("wrap.chosen", name=name)
        text = f"{self.say('wrap.code')}{self.say('app.colon')}{state}"
        self.query_one("#code_label", Prose).show(Line(text, "$foreground-muted"))

    @on(OptionList.OptionSelected, "#codes")
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Take a code and go on to the note."""
        self.chosen = str(event.option.id)
        self.speak_code()
        self.list_codes()
        self.query_one("#note").focus()

    def read_form(self) -> dict[str, Any]:
        """Return the form; raises SimcallError naming the first thing that is wrong."""
        if not self.chosen:
            raise SimcallError(self.say("wrap.code.missing"))
        form: dict[str, Any] = {
            "disposition": self.chosen,
            "note": tidy_line(self.query_one("#note", TextArea).text)[:2000],
        }
        follow = self.read_date("#follow")
        due = self.read_date("#date")
        amount = self.read_amount()
        if amount is not None and due is None:
            raise SimcallError(self.say("wrap.amount.date"))
        if follow is not None:
            form["follow_up"] = follow
        if amount is not None:
            form["promise"] = {"amount": amount, "date": due, "status": "pending"}
        return form

    def read_date(self, name: str) -> str | None:
        """Return a date field in ISO form, None when it is empty."""
        text = tidy_line(self.query_one(name, Input).value)
        if not text:
            return None
        try:
            date = datetime.date.fromisoformat(text)
        except ValueError:
            raise SimcallError(self.say("wrap.date.bad", text=text)) from None
        if date < self.today:
            raise SimcallError(self.say("wrap.date.past", date=date, today=self.today))
        return date.isoformat()

    def read_amount(self) -> int | None:
        """Return the promised amount in minor units, None when it is empty."""
        text = tidy_line(self.query_one("#amount", Input).value).replace(",", "")
        if not text:
            return None
        whole, _, cents = text.partition(".")
        if not (whole.isdecimal() and whole.isascii() and len(whole) < 10):
            raise SimcallError(self.say("wrap.amount.bad", text=text))
        if cents and not (cents.isdecimal() and cents.isascii() and len(cents) < 3):
            raise SimcallError(self.say("wrap.amount.bad", text=text))
        return int(whole) * 100 + int(cents.ljust(2, "0") or 0)

    def action_save(self) -> None:
        """Keep the form and show the debrief."""
        try:
            form = self.read_form()
        except SimcallError as error:
            self.desk.complain(str(error))
            return
        self.conversation.wrap_up(form)
        self.open_debrief()

    def open_debrief(self) -> None:
        """Show the debrief instead of the form."""
        from simcall.desk.screens.debrief import DebriefScreen

        events = list(self.conversation.call.events)
        self.desk.switch_screen(DebriefScreen(self.conversation.call, events, self.conversation))

    def action_leave(self) -> None:
        """Leave the form; the call can be wrapped up another time."""
        self.conversation.pause()
        self.desk.pop_screen()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save."""
        self.action_save()
