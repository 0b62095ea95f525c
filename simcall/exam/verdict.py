"""Pass or fail, and why. No money is looked at: only the scorecard and critical failures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from simcall.common.bilingual import Text
from simcall.exam.form import PassRule


class Verdict(NamedTuple):
    """The verdict. mean: of the stations' totals, two decimals; reasons: why it was not passed."""

    passed: bool
    mean: float
    reasons: tuple[Text, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the verdict as plain data."""
        return {
            "passed": self.passed,
            "mean": self.mean,
            "reasons": [reason._asdict() for reason in self.reasons],
        }


def judge(rule: PassRule, scores: Sequence[Mapping[str, Any]]) -> Verdict:
    """Judge the stations' scores (the JSON of `simcall score`), the first station first.

    A critical failure in any call denies the certificate, whatever the totals are and whatever
    money came in.
    """
    totals = [float(score["total"]) for score in scores]
    mean = round(sum(totals) / len(totals), 2) if totals else 0.0
    reasons: list[Text] = []
    for number, score in enumerate(scores, start=1):
        reasons.extend(name_criticals(number, score))
    for number, total in enumerate(totals, start=1):
        if total < rule.station_minimum:
            reasons.append(
                Text(
                    f"第 {number} 站得分 {total:g}，低于每站最低 {rule.station_minimum:g}",
                    f"station {number} scored {total:g}, "
                    f"below the station minimum of {rule.station_minimum:g}",
                )
            )
    if mean < rule.mean:
        reasons.append(
            Text(
                f"平均分 {mean:g}，低于要求的 {rule.mean:g}",
                f"the mean is {mean:g}, below the {rule.mean:g} that is needed",
            )
        )
    return Verdict(not reasons and bool(totals), mean, tuple(reasons))


def name_criticals(number: int, score: Mapping[str, Any]) -> list[Text]:
    """Return one reason for each critical failure of a station."""
    reasons = []
    for failure in [*score.get("critical", ()), *score.get("critical_extra", ())]:
        act = failure["act"] if isinstance(failure, Mapping) else str(failure)
        turn = failure.get("turn") if isinstance(failure, Mapping) else None
        where = ("", "") if turn is None else (f"（第 {turn} 轮）", f" (turn {turn})")
        reasons.append(
            Text(
                f"第 {number} 站出现关键失误：{act}{where[0]}",
                f"station {number} has a critical failure: {act}{where[1]}",
            )
        )
    return reasons
