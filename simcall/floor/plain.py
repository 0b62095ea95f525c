"""The plain queue: M/M/c and its variants, as `start` and `step` over flat vectors. A kernel.

Arrivals are Poisson, in one or two (or more) classes with non-preemptive priority; service is
exponential or constant; customers may lose patience (exponential), find no room (capacity), or try
again later (retrial). Time is in the unit of the rates. Draws are named by the customer's number
and, for retrials, by the number of the attempt, so they do not depend on the order of events.
"""

from __future__ import annotations

import math
from collections.abc import MutableSequence, Sequence
from typing import NamedTuple

from simcall.common.chance import (
    ARRIVAL,
    PATIENCE,
    RETRIAL,
    SERVICE,
    draw_block,
    draw_unit,
    unit_of,
)

Floats = MutableSequence[float]
Ints = MutableSequence[int]

# n: whole numbers
SEED_LOW = 0
SEED_HIGH = 1
REPLICATION = 2
SERVERS = 3
CLASSES = 4
ROOM = 5  # customers in the system at most, -1 without limit
RETRY = 6  # 1 when the blocked try again
FIXED = 7  # 1 when service times are constant
CUSTOMERS = 8  # numbers given out so far
FREE = 9  # head of the free places, -1 when none is left
FREE_COUNT = 10
BUSY = 11
OUT = 12  # events in the outbox
LEFT = 13  # customers who have left for good
WARM = 14  # customers who leave before statistics begin
BATCH = 15  # customers in a batch
HEAD = 16  # head of each class's queue (eight places), then the tails
TAIL = 24
OUT_KIND = 32
OUT_PLACE = 36
OUT_SERIAL = 40
N_SIZE = 44
MAX_CLASSES = 8

# v: numbers
SERVICE_RATE = 0
PATIENCE_RATE = 1
RETRIAL_RATE = 2
TOTAL_RATE = 3
NOW = 4
IN_ORBIT = 5
ORBIT_AREA = 6
ORBIT_SINCE = 7
WAITING = 8
WAIT_AREA = 9
WAIT_SINCE = 10
SHARE = 11  # cumulative share of each class (eight places)
OUT_DELAY = 19
V_SIZE = 23

# customers: one row for each customer in the system or in orbit
C_ARRIVED = 0
C_CLASS = 1
C_SERIAL = 2  # the customer's number
C_NEXT = 3
C_PREVIOUS = 4
C_STATE = 5
C_TRY = 6
C_WORK = 7  # service time
C_SIZE = 8
FREE_PLACE = 0.0
WAITS = 1.0
SERVED = 2.0
ORBITS = 3.0

# sums: one row for each batch
B_LEFT = 0  # customers counted
B_WAITED = 1  # of them, those who had to wait
B_WAIT = 2  # time waited by all
B_ABANDONED = 3
B_BLOCKED = 4  # primary arrivals that found no room
B_ARRIVED = 5  # primary arrivals
B_ORBIT = 6  # time integral of the orbit
B_TIME = 7
B_QUEUE = 8  # time integral of the queue
B_CLASS_LEFT = 9  # by class (eight places)
B_CLASS_WAIT = 17
B_SIZE = 25

ARRIVE = 0
LEAVE = 1  # service ends
RENEGE = 2
AGAIN = 3


class PlainWorld(NamedTuple):
    """The plain queue's state: lists under SimPy, arrays compiled."""

    n: Ints
    v: Floats
    customers: Sequence[Floats]
    sums: Sequence[Floats]


def leave_event(w: PlainWorld, delay: float, kind: int, place: int, serial: int) -> None:
    """Put an event into the outbox."""
    at = w.n[OUT]
    w.v[OUT_DELAY + at] = delay
    w.n[OUT_KIND + at] = kind
    w.n[OUT_PLACE + at] = place
    w.n[OUT_SERIAL + at] = serial
    w.n[OUT] = at + 1


def draw_time(w: PlainWorld, customer: int, purpose: int, occurrence: int, rate: float) -> float:
    """Return an exponential time for a named purpose."""
    n = w.n
    low = customer & 0xFFFFFFFF
    u = draw_unit(n[SEED_LOW], n[SEED_HIGH], n[REPLICATION], low, purpose, occurrence)
    return -math.log(u) / rate


def unit_from(high: int, low: int) -> float:
    """Return a double in (0, 1) from two 32-bit words, with 52 random bits."""
    return ((high << 20) + (low >> 12) + 0.5) * 2.220446049250313e-16


