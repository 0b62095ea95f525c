"""The next call to the same person, written as a scenario file of the user's own.

The person, the lender and the situation stay; the days that have passed, what came in, and what is
remembered are those of the call before. A file can be read, changed, resumed and replayed like any
other scenario.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simcall.call.aftermath import Aftermath
from simcall.call.facts import speak_date
from simcall.call.scenario import CallScenario
from simcall.common.bilingual import LANGUAGES, Language, Text
from simcall.common.errors import SimcallError
from simcall.content.calls import CallParts, read_parts
from simcall.content.document import SCHEMA_VERSION
from simcall.content.place import KINDS, name_file, user_root
from simcall.content.rehearsal import PREFIX
from simcall.content.text import fill_text
from simcall.persona.person import Debt
from simcall.rules.money import format_money

STAGE = "call_again"
MARK = "_again"
# What belonged to the first call alone.
DROPPED = "opening setting answered_by waited channel title brief history memory debt".split()
TITLE = Text("再打给{name}：{days} 天后", "Ringing {name} again: {days} days on")
BRIEF = Text("{days} 天前通过一次话。{notes}", "You talked {days} days ago. {notes}")
ENDS: Mapping[str, Text] = {
    "hangup": Text("对方挂断了电话。", "They hung up."),
    "busy": Text("对方当时不方便，没谈完。", "They could not talk, and it was left open."),
    "stopped": Text("对方要求不要再打。", "They asked not to be rung again."),
}
PROMISED = Text("答应 {date} 还 {amount}", "They promised {amount} for {date}")
KEPT = Text("，按时还了。", ", and paid it.")
BROKEN = Text("，没有还。", ", and did not pay.")
AHEAD = Text("，还没到日子。", "; the day has not come yet.")
NOTHING = Text("没有约定还款。", "Nothing was agreed.")
COMPLAINED = Text("之后投诉了那通电话。", "They complained about the call afterwards.")
HINTED = Text("通话中流露过轻生的念头。", "There was a hint of self-harm in the call.")
CALLED_BACK = Text("约好了再打的时间。", "A time to ring again was agreed.")


def write_sequel(scenario: CallScenario, name: str, after: Aftermath) -> Path:
    """Write the scenario of the next call to the user's own content and return its path.

    scenario, name: of the call before. Raises SimcallError when nothing is overdue any more, or
    the file cannot be written.
    """
    parts = read_parts(name)
    data = fill_sequel(parts, scenario, after)
    folder = user_root() / KINDS["call"].folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = choose_path(folder, stem_of(name))
        with path.open("x", encoding="utf-8") as out:
            out.write(dump_yaml(data))
    except OSError as error:
        raise SimcallError(
            f"cannot write the next call to {folder}: {error.strerror}; set SIMCALL_CONTENT"
        ) from None
    return path


def stem_of(name: str) -> str:
    """Return the plain name that a call's file is named after, without marks of sequels."""
    stem = Path(name.removeprefix(PREFIX)).stem
    return stem.partition(MARK)[0]


def choose_path(folder: Path, stem: str) -> Path:
    """Return the first free name of a sequel."""
    for number in range(1, 10_000):
        path = folder / f"{stem}{MARK}{number}.yaml"
        if not path.exists():
            return path
    raise SimcallError(f"{folder} holds too many calls named {stem}{MARK}; remove some")


def fill_sequel(parts: CallParts, scenario: CallScenario, after: Aftermath) -> dict[str, Any]:
    """Return the data of the next call's file."""
    from simcall.content.schemas.call import CallFile

    date = datetime.date.fromisoformat(scenario.date) + datetime.timedelta(days=after.days)
    notes = Text(*(" ".join(write_notes(scenario, after, lang)) for lang in LANGUAGES))
    old = CallFile.model_validate(parts.call.data).model_dump(
        by_alias=True, exclude_defaults=True, exclude_none=True, exclude=set(DROPPED)
    )
    data = {
        **old,
        "schema": f"simcall/call/{SCHEMA_VERSION}",
        "title": fill_text(TITLE, scenario.languages, name=scenario.persona.name, days=after.days),
        "persona": name_file("persona", parts.persona.path),
        "rules": name_file("rules", parts.rules.path),
        "lender": name_file("lender", parts.lender.path),
        "stage": STAGE,
        "date": date.isoformat(),
        "brief": fill_text(BRIEF, scenario.languages, days=after.days, notes=notes),
        "debt": lower_debt(scenario.persona.debt, after),
        "memory": dict(after.memory),
        "last_agent": after.caller,
        "history": [
            *age_history(parts.call.data["history"], after.days),
            {"days_ago": after.days, "kind": "call", "note": notes._asdict()},
        ],
        "lines": drop_memories(parts.call.data["lines"]),
    }
    return {key: value for key, value in data.items() if value not in ({}, [], None, "")}


def write_notes(scenario: CallScenario, after: Aftermath, language: Language) -> list[str]:
    """Return what the agent's file says of the call before."""
    outcome = after.outcome
    notes = []
    if outcome.promise_amount is None:
        notes.append(NOTHING.say(language))
    else:
        day = datetime.date.fromisoformat(scenario.date) + datetime.timedelta(
            days=outcome.promise_days or 0
        )
        text = PROMISED.say(language).format(
            date=speak_date(day, language),
            amount=format_money(outcome.promise_amount, scenario.currency, language),
        )
        end = AHEAD if after.open else (KEPT if outcome.kept else BROKEN)
        notes.append(text + end.say(language))
    if outcome.end in ENDS:
        notes.append(ENDS[outcome.end].say(language))
    for told, text_ in (
        (outcome.callback, CALLED_BACK),
        (outcome.complaint, COMPLAINED),
        (outcome.safety != "none", HINTED),
    ):
        if told:
            notes.append(text_.say(language))
    return notes


def age_history(history: list[dict[str, Any]], days: int) -> list[dict[str, Any]]:
    """Return the earlier contacts, further back by some days."""
    return [{**item, "days_ago": item["days_ago"] + days} for item in history]


def lower_debt(debt: Debt, after: Aftermath) -> dict[str, Any]:
    """Return the debt as it stands now. Raises SimcallError when nothing is overdue any more."""
    bill = debt.bill - after.paid
    if bill <= 0:
        raise SimcallError(
            "the promise was kept and nothing is overdue any more; there is nothing to ring about"
        )
    days = debt.days_overdue + after.days
    return {
        "principal": debt.principal - after.paid,
        "days_overdue": days,
        "bill": bill,
        "minimum": min(debt.minimum, bill),
        "unbilled": debt.unbilled,
        "instalment_balance": debt.instalment_balance,
        "auto_debit": debt.auto_debit,
        "history": [
            {"months_ago": month, "amount": amount}
            for month, amount in debt.history
            if not (1 <= month <= days // 31 and amount >= bill)
        ],
    }


def drop_memories(lines: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return a scenario's lines without those about calls before the first one."""
    return {
        language: {key: said for key, said in keys.items() if not key.startswith("memory")}
        for language, keys in lines.items()
    }


def dump_yaml(data: Mapping[str, Any]) -> str:
    """Return data as YAML 1.2."""
    from ruamel.yaml import YAML

    writer = YAML()
    writer.allow_unicode = True
    writer.width = 4096
    out = io.StringIO()
    writer.dump(dict(data), out)
    return out.getvalue()
