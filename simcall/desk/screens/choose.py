"""Choose a scenario, the mode, the language of the call and the seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, OptionList
from textual.widgets.option_list import Option

from simcall.common.bilingual import Language
from simcall.common.errors import SimcallError
from simcall.desk.command import Command, bind
from simcall.desk.screens.base import DeskScreen, describe
from simcall.desk.screens.opening import start_call
from simcall.desk.sources import Card
from simcall.desk.widgets.headline import Headline
from simcall.desk.widgets.prose import Line, Prose

if TYPE_CHECKING:
    from simcall.call.scenario import CallScenario

LANGUAGE_NAMES: dict[Language, str] = {"zh": "中文", "en": "English"}


class ChooseScreen(DeskScreen):
    """A list on the left, the scenario on the right, the settings below."""

    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("choose.start", "f2", "choose.start", "start"),
        Command("choose.mode", "f3", "choose.mode", "mode"),
        Command("choose.spoken", "f4", "choose.spoken", "spoken"),
        Command("choose.back", "escape", "app.back", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bind(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Card] = []
        self.scenario: CallScenario | None = None
        self.problem = ""
        self.spoken: Language = "zh"

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield Headline()
        with Horizontal(id="choose"):
            yield OptionList(id="scenarios")
            with VerticalScroll(id="detail"):
                yield Prose(id="detail_text")
        with Horizontal(id="settings"):
            yield Button("", id="mode", compact=True)
            yield Button("", id="spoken", compact=True)
            yield Prose(id="seed_label")
            yield Input(id="seed", compact=True, type="text")
            yield Button("", id="start", variant="success", compact=True)
        yield self.keybar()

    def on_mount(self) -> None:
        """Load the list in the background."""
        self.spoken = self.language
        studio = self.desk.studio
        self.in_background(studio.list_cards, self.fill, "cards")
        self.in_background(studio.next_seed, self.propose_seed, "seed")

    def propose_seed(self, seed: int) -> None:
        """Put in a seed that was not used here before."""
        self.query_one("#seed", Input).value = str(seed)

    def fill(self, cards: list[Card]) -> None:
        """Show the list."""
        self.cards = [card for card in cards if not card.broken]
        if len(self.cards) < len(cards):
            broken = len(cards) - len(self.cards)
            self.desk.complain(self.say("choose.broken", count=broken))
        self.list_cards()
        self.query_one("#scenarios").focus()

    def list_cards(self) -> None:
        """Write the list in the language of the screens, the choice kept."""
        options = self.query_one("#scenarios", OptionList)
        chosen = options.highlighted or 0
        options.clear_options()
        for card in self.cards:
            level = self.say("choose.difficulty", level=card.difficulty)
            options.add_option(Option(f"{card.title.say(self.language)}\n  {level}", id=card.id))
        if self.cards:
            options.highlighted = min(chosen, len(self.cards) - 1)

    def speak(self) -> None:
        """Write the texts."""
        self.query_one(Headline).title = self.say("choose.title")
        self.query_one(Headline).status = self.say("choose.seed.why")
        self.list_cards()
        self.speak_settings()
        self.describe()

    def speak_settings(self) -> None:
        """Write the buttons."""
        mode = "choose.coach.short" if self.desk.settings.coach else "choose.test.short"
        self.query_one("#mode", Button).label = f"F3 {self.say(mode)}"
        spoken = self.say("choose.spoken.in", language=LANGUAGE_NAMES[self.spoken])
        self.query_one("#spoken", Button).label = f"F4 {spoken}"
        self.query_one("#seed_label", Prose).show(f"{self.say('choose.seed')} ")
        self.query_one("#start", Button).label = f"F2 {self.say('choose.start')}"

    @on(OptionList.OptionHighlighted, "#scenarios")
    def look(self, event: OptionList.OptionHighlighted) -> None:
        """Load the highlighted scenario in the background."""
        name = event.option.id
        if name is None or (self.scenario is not None and self.scenario.id == name):
            return
        self.scenario, self.problem = None, ""
        self.in_background(lambda: self.read(name), self.show_scenario, "scenario")

    def read(self, name: str) -> CallScenario | str:
        """Return a scenario, or what is wrong with it."""
        try:
            return self.desk.studio.sources.load_call(name)
        except SimcallError as error:
            return describe(error)

    def show_scenario(self, found: CallScenario | str) -> None:
        """Show a scenario if it is still the highlighted one."""
        options = self.query_one("#scenarios", OptionList)
        if isinstance(found, str):
            self.problem = found
        elif options.highlighted is not None:
            if options.get_option_at_index(options.highlighted).id != found.id:
                return
            self.scenario = found
            if self.spoken not in found.languages:
                self.spoken = found.languages[0]
                self.speak_settings()
        self.describe()

    def describe(self) -> None:
        """Write the right side."""
        detail = self.query_one("#detail_text", Prose)
        if self.scenario is not None:
            detail.show(*describe_scenario(self, self.scenario))
        elif self.problem:
            detail.show(Line(self.problem, "bold $warning"))
        else:
            empty = self.say("choose.empty" if not self.cards else "app.loading")
            detail.show(empty)

    def action_mode(self) -> None:
        """Coach or test."""
        self.desk.settings.coach = not self.desk.settings.coach
        self.speak_settings()
        key = "choose.coach" if self.desk.settings.coach else "choose.test"
        self.desk.notify(self.say(key), timeout=3, markup=False)

    def action_spoken(self) -> None:
        """Switch the language of the call, where the scenario has both."""
        wanted: Language = "en" if self.spoken == "zh" else "zh"
        if self.scenario is not None and wanted not in self.scenario.languages:
            text = self.say("choose.no_language", language=LANGUAGE_NAMES[wanted])
            self.desk.complain(text)
            return
        self.spoken = wanted
        self.speak_settings()

    def action_start(self) -> None:
        """Begin the call."""
        text = self.query_one("#seed", Input).value.strip() or "1"
        try:
            seed = int(text)
        except ValueError:
            self.desk.complain(self.say("choose.seed.bad"))
            return
        if self.scenario is not None:
            start_call(self, self.scenario, seed, self.spoken, self.desk.settings.coach)

    @on(OptionList.OptionSelected, "#scenarios")
    @on(Input.Submitted, "#seed")
    def begin(self) -> None:
        """Enter begins the call."""
        self.action_start()

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        await self.run_action(str(event.button.id))


def describe_scenario(screen: DeskScreen, scenario: CallScenario) -> list[Line | str]:
    """Return a scenario in words: title, who, goal, what must not happen."""
    say, language = screen.say, screen.language
    colon = say("app.colon")
    who = say("choose.who.text", name=scenario.persona.name.say(language), age=scenario.persona.age)
    level = say("choose.difficulty", level=scenario.difficulty)
    direction = say(f"choose.direction.{scenario.direction}")
    lines: list[Line | str] = [
        Line(scenario.title.say(language), "bold"),
        Line(f"{level}  {scenario.stage}  {direction}", "$foreground-muted"),
        Line(who, lead=say("choose.who") + colon),
        Line(scenario.rules.name.say(language), lead=say("choose.rules") + colon),
        "",
        scenario.brief.say(language),
        "",
        Line(scenario.goal.say(language), lead=say("choose.goal") + colon),
    ]
    for text in scenario.forbidden:
        lines.append(Line(text.say(language), lead=say("choose.forbidden") + colon))
    if scenario.content_notice.say(language):
        notice = scenario.content_notice.say(language)
        lines += ["", Line(notice, "bold $warning", say("choose.notice") + colon)]
    return lines
