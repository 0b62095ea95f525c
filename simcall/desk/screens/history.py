"""Earlier calls: go on, look at the debrief, throw away."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simcall.call.journal import Event
from simcall.call.session import Call
from simcall.desk.command import Command, bind
from simcall.desk.screens.base import DeskScreen
from simcall.desk.screens.opening import resume_call
from simcall.desk.studio import Past
from simcall.desk.widgets.headline import Headline
from simcall.desk.widgets.prose import Prose


class HistoryScreen(DeskScreen):
    """Unfinished calls first, then the finished ones, the newest first."""

    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("history.open", "f2", "history.open", "open"),
        Command("history.discard", "delete", "history.discard", "discard"),
        Command("history.back", "escape", "app.back", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bind(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Past] = []

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield Headline()
        yield Prose(id="history_state")
        yield OptionList(id="calls")
        yield self.keybar()

    def on_screen_resume(self) -> None:
        """Look again each time the screen is shown."""
        self.in_background(self.find, self.fill, "history")

    def find(self) -> list[Past]:
        """Return all calls."""
        studio = self.desk.studio
        return [*studio.list_unfinished(), *studio.list_finished()]

    def fill(self, calls: list[Past]) -> None:
        """Show the list."""
        self.calls = calls
        self.speak()
        self.query_one("#calls").focus()

    def speak(self) -> None:
        """Write the texts."""
        self.query_one(Headline).title = self.say("history.title")
        state = "" if self.calls else self.say("history.empty")
        self.query_one("#history_state", Prose).show(state)
        options = self.query_one("#calls", OptionList)
        place = options.highlighted or 0
        options.clear_options()
        for past in self.calls:
            options.add_option(Option(Content(self.describe(past))))
        if self.calls:
            options.highlighted = min(place, len(self.calls) - 1)

    def describe(self, past: Past) -> str:
        """Return one call as a line."""
        when = past.id[:13]
        if not past.finished:
            state = self.say("history.unfinished")
            state += self.say("welcome.busy") if past.busy else ""
        elif past.total is None:
            state = self.say("history.unscored")
        else:
            verdict = self.say("history.passed" if past.passed else "history.failed")
            state = f"{self.say('history.score', total=f'{past.total:.1f}')} {verdict}"
        return f"{when}  {past.title.say(self.language)}  {past.language}  {state}"

    def chosen(self) -> Past | None:
        """Return the highlighted call."""
        place = self.query_one("#calls", OptionList).highlighted
        return self.calls[place] if place is not None and place < len(self.calls) else None

    @on(OptionList.OptionSelected, "#calls")
    def action_open(self) -> None:
        """Go on with a call, or show its debrief."""
        past = self.chosen()
        if past is None or past.busy:
            return
        if not past.finished:
            resume_call(self, past)
            return
        self.in_background(lambda: self.read(past), self.show_debrief, "open")

    def read(self, past: Past) -> tuple[Call, list[Event]]:
        """Return a finished call, rebuilt from its journal."""
        studio = self.desk.studio
        events = studio.read_events(past.path)
        return studio.rebuild(events).call, events

    def show_debrief(self, found: tuple[Call, list[Event]]) -> None:
        """Show the debrief."""
        from simcall.desk.screens.debrief import DebriefScreen

        self.desk.push_screen(DebriefScreen(*found))

    def action_discard(self) -> None:
        """Throw an unfinished call away; its file stays on disk."""
        past = self.chosen()
        if past is None or past.finished or past.busy:
            return
        self.desk.studio.discard(past)
        self.desk.notify(self.say("history.discarded"), timeout=4, markup=False)
        self.in_background(self.find, self.fill, "history")
