"""A floor scenario as the program holds it: portfolio, people, dialler, inbound, law.

Plain data with everything resolved (persona vectors, limits); built by `simcall.content.floors` or
in code. Money is integer minor units, durations are seconds, clock times seconds after midnight,
shares and probabilities are in [0, 1]. Default numbers are starting values for a Chinese consumer
lender dialling mobile numbers (own estimates within public ranges; docs/engine.md lists them).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from simcall.common.bilingual import Text

Mode = Literal["preview", "progressive", "predictive", "none"]
HOUR = 3600


class AnswerMix(NamedTuple):
    """What happens to a dial of a working number, as shares that sum to 1.

    person: somebody picks up (the debtor or another). The rest reaches nobody.
    """

    person: float = 0.30
    assistant: float = 0.03
    voicemail: float = 0.01
    no_answer: float = 0.35
    reject: float = 0.15
    busy: float = 0.08
    power_off: float = 0.08


class Bucket(NamedTuple):
    """One stage of lateness, M1 (1 to 30 days) to M6+ (over 150).

    share: of the accounts at the start. balance_median, balance_sigma: lognormal overdue amount.
    afford_median, afford_sigma: lognormal of what can be paid in a month, as a multiple of the
    overdue amount. fee_rate: per day on the overdue amount. right_party: share of answers on the
    debtor's own number that are the debtor. quick_hangup: share of right parties who put the phone
    down within 20 s. self_cure: times the daily chance
    that persona.payment gives to paying unasked. dead: share of first numbers that
    are out of service. return_share: share of missed calls that the debtor returns. contacts,
    grievance: memory of earlier treatment. skill: which skill works this bucket.
    """

    id: str
    share: float
    balance_median: int = 120_000
    balance_sigma: float = 0.8
    afford_median: float = 0.6
    afford_sigma: float = 0.7
    fee_rate: float = 0.0005
    answer: AnswerMix = AnswerMix()
    right_party: float = 0.88
    quick_hangup: float = 0.12
    self_cure: float = 1.0
    dead: float = 0.04
    return_share: float = 0.03
    contacts: float = 0.0
    grievance: float = 0.0
    skill: str = "collect"


class Numbers(NamedTuple):
    """Telephone numbers beyond the first, which is the debtor's own.

    second, third: shares of accounts that have one. debtor, family, colleague, stranger: whose they
    are (sum 1). opted_out: share of others' numbers whose owner has already refused contact.
    """

    second: float = 0.5
    third: float = 0.15
    debtor: float = 0.45
    family: float = 0.35
    colleague: float = 0.10
    stranger: float = 0.10
    opted_out: float = 0.10


class PersonaShare(NamedTuple):
    """One persona in the mix.

    vector: PERSONA_SIZE doubles. habits: answer chance by part of the day, 0 to 1.
    """

    id: str
    weight: float
    vector: tuple[float, ...]
    habits: tuple[float, float, float, float] = (0.5, 0.5, 0.5, 0.5)


class Skill(NamedTuple):
    """One kind of work and its queue. priority: lower is served first."""

    id: str
    priority: int = 5


class Team(NamedTuple):
    """Agents who work alike. skills: in order of preference. mode: how the team dials.

    start, end: shift in seconds after midnight. wrap: mean after-call work. shrinkage: share of
    agents absent on a day. policies: weights of the agent policies that a run is given.
    """

    id: str
    name: Text
    agents: int
    skills: tuple[str, ...] = ("collect",)
    mode: Mode = "progressive"
    start: int = 9 * HOUR
    end: int = 18 * HOUR
    wrap: float = 40.0
    shrinkage: float = 0.08
    policies: tuple[float, ...] = (1.0,)


class Dialler(NamedTuple):
    """Outbound telephony.

    lines: trunks in all, inbound included. preview: seconds an agent reads before the dial.
    abandon_target: share of live answers that may be dropped (predictive). abandon_after: seconds a
    live answer waits for an agent. max_ratio: most lines per expected free agent. tick: seconds
    between corrections. The retry fields are the waits in seconds before the same debtor is tried
    again after each kind of miss.
    """

    lines: int = 200
    preview: float = 15.0
    abandon_target: float = 0.03
    abandon_after: float = 2.0
    max_ratio: float = 4.0
    tick: float = 30.0
    retry_missed: float = 4 * HOUR
    retry_busy: float = 1800.0
    retry_rejected: float = 20 * HOUR
    retry_talked: float = 44 * HOUR
    message_seconds: float = 14.0
    leave_messages: bool = True


class Inbound(NamedTuple):
    """Calls from debtors. skill None: no inbound line.

    per_thousand: calls a day per thousand open accounts, unprompted. patience: mean seconds before
    giving up (infinite: 0). retrial_share: share of the blocked and of those who gave up who call
    again, after retrial_delay seconds on average. return_delay: mean wait before a missed call is
    returned. within, target: service level asked for. hours: weight of each hour of the day.
    """

    skill: str | None = None
    per_thousand: float = 8.0
    patience: float = 90.0
    retrial_share: float = 0.4
    retrial_delay: float = 900.0
    return_delay: float = 2400.0
    within: float = 20.0
    target: float = 0.8
    hours: tuple[float, ...] = (0,) * 8 + (6, 10, 11, 9, 7, 7, 9, 10, 10, 9, 6, 4, 2, 0, 0, 0)


class Limits(NamedTuple):
    """What law and company policy allow. earliest, latest: local hours for calling.

    most, days, counted, wait_days: as in a rule pack; most None means no number is set.
    attempts_per_day: the company's own cap on dials. obey: False lets the dialler ignore the law's
    count limits (each breach is then counted as a violation).
    """

    earliest: int = 8
    latest: int = 22
    most: int | None = 3
    days: int = 1
    counted: Literal["talks", "dials"] = "talks"
    wait_days: int = 0
    attempts_per_day: int = 3
    obey: bool = True


class Conduct(NamedTuple):
    """What follows from talks. All are own estimates unless a scenario says otherwise.

    callback_share: share of "busy now" ends with an agreed time. callback_delay: mean seconds to
    it. partial: share of broken promises that bring half. complaint_hold: days without contact
    after a formal complaint. refusal_share: share of other persons who refuse further contact.
    """

    callback_share: float = 0.6
    callback_delay: float = 2.5 * HOUR
    partial: float = 0.15
    complaint_hold: int = 15
    refusal_share: float = 0.25


class FloorScenario(NamedTuple):
    """A whole floor. accounts: how many; days: horizon in calendar days from `start` (ISO date).

    timezone: IANA name for the local clock, or None for days of 24 hours. workdays: 0 is Monday.
    placed_over: days over which new accounts arrive (0: all at the start). policies: agent policies
    by name, for runs that are given none. digest: SHA-256 of the file and all that it refers to.
    """

    id: str
    title: Text
    accounts: int
    days: int
    start: str
    buckets: tuple[Bucket, ...]
    personas: tuple[PersonaShare, ...]
    skills: tuple[Skill, ...]
    teams: tuple[Team, ...]
    other: tuple[float, ...]
    wrong: tuple[float, ...]
    numbers: Numbers = Numbers()
    dialler: Dialler = Dialler()
    inbound: Inbound = Inbound()
    limits: Limits = Limits()
    conduct: Conduct = Conduct()
    timezone: str | None = None
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    placed_over: int = 0
    interval: int = 1800
    currency: str = "CNY"
    brief: Text = Text("", "")
    policies: tuple[str, ...] = ()
    digest: str = ""


BUCKET_IDS = ("M1", "M2", "M3", "M4", "M5", "M6", "M6+")


def cut_scenario(scenario: FloorScenario, accounts: int, days: int) -> FloorScenario:
    """Return the scenario with at most so many accounts and days, for quick tests."""
    return scenario._replace(
        accounts=min(accounts, scenario.accounts), days=min(days, scenario.days)
    )
