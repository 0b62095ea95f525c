"""The days of a run: when each begins, which are worked, and where the local clock jumps.

Time in the model is physical seconds since the first local midnight, so a day on which the clocks
change is 23 or 25 hours long and shifts still begin at their local time.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import NamedTuple

from simcall.common.errors import ContentError

NO_JUMP = 1e18


class Day(NamedTuple):
    """One day. start: seconds. jump: seconds by which the local clock jumps, `jump_at` after it."""

    start: float
    jump_at: float
    jump: float
    working: bool


def read_date(text: str) -> dt.date:
    """Return an ISO date; raise ContentError with the text when there is no such day."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ContentError(
            f"start: '{text}' is not a day that exists; write one such as 2026-03-02"
        ) from error


def find_zone(name: str) -> zoneinfo.ZoneInfo:
    """Return a time zone; raise ContentError when it is unknown."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ContentError(
            f"timezone: '{name}' is unknown on this machine; use a name such as Asia/Shanghai"
        ) from error


def midnight(day: dt.date, zone: zoneinfo.ZoneInfo) -> float:
    """Return the POSIX time of the start of a local day."""
    return dt.datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()


def find_jump(day: dt.date, zone: zoneinfo.ZoneInfo) -> tuple[float, float]:
    """Return (seconds after midnight, size) of the day's clock change; (NO_JUMP, 0) without one."""
    start = midnight(day, zone)
    length = midnight(day + dt.timedelta(days=1), zone) - start
    if length == 86400.0:
        return NO_JUMP, 0.0
    first = dt.datetime.fromtimestamp(start, zone).utcoffset()
    low, high = 0, int(length)
    while high - low > 1:
        middle = (low + high) // 2
        if dt.datetime.fromtimestamp(start + middle, zone).utcoffset() == first:
            low = middle
        else:
            high = middle
    return float(high), 86400.0 - length


def build_days(start: str, days: int, workdays: tuple[int, ...], timezone: str | None) -> list[Day]:
    """Return the days of a run and one more that marks its end."""
    first = read_date(start)
    zone = find_zone(timezone) if timezone else None
    zero = midnight(first, zone) if zone else 0.0
    out = []
    for number in range(days + 1):
        try:
            day = first + dt.timedelta(days=number)
            at = midnight(day, zone) - zero if zone else number * 86400.0
            jump_at, jump = find_jump(day, zone) if zone else (NO_JUMP, 0.0)
        except OverflowError as error:
            raise ContentError(f"days: {days} days from {start} run past the year 9999") from error
        out.append(Day(at, jump_at, jump, day.weekday() in workdays))
    return out
