"""The content notice: what a call may touch on, before it begins."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button

from simcall.common.bilingual import Text
from simcall.desk.command import Command, bind
from simcall.desk.screens.base import Dialog
from simcall.desk.widgets.prose import Line, Prose


class NoticeScreen(Dialog[bool]):
    """Answers True to go on. scenario: its own notice, None for the general one."""

    AUTO_FOCUS = "Button"
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("notice.go", "enter", "notice.go", "go", hidden=True),
        Command("notice.back", "escape", "app.back", "back", hidden=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bind(ACTIONS)]

    def __init__(self, scenario: Text | None) -> None:
        super().__init__()
        self.scenario = scenario

    def compose(self) -> ComposeResult:
        """Build the box."""
        with VerticalScroll(classes="box"):
            yield Prose(id="notice_text")
            with Horizontal(classes="row"):
                if self.scenario is not None:
                    yield Button("", id="go", variant="primary", compact=True)
                yield Button("", id="back", compact=True)

    def speak(self) -> None:
        """Write the texts."""
        lines: list[Line | str] = [Line(self.say("notice.title"), "bold"), ""]
        if self.scenario is not None:
            own = self.scenario.say(self.language)
            lines += [Line(own, "bold $warning", self.say("notice.scenario")), ""]
        lines += [self.say("notice.text"), "", self.say("notice.real"), ""]
        self.query_one("#notice_text", Prose).show(*lines)
        self.label({"back": "app.back"})
        if self.scenario is not None:
            self.label({"go": "notice.go"})

    def action_go(self) -> None:
        """Go on with the call."""
        self.dismiss(self.scenario is not None)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go on or back."""
        self.dismiss(event.button.id == "go")
