"""Rows 7, 8, 13, 17 and 19: distress, empathic phrases, freedom, validation, how feelings last."""

from __future__ import annotations

import math

from simcall.common.chance import AGENT, draw_unit
from simcall.lab.calibration.checks import (
    Row,
    check_between,
    check_sign,
    check_size,
    correlate,
    deviation_of,
    mean_of,
)
from simcall.lab.calibration.mixes import ALWAYS_NEW, NamedMix, make_move
from simcall.lab.calibration.population import Archetype, Person, draw_people, draw_person
from simcall.lab.calibration.runner import Mix, Runner
from simcall.persona import shape
from simcall.persona.bargain import judge_fit, promise_chance
from simcall.persona.emotion import decay_feelings, distress_of
from simcall.speech.acts import WARM

SEEKER = Archetype(
    "seeker", 0, (0.38, 0.68, 0.50, 0.25, 0.35, 0.55), {"will": 0.5, "hang_up": -3.0}, {}
)
UPSET: dict[str, float] = {"ANGER": 0.50, "ANXIETY": 0.86, "SHAME": 0.64, "DESPAIR": 0.72}
GOOD: dict[str, float] = {
    "reflect+empathise": 0.20,
    "reflect+ask_open": 0.18,
    "reflect+affirm": 0.16,
    "ask_open": 0.12,
    "affirm+inform": 0.12,
    "empathise": 0.06,
    "inform": 0.08,
    "other": 0.08,
}
FAILED: dict[str, float] = {
    "empathise": 0.12,
    "ask_closed": 0.26,
    "ask_open": 0.10,
    "inform": 0.26,
    "other": 0.26,
}
CHATS = "C: computed from emotional-support chats"
SEEKERS = "help seekers, much distressed, 10 to 22 turns of support; distress rated in whole points"
GOOD_FITS = (0.35, 1.0)  # a chat's fit is drawn once, between these
FAILED_FITS = (0.0, 0.3)
FILLERS = ("inform", "other", "empathise")  # turns that an empathic phrase may stand in for
PHRASES = 3  # how many different empathic phrases a supporter has


def rate_distress(state: list[float]) -> float:
    """Return distress as people rate it: whole points from 1 to 5."""
    return float(min(5, max(1, math.floor(1.5 + 4.0 * distress_of(state)))))


def chat_fit(runner: Runner, place: int, fits: tuple[float, float]) -> float:
    """Return how far the supporter of a chat takes up what is said."""
    u = draw_unit(runner.seed_low, runner.seed_high, 4, place, AGENT, 1)
    return fits[0] + (fits[1] - fits[0]) * u


def chat_turns(runner: Runner, place: int) -> int:
    """Return the length of a chat."""
    return 10 + int(13.0 * draw_unit(runner.seed_low, runner.seed_high, 4, place, AGENT, 0))


def play_chats(
    runner: Runner, people: list[Person], shares: dict[str, float], fits: tuple[float, float]
) -> list[tuple[float, float]]:
    """Return the distress before and after each chat."""
    pairs = []
    for place, person in enumerate(people):
        mix = NamedMix(shares, (chat_fit(runner, place, fits),))
        session = runner.session(
            person, mix.mix, place, chat_turns(runner, place), **upset_of(runner, place)
        )
        pairs.append((rate_distress(session.opening), rate_distress(session.state)))
    return pairs


def draw_seekers(runner: Runner, count: int) -> list[Person]:
    """Return help seekers, all different, some easier to reach than others."""
    people = []
    for place in range(count):
        ease = 0.5 + draw_unit(runner.seed_low, runner.seed_high, 4, place, AGENT, 2)
        kind = SEEKER._replace(gains=dict.fromkeys(WARM, ease))
        people.append(draw_person(kind, runner.seed_low, runner.seed_high, place))
    return people


def upset_of(runner: Runner, place: int) -> dict[str, float]:
    """Return the feelings with which a seeker comes: one trouble weighs more than another."""
    low, high = runner.seed_low, runner.seed_high
    load = 0.62 + 0.76 * draw_unit(low, high, 4, place, AGENT, 3)
    return {name: min(0.98, load * value) for name, value in UPSET.items()}


def rate_relief(runner: Runner, count: int) -> Row:
    """Row 7: distress before and after good and failed support."""
    people = draw_seekers(runner, count)
    good = play_chats(runner, people, GOOD, GOOD_FITS)
    drops = [a - b for a, b in good]
    failed = play_chats(runner, people, FAILED, FAILED_FITS)
    checks = (
        check_size("good support: distress before", 4.05, mean_of([a for a, _ in good])),
        check_size("good support: distress after", 2.06, mean_of([b for _, b in good])),
        check_size("good support: deviation of the drop", 0.89, deviation_of(drops)),
        check_size("failed support: distress before", 4.03, mean_of([a for a, _ in failed])),
        check_size("failed support: distress after", 3.82, mean_of([b for _, b in failed])),
    )  # fmt: skip
    return Row(
        7, "Distress in good and failed support", CHATS, SEEKERS, "good against failed", checks
    )


