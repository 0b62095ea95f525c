"""The call: what both say, what the other side feels, and the steps beside words."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll

from simcall.call.phrasing import has_voice
from simcall.call.session import TurnResult
from simcall.common.tidy import tidy_line
from simcall.desk.coaching import Sides, advise, name_sides
from simcall.desk.command import Command, bind
from simcall.desk.conversation import MOST_CHARACTERS, Conversation
from simcall.desk.messages import Spoken
from simcall.desk.screens.base import DeskScreen
from simcall.desk.screens.step import StepScreen, Taken
from simcall.desk.seat import FloorView, Seat
from simcall.desk.steps import rewrite_note
from simcall.desk.texts import say
from simcall.desk.widgets.feed import Feed
from simcall.desk.widgets.gauge import Gauges
from simcall.desk.widgets.headline import Headline
from simcall.desk.widgets.hints import Hints
from simcall.desk.widgets.mouth import Mouth
from simcall.desk.widgets.prose import Prose
from simcall.desk.widgets.queue import QueuePanel
from simcall.voice.reason import MARK, OUTAGES, explain_outage

NARROW = 70


class CallScreen(DeskScreen):
    """One call. earlier: what happened in it before (resume, branch); seat: on a live floor."""

    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("call.hold", "f2", "call.hold", "step('hold')"),
        Command("call.transfer", "f3", "call.transfer", "step('transfer')"),
        Command("call.complaint", "f4", "call.complaint", "step('complaint')"),
        Command("call.safety", "f5", "call.safety", "step('safety')"),
        Command("call.end", "f6", "call.end", "end"),
        Command("call.file", "f7", "call.file", "file"),
        Command("call.panel", "f8", "call.panel", "panel"),
        Command("call.copy", "ctrl+t", "call.copy", "copy"),
        Command("call.leave", "escape", "call.leave", "leave"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bind(ACTIONS)]

    def __init__(
        self,
        conversation: Conversation,
        earlier: list[TurnResult] | None = None,
        seat: Seat | None = None,
    ) -> None:
        super().__init__()
        self.conversation = conversation
        self.call = conversation.call
        self.scenario = self.call.scenario
        self.spoken = self.call.language
        self.earlier = earlier
        self.seat = seat
        self.floor: FloorView | None = None
        self.last: TurnResult | None = None
        self.before: dict[str, float] = self.call.feelings
        self.talking = False
        self.end_shown = False
        self.loss_told = False
        self.outage_told = False
        self.floor_clock = 0.0

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield Headline()
        with Horizontal(id="stage"):
            yield Feed(id="talk")
            with VerticalScroll(id="side"):
                yield Prose(id="feelings_title", classes="title")
                yield Gauges(id="gauges")
                yield Prose(id="queue_title", classes="title")
                yield QueuePanel(id="queue")
                yield Prose(id="hints_title", classes="title")
                yield Hints(id="hints")
        yield Mouth(id="mouth")
        yield self.keybar()

    def on_mount(self) -> None:
        """Bring back what was said, or let the other side pick up."""
        self.query_one("#side").can_focus = False
        self.feed.can_focus = False
        voiced = self.call.phraser is not None or has_voice(self.call.events)
        me, them, _ = self.sides
        self.feed.set_speakers(me, f"{them}{MARK}" if voiced else them)
        self.mouth.focus()
        if self.seat is not None:
            self.floor = self.seat.view()
        if self.earlier is None:
            if self.call.phraser is not None:
                voice = say("call.voice", self.spoken, mark=MARK, name=self.call.phraser.name)
                self.feed.add_note(voice)
            self.feed.add_note(say("call.ringing", self.spoken))
            if self.scenario.waited > 0:
                waited = f"{self.scenario.waited:.0f}"
                self.feed.add_note(say("queue.waited", self.spoken, seconds=waited))
            self.in_background(self.conversation.begin, self.show_answer, "turn")
        else:
            self.show_earlier(self.earlier)

    @property
    def feed(self) -> Feed:
        """Return the transcript."""
        return self.query_one("#talk", Feed)

    @property
    def mouth(self) -> Mouth:
        """Return the box for typing."""
        return self.query_one("#mouth", Mouth)

    @property
    def sides(self) -> Sides:
        """Return the names in the transcript."""
        return name_sides(self.scenario.persona.name, self.spoken)

    def name_voice(self, result: TurnResult) -> str:
        """Return the other side's name, marked where a language model found the words."""
        name = self.sides.answering(result.reply.party)
        return f"{name}{MARK}" if result.reply.phrased else name

    def tell_outage(self, why: str) -> None:
        """Say once that the language model failed; the call goes on with written lines."""
        if why in OUTAGES and not self.outage_told:
            self.outage_told = True
            outage = explain_outage(why).say(self.language)
            self.desk.notify(outage, timeout=6, markup=False)

    def speak(self) -> None:
        """Write the texts."""
        self.mouth.placeholder = self.say("call.placeholder")
        self.query_one("#feelings_title", Prose).show(self.say("call.panel.feelings"))
        self.query_one("#hints_title", Prose).show(self.say("call.panel.hints"))
        self.query_one("#queue_title", Prose).show(self.say("call.panel.queue"))
        self.show_state()

    def on_resize(self) -> None:
        """Show two rows of numbers where there is no room for bars."""
        self.fit_panel()

    def fit_panel(self) -> None:
        """Choose bars or numbers."""
        narrow = self.desk.size.width < NARROW and not self.has_class("-opened")
        self.query_one("#gauges", Gauges).show_compact(narrow)

    def show_state(self) -> None:
        """Write the clock, the gauges, the hints and the queue."""
        line = self.query_one(Headline)
        line.title = self.scenario.title.say(self.language)
        minutes, seconds = divmod(int(self.call.clock), 60)
        clock = self.say("call.clock", clock=f"{minutes:02d}:{seconds:02d}")
        mode = self.say("choose.coach.short" if self.conversation.coach else "choose.test.short")
        line.status = f"{clock}  {mode}"
        self.show_coach()
        queue = self.query_one("#queue", QueuePanel)
        for name in ("#queue", "#queue_title"):
            self.query_one(name).set_class(self.floor is None, "-off")
        if self.floor is not None:
            queue.show_floor(self.floor, self.language)

    def show_coach(self) -> None:
        """Show feelings and hints in coach mode; say in test mode that they are hidden."""
        coach = self.conversation.coach
        for name in ("#feelings_title", "#gauges", "#hints_title"):
            self.query_one(name).set_class(not coach, "-off")
        if not coach:
            self.query_one("#hints", Hints).show(self.say("call.test.panel"))
            return
        self.query_one("#gauges", Gauges).show(self.call.feelings, self.before)
        if self.last is not None:
            self.query_one("#hints", Hints).advise(advise(self.last, self.language))

    def show_earlier(self, results: list[TurnResult]) -> None:
        """Write everything that was said before a resume, notes included."""
        turns = iter(results)
        for event in self.call.events:
            kind = event["kind"]
            if kind in ("pickup", "turn"):
                result = next(turns)
                if kind == "turn":
                    self.feed.add_turn(self.sides.me, event["input"]["text"], True)
                self.feed.add_turn(self.name_voice(result), result.reply.text, False)
                self.before = self.last.feelings if self.last else result.feelings
                self.last = result
            elif kind in ("hold", "transfer", "complaint", "safety", "silence"):
                self.feed.add_note(rewrite_note(kind, event["input"], self.spoken))
        self.feed.add_note(say("call.resumed", self.spoken))
        self.show_state()
        if self.conversation.over:
            self.close_talk()

    @on(Spoken)
    def take_words(self, event: Spoken) -> None:
        """Say what was typed, if it can be said."""
        text = tidy_line(event.text)
        if self.talking:
            return
        if self.conversation.over:
            self.action_end()
        elif not text:
            self.desk.notify(self.say("call.empty"), timeout=3, markup=False)
        elif len(text) > MOST_CHARACTERS:
            self.desk.complain(self.say("call.long", count=len(text), most=MOST_CHARACTERS))
        else:
            if text != " ".join(event.text.split()):
                self.desk.notify(self.say("call.cleaned"), timeout=3, markup=False)
            self.mouth.accept(text)
            self.say_words(text, event.idle)

    def say_words(self, text: str, silence: float) -> None:
        """Show the sentence at once and let the other side hear it in a thread."""
        if silence:
            self.feed.add_note(say("call.silence", self.spoken, seconds=f"{silence:g}"))
        self.feed.add_turn(self.sides.me, text, True)
        self.listen()
        self.in_background(lambda: self.conversation.say(text, silence), self.show_answer, "turn")

    def listen(self) -> None:
        """Show that the other side is hearing it."""
        self.talking = True
        self.query_one(Headline).status = self.say("call.thinking")

    def show_answer(self, result: TurnResult | None) -> None:
        """Show the answer: its event is on the disk by now."""
        self.talking = False
        if result is not None:
            self.feed.add_turn(self.name_voice(result), result.reply.text, False)
            self.tell_outage(result.reply.why)
            self.before = self.last.feelings if self.last else result.feelings
            self.last = result
        self.warn_unsaved()
        self.mouth.idle.restart()
        self.show_state()
        self.run_floor()
        if self.conversation.over:
            self.close_talk()

    def fail(self, error: Exception) -> None:
        """Let the trainee speak again after a problem."""
        self.talking = False
        self.show_state()
        super().fail(error)

    def warn_unsaved(self) -> None:
        """Say once that the disk refused."""
        notice = self.conversation.notice
        if notice is not None and not self.loss_told:
            self.loss_told = True
            self.desk.complain(self.say("app.unsaved", why=notice.say(self.language)))

    def run_floor(self) -> None:
        """Let the floor go on by the time that the talk took, in a thread."""
        seat = self.seat
        if seat is None:
            return
        seconds, self.floor_clock = self.call.clock - self.floor_clock, self.call.clock
        self.in_background(lambda: seat.advance(seconds), self.show_floor, "floor")

    def show_floor(self, view: FloorView) -> None:
        """Show the floor as it is now."""
        self.floor = view
        self.show_state()

    def close_talk(self) -> None:
        """Say how the call ended and how to go on."""
        if not self.end_shown:
            self.end_shown = True
            end = self.call.outcome().end
            key = {"hangup": "hung_up", "agent": "agent_end"}.get(end, end)
            if self.call.events[-1]["kind"] == "transfer":
                key = "transferred"
            self.feed.add_note(say(f"call.{key}", self.spoken))
            self.feed.add_note(say("call.over", self.spoken, how="F6 / Enter"))

    def action_step(self, kind: str) -> None:
        """Take a step beside words."""
        if self.talking or self.conversation.over:
            return
        self.desk.push_screen(StepScreen(kind, self.scenario, self.spoken), self.take_step)

    def take_step(self, taken: Taken | None) -> None:
        """Say the step's sentence and note the step."""
        self.mouth.idle.restart()
        if taken is None:
            return
        if taken.step.text:
            self.feed.add_turn(self.sides.me, taken.step.text, True)
        self.listen()

        def show(result: TurnResult | None) -> None:
            self.show_answer(result)
            self.feed.add_note(taken.note)

        self.in_background(lambda: self.conversation.take(taken.step), show, "turn")

    def action_end(self) -> None:
        """Go to the wrap-up; ask first while the other side is still there."""
        if self.talking:
            return
        if self.conversation.over:
            self.open_wrap_up()
            return
        from simcall.desk.screens.asking import AskScreen

        answers = {"bye": "step.end.bye", "cut": "step.end.cut", "stay": "leave.stay"}
        box = AskScreen("step.end.title", "step.end.text", answers)
        self.desk.push_screen(box, self.end)

    def end(self, answer: str | None) -> None:
        """Say goodbye, or just hang up."""
        self.mouth.idle.restart()
        if answer == "bye":
            text = say("step.end.say.bye", self.spoken)
            self.feed.add_turn(self.sides.me, text, True)
            self.listen()
            self.in_background(lambda: self.say_goodbye(text), self.show_answer, "turn")
        elif answer == "cut":
            self.conversation.hang_up()
            self.open_wrap_up()

    def say_goodbye(self, text: str) -> TurnResult:
        """Say goodbye and put the phone down after the answer."""
        result = self.conversation.say(text)
        if not self.conversation.over:
            self.conversation.hang_up()
        return result

    def open_wrap_up(self) -> None:
        """Show the wrap-up form instead of the call."""
        from simcall.desk.screens.wrap import WrapScreen

        self.desk.switch_screen(WrapScreen(self.conversation))

    def action_leave(self) -> None:
        """Ask how to leave; it costs nothing."""
        from simcall.desk.screens.asking import AskScreen

        answers = {"stay": "leave.stay", "later": "leave.later", "stop": "leave.stop"}
        self.desk.push_screen(AskScreen("leave.title", "leave.text", answers), self.leave)

    def leave(self, answer: str | None) -> None:
        """Leave for now or for good."""
        self.mouth.idle.restart()
        if answer == "later":
            self.conversation.pause()
            self.desk.pop_screen()
        elif answer == "stop":
            self.conversation.leave()
            self.desk.pop_screen()

    def action_file(self) -> None:
        """Show the account file."""
        from simcall.desk.screens.file import FileScreen

        self.desk.push_screen(FileScreen(self.scenario), lambda _: self.mouth.idle.restart())

    def action_panel(self) -> None:
        """Show or hide the panel; on a narrow terminal it takes the transcript's place."""
        if self.desk.size.width < NARROW:
            self.toggle_class("-opened")
            self.fit_panel()
        else:
            self.query_one("#side").toggle_class("-off")

    def action_copy(self) -> None:
        """Copy the whole transcript."""
        self.desk.copy_to_clipboard(self.feed.plain)
        self.desk.notify(self.say("app.copied"), timeout=3, markup=False)
