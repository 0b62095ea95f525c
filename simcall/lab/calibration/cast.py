"""The written personas against the graded policies: how far apart, person by person, and what each
of them prefers to hear.

Every policy meets the same person with the same luck, so differences are paired. `primary` is the
outcome that the persona declares; for a promise it is the chance that one is made and kept, not
what was squeezed out.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from simcall.agent.table import PolicyTable
from simcall.call.start import persona_vector
from simcall.lab.calibration.checks import deviation_of, mean_interval, mean_of
from simcall.lab.calibration.figures import GRADED, kept_of
from simcall.lab.calibration.population import Person
from simcall.lab.calibration.runner import Finish, Runner
from simcall.persona import person as cast
from simcall.persona import shape
from simcall.persona.memory import complaint_chance
from simcall.speech.move import Move

CALLS = 200  # calls of each policy with each person
PAYDAY = 12.0  # days until money comes, the same for all
GRUDGE = 0.5  # of those whose best outcome is a complaint settled
OUTCOMES = ("trust", "disclosure", "fewer complaints", "primary")
BURDENS = (shape.ANGER, shape.ANXIETY, shape.SHAME, shape.REACTANCE, shape.DESPAIR)
# What a debtor may hear for three turns once identity is settled: acts, questions, and the rest.
STYLES: dict[str, Move] = {
    "listening": Move((("reflect", 1.0),), fit=0.8, seconds=7.0),
    "warmth": Move((("empathise", 1.0), ("affirm", 0.6)), fit=0.6, seconds=7.0),
    "facts": Move((("inform", 1.0), ("rights", 1.0)), fit=0.3, seconds=9.0),
    "a choice": Move((("offer", 1.0),), choice_given=1.0, fit=0.4, seconds=8.0),
    "an apology": Move((("apologise", 1.0),), fit=0.4, seconds=6.0),
    "probing": Move((("ask_open", 1.0),), questions=("income", "family"), fit=0.3, seconds=5.0),
    "a firm request": Move((("commit", 1.0), ("summarise", 0.6)), fit=0.4, seconds=6.0),
    "a way out": Move((("refer", 1.0), ("inform", 0.6)), fit=0.4, seconds=8.0),
}


CAST = """
## Separation with each written persona

