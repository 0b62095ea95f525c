"""Rows 1 to 6: change, sustain and neutral talk, as in coded motivational-interviewing sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from simcall.common.chance import AGENT, draw_unit
from simcall.lab.calibration.checks import Check, Row, check_share, check_size, correlate
from simcall.lab.calibration.mixes import (
    AVERAGE,
    CONSISTENT,
    HIGH,
    INCONSISTENT,
    LOW,
    NamedMix,
)
from simcall.lab.calibration.population import Person
from simcall.lab.calibration.runner import Runner, Session
from simcall.persona.talk import CHANGE, NEUTRAL, SUSTAIN

Turn = tuple[str, int, int]  # act, talk before, talk after
TURNS = 20
MI = "C: computed from 133 coded motivational-interviewing sessions"
PEOPLE = "first-month debtors, identity settled, 20 turns of a random counsellor's mix of acts"


def name_turns(sessions: Iterable[Session], names: list[str]) -> list[Turn]:
    """Return all turns of some sessions with the name of the act."""
    return [(names[m], before, after) for s in sessions for m, before, after in s.turns]


def share_of(turns: Iterable[Turn], given: Callable[[Turn], bool], talk: int) -> float:
    """Return the share of a kind of talk after the turns that fulfil a condition."""
    chosen = [after for turn in turns if given(turn) for after in (turn[2],)]
    return sum(1 for after in chosen if after == talk) / max(1, len(chosen))


def play_mix(runner: Runner, people: list[Person], mix: NamedMix, turns: int = TURNS) -> list[Turn]:
    """Play one session with everybody and return all turns."""
    sessions = (runner.session(p, mix.mix, i, turns) for i, p in enumerate(people))
    return name_turns(sessions, mix.names)


def after_act(act: str) -> Callable[[Turn], bool]:
    """Return the condition that a turn was of one act."""
    return lambda turn: turn[0] == act


def after_talk(talk: int) -> Callable[[Turn], bool]:
    """Return the condition that one kind of talk came before a turn."""
    return lambda turn: turn[1] == talk


def rate_acts(turns: list[Turn]) -> Row:
    """Row 1: how often change talk follows each kind of act."""
    targets = {
        "ask_open": ("open question", 0.363),
        "reflect": ("reflection", 0.23),
        "ask_closed": ("closed question", 0.183),
        "offer": ("advice", 0.227),
        "inform": ("information", 0.133),
        "commit": ("negotiation", 0.525),
    }
    checks = tuple(
        check_share(f"P(change | {name})", target, share_of(turns, after_act(act), CHANGE))
        for act, (name, target) in targets.items()
    )
    return Row(1, "Change talk after each kind of act", MI, PEOPLE, "none", checks)


def rate_momentum(turns: list[Turn]) -> Row:
    """Row 2: how often talk of a kind follows talk of that kind."""
    kinds = (("change", CHANGE, 0.56), ("sustain", SUSTAIN, 0.41), ("neutral", NEUTRAL, 0.77))
    checks = tuple(
        check_share(f"P({name} | {name})", target, share_of(turns, after_talk(kind), kind))
        for name, kind, target in kinds
    )
    return Row(2, "The client's own momentum", MI, PEOPLE, "none", checks)


def rate_after_sustain(turns: list[Turn]) -> Row:
    """Row 3: what reflections and questions call forth right after sustain talk."""
    asks = ("ask_open", "ask_closed")

    def reflected(turn: Turn) -> bool:
        return turn[1] == SUSTAIN and turn[0] == "reflect"

    def asked(turn: Turn) -> bool:
        return turn[1] == SUSTAIN and turn[0] in asks

    cases = (("reflection", reflected, 0.10, 0.34), ("question", asked, 0.22, 0.39))
    checks: list[Check] = []
    for name, given, change, sustain in cases:
        told = f"{name} after sustain"
        checks.append(check_share(f"P(change | {told})", change, share_of(turns, given, CHANGE)))
        checks.append(check_share(f"P(sustain | {told})", sustain, share_of(turns, given, SUSTAIN)))
    return Row(3, "Reflection and question after sustain talk", MI, PEOPLE, "none", tuple(checks))


def change_ratio(turns: list[Turn]) -> float:
    """Return change talk over change and sustain talk together."""
    change = sum(1 for turn in turns if turn[2] == CHANGE)
    sustain = sum(1 for turn in turns if turn[2] == SUSTAIN)
    return change / max(1, change + sustain)


def rate_quality(runner: Runner, people: list[Person]) -> Row:
    """Row 4: the share of change talk in sessions of high and of low quality."""
    checks = (
        check_share("high quality: change / (change + sustain)", 0.70,
                    change_ratio(play_mix(runner, people, NamedMix(HIGH)))),
        check_share("low quality: change / (change + sustain)", 0.53,
                    change_ratio(play_mix(runner, people, NamedMix(LOW, (0.1, 0.2))))),
    )  # fmt: skip
    return Row(
        4, "Change talk and the quality of the session", MI, PEOPLE, "high against low", checks
    )


def rate_consistency(runner: Runner, people: list[Person]) -> Row:
    """Row 5: over sessions, consistent acts go with change talk, inconsistent with sustain talk."""
    good, change, bad, sustain = [], [], [], []
    for place, person in enumerate(people * 2):
        low, high = runner.seed_low, runner.seed_high
        skill = draw_unit(low, high, 3, place, AGENT, 0)
        turns = 8 + int(22.0 * draw_unit(low, high, 3, place, AGENT, 1))
        rough = 0.012 * draw_unit(low, high, 3, place, AGENT, 2)
        mix = NamedMix(blend(skill, rough))
        talks = name_turns([runner.session(person, mix.mix, place, turns)], mix.names)
        good.append(float(sum(1 for t in talks if t[0] in CONSISTENT)))
        bad.append(float(sum(1 for t in talks if t[0] in INCONSISTENT)))
        change.append(float(sum(1 for t in talks if t[2] == CHANGE)))
        sustain.append(float(sum(1 for t in talks if t[2] == SUSTAIN)))
    checks = (
        check_size("r(consistent acts, change talk)", 0.55, correlate(good, change)),
        check_size("r(inconsistent acts, sustain talk)", 0.16, correlate(bad, sustain)),
    )
    return Row(
        5, "Behaviour consistent with motivational interviewing", "S: Magill et al. 2018",
        "first-month debtors; sessions of 8 to 29 turns by counsellors of mixed skill",
        "counts over sessions", checks,
    )  # fmt: skip


def blend(skill: float, rough: float) -> dict[str, float]:
    """Return the mix of a counsellor between low (0) and high (1) skill, and how rough."""
    names = dict.fromkeys((*HIGH, *LOW))
    mixed = {n: skill * HIGH.get(n, 0.0) + (1.0 - skill) * LOW.get(n, 0.0) for n in names}
    mixed["dismiss"] = mixed["pressure"] = rough
    return mixed


def odds_ratio(turns: list[Turn], given: Callable[[Turn], bool], talk: int) -> float:
    """Return the odds of a kind of talk after some turns over its odds after all others."""
    p = share_of(turns, given, talk)
    q = share_of(turns, lambda turn: not given(turn), talk)
    return p * (1.0 - q) / max(1e-9, q * (1.0 - p))


def rate_valence(runner: Runner, people: list[Person]) -> Row:
    """Row 6: a reflection that takes up the side of change, or the refusal, calls forth more."""
    turns = play_mix(runner, people, NamedMix(AVERAGE, (1.0,)))

    def positive(turn: Turn) -> bool:
        return turn[0] == "reflect" and turn[1] == CHANGE

    def negative(turn: Turn) -> bool:
        return turn[0] == "reflect" and turn[1] == SUSTAIN

    checks = (
        check_size("change talk after reflected change, odds ratio", 11.0,
                   odds_ratio(turns, positive, CHANGE)),
        check_size("sustain talk after a reflected refusal, odds ratio", 19.0,
                   odds_ratio(turns, negative, SUSTAIN)),
    )  # fmt: skip
    return Row(
        6, "Reflecting change and reflecting the refusal", "S: Barnett et al. 2014",
        PEOPLE + "; reflections take up all of what was said", "all other turns", checks,
    )  # fmt: skip


def rate_talk(runner: Runner, people: list[Person]) -> list[Row]:
    """Return rows 1 to 6."""
    turns = play_mix(runner, people, NamedMix(AVERAGE))
    rows: list[Row] = [rate_acts(turns), rate_momentum(turns), rate_after_sustain(turns)]
    rows.append(rate_quality(runner, people))
    rows.append(rate_consistency(runner, people))
    rows.append(rate_valence(runner, people))
    return rows
