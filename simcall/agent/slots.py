"""What the slots in an agent's sentences are filled with, beside the facts of the call."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from simcall.agent.policy import PolicyLine
from simcall.common.bilingual import Language
from simcall.persona.bargain import read_amount
from simcall.persona.shape import AFFORD, DUE, MINIMUM, NAMED

# Facts of the call (see simcall.call.facts), then what only the agent's side needs.
FACT_SLOTS = (
    "name", "surname", "lender", "product", "amount", "bill", "days", "payday", "payday_date",
    "principal", "hotline", "promise_amount", "promise_date",
)  # fmt: skip
AGENT_SLOTS = (
    "me", "staff", "heard", "minimum", "named", "estimate", "share", "crisis", "police",
    "complaint_line",
)  # fmt: skip
POLICY_SLOTS = (*FACT_SLOTS, *AGENT_SLOTS)
LONGEST_HEARD = {"zh": 16, "en": 9}  # characters, words
_CLAUSE = re.compile(r"[。！？!?；;，,.…、—\n]+")
_NAMES = {"zh": ("周", "8021"), "en": ("Morgan", "8021")}


def pick_heard(text: str, language: Language) -> str:
    """Return the debtor's own words worth saying back: the longest clause, cut to a phrase."""
    clauses = [part.strip(" “”\"'‘’「」()（）") for part in _CLAUSE.split(text)]
    found = max(clauses, key=len, default="")
    if language == "zh":
        return found[: LONGEST_HEARD["zh"]]
    return " ".join(found.split()[: LONGEST_HEARD["en"]])


def collect_agent_slots(
    facts: Mapping[str, str],
    line: PolicyLine,
    account: Sequence[float],
    state: Sequence[float],
    language: Language,
    heard: str,
    money: Callable[[float], str],
    numbers: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return every slot of an agent's sentence.

    facts: the slots of `simcall.call.facts.collect_slots`. heard: what the debtor said last.
    money: writes minor units in the call's currency. numbers: telephone numbers by kind (crisis,
    police, complaint) from the rule pack; without one, the lender's hotline stands in.
    """
    known = dict(numbers or {})
    hotline = facts.get("hotline", "")
    vector = line.vector()
    due = account[DUE] * (1.0 - (line.waiver or 0.0))
    share = due / (line.instalments or 3)
    me, staff = _NAMES[language]
    named = read_amount(list(state), list(account), list(vector)) if line.pay else state[NAMED]
    return {
        **facts,
        "me": me,
        "staff": staff,
        "heard": pick_heard(heard, language),
        "minimum": money(account[MINIMUM] or 0.1 * account[DUE]),
        "named": money(named or share),
        "estimate": money(min(account[DUE], account[AFFORD])),
        "share": money(share),
        "crisis": known.get("crisis", hotline),
        "police": known.get("police", hotline),
        "complaint_line": known.get("complaint", hotline),
    }
