"""The first screen: what this is, and what one can do."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Button

from simcall.desk.command import Command, bind
from simcall.desk.messages import AnalyserReady
from simcall.desk.screens.base import DeskScreen
from simcall.desk.studio import Past
from simcall.desk.widgets.headline import Headline
from simcall.desk.widgets.prose import Line, Prose


class WelcomeScreen(DeskScreen):
    """Language, an unfinished call, and four ways on."""

    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("welcome.resume", "r", "welcome.resume.short", "resume", hidden=True),
        Command("welcome.single", "1", "welcome.single", "single", hidden=True),
        Command("welcome.queue", "2", "welcome.queue", "queue", hidden=True),
        Command("welcome.history", "3", "welcome.history", "history", hidden=True),
        Command("welcome.notice", "4", "welcome.notice", "notice", hidden=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bind(ACTIONS),
        Binding("up", "app.focus_previous", "Up", show=False, id="welcome.up"),
        Binding("down", "app.focus_next", "Down", show=False, id="welcome.down"),
    ]
    CHOICES = ("single", "queue", "history", "notice")

    def __init__(self) -> None:
        super().__init__()
        self.unfinished: list[Past] = []
        self.why = ""

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield Headline()
        with VerticalScroll(id="welcome"):
            yield Prose(id="welcome_text")
            with Vertical(id="resume_box"):
                yield Prose(id="resume_text")
                yield Button("", id="resume", variant="success", compact=True)
            with Vertical(id="choices"):
                for name in self.CHOICES:
                    yield Button("", id=name, compact=True)
            yield Prose(id="welcome_state")
        yield self.keybar()

    def on_mount(self) -> None:
        """Begin with the first choice."""
        self.query_one("#single").focus()

    def on_screen_resume(self) -> None:
        """Look for calls that were cut off, each time the screen is shown, once it is painted."""
        self.call_after_refresh(self.look)

    def look(self) -> None:
        """Look for calls that were cut off."""
        self.in_background(self.desk.studio.list_unfinished, self.offer, "unfinished")

    def offer(self, found: list[Past]) -> None:
        """Offer to go on with the newest unfinished call."""
        self.unfinished = found
        self.speak()
        if found and not found[0].busy and self.focused and self.focused.id == "single":
            self.query_one("#resume").focus()

    def speak(self) -> None:
        """Write the texts."""
        self.query_one(Headline).title = self.say("app.name")
        self.query_one(Headline).status = self.say("welcome.title")
        self.query_one("#welcome_text", Prose).show(
            self.say("welcome.what"), Line(self.say("welcome.made_up"), "$foreground-muted")
        )
        for number, name in enumerate(self.CHOICES, start=1):
            text = self.say(f"welcome.{name}")
            self.query_one(f"#{name}", Button).label = f" {number}  {text}"
        self.speak_resume()
        self.speak_state()

    def speak_resume(self) -> None:
        """Write the offer to go on, or hide it."""
        self.query_one("#resume_box").display = bool(self.unfinished)
        if not self.unfinished:
            return
        newest = self.unfinished[0]
        what = self.say(
            "welcome.resume.one", title=newest.title.say(self.language), turns=newest.turns
        )
        lines = [Line(self.say("welcome.unfinished"), "bold")]
        if len(self.unfinished) > 1:
            more = self.say("welcome.resume.more", count=len(self.unfinished) - 1)
            lines.append(Line(more, "$foreground-muted"))
        self.query_one("#resume_text", Prose).show(*lines)
        button = self.query_one("#resume", Button)
        busy = self.say("welcome.busy") if newest.busy else ""
        button.label = f" R  {self.say('welcome.resume', what=what)}{busy}"
        button.disabled = newest.busy

    def speak_state(self) -> None:
        """Say whether the analyser is there, and whether calls can be saved."""
        studio = self.desk.studio
        if self.why:
            state = self.say("app.failed", why=self.why)
        else:
            state = self.say("welcome.ready" if studio.ready else "welcome.loading")
        lines = [Line(state, "$foreground-muted" if not self.why else "bold $warning")]
        if studio.home.notice is not None:
            lines.append(Line(studio.home.notice.say(self.language), "bold $warning", "! "))
        self.query_one("#welcome_state", Prose).show(*lines)

    @on(AnalyserReady)
    def show_ready(self, event: AnalyserReady) -> None:
        """Say that the analyser is there, or why not."""
        self.why = event.why
        self.speak_state()

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        await self.run_action(str(event.button.id))

    def action_single(self) -> None:
        """Choose a scenario."""
        from simcall.desk.screens.choose import ChooseScreen

        self.desk.push_screen(ChooseScreen())

    def action_queue(self) -> None:
        """Choose a floor to sit on."""
        from simcall.desk.screens.floors import FloorsScreen

        self.desk.push_screen(FloorsScreen())

    def action_history(self) -> None:
        """Look at earlier calls."""
        from simcall.desk.screens.history import HistoryScreen

        self.desk.push_screen(HistoryScreen())

    def action_notice(self) -> None:
        """Say what calls may touch on."""
        from simcall.desk.screens.notice import NoticeScreen

        self.desk.push_screen(NoticeScreen(None))

    def action_resume(self) -> None:
        """Go on with the newest unfinished call."""
        if self.unfinished and not self.unfinished[0].busy:
            self.open_call(self.unfinished[0])

    def open_call(self, past: Past) -> None:
        """Bring an unfinished call back in the background, then show it."""
        from simcall.desk.screens.opening import resume_call

        resume_call(self, past)
