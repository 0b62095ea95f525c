"""The coach's corner: what was heard in the last sentence and what it moved."""

from __future__ import annotations

from collections.abc import Iterable

from simcall.desk.coaching import Hint
from simcall.desk.widgets.prose import Line, Prose


class Hints(Prose):
    """A few short lines; the ones that matter stand out by a sign and bold type."""

    def advise(self, hints: Iterable[Hint]) -> None:
        """Show hints."""
        self.show(
            *(
                Line(hint.text, "bold $warning" if hint.alert else "", "! " if hint.alert else "")
                for hint in hints
            )
        )
