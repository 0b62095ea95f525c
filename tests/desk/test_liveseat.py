"""A seat on a real simulated floor: calls reach it, the floor goes on, outcomes come back."""

from __future__ import annotations

import pytest

from simcall.desk.liveseat import Caller, LiveSeat, open_live_seat
from simcall.floor import layout as lay
from simcall.persona.shape import PROMISE, PROMISE_AMOUNT, PROMISE_DAYS, STATE_SIZE


@pytest.fixture
def seat() -> LiveSeat:
    return open_live_seat("demo", 7)


def test_the_seat_is_taken_at_the_start_of_the_shift(seat):
    view = seat.view()
    assert view.clock == 9 * 3600
    assert view.handled == 0
    assert view.colleagues >= 1


def test_a_call_waits_for_the_trainee_while_colleagues_go_on(seat):
    offer = seat.next_call()
    assert offer is not None
    before = seat.view().clock
    turns = seat.world.v[lay.G_TURNS]
    view = seat.advance(600.0)
    assert view.clock == pytest.approx(before + 600.0)
    assert seat.world.v[lay.G_TURNS] > turns
    assert seat.row[lay.A_STATUS] == lay.TALKING


def test_a_promise_made_at_the_desk_is_owed_on_the_floor(seat):
    seat.next_call()
    account = int(seat.row[lay.A_ACCOUNT])
    while int(seat.row[lay.A_WHO]) != lay.RIGHT:
        seat.end_call(30.0, [0.0] * STATE_SIZE)
        seat.next_call()
        account = int(seat.row[lay.A_ACCOUNT])
    state = list(seat.row[:STATE_SIZE])
    state[PROMISE], state[PROMISE_AMOUNT], state[PROMISE_DAYS] = 1.0, 50000.0, 3.0
    promises = seat.world.v[lay.G_PROMISES]
    seat.end_call(30.0, state)
    assert seat.world.v[lay.G_PROMISES] == promises + 1
    assert seat.world.files[account][lay.F_DUE] >= 3


def test_the_day_ends_without_more_calls(seat):
    for _ in range(400):
        if seat.next_call() is None:
            break
        seat.advance(180.0)
        seat.end_call(30.0, [0.0] * STATE_SIZE)
    assert seat.next_call() is None
    assert seat.view().handled > 3


def test_the_same_seed_brings_the_same_callers():
    offers = []
    for _ in range(2):
        seat = open_live_seat("demo", 11)
        mine = []
        for _ in range(4):
            mine.append(seat.next_call())
            seat.advance(120.0)
            seat.end_call(30.0, [0.0] * STATE_SIZE)
        offers.append(mine)
    assert offers[0] == offers[1]


def test_every_persona_of_the_floor_finds_a_scenario(seat):
    for share in seat.floor.personas:
        assert seat.choose(Caller(share.id, False, 3))
