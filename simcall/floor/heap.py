"""Events to come as a binary heap, ordered by (time, seq). A kernel.

The heap holds only times and the number of the item that belongs to each, so little moves; seq is
looked at only when two times are the same to the last bit.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from typing import NamedTuple

Floats = MutableSequence[float]
Ints = MutableSequence[int]

COUNT = 0  # places of Heap.state: how many events
NEXT_SEQ = 1
FREE_ITEM = 2  # head of the list of free items, chained through ITEM_KIND

SEQ = 0  # places of an item
KIND = 1
ENTITY = 2
KEY = 3
ITEM_SIZE = 4


class Heap(NamedTuple):
    """state: see above. time, item: one place for each event. items: seq, kind, entity, key."""

    state: Ints
    time: Floats
    item: Ints
    items: Sequence[Ints]


def comes_first(h: Heap, time: float, item: int, place: int) -> int:
    """Return 1 when an event comes before the one at a place of the heap."""
    if time < h.time[place]:
        return 1
    if time == h.time[place] and h.items[item][SEQ] < h.items[h.item[place]][SEQ]:
        return 1
    return 0


def sift_up(h: Heap, time: float, item: int, at: int) -> None:
    """Put an event into the hole at a place, or above it where it comes before its parents."""
    while at > 0:
        parent = (at - 1) >> 1
        if comes_first(h, time, item, parent) == 0:
            break
        h.time[at] = h.time[parent]
        h.item[at] = h.item[parent]
        at = parent
    h.time[at] = time
    h.item[at] = item


def push_event(h: Heap, time: float, kind: int, entity: int, key: int) -> None:
    """Add an event with the next seq; there must be room."""
    item = h.state[FREE_ITEM]
    row = h.items[item]
    h.state[FREE_ITEM] = row[KIND]
    row[SEQ] = h.state[NEXT_SEQ]
    h.state[NEXT_SEQ] += 1
    row[KIND] = kind
    row[ENTITY] = entity
    row[KEY] = key
    at = h.state[COUNT]
    h.state[COUNT] = at + 1
    sift_up(h, time, item, at)


def free_item(h: Heap, item: int) -> None:
    """Give back the item of an event that was removed."""
    h.items[item][KIND] = h.state[FREE_ITEM]
    h.state[FREE_ITEM] = item


def pop_event(h: Heap) -> int:
    """Remove the first event and return its item; read it, then give it back (`free_item`)."""
    first = h.item[0]
    last = h.state[COUNT] - 1
    h.state[COUNT] = last
    time = h.time[last]
    item = h.item[last]
    at = 0
    child = 1
    while child + 1 < last:
        if h.time[child + 1] == h.time[child]:
            child += 1 - comes_first(h, h.time[child], h.item[child], child + 1)
        else:
            child += 1 if h.time[child + 1] < h.time[child] else 0
        h.time[at] = h.time[child]
        h.item[at] = h.item[child]
        at = child
        child = 2 * at + 1
    if child < last:
        h.time[at] = h.time[child]
        h.item[at] = h.item[child]
        at = child
    sift_up(h, time, item, at)
    return first
