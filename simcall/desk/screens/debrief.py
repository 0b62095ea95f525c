"""The debrief of a finished call."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import ContentSwitcher

from simcall.call.journal import Event
from simcall.call.session import Call
from simcall.desk.coaching import Sides, name_sides
from simcall.desk.command import Command, bind
from simcall.desk.conversation import Conversation
from simcall.desk.messages import TurnChosen
from simcall.desk.record import read_record, write_transcript
from simcall.desk.review import (
    write_better,
    write_ledger,
    write_moment,
    write_outcome,
    write_person,
    write_score,
    write_talk,
)
from simcall.desk.screens.base import DeskScreen, describe
from simcall.desk.widgets.headline import Headline
from simcall.desk.widgets.plot import FeelingsPlot
from simcall.desk.widgets.prose import Line, Prose
from simcall.desk.widgets.tabs import TabRow

if TYPE_CHECKING:
    from simcall.rubric.report import ScoreReport

PANES = ("score", "feelings", "ledger", "better", "text", "person")


class DebriefScreen(DeskScreen):
    """Score, feelings, ledger, better sentences, transcript, person.

    conversation: given right after a call, so that its score is kept; None from the history.
    """

    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("debrief.score", "s", "debrief.score", "pane('score')", hidden=True),
        Command("debrief.feelings", "f", "debrief.feelings", "pane('feelings')", hidden=True),
        Command("debrief.ledger", "l", "debrief.ledger", "pane('ledger')", hidden=True),
        Command("debrief.better", "b", "debrief.better", "pane('better')", hidden=True),
        Command("debrief.text", "t", "debrief.text", "pane('text')", hidden=True),
        Command("debrief.person", "p", "debrief.person", "pane('person')", hidden=True),
        Command("debrief.whatif", "w", "debrief.whatif", "whatif"),
        Command("debrief.replay", "r", "debrief.replay", "replay"),
        Command("debrief.copy", "c", "debrief.copy", "copy"),
        Command("debrief.again", "a", "debrief.again", "again"),
        Command("debrief.back", "escape", "app.back", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bind(ACTIONS),
        *(
            Binding(str(n), f"line({n})", f"Line {n}", show=False, id=f"debrief.line{n}")
            for n in range(1, 7)
        ),
        Binding("left", "step(-1)", "Turn before", show=False, id="debrief.left"),
        Binding("right", "step(1)", "Turn after", show=False, id="debrief.right"),
    ]

    def __init__(
        self, call: Call, events: list[Event], conversation: Conversation | None = None
    ) -> None:
        super().__init__()
        self.call = call
        self.events = events
        self.conversation = conversation
        self.record = read_record(events)
        self.report: ScoreReport | None = None
        self.why = ""

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield Headline()
        yield TabRow(self.ACTIONS[: len(PANES)], id="tabs")
        with ContentSwitcher(id="panes", initial="score"):
            for name in PANES:
                if name == "feelings":
                    with Vertical(id=name, classes="pane"):
                        yield FeelingsPlot(id="plot")
                        yield Prose(id="turn_detail")
                else:
                    with VerticalScroll(id=name, classes="pane"):
                        yield Prose(id=f"{name}_text")
        yield self.keybar()

    def on_mount(self) -> None:
        """Show what is known; score in the background."""
        self.query_one("#plot", FeelingsPlot).show(self.record.points)
        self.query_one("#score").focus()
        if not self.record.left:
            self.in_background(self.score, self.show_score, "score")

    def score(self) -> ScoreReport | str:
        """Return the score, or why there is none; keep the call in the index either way."""
        studio = self.desk.studio
        found: ScoreReport | str
        try:
            found = studio.score(self.call, self.language)
        except Exception as error:
            found = describe(error) or type(error).__name__
            self.log.error(found)
        if self.conversation is not None:
            studio.keep(self.conversation, None if isinstance(found, str) else found)
        return found

    def show_score(self, found: ScoreReport | str) -> None:
        """Show the score."""
        if isinstance(found, str):
            self.why = found
        else:
            self.report = found
        self.speak()

    def speak(self) -> None:
        """Write every pane."""
        title = self.call.scenario.title.say(self.language)
        self.query_one(Headline).title = f"{self.say('debrief.title')}  {title}"
        self.query_one(Headline).status = (
            f"{self.report.total:.1f}" if self.report is not None else ""
        )
        self.query_one("#tabs", TabRow).choose(self.current)
        language, record = self.language, self.record
        self.pane_text("score", self.score_lines())
        self.pane_text("ledger", write_ledger(record, self.call.opening_terms, language))
        self.pane_text("better", self.better_lines())
        self.pane_text("text", write_talk(record, self.sides))
        self.pane_text("person", write_person(self.call.scenario, language))
        self.query_one("#plot").refresh(layout=True)
        self.show_moment(len(record.turns))

    @property
    def current(self) -> str:
        """Return the name of the open pane."""
        return self.query_one("#panes", ContentSwitcher).current or "score"

    @property
    def sides(self) -> Sides:
        """Return the names in the transcript."""
        return name_sides(self.call.scenario.persona.name, self.record.language)

    def pane_text(self, name: str, lines: list[Line]) -> None:
        """Fill one pane."""
        self.query_one(f"#{name}_text", Prose).show(*lines)

    def score_lines(self) -> list[Line]:
        """Return the first pane: outcome first, then the score or why there is none."""
        outcome = write_outcome(self.record, self.call.scenario.currency, self.language)
        stamp = Line(
            self.say(
                "debrief.stamp",
                rubric=self.report.rubric if self.report else "–",
                analyser=self.record.analyser,
                seed=self.record.seed,
            ),
            "$foreground-muted",
        )
        if self.record.left:
            return [Line(self.say("debrief.left"), "bold"), Line(""), *outcome]
        if self.report is None:
            text = self.say("debrief.unscored", why=self.why) if self.why else None
            return [Line(text or self.say("debrief.scoring"), "bold"), Line(""), *outcome]
        scored = write_score(self.report, self.call.turns, self.language)
        return [*scored[:9], *outcome, Line(""), *scored[9:], Line(""), stamp]

    def better_lines(self) -> list[Line]:
        """Return keep, stop, start and better sentences, or why there are none."""
        if self.report is None:
            why = self.why or self.say("debrief.left" if self.record.left else "debrief.scoring")
            return [Line(why)]
        return write_better(self.report, self.call.turns, self.language)

    def show_moment(self, number: int) -> None:
        """Write one turn below the plot."""
        how = Line(self.say("debrief.plot.how"), "$foreground-muted")
        lines = write_moment(self.record, number, self.language)
        self.query_one("#turn_detail", Prose).show(how, *lines)

    @on(TurnChosen)
    def follow_cursor(self, event: TurnChosen) -> None:
        """Show the turn under the plot's cursor."""
        self.show_moment(event.turn)

    def action_pane(self, name: str) -> None:
        """Open a pane."""
        self.query_one("#panes", ContentSwitcher).current = name
        self.query_one("#tabs", TabRow).choose(name)
        self.query_one(f"#{name}").focus()

    def action_line(self, number: int) -> None:
        """Show or hide a line of the plot."""
        self.query_one("#plot", FeelingsPlot).toggle(number)

    def action_step(self, step: int) -> None:
        """Go through the turns of the plot."""
        if self.current == "feelings":
            self.query_one("#plot", FeelingsPlot).move(step)

    def action_whatif(self) -> None:
        """Say one turn otherwise."""
        if self.record.turns:
            from simcall.desk.screens.whatif import WhatIfScreen

            self.desk.push_screen(WhatIfScreen(self.call, self.events))

    def action_replay(self) -> None:
        """Watch the call again."""
        from simcall.desk.screens.replay import ReplayScreen

        self.desk.push_screen(ReplayScreen(self.call.scenario, self.record))

    def action_copy(self) -> None:
        """Copy the transcript."""
        self.desk.copy_to_clipboard(write_transcript(self.record, self.sides))
        self.desk.notify(Content(self.say("app.copied")).plain, timeout=3, markup=False)

    def action_again(self) -> None:
        """Play the same scenario again with the same luck."""
        from simcall.desk.screens.opening import start_call

        coach = self.record.coach
        start_call(self, self.call.scenario, self.call.seed, self.record.language, coach)
