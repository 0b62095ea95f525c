"""Runs the conversation kernels for the suite: compiled where numba is there, else plain Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from simcall.agent.situation import SITUATIONS
from simcall.agent.table import PolicyTable
from simcall.common.chance import split_seed
from simcall.floor.compiler import compile_kernels, has_compiler
from simcall.floor.machine import common_kinds
from simcall.lab.calibration import play
from simcall.lab.calibration.population import Person
from simcall.persona import memory, shape, turn

MOST_TURNS = 60
NO_LEDGER = [-1.0, 0.0]
ENTRIES = (
    turn.take_turn,
    memory.open_call,
    memory.close_call,
    memory.count_contact,
    play.play_call,
    play.play_session,
)


class Session(NamedTuple):
    """One session of random acts. turns: (move, talk before, talk after) of each turn."""

    turns: list[tuple[int, int, int]]
    opening: list[float]
    state: list[float]


class Finish(NamedTuple):
    """One finished call of a policy. account: memory after it, the call already closed."""

    turns: int
    state: list[float]
    account: list[float]


class Mix(NamedTuple):
    """A random coder's mix of moves. stock: how many phrasings of each there are."""

    moves: Sequence[Sequence[float]]
    shares: Sequence[float]
    stock: Sequence[float]


@cache
def compile_entries() -> dict[Callable[..., Any], Callable[..., Any]]:
    """Return the compiled form of every kernel that a runner calls."""
    kinds = common_kinds()
    kinds["Matrix"] = kinds["Sequence[Floats]"]
    kinds["Sequence[int]"] = kinds["Ints"]
    entries: list[Callable[..., Any]] = list(ENTRIES)
    return dict(zip(entries, compile_kernels(entries, kinds), strict=True))


class Runner:
    """Plays sessions and calls with one seed; compiled and plain runs give the same numbers."""

    def __init__(self, seed: int, compiled: bool | None = None):
        """Prepare a runner; `compiled` None means: if numba is there."""
        self.seed_low, self.seed_high = split_seed(seed)
        self.compiled = has_compiler() if compiled is None else compiled
        self._kernels: dict[Callable[..., Any], Callable[..., Any]] = {}
        if self.compiled:
            self._kernels = compile_entries()

    def kernel(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a kernel function as this runner runs it."""
        return self._kernels[function] if self.compiled else function

    def vector(self, values: Sequence[float]) -> Any:
        """Return a flat vector as the kernels want it: an array when compiled, else a list."""
        if not self.compiled:
            return list(values)
        import numpy as np

        return np.array(values, dtype=np.float64)

    def matrix(self, rows: Sequence[Sequence[float]]) -> Any:
        """Return move vectors as the kernels want them."""
        if not self.compiled:
            return [list(row) for row in rows]
        import numpy as np

        return np.array(rows, dtype=np.float64)

    def indices(self, values: Sequence[int]) -> Any:
        """Return whole numbers as the kernels want them."""
        if not self.compiled:
            return list(values)
        import numpy as np

        return np.array(values, dtype=np.int64)

    def hear(
        self, person: Person, moves: Sequence[Sequence[float]], entity: int, **state: float
    ) -> tuple[list[float], list[float], int]:
        """Let a person who has confirmed identity hear some moves; return state before and after,
        and the last reply. Keywords set places of the state first (by name in `persona.shape`).
        """
        now = self.open(person, **state)
        before = [float(x) for x in now]
        persona, account = self.vector(person.persona), self.vector(person.account)
        draws, ledger = self.vector([0.0] * turn.DRAWS), self.vector(NO_LEDGER)
        take, reply = self.kernel(turn.take_turn), -1
        for place, move in enumerate(self.matrix(moves)):
            reply = int(take(now, persona, account, move, ledger, draws, self.seed_low,
                             self.seed_high, 0, entity, place))  # fmt: skip
        return before, [float(x) for x in now], reply

    def open(self, person: Person, **state: float) -> Any:
        """Return the state of a person at the first word, identity settled."""
        now = self.vector([0.0] * shape.STATE_SIZE)
        self.kernel(memory.open_call)(
            now, self.vector(person.persona), self.vector(person.account), 0.0,
            self.vector(NO_LEDGER),
        )  # fmt: skip
        now[shape.IDENTITY] = now[shape.INTRODUCED] = now[shape.LAYER] = 1.0
        for name, value in state.items():
            now[getattr(shape, name)] = value
        return now

    def session(self, person: Person, mix: Mix, entity: int, turns: int, **state: float) -> Session:
        """Play one session of random acts."""
        now = self.open(person, **state)
        opening = [float(x) for x in now]
        record = self.vector([0.0] * (3 * turns))
        count = self.kernel(play.play_session)(
            now, self.vector(person.persona), self.vector(person.account), self.matrix(mix.moves),
            self.vector(mix.shares), self.vector(mix.stock), record,
            self.vector([0.0] * turn.DRAWS), self.vector(NO_LEDGER), self.seed_low,
            self.seed_high, entity, turns,
        )  # fmt: skip
        flat = [int(x) for x in record[: 3 * count]]
        triples = [(flat[i], flat[i + 1], flat[i + 2]) for i in range(0, len(flat), 3)]
        return Session(triples, opening, [float(x) for x in now])

    def call(
        self, person: Person, table: PolicyTable, entity: int, attempt: int = 0, day: float = 0.0
    ) -> Finish:
        """Let a policy make one call, and close it into the person's memory."""
        now = self.vector([0.0] * shape.STATE_SIZE)
        persona, account = self.vector(person.persona), self.vector(person.account)
        turns = self.kernel(play.play_call)(
            now, persona, account, self.matrix(table.rows), self.indices(table.order),
            self.indices(table.offsets), self.indices(table.lengths),
            self.vector([0.0] * len(SITUATIONS)), self.vector([0.0] * turn.DRAWS),
            self.vector(NO_LEDGER), self.seed_low, self.seed_high, entity, attempt, MOST_TURNS,
        )  # fmt: skip
        self.kernel(memory.count_contact)(account)
        self.kernel(memory.close_call)(now, persona, account, day)
        return Finish(turns, [float(x) for x in now], [float(x) for x in account])
