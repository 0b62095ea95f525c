"""The live queue: choose a floor, take the seat, take calls as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simcall.desk.command import Command, bind
from simcall.desk.screens.base import DeskScreen
from simcall.desk.seat import FloorView, Offer, Seat
from simcall.desk.sources import Card
from simcall.desk.widgets.headline import Headline
from simcall.desk.widgets.prose import Line, Prose
from simcall.desk.widgets.queue import QueuePanel

if TYPE_CHECKING:
    from simcall.call.scenario import CallScenario
    from simcall.desk.conversation import Conversation

WRAP_SECONDS = 30.0  # simulated time of a wrap-up on a live floor (own estimate)


class FloorsScreen(DeskScreen):
    """The floors that there are."""

    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("floors.sit", "f2", "queue.sit", "sit"),
        Command("floors.back", "escape", "app.back", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bind(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Card] = []

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield Headline()
        yield Prose(id="floors_state")
        yield OptionList(id="floors")
        yield self.keybar()

    def on_mount(self) -> None:
        """Load the list in the background."""
        self.in_background(self.desk.studio.list_floors, self.fill, "floors")

    def fill(self, cards: list[Card]) -> None:
        """Show the list."""
        self.cards = [card for card in cards if not card.broken]
        self.speak()
        self.query_one("#floors").focus()

    def speak(self) -> None:
        """Write the texts."""
        self.query_one(Headline).title = self.say("queue.title")
        state = self.say("queue.choose" if self.cards else "welcome.no_queue")
        self.query_one("#floors_state", Prose).show(state, self.say("queue.meanwhile"))
        options = self.query_one("#floors", OptionList)
        options.clear_options()
        for card in self.cards:
            options.add_option(Option(Content(card.title.say(self.language)), id=card.id))
        if self.cards:
            options.highlighted = 0

    @on(OptionList.OptionSelected, "#floors")
    def action_sit(self) -> None:
        """Open the floor in a thread and take the seat."""
        place = self.query_one("#floors", OptionList).highlighted
        if place is None or not self.cards:
            return
        name, studio = self.cards[place].id, self.desk.studio
        self.query_one(Headline).status = self.say("queue.loading")
        self.in_background(
            lambda: studio.open_seat(name), lambda seat: self.take(seat, name), "seat"
        )

    def take(self, seat: Seat, name: str) -> None:
        """Take the seat."""
        self.query_one(Headline).status = ""
        title = next(card.title for card in self.cards if card.id == name)
        self.desk.push_screen(SeatScreen(seat, title.say(self.language)))


class Incoming(NamedTuple):
    """The next call, ready to be answered; conversation None at the end of the day."""

    offer: Offer | None
    scenario: CallScenario | None
    conversation: Conversation | None
    view: FloorView


class SeatScreen(DeskScreen):
    """Between calls: the floor, and the next call on request."""

    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("seat.next", "f2", "queue.next", "next"),
        Command("seat.leave", "escape", "queue.leave", "back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bind(ACTIONS)]

    def __init__(self, seat: Seat, title: str) -> None:
        super().__init__()
        self.seat = seat
        self.floor_title = title
        self.view: FloorView | None = None
        self.playing: Conversation | None = None
        self.news = ""

    def compose(self) -> ComposeResult:
        """Build the screen."""
        yield Headline()
        yield QueuePanel(id="floor_now")
        yield Prose(id="seat_state")
        yield self.keybar()

    def on_screen_resume(self) -> None:
        """Come back from a call: the wrap-up takes its time, the floor goes on."""
        ended, self.playing = self.playing, None
        self.in_background(lambda: self.come_back(ended), self.show_view, "seat")

    def come_back(self, ended: Conversation | None) -> FloorView:
        """Hand a finished call to the floor."""
        if ended is None:
            return self.seat.view()
        return self.seat.end_call(WRAP_SECONDS, ended.call.state)

    def show_view(self, view: FloorView) -> None:
        """Show the floor."""
        self.view = view
        self.speak()

    def speak(self) -> None:
        """Write the texts."""
        self.query_one(Headline).title = f"{self.say('queue.title')}  {self.floor_title}"
        if self.view is not None:
            self.query_one("#floor_now", QueuePanel).show_floor(self.view, self.language)
        state = self.news or self.say("queue.meanwhile")
        self.query_one("#seat_state", Prose).show("", Line(state, "bold"))

    def action_next(self) -> None:
        """Let the floor run until a call comes."""
        if self.playing is not None:
            return
        self.news = self.say("queue.waiting_call")
        self.speak()
        self.in_background(self.await_call, self.answer, "seat")

    def await_call(self) -> Incoming:
        """Return the next call with its conversation."""
        offer = self.seat.next_call()
        view = self.seat.view()
        if offer is None:
            return Incoming(None, None, None, view)
        studio, settings = self.desk.studio, self.desk.settings
        scenario = studio.sources.load_call(offer.scenario)
        spoken = self.language if self.language in scenario.languages else scenario.languages[0]
        scenario = scenario._replace(waited=offer.waited)
        conversation = studio.start(scenario, studio.next_seed(), spoken, settings.coach)
        return Incoming(offer, scenario, conversation, view)

    def answer(self, incoming: Incoming) -> None:
        """Show the call, its content notice first."""
        self.view = incoming.view
        if incoming.conversation is None or incoming.scenario is None or incoming.offer is None:
            self.news = self.say("queue.done")
            self.speak()
            return
        self.news = ""
        conversation = incoming.conversation
        notice = incoming.scenario.content_notice
        if notice.zh or notice.en:
            from simcall.desk.screens.notice import NoticeScreen

            def go(agreed: bool | None) -> None:
                if agreed:
                    self.take_call(conversation)
                else:
                    conversation.leave()
                    self.in_background(lambda: self.come_back(conversation), self.show_view, "seat")

            self.desk.push_screen(NoticeScreen(notice), go)
        else:
            self.take_call(conversation)

    def take_call(self, conversation: Conversation) -> None:
        """Open the call beside the queue."""
        from simcall.desk.screens.call import CallScreen

        self.playing = conversation
        self.desk.push_screen(CallScreen(conversation, None, self.seat))
