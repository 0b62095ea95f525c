"""The bottom line: every command of the screen with its key, to read and to click."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from simcall.common.bilingual import Language
from simcall.common.width import cell_width
from simcall.desk.command import Command, show_key
from simcall.desk.texts import say

GAP = 2


class CommandRow(Widget):
    """Clickable commands in as many rows as they need."""

    DEFAULT_CSS = """
    CommandRow { width: 1fr; height: auto; max-height: 5; color: $foreground; padding: 0 1; }
    """
    ALLOW_SELECT = False

    def __init__(self, commands: tuple[Command, ...], id: str | None = None) -> None:
        super().__init__(id=id)
        self.commands = commands

    def labels(self) -> list[tuple[Command, str, str]]:
        """Return each shown command with its key and its text."""
        language: Language = getattr(self.app, "language", "en")
        keymap = getattr(self.app, "keys", {})
        return [
            (command, show_key(keymap.get(command.id, command.key)), say(command.label, language))
            for command in self.commands
            if not command.hidden
        ]

    def place(self, width: int) -> list[list[tuple[int, Command, str, str]]]:
        """Return the rows; each entry has its column, command, key and text."""
        rows: list[list[tuple[int, Command, str, str]]] = [[]]
        column = 0
        for command, key, label in self.labels():
            cells = cell_width(f"{key} {label}")
            if column + cells > width and rows[-1]:
                rows.append([])
                column = 0
            rows[-1].append((column, command, key, label))
            column += cells + GAP
        return rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of rows at a width."""
        return len(self.place(width))

    def render(self) -> Content:
        """Return the rows, keys in bold."""
        lines = []
        for row in self.place(max(10, self.content_size.width)):
            parts = [
                Content.styled(key, "bold $accent") + Content(f" {label}")
                for _, _, key, label in row
            ]
            lines.append(Content(" " * GAP).join(parts))
        return Content("\n").join(lines)

    def find(self, x: int, y: int) -> Command | None:
        """Return the command at a cell of the content, or None between commands."""
        rows = self.place(max(10, self.content_size.width))
        for column, command, key, label in rows[y] if 0 <= y < len(rows) else []:
            if column <= x < column + cell_width(f"{key} {label}"):
                return command
        return None

    async def on_click(self, event: events.Click) -> None:
        """Run the command under the mouse."""
        spot = event.get_content_offset(self)
        command = self.find(spot.x, spot.y) if spot else None
        if command is not None:
            await self.screen.run_action(command.action)


class KeyBar(CommandRow):
    """The commands of a screen and of the desk, at the bottom."""

    DEFAULT_CSS = "KeyBar { dock: bottom; background: $panel; }"
