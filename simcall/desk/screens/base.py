"""What all screens of the desk have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.screen import ModalScreen, Screen
from textual.widgets import Button

from simcall.common.bilingual import Language
from simcall.common.errors import SimcallError
from simcall.desk.command import APP_COMMANDS, Command
from simcall.desk.texts import say
from simcall.desk.widgets.headline import Headline
from simcall.desk.widgets.keybar import CommandRow, KeyBar
from simcall.desk.widgets.prose import Prose

if TYPE_CHECKING:
    from simcall.desk.app import Desk

T = TypeVar("T")
ONCE = frozenset(("open", "seat", "branch"))


class Speaking:
    """A screen whose texts follow the desk's language. ACTIONS: its commands."""

    ACTIONS: ClassVar[tuple[Command, ...]] = ()

    @property
    def desk(self) -> Desk:
        """Return the application."""
        return cast("Desk", self.app)  # type: ignore[attr-defined]

    @property
    def language(self) -> Language:
        """Return the language of the screens."""
        return self.desk.language

    def say(self, key: str, /, **slots: object) -> str:
        """Return a text in the language of the screens."""
        return say(key, self.language, **slots)

    def keybar(self) -> KeyBar:
        """Return the bottom line."""
        return KeyBar((*self.ACTIONS, *APP_COMMANDS))

    def speak(self) -> None:
        """Write every text again; called at the start and when the language changes."""

    def label(self, labels: dict[str, str]) -> None:
        """Set the texts of buttons. labels: the button's id to the key of its text."""
        for button_id, key in labels.items():
            self.query_one(f"#{button_id}", Button).label = self.say(key)  # type: ignore[attr-defined]

    def respeak(self) -> None:
        """Follow a change of language."""
        self.speak()
        for bar in self.query(CommandRow):  # type: ignore[attr-defined]
            bar.refresh(layout=True)
        for line in self.query(Headline):  # type: ignore[attr-defined]
            line.refresh()

    def in_background(
        self, work: Callable[[], T], then: Callable[[T], Any], group: str = "work"
    ) -> None:
        """Run slow work in a thread, then `then` with its result on the screen.

        A problem with a cause outside the program is shown in one line. What opens something is
        not begun twice, however often its key is pressed.
        """
        if group in ONCE and self.is_busy(group):
            return

        def run() -> None:
            try:
                result = work()
            except (SimcallError, OSError) as error:
                self.desk.call_from_thread(self.fail, error)
            else:
                self.desk.call_from_thread(self.receive, then, result)

        cast("Screen[Any]", self).run_worker(run, thread=True, group=group, exit_on_error=True)

    def is_busy(self, group: str) -> bool:
        """Tell whether work of a group is going on for this screen."""
        me = cast("Screen[Any]", self)
        return any(
            worker.group == group and worker.node is me and not worker.is_finished
            for worker in self.desk.workers
        )

    def receive(self, then: Callable[[T], Any], result: T) -> None:
        """Hand a result over, unless the screen has been left meanwhile."""
        me = cast("Screen[Any]", self)
        if me.is_attached and me in self.desk.screen_stack:
            then(result)

    def fail(self, error: Exception) -> None:
        """Show a problem in one line."""
        self.desk.complain(self.say("app.failed", why=describe(error)))


def describe(error: Exception) -> str:
    """Return an error as one line."""
    if isinstance(error, OSError):
        return f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")
    return str(error)


class DeskScreen(Speaking, Screen[None]):
    """A full screen."""

    def on_mount(self) -> None:
        """Write the texts; add the sign that shows when the terminal is too small."""
        self.mount(Prose(id="small"))
        self.speak()
        self.show_size()

    def on_resize(self) -> None:
        """Keep the sign up to date."""
        self.show_size()

    def show_size(self) -> None:
        """Write how large the terminal is and should be."""
        width, height = self.desk.size
        for sign in self.query("#small").results(Prose):
            sign.show(self.say("app.small", width=width, height=height))

    def action_back(self) -> None:
        """Go back to the screen before."""
        self.desk.pop_screen()


class Dialog(Speaking, ModalScreen[T]):
    """A box over the screen that answers with a value; Escape answers None."""

    def on_mount(self) -> None:
        """Write the texts."""
        self.speak()

    def action_back(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
