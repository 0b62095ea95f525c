"""The desk: the Textual application, its language, theme and commands."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from simcall.common.bilingual import Language
from simcall.desk.command import APP_COMMANDS, bind, name_command, show_key
from simcall.desk.messages import AnalyserReady
from simcall.desk.screens.base import Speaking, describe
from simcall.desk.settings import load_keys, load_settings, save_settings
from simcall.desk.texts import say
from simcall.desk.themes import make_themes

if TYPE_CHECKING:
    from simcall.call.scenario import CallScenario
    from simcall.desk.screens.welcome import WelcomeScreen
    from simcall.desk.studio import Studio

TWICE = 3.0  # seconds within which a second ctrl+c quits
WIDTHS = [(0, "-tiny"), (36, "-narrow"), (70, "-normal"), (110, "-wide")]
HEIGHTS = [(0, "-flat"), (14, "-low"), (30, "-tall")]


class Opening(NamedTuple):
    """A call to begin with, instead of waiting at the welcome screen."""

    scenario: CallScenario
    seed: int
    language: Language


class Desk(App[None]):
    """The terminal application. opening: a call that was asked for on the command line."""

    TITLE = "simcall"
    CSS_PATH = "desk.tcss"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bind(APP_COMMANDS),
        Binding("ctrl+c", "interrupt", "Copy or quit", show=False, id="app.interrupt", system=True),
    ]
    language: reactive[Language] = reactive("zh")

    def __init__(
        self, studio: Studio, language: Language | None = None, opening: Opening | None = None
    ) -> None:
        super().__init__()
        for theme in make_themes():
            self.register_theme(theme)
        self.studio = studio
        self.opening = opening
        self.settings = load_settings(studio.home.root)
        if language:
            self.settings.language = language
        self.keys: dict[str, str] = {}
        self.set_reactive(Desk.language, self.settings.language)
        self._interrupted = 0.0

    def on_mount(self) -> None:
        """Show the welcome screen and load the analyser behind it."""
        self.set_theme(self.settings.theme)
        self.read_keys()
        from simcall.desk.screens.welcome import WelcomeScreen

        welcome = WelcomeScreen()
        self.push_screen(welcome)
        self.call_after_refresh(self.warm_up)
        if self.opening is not None:
            self.call_after_refresh(self.open_call, welcome, self.opening)

    def open_call(self, welcome: WelcomeScreen, opening: Opening) -> None:
        """Begin the call that was asked for."""
        from simcall.desk.screens.opening import start_call

        start_call(welcome, *opening, self.settings.coach)

    def warm_up(self) -> None:
        """Load the analyser in a thread while the trainee reads."""
        self.run_worker(self.load_analyser, thread=True, group="warm", exit_on_error=False)

    def load_analyser(self) -> None:
        """Load the analyser, and tell the screen how it went."""
        why = ""
        try:
            self.studio.analyser()
            self.studio.rubric()
        except Exception as error:
            why = describe(error) or type(error).__name__
            self.log.error(why)
        self.call_from_thread(self.tell_ready, why)

    def tell_ready(self, why: str) -> None:
        """Pass the news on to the screen that is open."""
        if self.screen_stack:
            self.screen.post_message(AnalyserReady(why))

    def read_keys(self) -> None:
        """Take the user's own keys; a broken file is named and left aside."""
        root = self.studio.home.root
        try:
            self.keys = load_keys(root)
        except (ValueError, OSError) as error:
            self.complain(self.say("app.keymap_broken", path=root / "keys.toml", why=error))
        self.set_keymap(self.keys)

    def say(self, key: str, /, **slots: object) -> str:
        """Return a text in the language of the screens."""
        return say(key, self.language, **slots)

    def complain(self, text: str) -> None:
        """Show a problem where it is seen."""
        self.notify(text, severity="warning", timeout=8, markup=False)

    def watch_language(self, language: Language) -> None:
        """Write every open screen again."""
        self.settings.language = language
        save_settings(self.studio.home.root, self.settings)
        for screen in self.screen_stack:
            if isinstance(screen, Speaking) and screen.is_attached:
                screen.respeak()

    def set_theme(self, name: str) -> None:
        """Use the dark or the light theme."""
        self.settings.theme = "light" if name == "light" else "dark"
        self.theme = f"simcall-{self.settings.theme}"

    def action_switch_language(self) -> None:
        """Go from Chinese to English or back, at any time."""
        self.language = "en" if self.language == "zh" else "zh"

    def action_switch_theme(self) -> None:
        """Go from dark to light or back."""
        self.set_theme("light" if self.settings.theme == "dark" else "dark")
        save_settings(self.studio.home.root, self.settings)

    def action_show_keys(self) -> None:
        """Show every key of the screen."""
        from simcall.desk.screens.keys import KeysScreen

        if not isinstance(self.screen, KeysScreen):
            commands = self.screen.ACTIONS if isinstance(self.screen, Speaking) else ()
            self.push_screen(KeysScreen((*commands, *APP_COMMANDS)))

    async def action_leave(self) -> None:
        """Quit; every word said is on the disk already."""
        self.close_calls()
        self.exit()

    def close_calls(self) -> None:
        """Let go of the journals of calls that are still open, so that they can be resumed."""
        for screen in self.screen_stack:
            conversation = getattr(screen, "conversation", None)
            if conversation is not None and not conversation.finished:
                conversation.pause()

    def action_interrupt(self) -> None:
        """Copy the selected text, or quit when pressed twice."""
        selected = self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
            self.notify(self.say("app.copied"), markup=False)
            return
        now = time.monotonic()
        if now - self._interrupted < TWICE:
            self.close_calls()
            self.exit()
            return
        self._interrupted = now
        self.notify(self.say("app.ctrl_c"), timeout=TWICE, markup=False)

    def action_command_palette(self) -> None:
        """Open the palette with its question in the language of the screens."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            question = self.say("app.palette.ask")
            self.push_screen(CommandPalette(id="--command-palette", placeholder=question))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Yield every command of the screen and of the desk for the palette."""
        own = screen.ACTIONS if isinstance(screen, Speaking) else ()
        for command in (*own, *APP_COMMANDS):
            if command.id == "app.palette":
                continue
            key = show_key(self.keys.get(command.id, command.key))
            yield SystemCommand(
                name_command(command, self.language),
                key,
                lambda action=command.action: self.run_later(screen, action),
            )

    def run_later(self, screen: Screen[Any], action: str) -> None:
        """Run an action of a screen once the palette is gone."""

        async def run() -> None:
            await screen.run_action(action)

        self.call_later(run)
