"""Time at the keyboard: only a keyboard at rest counts as silence, typing never does."""

from __future__ import annotations

import time
from collections.abc import Callable

GRACE = 8.0  # seconds of thinking that nobody hears as silence
LONGEST = 60.0  # a longer rest is a trainee who went away, not a silence on the line


class Idle:
    """Adds up the rests between keys. now: a clock in seconds, for tests."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self.restart()

    def restart(self) -> None:
        """Forget all rests; called when the other side has finished speaking."""
        self._last = self._now()
        self._rest = 0.0

    def touch(self) -> None:
        """Note a key."""
        now = self._now()
        pause = now - self._last
        if pause > GRACE:
            self._rest += pause - GRACE
        self._last = now

    def take(self) -> float:
        """Return the silence so far in tenths of a second, at most a minute, and begin again."""
        self.touch()
        rest = round(min(self._rest, LONGEST), 1)
        self.restart()
        return rest