def batch_of(w: PlainWorld) -> int:
    """Return the row of sums for a customer who leaves now; the first row is the warm-up's."""
    if w.n[LEFT] < w.n[WARM]:
        return 0
    return min(len(w.sums) - 1, 1 + (w.n[LEFT] - w.n[WARM]) // w.n[BATCH])


def start(w: PlainWorld) -> None:
    """Leave the first event: the first arrival."""
    leave_event(w, 0.0, ARRIVE, 0, -1)


def pick_class(w: PlainWorld, word: int) -> int:
    """Return a customer's class by the shares of the rates."""
    u = unit_of(word)
    for place in range(w.n[CLASSES] - 1):
        if u < w.v[SHARE + place]:
            return place
    return w.n[CLASSES] - 1


def take_place(w: PlainWorld) -> int:
    """Take a free place; the clock makes sure that there is one."""
    place = w.n[FREE]
    w.n[FREE] = int(w.customers[place][C_NEXT])
    w.n[FREE_COUNT] -= 1
    return place


def free_place(w: PlainWorld, place: int) -> None:
    """Give a place back."""
    row = w.customers[place]
    row[C_STATE] = FREE_PLACE
    row[C_SERIAL] = -1.0
    row[C_NEXT] = float(w.n[FREE])
    w.n[FREE] = place
    w.n[FREE_COUNT] += 1


def change_waiting(w: PlainWorld, change: float, now: float) -> None:
    """Change the number waiting; its time integral goes to the present batch."""
    sums = w.sums[batch_of(w)]
    sums[B_QUEUE] += w.v[WAITING] * (now - w.v[WAIT_SINCE])
    w.v[WAIT_SINCE] = now
    w.v[WAITING] += change


def change_orbit(w: PlainWorld, change: float, now: float) -> None:
    """Change the number in orbit; its time integral goes to the present batch."""
    sums = w.sums[batch_of(w)]
    sums[B_ORBIT] += w.v[IN_ORBIT] * (now - w.v[ORBIT_SINCE])
    w.v[ORBIT_SINCE] = now
    w.v[IN_ORBIT] += change


def join_queue(w: PlainWorld, place: int, now: float) -> None:
    """Let a customer wait, for as long as patience lasts."""
    row = w.customers[place]
    kind = int(row[C_CLASS])
    row[C_STATE] = WAITS
    row[C_NEXT] = -1.0
    row[C_PREVIOUS] = float(w.n[TAIL + kind])
    if w.n[TAIL + kind] >= 0:
        w.customers[w.n[TAIL + kind]][C_NEXT] = float(place)
    else:
        w.n[HEAD + kind] = place
    w.n[TAIL + kind] = place
    change_waiting(w, 1.0, now)
    if w.v[PATIENCE_RATE] > 0.0:
        serial = int(row[C_SERIAL])
        patience = draw_time(w, serial, PATIENCE, int(row[C_TRY]), w.v[PATIENCE_RATE])
        leave_event(w, patience, RENEGE, place, serial)


def quit_queue(w: PlainWorld, place: int, now: float) -> None:
    """Take a customer out of the queue, from wherever they stand."""
    row = w.customers[place]
    kind = int(row[C_CLASS])
    before = int(row[C_PREVIOUS])
    after = int(row[C_NEXT])
    if before >= 0:
        w.customers[before][C_NEXT] = row[C_NEXT]
    else:
        w.n[HEAD + kind] = after
    if after >= 0:
        w.customers[after][C_PREVIOUS] = row[C_PREVIOUS]
    else:
        w.n[TAIL + kind] = before
    change_waiting(w, -1.0, now)


def begin_service(w: PlainWorld, place: int, now: float) -> None:
    """Start a service and count the customer's wait."""
    row = w.customers[place]
    count_customer(w, int(row[C_CLASS]), now - row[C_ARRIVED], 0.0, now)
    row[C_STATE] = SERVED
    w.n[BUSY] += 1
    leave_event(w, row[C_WORK], LEAVE, place, int(row[C_SERIAL]))


def count_customer(w: PlainWorld, kind: int, wait: float, abandoned: float, now: float) -> None:
    """Count a customer whose wait is over, one way or the other; start a batch when it is full."""
    sums = w.sums[batch_of(w)]
    sums[B_LEFT] += 1.0
    sums[B_WAIT] += wait
    sums[B_ABANDONED] += abandoned
    sums[B_CLASS_LEFT + kind] += 1.0
    sums[B_CLASS_WAIT + kind] += wait
    if wait > 0.0:
        sums[B_WAITED] += 1.0
    close_batch(w, now)


def close_batch(w: PlainWorld, now: float) -> None:
    """Note that one more customer is done with; at a batch's end bring integrals up to date."""
    done = w.n[LEFT] + 1 - w.n[WARM]
    if done == 0 or (done > 0 and done % w.n[BATCH] == 0):
        change_orbit(w, 0.0, now)
        change_waiting(w, 0.0, now)
        w.sums[batch_of(w)][B_TIME] = now
    w.n[LEFT] += 1


def admit(w: PlainWorld, place: int, now: float) -> None:
    """Let a customer try to get in: to a server, into the queue, into orbit, or away."""
    row = w.customers[place]
    system = w.n[BUSY] + int(w.v[WAITING])
    if w.n[BUSY] < w.n[SERVERS]:
        begin_service(w, place, now)
    elif w.n[ROOM] < 0 or system < w.n[ROOM]:
        join_queue(w, place, now)
    elif w.n[RETRY] == 1:
        attempt = int(row[C_TRY])
        row[C_TRY] += 1.0
        row[C_STATE] = ORBITS
        serial = int(row[C_SERIAL])
        wait = draw_time(w, serial, RETRIAL, attempt, w.v[RETRIAL_RATE])
        leave_event(w, wait, AGAIN, place, serial)
    else:
        free_place(w, place)
        close_batch(w, now)


def announce(w: PlainWorld, place: int, customer: int) -> None:
    """Draw a customer's work and class, and the gap to the next arrival, from one block."""
    n = w.n
    low = customer & 0xFFFFFFFF
    w0, w1, w2, w3 = draw_block(n[SEED_LOW], n[SEED_HIGH], n[REPLICATION], low, ARRIVAL, 0)
    gap = -math.log(unit_from(w0, w1)) / w.v[TOTAL_RATE]
    leave_event(w, gap, ARRIVE, 0, customer)
    row = w.customers[place]
    if n[FIXED] == 1:
        row[C_WORK] = 1.0 / w.v[SERVICE_RATE]
    else:
        row[C_WORK] = -math.log(unit_from(w2, w3)) / w.v[SERVICE_RATE]
    row[C_CLASS] = 0.0
    if n[CLASSES] > 1:
        w0, _, _, _ = draw_block(n[SEED_LOW], n[SEED_HIGH], n[REPLICATION], low, SERVICE, 0)
        row[C_CLASS] = float(pick_class(w, w0))


def arrive(w: PlainWorld, now: float) -> None:
    """Take a new customer and announce the next."""
    customer = w.n[CUSTOMERS]
    w.n[CUSTOMERS] = customer + 1
    sums = w.sums[batch_of(w)]
    sums[B_ARRIVED] += 1.0
    place = take_place(w)
    row = w.customers[place]
    announce(w, place, customer)
    row[C_ARRIVED] = now
    row[C_SERIAL] = float(customer)
    row[C_TRY] = 0.0
    full = w.n[ROOM] >= 0 and w.n[BUSY] + int(w.v[WAITING]) >= w.n[ROOM]
    if full and w.n[BUSY] >= w.n[SERVERS]:
        sums[B_BLOCKED] += 1.0
        if w.n[RETRY] == 1:
            change_orbit(w, 1.0, now)
    admit(w, place, now)


def finish(w: PlainWorld, place: int, now: float) -> None:
    """End a service; the first customer of the highest waiting class is next."""
    free_place(w, place)
    w.n[BUSY] -= 1
    for kind in range(w.n[CLASSES]):
        if w.n[HEAD + kind] >= 0:
            follower = w.n[HEAD + kind]
            quit_queue(w, follower, now)
            begin_service(w, follower, now)
            return


def step(w: PlainWorld, now: float, kind: int, place: int, serial: int) -> None:
    """Let one event happen."""
    w.v[NOW] = now
    if kind == ARRIVE:
        arrive(w, now)
        return
    row = w.customers[place]
    if kind == LEAVE:
        finish(w, place, now)
    elif kind == RENEGE:
        if int(row[C_SERIAL]) == serial and row[C_STATE] == WAITS:
            wait = now - row[C_ARRIVED]
            quit_queue(w, place, now)
            count_customer(w, int(row[C_CLASS]), wait, 1.0, now)
            free_place(w, place)
    else:
        free = w.n[BUSY] < w.n[SERVERS]
        if free or w.n[BUSY] + int(w.v[WAITING]) < w.n[ROOM]:
            change_orbit(w, -1.0, now)
        admit(w, place, now)
