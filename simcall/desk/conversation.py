"""A call that is being played: every event is on the disk before its reply is handed out."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from simcall.call.journal import Event
from simcall.call.session import Call, TurnResult
from simcall.common.bilingual import Text
from simcall.common.pace import speaking_seconds

MOST_CHARACTERS = 2000  # more than eight minutes of speech in one breath


class EventSink(Protocol):
    """Where events go; `store.journals.JournalFile` is one."""

    def append(self, event: Event) -> None:
        """Keep one event for good."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


class Step(NamedTuple):
    """Something beside words. kind: hold, transfer, complaint or safety; ends: the call is over."""

    kind: str
    details: dict[str, Any]
    text: str = ""
    ends: bool = False


class Conversation:
    """One call with its journal. notice: set when the disk refused; the call goes on unsaved."""

    def __init__(self, call: Call, journal: EventSink, name: str, coach: bool = True) -> None:
        self.call = call
        self.name = name
        self.coach = coach
        self.notice: Text | None = None
        self.over = False
        self.finished = False
        self._journal = journal

    def _keep(self, event: Event) -> None:
        """Write one event; a full or vanished disk stops the saving, not the call."""
        if self.notice is not None:
            return
        try:
            self._journal.append(event)
        except OSError as error:
            why = error.strerror or str(error)
            self.notice = Text(
                f"磁盘写不进去了（{why}），从这里起不再保存",
                f"the disk cannot be written to ({why}); nothing is saved from here on",
            )

    def begin(self) -> TurnResult:
        """Write the header, let the debtor pick up."""
        for event in self.call.events:
            self._keep(event)
        self._keep(self.call.note("mode", coach=self.coach))
        result = self.call.begin()
        self._keep(result.event)
        return result

    def adopt(self) -> None:
        """Write everything that has happened so far; for a call that begins in the middle."""
        for event in self.call.events:
            self._keep(event)
        self.over = self.call.ended

    def say(self, text: str, silence: float = 0.0) -> TurnResult:
        """Say a sentence; silence: seconds for which the keyboard rested before it."""
        if silence > 0:
            self._keep(self.call.note("silence", seconds=silence))
        result = self.call.hear(text, round(speaking_seconds(text) + silence, 3))
        self._keep(result.event)
        self.over = self.over or result.ended
        return result

    def take(self, step: Step) -> TurnResult | None:
        """Say the step's sentence, if any, and note the step; a transfer ends the call for us."""
        result = self.say(step.text) if step.text and not self.call.ended else None
        self._keep(self.call.note(step.kind, **step.details))
        self.over = self.over or step.ends
        return result

    def hang_up(self) -> None:
        """End the call from our side; the wrap-up follows."""
        self._keep(self.call.note("agent_end", by="agent"))
        self.over = True

    def leave(self) -> None:
        """End without a score and without penalty."""
        self._keep(self.call.note("left", by="agent"))
        self.finish()

    def wrap_up(self, form: dict[str, Any]) -> None:
        """Write the wrap-up form, then the outcome."""
        self._keep(self.call.note("wrapup", **form))
        self.finish()

    def finish(self) -> None:
        """Write the outcome and close the journal."""
        self._keep(self.call.finish())
        self.over = self.finished = True
        self._journal.close()

    def pause(self) -> None:
        """Close the journal of an unfinished call; it can be resumed."""
        self._journal.close()


def resume_conversation(call: Call, journal: EventSink, name: str) -> Conversation:
    """Go on with a call that was rebuilt from its journal."""
    coach = next((e["input"].get("coach", True) for e in call.events if e["kind"] == "mode"), True)
    conversation = Conversation(call, journal, name, coach)
    kinds = {event["kind"] for event in call.events}
    conversation.over = call.ended or bool(kinds & {"agent_end", "transfer"})
    return conversation
