"""A box for one step beside words: choose how, edit the sentence, take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, TextArea

from simcall.common.tidy import tidy_line
from simcall.desk.command import Command, bind
from simcall.desk.conversation import Step
from simcall.desk.screens.base import Dialog
from simcall.desk.steps import STEPS, make_step, sentence
from simcall.desk.widgets.prose import Line, Prose

if TYPE_CHECKING:
    from simcall.call.scenario import CallScenario
    from simcall.common.bilingual import Language


class Taken(NamedTuple):
    """A step as the trainee took it, with its line for the transcript."""

    step: Step
    note: str


class StepScreen(Dialog[Taken]):
    """One kind of step. spoken: the language of the call."""

    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("step.take", "f2", "app.ok", "take", hidden=True),
        Command("step.other", "f3", "app.next", "other", hidden=True),
        Command("step.back", "escape", "app.cancel", "back", hidden=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bind(ACTIONS)]

    def __init__(self, kind: str, scenario: CallScenario, spoken: Language) -> None:
        super().__init__()
        self.kind = STEPS[kind]
        self.scenario = scenario
        self.spoken = spoken
        self.place = 0

    def compose(self) -> ComposeResult:
        """Build the box."""
        with VerticalScroll(classes="box"):
            yield Prose(id="step_text")
            if len(self.kind.choices) > 1:
                with Horizontal(classes="row"):
                    for choice in self.kind.choices:
                        yield Button("", id=f"choice_{choice.id}", compact=True)
            yield Prose(id="step_say")
            area = TextArea(id="sentence", compact=True, tab_behavior="focus")
            area.styles.height = 4
            yield area
            if self.kind.kind == "complaint":
                yield Input(id="about", compact=True)
            with Horizontal(classes="row"):
                yield Button("", id="take", variant="primary", compact=True)
                yield Button("", id="cancel", compact=True)

    def on_mount(self) -> None:
        """Propose the first choice."""
        self.choose(0)

    def speak(self) -> None:
        """Write the texts."""
        kind = self.kind.kind
        lines = [Line(self.say(f"step.{kind}.title"), "bold"), Line(self.say(f"step.{kind}.text"))]
        if kind == "safety":
            numbers = self.say("app.comma").join(
                f"{line.name.say(self.language)} {line.number}"
                for line in self.scenario.rules.hotlines
                if line.kind in ("crisis", "police", "ambulance")
            )
            lines.append(Line(self.say("step.safety.lines", lines=numbers), "bold"))
        self.query_one("#step_text", Prose).show(*lines)
        self.query_one("#step_say", Prose).show(Line(self.say("step.say"), "$foreground-muted"))
        self.query_one("#take", Button).label = f"F2 {self.say('app.ok')}"
        self.query_one("#cancel", Button).label = f"Esc {self.say('app.cancel')}"
        if kind == "complaint":
            self.query_one("#about", Input).placeholder = self.say("step.complaint.about")
        self.mark_choice()

    def mark_choice(self) -> None:
        """Mark the chosen way with a sign, not with colour alone."""
        if len(self.kind.choices) < 2:
            return
        for place, choice in enumerate(self.kind.choices):
            mark = "[x]" if place == self.place else "[ ]"
            button = self.query_one(f"#choice_{choice.id}", Button)
            from textual.content import Content

            button.label = Content(f"{mark} {self.say(choice.label)}")

    def choose(self, place: int) -> None:
        """Propose the sentence of a way."""
        self.place = place
        choice = self.kind.choices[place]
        area = self.query_one("#sentence", TextArea)
        area.text = sentence(choice, self.scenario, self.spoken)
        area.move_cursor(area.document.end)
        self.mark_choice()
        area.focus()

    def action_other(self) -> None:
        """Go to the next way."""
        self.choose((self.place + 1) % len(self.kind.choices))

    def action_take(self) -> None:
        """Take the step."""
        choice = self.kind.choices[self.place]
        text = tidy_line(self.query_one("#sentence", TextArea).text)
        about = ""
        if self.kind.kind == "complaint":
            about = tidy_line(self.query_one("#about", Input).value)
        step = make_step(self.kind, choice, text, about)
        self.dismiss(Taken(step, self.kind.note(choice, self.spoken)))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Choose, take or cancel."""
        name = str(event.button.id)
        if name == "take":
            self.action_take()
        elif name == "cancel":
            self.dismiss(None)
        else:
            ids = [choice.id for choice in self.kind.choices]
            self.choose(ids.index(name.removeprefix("choice_")))
