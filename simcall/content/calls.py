"""Reads call scenarios: scenarios/calls/<id>.yaml to `call.scenario.CallScenario`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from simcall.call.scenario import CallScenario, PastContact
from simcall.common.bilingual import LANGUAGES, Language
from simcall.common.errors import ContentError, did_you_mean
from simcall.content.document import Document, Inspection, hash_canonical, read_document
from simcall.content.lenders import build_lender
from simcall.content.personas import build_asked, build_lines, build_persona
from simcall.content.problem import Finding
from simcall.content.rulepacks import build_rules
from simcall.content.text import build_text
from simcall.persona.person import Line, Persona
from simcall.rules.lender import Lender, Product

MODEL = "simcall.content.schemas.call:CallFile"
CHECKS_PARTS = True
RELATIVE = "base_relative"  # speaks for whoever holds the debtor's phone, where none is named
# What only the debtor can say, of the debt and of earlier calls.
DEBTORS_OWN = frozenset(
    "memory memory_hurt memory_broken memory_kept memory_kind memory_name agreed accept inbound "
    "ring fetched back confirm_identity reason excuse promise offer_amount negotiate dispute "
    "name_given figure_said date_said agreed_sum paid_last paid_never relief goodbye_safe".split()
)
OVERRIDDEN = ("debt", "ability", "temper", "reason")
REPLACED = "name age work life role relation disputes digits content_notice other_debts".split()


class CallParts(NamedTuple):
    """A call scenario and every file that it refers to.

    voice: the persona or template whose lines stand in for the persona's, None for its own.
    relative: whose lines are those of anybody else who holds the debtor's phone.
    """

    call: Document
    persona: Document
    lender: Document
    rules: Document
    relative: Document
    voice: Document | None = None

    def digest(self) -> str:
        """Return the SHA-256 over the digests of all parts, by kind and name."""
        return hash_canonical({f"{part.kind}/{part.id}": part.digest for part in self if part})


def load_call(name: str | Path) -> CallScenario:
    """Return a call scenario by name or path, everything that it refers to resolved.

    `persona:NAME` is an ordinary call made for a persona (see `content.rehearsal`). Raises
    ContentError when it, or anything it refers to, is missing or broken.
    """
    return build_call(read_parts(name))


def read_parts(name: str | Path) -> CallParts:
    """Read a call scenario's file and the files that it names."""
    if isinstance(name, str) and name.startswith("persona:"):
        from simcall.content.rehearsal import read_rehearsal

        return read_rehearsal(name)
    call = read_document("call", name)
    persona = read_document("persona", call.data["persona"], call.path)
    lender_name = call.data["lender"] or persona.data["debt"]["lender"]
    near = call.path if call.data["lender"] else persona.path
    lender = read_document("lender", lender_name, near)
    rules = read_document("rules", call.data["rules"], call.path)
    voice = None
    if call.data["voice"]:
        voice = read_document("persona", call.data["voice"], call.path, template=True)
    relative = read_relative(call)
    return CallParts(call, persona, lender, rules, relative, voice)


def read_relative(call: Document) -> Document:
    """Read whose words are spoken when somebody else holds the debtor's phone."""
    name = call.data["answered_by"] or RELATIVE
    return read_document("persona", name, call.path, template=True)


def build_call(parts: CallParts) -> CallScenario:
    """Return the scenario of its parts."""
    data = parts.call.data
    lender = build_lender(parts.lender)
    product = choose_product(data, parts.persona.data, lender, parts.call.path)
    rules = build_rules(parts.rules)
    persona = build_caller(parts, lender.id, product.id)
    return CallScenario(
        id=parts.call.id,
        title=build_text(data["title"]),
        persona=persona,
        lender=lender,
        product=product,
        rules=rules,
        currency=data["currency"] or rules.currency,
        direction=data["channel"],
        stage=data["stage"],
        difficulty=data["difficulty"],
        date=data["date"],
        time=data["time"],
        brief=build_text(data["brief"]),
        goal=build_text(data["goal"]),
        forbidden=tuple(build_text(item) for item in data["forbidden"]),
        history=tuple(
            PastContact(item["days_ago"], item["kind"], build_text(item["note"]))
            for item in data["history"]
        ),
        memory={k: float(v) for k, v in data["memory"].items() if v is not None},
        waited=float(data["waited"]),
        outcome=data["outcome"] or persona.outcome,
        content_notice=persona.content_notice,
        languages=choose_languages(data, persona),
        digest=parts.digest(),
        opening=build_text(data["opening"]),
        setting=data["setting"],
        relative=build_relative(parts.relative),
        answered_by_other=data["answered_by"] is not None,
        relative_asked=build_asked(parts.relative.data.get("asked", {})),
        last_agent=data["last_agent"],
    )


def build_relative(document: Document) -> dict[Language, tuple[Line, ...]]:
    """Return what anybody but the debtor may say: nothing of the debtor's own."""
    lines = build_lines(document.data["lines"], document.path, {}, document.data.get("asked", {}))
    return {
        language: tuple(line for line in said if line.act not in DEBTORS_OWN)
        for language, said in lines.items()
    }


def build_caller(parts: CallParts, lender: str, product: str) -> Persona:
    """Return the persona as this scenario changes it: blocks in part, the rest as a whole."""
    data = parts.call.data
    changes = {name: data[name] for name in (*OVERRIDDEN, *REPLACED)}
    changes["debt"] = {**changes["debt"], "lender": lender, "product": product}
    changes["lines"] = parts.voice.data["lines"] if parts.voice else None
    changes["asked"] = parts.voice.data.get("asked", {}) if parts.voice else None
    return build_persona(parts.persona, changes, data["lines"], data["asked"])


def choose_product(
    data: Mapping[str, Any], persona: Mapping[str, Any], lender: Lender, path: Path
) -> Product:
    """Return the product in question with the remedies as this scenario sets them."""
    name = data["product"] or persona["debt"]["product"]
    if name not in lender.products:
        hint = did_you_mean(name, lender.products) or f"; it has {', '.join(lender.products)}"
        raise ContentError(f"{path}: lender '{lender.id}' has no product '{name}'{hint}")
    product = lender.products[name]
    remedies = dict(product.remedies)
    for kind, status in data["remedies"].items():
        if kind not in remedies:
            hint = did_you_mean(kind, remedies) or f"; it has {', '.join(remedies)}"
            raise ContentError(f"{path}: product '{name}' has no remedy '{kind}'{hint}")
        remedies[kind] = remedies[kind]._replace(status=status)
    return product._replace(remedies=remedies)


def choose_languages(data: Mapping[str, Any], persona: Persona) -> tuple[Language, ...]:
    """Return the languages of the call: as written, else those in which the person has lines."""
    chosen = data["languages"] or [name for name in persona.lines if data["title"][name]]
    return tuple(name for name in LANGUAGES if name in chosen) or tuple(persona.lines)


def find_problems(inspection: Inspection) -> Iterator[Finding]:
    """Yield what the model cannot see: references, dates, overridden money."""
    from simcall.content.checks.calling import check_call

    yield from check_call(inspection)
