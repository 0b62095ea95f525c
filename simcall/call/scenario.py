"""A call scenario as the program holds it, with everything that it refers to resolved."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from simcall.common.bilingual import Language, Text
from simcall.persona.person import Asked, Line, Persona
from simcall.rules.lender import Lender, Product
from simcall.rules.pack import RulePack


class PastContact(NamedTuple):
    """One earlier contact that the agent can see."""

    days_ago: int
    kind: str
    note: Text


class CallScenario(NamedTuple):
    """Who is called, about what, under which rules, and what a good call achieves.

    memory: starting values of the slow state by name (see `start.MEMORY_PLACES`). last_agent: the
    name of the agent whom they talked with last, empty when there was none.
    date: ISO day of the call; time: local "HH:MM". waited: seconds in the queue before an inbound
    call. outcome: the primary outcome (promise, kept, referral, dispute_logged, nothing_disclosed,
    safety, callback, stop_honoured, complaint_resolved). opening: the first words of the other
    side, where the scenario fixes them. setting: driving, speaker (others can hear), or empty.
    relative, relative_asked: the lines and own questions of anybody else who holds the debtor's
    phone; answered_by_other: somebody
    else picks up, and may call the debtor to the phone.
    """

    id: str
    title: Text
    persona: Persona
    lender: Lender
    product: Product
    rules: RulePack
    currency: str
    direction: Literal["outbound", "inbound"]
    stage: str
    difficulty: int
    date: str
    time: str
    brief: Text
    goal: Text
    forbidden: tuple[Text, ...]
    history: tuple[PastContact, ...]
    memory: Mapping[str, float]
    waited: float
    outcome: str
    content_notice: Text
    languages: tuple[Language, ...]
    digest: str
    opening: Text = Text("", "")
    setting: str = ""
    relative: Mapping[Language, tuple[Line, ...]] = MappingProxyType({})
    answered_by_other: bool = False
    relative_asked: Mapping[Language, tuple[Asked, ...]] = MappingProxyType({})
    last_agent: str = ""
