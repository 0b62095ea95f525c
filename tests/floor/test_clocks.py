"""One model, two clocks: the same raw events and the same floats, whoever drives it."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simcall.floor.clock import FloorClock
from simcall.floor.machine import BatchClock, to_arrays
from simcall.floor.setup import build_world
from simcall.floor.simulate import BatchRunner, run_once, simulate
from simcall.floor.snapshot import (
    copy_lists,
    read_snapshot,
    resume_compiled,
    resume_simpy,
    take_snapshot,
    write_snapshot,
)


def assert_same_runs(floor, tables, replications):
    runner = BatchRunner(floor, tables, 20)
    for replication in replications:
        simpy = run_once(floor, tables, 20, replication, traced=True)
        batch = runner.run(replication, traced=True)
        assert simpy.trace == batch.trace
        mine, theirs = simpy.world, copy_lists(batch.world)
        assert mine.accounts == theirs.accounts
        assert mine.files == theirs.files
        assert mine.v == theirs.v


@pytest.mark.parametrize("kind", ["floor", "predictive"])
def test_both_clocks_leave_the_same_trace_and_the_same_world(sample, kind):
    floor = getattr(sample, kind)()
    assert_same_runs(floor, [sample.table(), sample.table("harsh")], range(3))


def test_shipped_floors_run_alike_on_both_clocks(shipped):
    for floor, tables in shipped:
        assert_same_runs(floor, tables, range(10))


@pytest.mark.slow
def test_shipped_floors_run_alike_over_200_replications(shipped):
    for floor, tables in shipped:
        assert_same_runs(floor, tables, range(200))


def test_outcomes_are_the_same_for_any_number_of_workers_and_either_engine(sample):
    floor, table = sample.floor(days=3), sample.table()
    one = repr(simulate(floor, table, 5, 6, "compiled", 1))
    assert repr(simulate(floor, table, 5, 6, "compiled", 2)) == one
    assert repr(simulate(floor, table, 5, 6, "compiled", 8)) == one
    assert repr(simulate(floor, table, 5, 6, "simpy")) == one


def test_a_replication_is_the_same_whichever_others_run_with_it(sample):
    floor, table = sample.floor(days=2), sample.table()
    together = simulate(floor, table, 5, 4)
    alone = simulate(floor, table, 5, 1, first=3)
    assert repr(alone[0]) == repr(together[3])


def test_policies_meet_the_same_portfolio(sample):
    kind = simulate(sample.floor(), sample.table(), 5, 1)[0]
    harsh = simulate(sample.floor(), sample.table("harsh"), 5, 1)[0]
    assert kind.assigned == harsh.assigned
    assert kind.distress < harsh.distress


def continue_from(snapshot, resume):
    clock = resume(snapshot)
    clock.trace = []
    clock.run()
    return clock.trace, copy_lists(clock.world)


def test_a_run_saved_at_any_event_goes_on_the_same_on_either_clock(sample):
    floor = sample.predictive(days=2)
    tables = [sample.table(), sample.table("harsh")]
    whole = FloorClock(build_world(floor, tables, 3, 0))
    whole.trace = []
    whole.run()
    half = FloorClock(build_world(floor, tables, 3, 0))
    for _ in range(6):
        half.run(whole.count // 7 + 1)
        snapshot = read_snapshot(write_snapshot(take_snapshot(half)))
        for resume in (resume_simpy, resume_compiled):
            trace, world = continue_from(snapshot, resume)
            assert trace == whole.trace[half.count :]
            assert world.accounts == whole.world.accounts
            assert world.v == whole.world.v


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(part=st.floats(0.0, 1.0), compiled=st.booleans())
def test_either_clock_can_be_saved_anywhere_and_either_goes_on(sample, part, compiled):
    floor = sample.floor(days=1, accounts=60)
    tables = [sample.table(), sample.table("harsh")]
    whole = FloorClock(build_world(floor, tables, 8, 0))
    whole.trace = []
    whole.run()
    if compiled:
        bare = build_world(floor, tables, 8, 0, bare=True)
        saved = BatchClock(to_arrays(bare, floor.accounts))
    else:
        saved = FloorClock(build_world(floor, tables, 8, 0))
    saved.run(int(part * whole.count))
    snapshot = read_snapshot(write_snapshot(take_snapshot(saved)))
    for resume in (resume_simpy, resume_compiled):
        trace, world = continue_from(snapshot, resume)
        assert trace == whole.trace[saved.count :]
        assert (world.n, world.v) == (whole.world.n, whole.world.v)
        assert (world.accounts, world.files) == (whole.world.accounts, whole.world.files)


def test_a_run_saved_amid_ties_keeps_their_order(sample):
    floor = sample.floor(days=1)
    tables = [sample.table(), sample.table("harsh")]
    whole = FloorClock(build_world(floor, tables, 3, 0))
    whole.trace = []
    whole.run()
    times = [row.time for row in whole.trace]
    tied = [at + 1 for at in range(len(times) - 1) if times[at] == times[at + 1]]
    assert len(tied) >= 3
    for at in tied[:5]:
        batch = BatchClock(to_arrays(build_world(floor, tables, 3, 0, bare=True), floor.accounts))
        batch.run(at)
        trace, _ = continue_from(take_snapshot(batch), resume_simpy)
        assert trace == whole.trace[at:]


def test_a_batch_can_be_run_up_to_a_time(sample):
    floor, tables = sample.floor(days=2), [sample.table()]
    simpy = FloorClock(build_world(floor, tables, 3, 0))
    batch = BatchClock(to_arrays(build_world(floor, tables, 3, 0, bare=True), floor.accounts))
    assert simpy.run_until(50_000.0) == batch.run_until(50_000.0)
    assert sorted(simpy.pending.values()) == sorted(batch.pending.values())


def test_a_snapshot_of_something_else_is_refused():
    from simcall.common.errors import SimcallError

    with pytest.raises(SimcallError, match="not a floor snapshot"):
        read_snapshot(json.dumps({"format": "other"}))
