"""The coach's corner: what was heard in the last sentence and what it moved."""

from __future__ import annotations

from collections.abc import Iterable

from simcall.desk.coaching import Hint
from simcall.desk.widgets.prose import Line, Prose

STYLES = {"": "", "!": "bold $warning", "+": "bold $success"}


class Hints(Prose):
    """A few short lines; the ones that matter stand out by a sign and bold type."""

    def advise(self, hints: Iterable[Hint]) -> None:
        """Show hints."""
        self.show(
            *(
                Line(hint.text, STYLES[hint.mark], f"{hint.mark} " if hint.mark else "")
                for hint in hints
            )
        )
