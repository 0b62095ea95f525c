"""A rule pack: the law's limits on a collection call, as data by jurisdiction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from simcall.common.bilingual import Text

Actor = Literal["creditor", "third_party"]
Counted = Literal["talks", "dials"]


class ContactLimit(NamedTuple):
    """At most `most` talks or dials in `days` days for each debt; None means no number is set."""

    most: int | None
    days: int
    counted: Counted
    wait_days_after_talk: int


class Duty(NamedTuple):
    """Something that must be said, with the mark or act that shows it and where it comes from."""

    id: str
    text: Text
    shown_by: tuple[str, ...]
    actors: tuple[Actor, ...]
    source: str


class Hotline(NamedTuple):
    """A telephone number for help. kind: crisis, police, ambulance, complaint or advice."""

    kind: str
    name: Text
    number: str


class RulePack(NamedTuple):
    """Limits and duties in one jurisdiction.

    earliest, latest: local hours between which calls may be made (whole hours, 24-hour clock).
    """

    id: str
    name: Text
    earliest: int
    latest: int
    limit: ContactLimit
    max_abandon_rate: float | None
    duties: tuple[Duty, ...]
    hotlines: tuple[Hotline, ...]
    notes: Mapping[str, Text]
    currency: str
