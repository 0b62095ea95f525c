"""Help: every key of a screen, in words."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Button

from simcall.desk.command import Command, bind, name_command, show_key
from simcall.desk.screens.base import Dialog
from simcall.desk.widgets.prose import Line, Prose


class KeysScreen(Dialog[None]):
    """The keys of the screen below."""

    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("keys.back", "escape", "app.back", "back", hidden=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bind(ACTIONS)]

    def __init__(self, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self.commands = commands

    def compose(self) -> ComposeResult:
        """Build the box."""
        with VerticalScroll(classes="box"):
            yield Prose(id="keys_text")
            yield Button("", id="keys_back", compact=True)

    def speak(self) -> None:
        """Write the keys."""
        rows = [
            Line(
                name_command(command, self.language),
                lead=f"{show_key(self.desk.keys.get(command.id, command.key)):8}",
                lead_style="bold $accent",
            )
            for command in self.commands
        ]
        root = self.desk.studio.home.root
        example = '"call.hold" = "f7"'
        self.query_one("#keys_text", Prose).show(
            Line(self.say("app.help.title"), "bold"),
            *rows,
            "",
            self.say("app.help.text"),
            self.say("app.help.remap", path=root / "keys.toml", example=example),
            self.say("app.help.plain"),
        )
        self.label({"keys_back": "app.back"})

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Close."""
        self.action_back()
