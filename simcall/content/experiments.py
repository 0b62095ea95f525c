"""Reads what-if experiments: scenarios/experiments/<id>.yaml to `lab.experiment.Experiment`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simcall.agent.policy import build_table
from simcall.common.errors import ContentError
from simcall.content.document import Document, Inspection, read_document
from simcall.content.problem import Finding, KeyPath
from simcall.content.text import build_text
from simcall.lab.experiment import Experiment, Levers, PolicySetting, Uncertainty

MODEL = "simcall.content.schemas.experiment:ExperimentFile"


def load_experiment(name: str | Path) -> Experiment:
    """Return an experiment by name or path, with its floor and agent policies.

    Raises ContentError when it, or anything it refers to, is missing or broken.
    """
    from simcall.content.floors import load_floor
    from simcall.content.policies import load_policy

    document = read_document("experiment", name)
    data = document.data
    floor = load_floor(data["floor"], document.path)
    constants = {name: value for name, value in data["constants"].items() if value is not None}
    policies = tuple(
        PolicySetting(name, build_text(entry["name"]), build_levers(entry["levers"]))
        for name, entry in data["policies"].items()
    )
    names = sorted({tone for policy in policies for tone in policy.levers.tone})
    parts = {name: read_document("policy", name, document.path) for name in names}
    return Experiment(
        id=document.id,
        title=build_text(data["title"]),
        brief=build_text(data["brief"]),
        floor=floor._replace(**constants),
        tables={name: build_table(load_policy(name, document.path)) for name in names},
        policies=policies,
        uncertainties=tuple(
            Uncertainty(name, float(bounds["low"]), float(bounds["high"]))
            for name, bounds in data["uncertainties"].items()
        ),
        outcomes=tuple(dict.fromkeys(data["outcomes"])),
        replications=data["replications"],
        seed=data["seed"],
        hashes=name_hashes(document, floor.digest, parts),
    )


def name_hashes(document: Document, floor: str, parts: Mapping[str, Document]) -> dict[str, str]:
    """Return the digests of everything that an experiment's result depends on."""
    return {
        "experiment": document.digest,
        "floor": floor,
        **{f"policy/{name}": part.digest for name, part in parts.items()},
    }


def build_levers(data: Mapping[str, Any]) -> Levers:
    """Return the levers of plain data."""
    tone = data["tone"]
    shares = {tone: 1.0} if isinstance(tone, str) else {k: float(v) for k, v in tone.items()}
    return Levers(
        tone=shares,
        flexibility=data["flexibility"],
        attempts_per_day=data["attempts_per_day"],
        talks_per_day=data["talks_per_day"],
        retry=float(data["retry"]),
        staffing=float(data["staffing"]),
    )


def find_problems(inspection: Inspection) -> Iterator[Finding]:
    """Yield what the model cannot see: references, shares, bounds."""
    document = inspection.document
    if document is None or document.data.get("template"):
        return
    data = document.data
    yield from check_reference("floor", data["floor"], ("floor",), document.path)
    for name, entry in data["policies"].items():
        key = ("policies", name, "levers", "tone")
        shares = build_levers(entry["levers"]).tone
        if not math.isclose(math.fsum(shares.values()), 1.0, abs_tol=1e-6):
            yield Finding(key, f"the shares sum to {math.fsum(shares.values()):g}, not to 1")
        for tone in shares:
            yield from check_reference("policy", tone, key, document.path)
    for name, bounds in data["uncertainties"].items():
        if bounds["low"] > bounds["high"]:
            yield Finding(("uncertainties", name), "low is above high")


def check_reference(kind: str, name: str, key: KeyPath, near: Path) -> Iterator[Finding]:
    """Yield a reference that leads nowhere."""
    try:
        read_document(kind, name, near)
    except ContentError as error:
        yield Finding(key, str(error))
