"""Everything that the items look at, worked out once for a call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from simcall.common.bilingual import Text
from simcall.rubric.asked import Asked, find_asked
from simcall.rubric.case import AgentTurn, Case, DebtorTurn
from simcall.rubric.crisis import RiskView, find_risks
from simcall.rubric.harm import Failure, find_extras, find_failures
from simcall.rubric.identity import Identity, find_identity
from simcall.rubric.policy import Breach, find_breaches, read_limits
from simcall.rubric.reaction import Reactions, find_reactions
from simcall.rubric.replies import Replies, grade_replies
from simcall.rubric.situation import Situation, find_situations
from simcall.rubric.uptake import Answered, find_answers

SURE = 0.5
# Kinds of call that ask for little talk: there handling it well is what counts.
CLOSED_DOORS = (
    "third_party suspects_fraud refuses_verification busy crisis early_hangup willing_able "
    "already_paid stop_contact deceased representative"
).split()
Settings = Mapping[str, float]


class Finding(NamedTuple):
    """What a measure found: level 0 to 1 (None: no opportunity), the turns, what was seen."""

    level: float | None
    turns: tuple[int, ...]
    note: Text


class View(NamedTuple):
    """The evidence of a call, and what follows from it."""

    case: Case
    identity: Identity
    situations: tuple[Situation, ...]
    answers: tuple[Answered, ...]
    asked: tuple[Asked, ...]
    reactions: Reactions
    replies: Replies
    risks: tuple[RiskView, ...]
    breaches: tuple[Breach, ...]
    failures: tuple[Failure, ...]
    extras: tuple[Failure, ...]

    def holds(self, *variants: str) -> bool:
        """Tell whether any of some variants holds."""
        return any(s.variant.id in variants for s in self.situations)

    @property
    def closed(self) -> float:
        """Return how well a call was handled in which little talk was to be had, 0 to 1."""
        if self.ignored:
            return 0.0
        levels = [s.level for s in self.situations if s.variant.id in CLOSED_DOORS]
        return max(levels, default=0.0)

    @property
    def ignored(self) -> Failure | None:
        """Return the failure of leaving a hint of self-harm alone, if it stands."""
        return next((f for f in self.failures if f.act == "ignored_risk"), None)

    @property
    def skipped(self) -> frozenset[str]:
        """Return the items that have no opportunity in this kind of call."""
        return frozenset(item for s in self.situations for item in s.variant.skip)

    def agent_with(self, *acts: str, least: float = SURE) -> list[AgentTurn]:
        """Return the agent turns that carry any of some acts."""
        return [turn for turn in self.case.agent if turn.weigh(*acts) >= least]

    def debtor_with(self, *acts: str, least: float = SURE) -> list[DebtorTurn]:
        """Return the debtor turns that carry any of some acts."""
        return [turn for turn in self.case.debtor if turn.weigh(*acts) >= least]


def open_view(case: Case) -> View:
    """Work out everything that the items look at."""
    identity = find_identity(case)
    risks = find_risks(case)
    breaches = find_breaches(case.agent, read_limits(case.heard.transcript.facts))
    return View(
        case,
        identity,
        find_situations(case, identity),
        find_answers(case),
        find_asked(case),
        find_reactions(case),
        grade_replies(case),
        risks,
        breaches,
        find_failures(case, identity, risks, breaches),
        find_extras(case),
    )


def places(turns: list[AgentTurn] | tuple[AgentTurn, ...]) -> tuple[int, ...]:
    """Return the places of some turns."""
    return tuple(turn.place for turn in turns)


def clip(value: float) -> float:
    """Return a value within 0 and 1, in thousandths."""
    return round(min(1.0, max(0.0, value)), 3)
