from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest

from simcall.common.bilingual import Text
from simcall.lab.comparison import Comparison, compare_policies
from simcall.lab.interval import estimate_mean
from simcall.lab.outcome import write_value
from simcall.lab.picture import draw_picture
from simcall.lab.plot import plot_interval
from simcall.lab.report import write_csv
from simcall.lab.run import MemoryLedger, Plan, run_policies

OUTCOMES = ["liquidation", "kept_rate", "distress"]


@pytest.fixture
def comparison(bench: Any) -> Comparison:
    policies = [bench.kind, bench.hard]
    run = run_policies(bench.make(), policies, OUTCOMES, Plan(9), MemoryLedger())
    return compare_policies(policies, OUTCOMES, run, 5, {})


def test_the_picture_is_one_sound_svg_without_outside_parts(
    bench: Any, comparison: Comparison
) -> None:
    title = Text("语气 <&>", "tone <&>")
    svg = draw_picture(title, [bench.kind, bench.hard], OUTCOMES, comparison)
    root = ET.fromstring(svg)
    assert root.tag.endswith("svg")
    assert "href" not in svg
    words = "".join(root.itertext())
    assert "回款率" in words
    assert "liquidation rate" in words
    assert "方案hard" in words
    assert "NaN" not in svg
    assert "nan" not in svg
    assert "inf" not in svg.replace("infer", "")


def test_a_clear_difference_is_marked_by_more_than_colour(
    bench: Any, comparison: Comparison
) -> None:
    svg = draw_picture(Text("a", "b"), [bench.kind, bench.hard], ["liquidation"], comparison)
    assert svg.count(">◆</text>") == 1


def test_a_plot_has_its_width_and_its_mean() -> None:
    plot = plot_interval(estimate_mean([0.4, 0.5, 0.6]), -1.0, 1.0, 21)
    assert len(plot) == 21
    assert plot[15] == "●"
    assert plot[10] == "│"
    assert plot_interval(estimate_mean([]), 0.0, 1.0, 5) == "     "


def test_values_read_as_people_write_them() -> None:
    assert write_value(0.1234, "share") == "12.34 %"
    assert write_value(-1234567.4, "money", sign=True) == "-1,234,567"
    assert write_value(float("nan"), "number") == "–"


def test_the_table_of_values_has_a_row_for_each_policy_and_replication(bench: Any) -> None:
    run = run_policies(bench.make(), [bench.kind, bench.hard], OUTCOMES, Plan(4), MemoryLedger())
    lines = write_csv(run).splitlines()
    assert lines[0] == "policy,replication,liquidation,kept_rate,distress"
    assert len(lines) == 9
    assert lines[4].startswith("kind,3,")
    assert lines[4].endswith(",,")
