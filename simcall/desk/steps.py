"""The steps beside words: hold, transfer, complaint, safety; their choices and sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from simcall.desk.conversation import Step
from simcall.desk.texts import say

if TYPE_CHECKING:
    from simcall.call.scenario import CallScenario
    from simcall.common.bilingual import Language


class Choice(NamedTuple):
    """One way to take a step. label: key of its text; say: key of its sentence."""

    id: str
    label: str
    say: str
    details: dict[str, Any]
    ends: bool = False


class StepKind(NamedTuple):
    """One kind of step with its choices. note: makes the line for the transcript."""

    kind: str
    choices: tuple[Choice, ...]
    note: Callable[[Choice, Language], str]


def note_hold(choice: Choice, language: Language) -> str:
    """Return the transcript's line for a hold."""
    return say("step.hold.note", language, seconds=choice.id)


def note_transfer(choice: Choice, language: Language) -> str:
    """Return the transcript's line for a transfer."""
    who = say(f"step.transfer.{choice.id}", language)
    return say("step.transfer.note", language, who=who)


def note_complaint(choice: Choice, language: Language) -> str:
    """Return the transcript's line for a complaint."""
    return say("step.complaint.note", language)


def note_safety(choice: Choice, language: Language) -> str:
    """Return the transcript's line for a safety step."""
    return say(f"step.safety.note.{choice.id}", language)


STEPS: dict[str, StepKind] = {
    "hold": StepKind(
        "hold",
        tuple(
            Choice(str(s), f"step.hold.{s}", f"step.hold.say.{s}", {"seconds": float(s)})
            for s in (30, 60, 120)
        ),
        note_hold,
    ),
    "transfer": StepKind(
        "transfer",
        tuple(
            Choice(who, f"step.transfer.{who}", f"step.transfer.say.{who}", {"to": who}, True)
            for who in ("specialist", "supervisor")
        ),
        note_transfer,
    ),
    "complaint": StepKind(
        "complaint",
        (Choice("log", "call.complaint", "step.complaint.say", {}),),
        note_complaint,
    ),
    "safety": StepKind(
        "safety",
        (
            Choice("ask", "step.safety.ask", "step.safety.say.ask", {"step": "ask"}),
            Choice("give", "step.safety.give", "step.safety.say.give", {"step": "give"}),
            Choice("hand", "step.safety.hand", "step.safety.say.hand", {"step": "hand"}),
        ),
        note_safety,
    ),
}


def crisis_line(scenario: CallScenario, language: Language) -> str:
    """Return the help line of the rule pack that fits a crisis, its number last."""
    lines = [line for line in scenario.rules.hotlines if line.kind == "crisis"]
    lines = lines or list(scenario.rules.hotlines)
    return f"{lines[0].name.say(language)} {lines[0].number}" if lines else scenario.lender.hotline


def sentence(choice: Choice, scenario: CallScenario, language: Language) -> str:
    """Return the sentence that a choice proposes, in the language of the call."""
    return say(choice.say, language, line=crisis_line(scenario, language))


def make_step(kind: StepKind, choice: Choice, text: str, about: str = "") -> Step:
    """Return the step to take."""
    details = {**choice.details, **({"about": about} if about else {})}
    return Step(kind.kind, details, text, choice.ends)


def rewrite_note(kind: str, details: dict[str, Any], language: Language) -> str:
    """Return the transcript's line for a step as a journal holds it."""
    if kind == "silence":
        return say("call.silence", language, seconds=f"{details.get('seconds', 0):g}")
    step = STEPS[kind]
    for choice in step.choices:
        if all(details.get(name) == value for name, value in choice.details.items()):
            return step.note(choice, language)
    return step.note(step.choices[0], language)
