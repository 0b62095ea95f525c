"""Small boxes with a question and a few buttons."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Button

from simcall.desk.command import Command, bind
from simcall.desk.screens.base import Dialog
from simcall.desk.widgets.prose import Line, Prose


class AskScreen(Dialog[str]):
    """A title, a text, and answers; answers with the id of the button, or None.

    answers: pairs of button id and key of its text; the first one has the focus.
    """

    AUTO_FOCUS = "Button"
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("ask.back", "escape", "app.back", "back", hidden=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bind(ACTIONS)]

    def __init__(self, title: str, text: str, answers: dict[str, str]) -> None:
        super().__init__()
        self.title_key = title
        self.text_key = text
        self.answers = answers

    def compose(self) -> ComposeResult:
        """Build the box."""
        with VerticalScroll(classes="box"):
            yield Prose(id="ask_text")
            for name in self.answers:
                yield Button("", id=name, compact=True)

    def speak(self) -> None:
        """Write the texts."""
        self.query_one("#ask_text", Prose).show(
            Line(self.say(self.title_key), "bold"), self.say(self.text_key), ""
        )
        self.label(self.answers)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(str(event.button.id))
