import pytest

from simcall.agent.policy import build_table
from simcall.content.policies import load_policy
from simcall.floor.compiler import has_compiler
from simcall.lab.calibration.population import SHARES, draw_people
from simcall.lab.calibration.runner import Runner
from simcall.persona import shape
from simcall.persona.turn import TURNS_PER_CALL

SCRIPT = (("introduce", "verify"), ("purpose", "ask_open"), ("reflect", "empathise"), ("offer",))


def play(call, seed):
    talk = call(seed=seed, confirmed=False)
    replies = [talk.say(*acts, ask=("reason",)) for acts in SCRIPT]
    return replies, talk.state


def test_the_same_seed_gives_the_same_call_and_another_seed_another(call):
    assert play(call, 5) == play(call, 5)
    assert len({tuple(play(call, seed)[0]) for seed in range(40)}) > 3


def test_luck_belongs_to_the_turn_and_not_to_what_was_said_before(call):
    one, two = call(seed=9), call(seed=9)
    one.say("attack")
    two.say("empathise")
    assert one.state[shape.LUCK_PROMISE] == two.state[shape.LUCK_PROMISE]
    assert one.state[shape.LUCK_PROTEST] == two.state[shape.LUCK_PROTEST]


def test_a_call_has_room_for_its_turns_and_its_own_luck():
    assert TURNS_PER_CALL > 2 * 240


@pytest.mark.skipif(not has_compiler(), reason="numba is not installed")
def test_compiled_calls_are_the_plain_ones_to_the_last_bit():
    tables = [build_table(load_policy(name)) for name in ("excellent", "pressing", "abusive")]
    people = draw_people(40, 8, 0, SHARES)
    plain, fast = Runner(8, compiled=False), Runner(8, compiled=True)
    for place, person in enumerate(people):
        for table in tables:
            assert plain.call(person, table, place) == fast.call(person, table, place)
