"""A row of tabs; the open one stands in brackets."""

from __future__ import annotations

from simcall.desk.command import Command
from simcall.desk.widgets.keybar import CommandRow


class TabRow(CommandRow):
    """Like the bottom line, for panes; the id of each command ends in the name of its pane."""

    DEFAULT_CSS = "TabRow { background: $surface; }"

    def __init__(self, commands: tuple[Command, ...], id: str | None = None) -> None:
        super().__init__(tuple(command._replace(hidden=False) for command in commands), id=id)
        self.chosen = commands[0].id.rpartition(".")[2]

    def choose(self, name: str) -> None:
        """Mark the open pane."""
        self.chosen = name
        self.refresh(layout=True)

    def labels(self) -> list[tuple[Command, str, str]]:
        """Return each tab, the open one in brackets."""
        return [
            (command, key, f"[{label}]" if command.id.endswith(f".{self.chosen}") else label)
            for command, key, label in super().labels()
        ]