def phrase_effect(
    runner: Runner, people: list[Person], shares: dict[str, float], fits: tuple[float, float]
) -> float:
    """Return the correlation of the share of empathic phrases with relief, within one grade."""
    counts, drops = [], []
    for place, person in enumerate(people):
        room = sum(shares.get(name, 0.0) for name in FILLERS)
        part = draw_unit(runner.seed_low, runner.seed_high, 5, place, AGENT, 0)
        turned = {n: v * (1.0 - part if n in FILLERS else 1.0) for n, v in shares.items()}
        turned["empathise"] = room * part
        named = NamedMix(turned, (chat_fit(runner, place, fits),))
        stock = [PHRASES if n == "empathise" else ALWAYS_NEW for n in named.names]
        mix = Mix(named.mix.moves, named.mix.shares, stock)
        session = runner.session(
            person, mix, place, chat_turns(runner, place), **upset_of(runner, place)
        )
        said = sum(1 for move, _, _ in session.turns if named.names[move] == "empathise")
        counts.append(said / max(1, len(session.turns)))
        drops.append(rate_distress(session.opening) - rate_distress(session.state))
    return correlate(counts, drops)


def rate_phrases(runner: Runner, count: int) -> Row:
    """Row 8: within one grade of support, the share of empathic phrases predicts almost nothing."""
    people = draw_seekers(runner, count)
    checks = (
        check_between("good support: r(share of phrases, relief)", 0.0, -0.12, 0.12,
                      phrase_effect(runner, people, GOOD, GOOD_FITS)),
        check_between("failed support: r(share of phrases, relief)", 0.0, -0.12, 0.12,
                      phrase_effect(runner, people, FAILED, FAILED_FITS)),
    )  # fmt: skip
    return Row(
        8, "Counting empathic phrases", CHATS, SEEKERS, "within one grade of support", checks
    )


def rate_freedom(runner: Runner, people: list[Person]) -> Row:
    """Row 13: language that threatens freedom, anger, reactance and persuasion."""
    mild = make_move("inform", "commit", choice_given=0.2)
    harsh = make_move("pressure", "commit")
    arms, anger, reactance, persuaded = [], [], [], []
    for place, person in enumerate(people):
        arm = place % 2
        _, state, _ = runner.hear(person, [harsh if arm else mild], place)
        arms.append(float(arm))
        anger.append(state[shape.ANGER])
        reactance.append(state[shape.REACTANCE])
        fit = judge_fit(state, person.persona, person.account, mild)
        persuaded.append(promise_chance(state, person.persona, fit, 0.0))
    checks = (
        check_size("r(freedom threatened, anger)", 0.21, correlate(arms, anger)),
        check_size("r(freedom threatened, reactance)", 0.20, correlate(arms, reactance)),
        check_size("r(anger, persuasion)", -0.23, correlate(anger, persuaded)),
    )
    return Row(
        13, "Language that threatens freedom", "S: meta-analysis of 33 studies, 2025",
        "ordinary debtors, one demand under pressure", "the same demand with reasons", checks,
    )  # fmt: skip


def rate_validation(runner: Runner, count: int) -> Row:
    """Row 17: naming and validating a feeling calms more than reflection alone."""
    only = [make_move("reflect", fit=0.7)]
    both = [make_move("reflect", "empathise", fit=0.7)]
    mood, temper = [], []
    for place, person in enumerate(draw_seekers(runner, count)):
        plain = runner.hear(person, only, place, **upset_of(runner, place))[1]
        named = runner.hear(person, both, place, **upset_of(runner, place))[1]
        mood.append(distress_of(named) - distress_of(plain))
        temper.append(named[shape.ANGER] - plain[shape.ANGER])
    checks = (
        check_sign("negative mood, validated minus reflected", -1, mood),
        check_sign("anger, validated minus reflected", -1, temper),
    )
    return Row(
        17, "Naming and validating feelings", "S: experiment of 2013, n 80",
        "help seekers, much distressed, one turn", "reflection alone", checks,
    )  # fmt: skip


def lasting_time(person: Person, feeling: int, lift: float) -> float:
    """Return the minutes until a feeling raised by `lift` is within a tenth of it again."""
    state = [0.0] * shape.STATE_SIZE
    for place in range(shape.FEELINGS):
        state[place] = person.persona[shape.BASE + place]
    base = state[feeling]
    state[feeling] = min(1.0, base + lift)
    raised, minutes = state[feeling] - base, 0.0
    while state[feeling] - base > 0.1 * raised and minutes < 120.0:
        decay_feelings(state, person.persona, [-1.0], 15.0)
        for place in range(shape.FEELINGS):
            state[place] = state[shape.DECAYED + place]
        minutes += 0.25
    return minutes


def rate_lasting(runner: Runner, count: int) -> Row:
    """Row 19: sadness lasts longest; shame and irritation are the shortest."""
    people = draw_people(count, runner.seed_low, runner.seed_high, {"forgetful": 1, "anxious": 1})
    others = (shape.ANGER, shape.ANXIETY, shape.SHAME, shape.DESPAIR)
    longest, shortest_shame, shortest_anger = [], [], []
    for place, person in enumerate(people):
        lift = 0.2 + 0.3 * draw_unit(runner.seed_low, runner.seed_high, 7, place, AGENT, 0)
        time = {f: lasting_time(person, f, lift) for f in others}
        longest.append(time[shape.DESPAIR] - max(time[f] for f in others[:3]))
        rest = min(time[shape.ANXIETY], time[shape.DESPAIR])
        shortest_shame.append(time[shape.SHAME] - rest)
        shortest_anger.append(time[shape.ANGER] - rest)
    checks = (
        check_sign("minutes, sadness (despair) minus the longest other", 1, longest),
        check_sign("minutes, shame minus anxiety", -1, shortest_shame),
        check_sign("minutes, irritation (anger) minus anxiety", -1, shortest_anger),
    )
    return Row(
        19, "How long feelings last", "S: Verduyn and Lavrijsen 2015",
        "calm debtors in whom one feeling was raised, nothing said", "the other feelings", checks,
    )  # fmt: skip
