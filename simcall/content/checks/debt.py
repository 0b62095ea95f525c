"""Checks on money: a debt that adds up, and means that fit it.

The rules, also in docs/authoring.md: principal = bill + unbilled + instalment_balance (fees not
included); minimum <= bill, and at least what the product asks; a month that is already overdue
cannot have been paid in full; affordable <= income - fixed_costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simcall.common.errors import ContentError, did_you_mean
from simcall.content.document import read_document
from simcall.content.lenders import build_product
from simcall.content.problem import Finding, KeyPath
from simcall.rules.money import compute_minimum


def check_debt(debt: Mapping[str, Any], key: KeyPath, path: Path) -> Iterator[Finding]:
    """Yield what does not add up in a debt; key: where the block stands."""
    parts = debt["bill"] + debt["unbilled"] + debt["instalment_balance"]
    if debt["principal"] != parts:
        yield Finding(
            (*key, "principal"),
            f"{debt['principal']} is not bill {debt['bill']} + unbilled {debt['unbilled']} "
            f"+ instalment_balance {debt['instalment_balance']} = {parts}",
        )
    if debt["minimum"] > debt["bill"]:
        yield Finding((*key, "minimum"), f"{debt['minimum']} is more than the bill {debt['bill']}")
    yield from check_history(debt, key)
    yield from check_product(debt, key, path)


def check_history(debt: Mapping[str, Any], key: KeyPath) -> Iterator[Finding]:
    """Yield payments that contradict each other or the days overdue."""
    months: set[int] = set()
    for place, entry in enumerate(debt["history"]):
        month = entry["months_ago"]
        if month in months:
            yield Finding((*key, "history", place, "months_ago"), f"month {month} is there twice")
        months.add(month)
        if 1 <= month <= debt["days_overdue"] // 31 and entry["amount"] >= debt["bill"] > 0:
            yield Finding(
                (*key, "history", place, "amount"),
                f"pays the whole bill {month} months ago, yet {debt['days_overdue']} days overdue",
            )


def check_product(debt: Mapping[str, Any], key: KeyPath, path: Path) -> Iterator[Finding]:
    """Yield an unknown lender or product, and a minimum below what the product asks."""
    try:
        lender = read_document("lender", debt["lender"], path)
    except ContentError as error:
        yield Finding((*key, "lender"), str(error))
        return
    products = lender.data["products"]
    name = debt["product"]
    if name not in products:
        hint = did_you_mean(name, products) or f"; it has {', '.join(products)}"
        yield Finding((*key, "product"), f"lender '{lender.id}' has no product '{name}'{hint}")
        return
    least = compute_minimum(build_product(name, products[name]), debt["bill"])
    if debt["minimum"] < least <= debt["bill"]:
        yield Finding(
            (*key, "minimum"),
            f"{debt['minimum']} is below what '{name}' asks of a bill of {debt['bill']}: {least}",
        )


def check_ability(
    ability: Mapping[str, Any], debt: Mapping[str, Any], key: KeyPath
) -> Iterator[Finding]:
    """Yield means that do not fit income, costs or the debt."""
    spare = max(0, ability["income"] - ability["fixed_costs"])
    if ability["affordable"] > spare:
        yield Finding(
            (*key, "affordable"),
            f"{ability['affordable']} is more than income {ability['income']} "
            f"- fixed_costs {ability['fixed_costs']} = {spare}",
        )
    if ability["insolvent"] and ability["affordable"] >= debt["minimum"] > 0:
        yield Finding(
            (*key, "insolvent"),
            f"insolvent, yet affordable {ability['affordable']} covers the minimum "
            f"{debt['minimum']}",
        )
