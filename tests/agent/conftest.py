"""Policies from the shipped content, and calls that they make by moves or by sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from simcall.agent.player import Player
from simcall.call.facts import collect_slots
from simcall.call.session import Call
from simcall.content.policies import load_policy
from simcall.persona import shape
from simcall.rules.money import format_money

SHIPPED = (
    "excellent", "humane", "warm_only", "mechanical", "script_reading", "hard_line", "pressing",
    "abusive",
)  # fmt: skip
MOST_TURNS = 30


@pytest.fixture(scope="session", params=SHIPPED)
def policy(request: pytest.FixtureRequest) -> Any:
    """Return each shipped policy in turn."""
    return load_policy(request.param)


class NoAnalyser:
    """Stands in where a call is played by moves: it must never be asked to read."""

    name = "none"
    digest = ""


def play_call(name: str, scenario: Any, seed: int, language: str, analyser: Any = None) -> Call:
    """Play one call; by moves without an analyser, by sentences with one."""
    policy = load_policy(name)
    call = Call(scenario, seed, language, analyser or NoAnalyser())  # type: ignore[arg-type]
    player = Player(policy, language)  # type: ignore[arg-type]
    heard, reply = call.begin().reply.text, -1

    def money(amount: float) -> str:
        return format_money(round(amount), scenario.currency, language)  # type: ignore[arg-type]

    while not call.ended and len(call.moves) < MOST_TURNS:
        facts = collect_slots(scenario, language, call.account, call.state, "")  # type: ignore[arg-type]
        said = player.speak_next(call.state, call.persona, call.account, reply, facts, heard, money)
        result = call.hear(said.text) if analyser else call.apply(said.move, said.text)
        heard, reply = result.reply.text, int(call.state[shape.LAST_REPLY])
    return call


@pytest.fixture(scope="session")
def play() -> Callable[..., Call]:
    """Return a way to let a policy make a call."""
    return play_call
