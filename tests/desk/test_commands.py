"""Keys: each has an id, something to click and a palette entry, and none clashes."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re

import pytest
from textual.binding import Binding
from textual.screen import Screen

from simcall.desk import screens, widgets
from simcall.desk.app import Desk
from simcall.desk.command import APP_COMMANDS
from simcall.desk.screens.base import Speaking
from simcall.desk.texts import CATALOGUE

TAKEN = {"ctrl+a", "ctrl+b", "ctrl+z", "ctrl+s"}  # tmux, screen, the shell, flow control
BESIDE = {  # keys that do what arrows or another key of the same screen do already
    "welcome.up", "welcome.down", "debrief.left", "debrief.right",
    *(f"debrief.line{n}" for n in range(1, 7)),
}  # fmt: skip


def find_classes(package):
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        for _, cls in inspect.getmembers(module, inspect.isclass):
            if cls.__module__ == module.__name__:
                yield cls


SCREENS = [
    cls for cls in find_classes(screens) if issubclass(cls, Screen) and "ACTIONS" in vars(cls)
]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda cls: cls.__name__)
def test_every_binding_has_an_id_and_a_command(screen: type[Speaking]):
    ids = {command.id for command in screen.ACTIONS}
    for binding in screen.BINDINGS:
        assert isinstance(binding, Binding)
        assert binding.id
        assert binding.id in ids | BESIDE


@pytest.mark.parametrize("screen", SCREENS, ids=lambda cls: cls.__name__)
def test_keys_clash_neither_with_each_other_nor_with_multiplexers(screen: type[Speaking]):
    keys = [command.key for command in (*screen.ACTIONS, *APP_COMMANDS)]
    assert len(keys) == len(set(keys))
    assert not set(keys) & TAKEN


@pytest.mark.parametrize("screen", SCREENS, ids=lambda cls: cls.__name__)
def test_every_command_has_a_name_and_an_action(screen: type[Speaking]):
    for command in screen.ACTIONS:
        assert command.label in CATALOGUE
        action = re.split(r"[(]", command.action)[0]
        assert hasattr(screen, f"action_{action}"), command.id


def test_ids_are_unique_so_that_each_key_can_be_changed():
    ids = [command.id for screen in SCREENS for command in screen.ACTIONS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "cls", [*SCREENS, *find_classes(widgets), Desk], ids=lambda cls: cls.__name__
)
def test_no_attribute_hides_one_of_the_library(cls):
    """Textual keeps private state on widgets; a name of ours must not overwrite it."""
    bases = [base for base in cls.__mro__ if base.__module__.startswith("textual.")]
    library = "".join(inspect.getsource(base) for base in bases)
    own = set(re.findall(r"self\.(_\w+) *(?::[^=\n]+)?= ", inspect.getsource(cls)))
    assert not {name for name in own if re.search(rf"self\.{name}\b", library)}
