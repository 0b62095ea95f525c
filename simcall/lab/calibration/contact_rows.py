"""Rows 14 to 16: who answers to what: consequence or encouragement, avoidance, felt harassment."""

from __future__ import annotations

from simcall.common.chance import AGENT, ANSWER, draw_unit
from simcall.lab.calibration.checks import Row, check_share, check_sign, mean_of
from simcall.lab.calibration.mixes import make_move
from simcall.lab.calibration.population import ARCHETYPES, Person, draw_people
from simcall.lab.calibration.runner import Runner
from simcall.persona import shape
from simcall.persona.bargain import judge_fit, promise_chance
from simcall.persona.confide import logistic
from simcall.persona.memory import age_memory, answer_score, harassed_chance
from simcall.persona.payment import MESSAGE_PLAIN, hear_message

CALM = {"ANGER": 0.10, "ANXIETY": 0.15, "SHAME": 0.12, "REACTANCE": 0.15, "ENGAGED": 0.2}
UPSET = {"ANGER": 0.35, "ANXIETY": 0.60, "SHAME": 0.55, "DESPAIR": 0.45, "ENGAGED": 0.6}
PLAIN = make_move("inform", "commit")
CONSEQUENCE = make_move("inform", "commit", neutral_consequence=1.0)
ENCOURAGE = make_move("inform", "commit", "affirm", fit=0.5)


def readiness(
    runner: Runner, person: Person, move: list[float], place: int, **mood: float
) -> float:
    """Return the chance of a promise to a plain request after a turn."""
    state = runner.hear(person, [move], place, **mood)[1]
    fit = judge_fit(state, person.persona, person.account, PLAIN)
    return promise_chance(state, person.persona, fit, 0.0)


def rate_tone(runner: Runner, people: list[Person]) -> Row:
    """Row 14: a consequence moves the unresponsive calm only, encouragement the upset."""
    gains: dict[str, list[float]] = {"calm": [], "upset": [], "cheered": [], "contrast": []}
    for place, person in enumerate(people):
        calm = readiness(runner, person, PLAIN, place, **CALM)
        upset = readiness(runner, person, PLAIN, place, **UPSET)
        gains["calm"].append(readiness(runner, person, CONSEQUENCE, place, **CALM) - calm)
        gains["upset"].append(readiness(runner, person, CONSEQUENCE, place, **UPSET) - upset)
        cheered = readiness(runner, person, ENCOURAGE, place, **UPSET) - upset
        gains["cheered"].append(cheered)
        gains["contrast"].append(
            cheered - (readiness(runner, person, ENCOURAGE, place, **CALM) - calm)
        )
    checks = (
        check_sign("consequence, unresponsive calm: readiness to promise", 1, gains["calm"]),
        check_sign("consequence, upset: readiness to promise", -1, gains["upset"]),
        check_sign("encouragement, upset: readiness to promise", 1, gains["cheered"]),
        check_sign("encouragement, upset minus calm", 1, gains["contrast"]),
    )
    return Row(
        14, "Consequence for the calm, encouragement for the upset",
        "S: Gibson and Fichman, 192 collection calls",
        "first-month debtors put in a calm, unresponsive or an upset mood",
        "the same request without it", checks,
    )  # fmt: skip


def rate_avoidance(runner: Runner, count: int) -> Row:
    """Row 15: shame and overwhelm keep people from answering; anxiety does not."""
    means = {kind.name: kind.baselines for kind in ARCHETYPES}
    people = draw_people(
        count, runner.seed_low, runner.seed_high, {k.name: k.share for k in ARCHETYPES}
    )
    answered = []
    for place, person in enumerate(people):
        chance = logistic(-0.7 + answer_score(person.persona, person.account))
        u = draw_unit(runner.seed_low, runner.seed_high, 0, place, ANSWER, 0)
        answered.append(1.0 if u < chance else 0.0)
    rate = mean_of(answered)

    def products(feeling: int) -> list[float]:
        own = [p.persona[feeling] - means[p.kind][feeling] for p in people]
        mean = mean_of(own)
        return [(x - mean) * (a - rate) for x, a in zip(own, answered, strict=True)]

    checks = (
        check_sign("answering with shame (covariance)", -1, products(shape.SHAME)),
        check_sign("answering with overwhelm (despair, covariance)", -1, products(shape.DESPAIR)),
        check_sign("answering with anxiety (covariance)", 1, products(shape.ANXIETY)),
    )
    return Row(
        15, "Avoidance comes from shame, not anxiety", "S: Custers and Stephen, n 3,287",
        "first-month debtors, one ring; deviations from their archetype", "none", checks,
    )  # fmt: skip


def rate_harassment(runner: Runner, count: int) -> Row:
    """Row 16: how many feel harassed after a month of many or of few letters."""
    people = draw_people(
        2 * count, runner.seed_low, runner.seed_high, {k.name: k.share for k in ARCHETYPES}
    )
    felt: dict[bool, list[float]] = {True: [], False: []}
    for place, person in enumerate(people):
        low, high = runner.seed_low, runner.seed_high
        many = place % 2 == 1
        u = draw_unit(low, high, 8, place, AGENT, 0)
        letters = 5 + int(8.0 * u * u) if many else int(5.0 * u)
        account = list(person.account)
        account[shape.CONTACTS] = 0.0
        days = sorted(30.0 * draw_unit(low, high, 9, place, AGENT, i) for i in range(letters))
        now = 0.0
        for day in days:
            age_memory(person.persona, account, day - now)
            hear_message(account, MESSAGE_PLAIN)
            now = day
        age_memory(person.persona, account, 30.0 - now)
        felt[many].append(harassed_chance(person.persona, account))
    checks = (
        check_share("five or more a month: feel harassed", 0.86, mean_of(felt[True])),
        check_share("fewer: feel harassed", 0.47, mean_of(felt[False])),
    )
    return Row(
        16, "Letters a month and felt harassment", "S2: MMHPI 2023",
        "first-month debtors after a month of letters", "none to four letters", checks,
    )  # fmt: skip
