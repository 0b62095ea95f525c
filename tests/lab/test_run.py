from __future__ import annotations

from typing import Any

import pytest

from simcall.lab.comparison import compare_policies
from simcall.lab.interval import estimate_difference
from simcall.lab.run import MemoryLedger, Plan, Precision, find_ranges, run_policies

OUTCOMES = ["liquidation", "kept_rate", "distress"]


def test_paired_differences_are_exact_where_only_luck_is_shared(bench: Any) -> None:
    policies = [bench.kind, bench.hard, bench.same]
    run = run_policies(bench.make(), policies, OUTCOMES, Plan(12), MemoryLedger())
    result = compare_policies(policies, OUTCOMES, run, 5, {})
    found = {(d.a, d.b, d.outcome): d for d in result.differences}
    hard = found["hard", "kind", "liquidation"].interval
    assert hard.mean == pytest.approx(-0.25, abs=1e-12)
    assert hard.half_width == pytest.approx(0.0, abs=1e-12)
    same = found["same", "kind", "liquidation"].interval
    assert (same.mean, same.low, same.high) == (0.0, 0.0, 0.0)
    assert found["same", "kind", "liquidation"].p_holm == 1.0
    assert result.policies["kind"]["liquidation"].half_width > 0.1


def test_pairing_narrows_a_difference_that_independent_luck_would_hide(bench: Any) -> None:
    toy, other = bench.make(noise=0.05), bench.make(seed=6, noise=0.05)
    kind = [toy.one("kind", n)["liquidation"] for n in range(20)]
    paired = estimate_difference([toy.one("hard", n)["liquidation"] for n in range(20)], kind)
    apart = estimate_difference([other.one("hard", n)["liquidation"] for n in range(20)], kind)
    assert paired.half_width < apart.half_width / 5


@pytest.mark.parametrize(("workers", "batch"), [(1, 1), (2, 3), (8, 100)])
def test_workers_and_batches_change_nothing(bench: Any, workers: int, batch: int) -> None:
    policies = [bench.kind, bench.hard]
    plain = run_policies(bench.make(noise=0.3), policies, OUTCOMES, Plan(17), MemoryLedger())
    plan = Plan(17, batch=batch, workers=workers)
    other = run_policies(bench.make(noise=0.3), policies, OUTCOMES, plan, MemoryLedger())
    assert other == plain


def test_what_the_ledger_holds_is_not_run_again(bench: Any) -> None:
    policies, ledger = [bench.kind, bench.hard], MemoryLedger()
    first = bench.make()
    whole = run_policies(first, policies, OUTCOMES, Plan(10), MemoryLedger())
    run_policies(bench.make(), policies, OUTCOMES, Plan(6, batch=2), ledger)
    second = bench.make()
    assert run_policies(second, policies, OUTCOMES, Plan(10), ledger) == whole
    assert sorted(second.runs) == [(p, n) for p in ("hard", "kind") for n in range(6, 10)]


def test_a_run_that_is_cut_off_has_kept_what_was_finished(bench: Any) -> None:
    class Broken(bench.make):  # type: ignore[misc, name-defined]
        def one(self, policy: str, replication: int) -> Any:
            if replication == 5:
                raise KeyboardInterrupt
            return super().one(policy, replication)

    ledger = MemoryLedger()
    with pytest.raises(KeyboardInterrupt):
        run_policies(Broken(), [bench.kind], OUTCOMES, Plan(10, batch=2), ledger)
    assert ledger.find("kind", 3) is not None
    assert ledger.find("kind", 4) is None


def test_replications_go_on_until_the_precision_is_reached(bench: Any) -> None:
    policies = [bench.kind, bench.hard]
    plan = Plan(30, Precision(0.05, 5000))
    run = run_policies(bench.make(noise=0.4), policies, ["liquidation"], plan, MemoryLedger())
    difference = estimate_difference(
        run.values["hard"]["liquidation"], run.values["kind"]["liquidation"]
    )
    mean = sum(v or 0.0 for v in run.values["kind"]["liquidation"]) / run.replications
    assert run.enough
    assert difference.half_width <= 0.05 * mean
    assert 10 < run.replications < 500


def test_a_precision_out_of_reach_stops_and_says_so(bench: Any) -> None:
    plan = Plan(30, Precision(1e-6, 40))
    run = run_policies(
        bench.make(noise=0.4), [bench.kind, bench.hard], ["liquidation"], plan, MemoryLedger()
    )
    assert run.replications == 40
    assert not run.enough


def test_what_is_no_number_is_none_and_its_interval_null(bench: Any) -> None:
    run = run_policies(bench.make(), [bench.kind, bench.hard], OUTCOMES, Plan(5), MemoryLedger())
    assert run.values["kind"]["distress"] == [None] * 5
    result = compare_policies([bench.kind, bench.hard], OUTCOMES, run, 5, {"floor": "x"})
    plain = result.as_json()
    assert plain["policies"]["kind"]["distress"] == {
        "mean": None,
        "low": None,
        "high": None,
        "n": 0,
    }
    assert plain["policies"]["kind"]["kept_rate"]["n"] == 4
    assert {"policies", "differences", "replications", "seed", "hashes"} <= set(plain)


def test_progress_counts_every_policy_replication(bench: Any) -> None:
    seen: list[tuple[int, int]] = []
    run_policies(
        bench.make(),
        [bench.kind, bench.hard],
        OUTCOMES,
        Plan(5, batch=2),
        MemoryLedger(),
        lambda done, total: seen.append((done, total)),
    )
    assert seen == [(2, 10), (4, 10), (6, 10), (8, 10), (9, 10), (10, 10)]


def test_gaps_split_into_ranges() -> None:
    assert find_ranges([0, 1, 2, 5, 7, 8]) == [range(3), range(5, 6), range(7, 9)]
    assert find_ranges([]) == []
