"""An agent policy as the batch reads it: a table of move vectors by situation.

`find_place` and `find_row` are kernels: the batch runs them compiled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class PolicyTable(NamedTuple):
    """Rows of move vectors and, for each situation, which of them are played in which order.

    rows: move vectors (VECTOR_SIZE doubles each). order: indices into rows. offsets, lengths: one
    entry for each of SITUATIONS; visit v (from 0) to situation s plays row
    order[offsets[s] + find_place(lengths[s], v)]. Every situation has at least one row.
    """

    rows: tuple[tuple[float, ...], ...]
    order: tuple[int, ...]
    offsets: tuple[int, ...]
    lengths: tuple[int, ...]


def find_place(length: int, visit: int) -> int:
    """Return which of a situation's rows a visit (from 0) plays: in order, then the last again."""
    return visit if visit < length else length - 1


def find_row(
    order: Sequence[int], offsets: Sequence[int], lengths: Sequence[int], situation: int, visit: int
) -> int:
    """Return the index of the row that a visit (from 0) to a situation plays."""
    return order[offsets[situation] + find_place(lengths[situation], visit)]
