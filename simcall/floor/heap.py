"""Events to come as a binary heap in flat arrays, ordered by (time, seq). A kernel."""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import NamedTuple

Floats = MutableSequence[float]
Ints = MutableSequence[int]


class Heap(NamedTuple):
    """size has two places: how many events, and the next seq. The others grow together."""

    size: Ints
    time: Floats
    seq: Ints
    kind: Ints
    entity: Ints
    key: Ints


def place_event(h: Heap, at: int, time: float, seq: int, kind: int, entity: int, key: int) -> None:
    """Write one event to a place."""
    h.time[at] = time
    h.seq[at] = seq
    h.kind[at] = kind
    h.entity[at] = entity
    h.key[at] = key


def move_event(h: Heap, source: int, target: int) -> None:
    """Copy one event to another place."""
    h.time[target] = h.time[source]
    h.seq[target] = h.seq[source]
    h.kind[target] = h.kind[source]
    h.entity[target] = h.entity[source]
    h.key[target] = h.key[source]


def push_event(h: Heap, time: float, seq: int, kind: int, entity: int, key: int) -> None:
    """Add an event; there must be room."""
    at = h.size[0]
    h.size[0] = at + 1
    while at > 0:
        parent = (at - 1) >> 1
        if h.time[parent] < time or (h.time[parent] == time and h.seq[parent] < seq):
            break
        move_event(h, parent, at)
        at = parent
    place_event(h, at, time, seq, kind, entity, key)


def pop_event(h: Heap) -> None:
    """Remove the first event (place 0); there must be one."""
    last = h.size[0] - 1
    h.size[0] = last
    if last == 0:
        return
    time = h.time[last]
    seq = h.seq[last]
    at = 0
    child = 1
    while child < last:
        right = child + 1
        if right < last and (
            h.time[right] < h.time[child]
            or (h.time[right] == h.time[child] and h.seq[right] < h.seq[child])
        ):
            child = right
        if time < h.time[child] or (time == h.time[child] and seq < h.seq[child]):
            break
        move_event(h, child, at)
        at = child
        child = 2 * at + 1
    place_event(h, at, time, seq, h.kind[last], h.entity[last], h.key[last])
