"""Days of the simulated calendar: leap days, clock changes, and errors that help."""

import pytest

from simcall.common.errors import ContentError
from simcall.floor import layout as lay
from simcall.floor.calendar import build_days
from simcall.floor.limits import find_moment, local_clock
from simcall.floor.setup import build_world
from simcall.floor.simulate import BatchRunner
from simcall.floor.world import day_row


def test_a_leap_day_is_a_day():
    days = build_days("2028-02-28", 3, (0, 1), None)
    assert [day.working for day in days] == [True, True, False, False]  # Monday 28, Tuesday 29 Feb
    assert days[3].start == 3 * 86400.0


def test_there_is_no_29_february_in_other_years():
    with pytest.raises(ContentError, match="2027-02-29"):
        build_days("2027-02-29", 1, (0,), None)


def test_a_day_on_which_the_clocks_go_forward_has_23_hours():
    days = build_days("2026-03-28", 3, tuple(range(7)), "Europe/London")
    assert days[1].start == 86400.0
    assert days[2].start - days[1].start == 23 * 3600.0
    assert (days[1].jump_at, days[1].jump) == (3600.0, 3600.0)


def test_a_day_on_which_the_clocks_go_back_has_25_hours():
    days = build_days("2026-10-24", 3, tuple(range(7)), "Europe/London")
    assert days[2].start - days[1].start == 25 * 3600.0
    assert days[1].jump == -3600.0


@pytest.mark.parametrize(("start", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_shifts_begin_at_their_local_time_on_such_days(sample, start, hours):
    floor = sample.floor(start=start, days=2, timezone="Europe/London", workdays=tuple(range(7)))
    world = build_world(floor, [sample.table(), sample.table()], 1, 0)
    nine = find_moment(world, 0, 9 * 3600.0)
    assert nine == (9 - 24 + hours) * 3600.0
    assert local_clock(world, nine) == 9 * 3600.0
    assert day_row(world, 1)[lay.D_START] == hours * 3600.0
    assert BatchRunner(floor, [sample.table(), sample.table()], 1).run(0).events > 100


def test_an_unknown_time_zone_is_named():
    with pytest.raises(ContentError, match="Mars/Base"):
        build_days("2026-03-02", 1, (0,), "Mars/Base")