Excellent, mechanical, pressing, abusive, in this order, 200 calls each with the same luck:
means, with > where the 95 % interval of the paired difference lies above zero, = where it holds
zero, < below. Disclosure is of three layers; *fewer complaints* is the chance of none. The last
figure is the persona's own outcome: a promise made and kept, the right referral, the dispute taken
down, the debt not named to others, help reached, what is left of a grievance undone. *Takes well*
and *takes badly*: of eight ways to talk for three turns, the one that does this person more good,
and less, than it does the others.
"""


class Standing(NamedTuple):
    """One person under the graded policies. means: by outcome, in the order of GRADED.

    gaps: by outcome, (mean, low, high) of each neighbouring pair, above zero when better.
    eased: what each style of STYLES does for this person, trust won less what it stirs up.
    """

    persona: str
    outcome: str
    means: Mapping[str, tuple[float, ...]]
    gaps: Mapping[str, tuple[tuple[float, float, float], ...]]
    eased: Mapping[str, float]


def make_person(persona: cast.Persona) -> Person:
    """Return a written persona as the batch plays it, without a past but for those who complain."""
    account = [0.0] * shape.ACCOUNT_SIZE
    account[shape.DUE] = float(persona.debt.bill)
    account[shape.MINIMUM] = float(persona.debt.minimum)
    account[shape.AFFORD] = float(persona.ability.affordable)
    account[shape.OVERDUE_DAYS] = float(persona.debt.days_overdue)
    account[shape.DURABLE_TRUST] = persona.temper.baselines.get("trust", 0.0)
    if persona.outcome == "complaint_resolved":
        account[shape.GRIEVANCE] = GRUDGE
    return Person(persona.archetype, persona_vector(persona, PAYDAY), account)


def measure_primary(outcome: str, finish: Finish) -> float:
    """Return how far a call reached what is right for this person, 0 to 1."""
    state = finish.state
    if outcome in ("referral", "dispute_logged"):
        return state[shape.REFERRED]
    if outcome == "nothing_disclosed":
        return 1.0 - state[shape.LEAKED]
    if outcome == "safety":
        return float(state[shape.RISK] == 3.0)
    if outcome == "complaint_resolved":
        return 1.0 - finish.account[shape.GRIEVANCE]
    return kept_of(finish)


def compare(samples: Sequence[Sequence[float]]) -> tuple[tuple[float, float, float], ...]:
    """Return mean and interval of the difference between each policy and the next."""
    gaps = []
    for better, worse in itertools.pairwise(samples):
        mean, half = mean_interval([a - b for a, b in zip(better, worse, strict=True)])
        gaps.append((mean, mean - half, mean + half))
    return tuple(gaps)


def try_style(runner: Runner, person: Person, move: Move) -> float:
    """Return what three turns of one style do: trust won, less what they stir up."""
    eased = []
    for entity in range(8):
        before, after, _ = runner.hear(person, [move.vector()] * 3, entity, HURT=0.3, LAYER=2.0)
        change = [b - a for a, b in zip(before, after, strict=True)]
        strain = sum(change[feeling] for feeling in BURDENS)
        eased.append(change[shape.TRUST] - 0.4 * strain)
    return mean_of(eased)


def measure_one(
    runner: Runner, persona: cast.Persona, tables: Mapping[str, PolicyTable], calls: int = CALLS
) -> Standing:
    """Return how one written persona fares under the graded policies."""
    person = make_person(persona)
    finishes = [
        [runner.call(person, tables[name], entity) for entity in range(calls)] for name in GRADED
    ]
    measures: dict[str, Callable[[Finish], float]] = {
        "trust": lambda f: f.state[shape.TRUST],
        "disclosure": lambda f: f.state[shape.LAYER],
        "fewer complaints": lambda f: 1.0 - complaint_chance(f.state, person.persona, f.account),
        "primary": lambda f: measure_primary(persona.outcome, f),
    }
    samples = {
        name: [[value(finish) for finish in some] for some in finishes]
        for name, value in measures.items()
    }
    eased = {name: try_style(runner, person, move) for name, move in STYLES.items()}
    return Standing(
        persona.id,
        persona.outcome,
        {name: tuple(mean_of(sample) for sample in four) for name, four in samples.items()},
        {name: compare(four) for name, four in samples.items()},
        eased,
    )


class Taste(NamedTuple):
    """What one person takes better, and worse, than the rest of the cast does."""

    better: str
    worse: str


def compare_tastes(standings: Sequence[Standing]) -> dict[str, Taste]:
    """Return what each person prefers: the style furthest above and below the cast's average.

    Each style is measured in its own deviation over the cast, so that a style which everybody
    likes says nothing of anybody; what does no good at all is nobody's preference.
    """
    scores: dict[str, dict[str, float]] = {one.persona: {} for one in standings}
    for style in STYLES:
        sample = [one.eased[style] for one in standings]
        mean, spread = mean_of(sample), max(1e-9, deviation_of(sample))
        for one in standings:
            scores[one.persona][style] = (one.eased[style] - mean) / spread
    tastes = {}
    for one in standings:
        own = scores[one.persona]
        good = [style for style in STYLES if one.eased[style] > 0.0] or list(STYLES)
        tastes[one.persona] = Taste(max(good, key=own.__getitem__), min(own, key=own.__getitem__))
    return tastes


def write_cast(standings: Sequence[Standing]) -> str:
    """Return the separation by persona as Markdown: means, and a mark where an interval fails."""
    tastes = compare_tastes(standings)
    lines = [
        CAST,
        "| persona | wants | " + " | ".join(OUTCOMES) + " | takes well | takes badly |",
        "|---" * (4 + len(OUTCOMES)) + "|",
    ]
    for one in standings:
        cells = []
        for name in OUTCOMES:
            marks = ["", *(mark_gap(low, high) for _, low, high in one.gaps[name])]
            pairs = zip(marks, one.means[name], strict=True)
            digits = 3 if name == "fewer complaints" else 2
            cells.append(" ".join(f"{mark}{mean:.{digits}f}".strip() for mark, mean in pairs))
        taste = tastes[one.persona]
        lines.append(
            f"| {one.persona} | {one.outcome} | {' | '.join(cells)} |"
            f" {taste.better} | {taste.worse} |"
        )
    return "\n".join(lines) + "\n"


def mark_gap(low: float, high: float) -> str:
    """Return > where a policy beats the next for certain, < where it is beaten, else =."""
    return "> " if low > 0.0 else ("< " if high < 0.0 else "= ")
