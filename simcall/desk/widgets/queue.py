"""The queue beside the call: who waits, how long, what the colleagues do."""

from __future__ import annotations

from simcall.common.bilingual import Language
from simcall.desk.seat import FloorView
from simcall.desk.texts import say
from simcall.desk.widgets.prose import Line, Prose


class QueuePanel(Prose):
    """The floor in four short lines."""

    def show_floor(self, view: FloorView, language: Language) -> None:
        """Show the floor as it is now."""
        self.show(*(Line(text) for text in write_floor(view, language)))


def write_floor(view: FloorView, language: Language) -> list[str]:
    """Return the floor in short lines."""
    hours, minutes = divmod(int(view.clock) // 60, 60)
    level = say("queue.none_yet", language)
    if view.service_level is not None:
        level = f"{100 * view.service_level:.0f} %"
    clock = say("queue.time", language, time=f"{hours % 24:02d}:{minutes:02d}")
    waiting = say("queue.waiting", language, count=view.waiting)
    longest = say("queue.longest", language, seconds=f"{view.longest_wait:.0f}")
    dropped = say("queue.dropped", language, count=view.abandoned)
    return [
        f"{clock}  {say('queue.handled', language, count=view.handled)}",
        f"{waiting}  {longest}  {dropped}",
        say("queue.busy", language, busy=view.busy, total=view.colleagues),
        say("queue.level", language, within=f"{view.within:.0f}", level=level),
    ]
