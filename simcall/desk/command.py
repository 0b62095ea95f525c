"""A command of a screen: one key, one entry in the bottom line, one entry in the palette."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding

from simcall.common.bilingual import Language
from simcall.desk.texts import say

# Keys as printed where the key's own name is not how people know it.
SHOWN_KEYS = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "left": "←",
    "right": "→",
    "delete": "Del",
}


class Command(NamedTuple):
    """Something that a screen can do. id: dotted, also the name for remapping its key.

    label: key of its text; action: the screen's (or, with app., the desk's) action; hidden: not in
    the bottom line, where a button of the screen stands for it.
    """

    id: str
    key: str
    label: str
    action: str
    hidden: bool = False


APP_COMMANDS = (
    Command("app.help", "f1", "app.help", "app.show_keys"),
    Command("app.language", "f9", "app.language", "app.switch_language"),
    Command("app.theme", "f12", "app.theme", "app.switch_theme"),
    Command("app.palette", "ctrl+p", "app.palette", "app.command_palette"),
    Command("app.quit", "ctrl+q", "app.quit", "app.leave"),
)


def bind(commands: Iterable[Command]) -> list[Binding]:
    """Return the bindings of commands; function and control keys win over a focused input."""
    return [
        Binding(
            command.key,
            command.action,
            say(command.label, "en"),
            show=False,
            id=command.id,
            priority=command.key.startswith(("f", "ctrl+")) and len(command.key) > 1,
        )
        for command in commands
    ]


def show_key(key: str) -> str:
    """Return a key as it is printed on a keyboard."""
    first = key.split(",")[0].strip()
    if first in SHOWN_KEYS:
        return SHOWN_KEYS[first]
    if first.startswith("ctrl+"):
        return f"^{first.removeprefix('ctrl+').upper()}"
    return first.upper() if len(first) < 4 else first.capitalize()


def name_command(command: Command, language: Language) -> str:
    """Return what the palette and the help call a command."""
    long = "app.language.long" if command.id == "app.language" else command.label
    return say(long, language)
