"""A finished call shown again, turn by turn, with the feelings as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer

from simcall.desk.coaching import Sides, name_acts, name_sides
from simcall.desk.command import Command, bind
from simcall.desk.record import CallRecord
from simcall.desk.review import write_terms
from simcall.desk.screens.base import DeskScreen
from simcall.desk.steps import rewrite_note
from simcall.desk.widgets.feed import Feed
from simcall.desk.widgets.gauge import Gauges
from simcall.desk.widgets.headline import Headline
from simcall.desk.widgets.prose import Line, Prose
from simcall.voice.reason import MARK

if TYPE_CHECKING:
    from simcall.call.scenario import CallScenario

PACE = 2.5  # seconds between turns when it runs by itself


class ReplayScreen(DeskScreen):
    """The call again; nothing is computed, the journal tells everything."""

    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("replay.next", "space", "replay.next", "step(1)"),
        Command("replay.back", "left", "replay.back", "step(-1)"),
        Command("replay.forward", "right", "replay.next", "step(1)", hidden=True),
        Command("replay.run", "a", "replay.run", "run"),
        Command("replay.leave", "escape", "app.back", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bind(ACTIONS)]

    def __init__(self, scenario: CallScenario, record: CallRecord) -> None:
        super().__init__()
        self.scenario = scenario
        self.record = record
        self.place = 0
        self.timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield Headline()
        with Horizontal(id="stage"):
            yield Feed(id="talk")
            with VerticalScroll(id="side"):
                yield Prose(id="feelings_title", classes="title")
                yield Gauges(id="gauges")
                yield Prose(id="hints_title", classes="title")
                yield Prose(id="hints")
        yield self.keybar()

    def on_mount(self) -> None:
        """Begin at the pick-up."""
        voiced = any(turn.phrased for turn in self.record.turns)
        them = f"{self.sides.them}{MARK}" if voiced else self.sides.them
        self.query_one("#talk", Feed).set_speakers(self.sides.me, them)
        self.query_one("#side").can_focus = False
        self.draw()

    @property
    def sides(self) -> Sides:
        """Return the names in the transcript."""
        return name_sides(self.scenario.persona.name, self.record.language)

    def speak(self) -> None:
        """Write the texts."""
        title = self.scenario.title.say(self.language)
        self.query_one(Headline).title = f"{self.say('replay.title')}  {title}"
        self.query_one("#feelings_title", Prose).show(self.say("call.panel.feelings"))
        self.query_one("#hints_title", Prose).show(self.say("debrief.ledger"))
        self.show_panel()

    def show_panel(self) -> None:
        """Show feelings and ledger at this turn."""
        points = self.record.points
        before = points[max(0, self.place - 1)]
        self.query_one("#gauges", Gauges).show(points[self.place], before)
        self.query_one(Headline).status = f"{self.place}/{len(self.record.turns)}"
        lines: list[Line] = []
        if self.place:
            turn = self.record.turns[self.place - 1]
            acts = [act for act, weight in turn.acts.items() if weight >= 0.4]
            heard = self.say("call.hint.heard", acts=name_acts(acts, self.language))
            lines = [Line(heard), *write_terms(turn.terms, self.language)]
        self.query_one("#hints", Prose).show(*lines)

    def draw(self) -> None:
        """Write the transcript up to this turn."""
        feed = self.query_one("#talk", Feed)
        feed.wipe()
        if self.record.opening:
            feed.add_turn(self.sides.answering(self.record.party), self.record.opening, False)
        for number in range(1, self.place + 1):
            self.write_turn(number)
        self.show_panel()

    def write_turn(self, number: int) -> None:
        """Write one turn with what followed it."""
        feed = self.query_one("#talk", Feed)
        turn = self.record.turns[number - 1]
        feed.add_turn(self.sides.me, turn.said, True)
        name = self.sides.answering(turn.party)
        feed.add_turn(f"{name}{MARK}" if turn.phrased else name, turn.answer, False)
        for note in self.record.notes:
            if note.after == number:
                feed.add_note(rewrite_note(note.kind, note.details, self.record.language))

    def action_step(self, step: int) -> None:
        """Go on or back by a turn."""
        place = max(0, min(len(self.record.turns), self.place + step))
        if place == self.place:
            self.stop()
            return
        self.place = place
        if step == 1:
            self.write_turn(place)
            self.show_panel()
        else:
            self.draw()

    def action_run(self) -> None:
        """Let it run by itself, or stop it."""
        if self.timer is None:
            self.timer = self.set_interval(PACE, lambda: self.action_step(1))
        else:
            self.stop()

    def stop(self) -> None:
        """Stop running."""
        if self.timer is not None:
            self.timer.stop()
            self.timer = None
