"""The one picture of an experiment: a self-contained SVG, labels in both languages.

One panel for each outcome; in it a dot with its 95 % interval for each policy, on the outcome's own
scale; beside it the paired difference of each policy from the first one. Colour is never the only
sign: each policy has its own row, and a difference whose interval leaves out zero is marked.
"""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from typing import NamedTuple

from simcall.common.bilingual import Text
from simcall.lab.comparison import Comparison
from simcall.lab.experiment import PolicySetting
from simcall.lab.interval import Interval
from simcall.lab.outcome import OUTCOMES, Form, OutcomeKind, write_value

_WIDTH = 980
_LEFT = 250
_PANEL = 330
_GAP = 60
_ROW = 26
_HEAD = 86
_COLOURS = ("#1f5fa8", "#b5481c", "#3a7d34", "#7a4a9e", "#8a6d00", "#00767a")
_STYLE = (
    'font-family="Noto Sans CJK SC, PingFang SC, Microsoft YaHei, Helvetica, Arial, sans-serif"'
)


class Scale(NamedTuple):
    """Maps values between low and high to x between start and start + width."""

    low: float
    high: float
    start: float
    width: float

    def place(self, value: float) -> float:
        """Return the x of a value."""
        span = self.high - self.low
        share = 0.5 if span <= 0.0 else (value - self.low) / span
        return self.start + self.width * min(1.0, max(0.0, share))


def fit_scale(intervals: Sequence[Interval], start: float, zero: bool) -> Scale:
    """Return a scale that shows all the intervals with a margin; zero: 0 has to be on it."""
    ends = [0.0] if zero else []
    for interval in intervals:
        ends += [v for v in (interval.low, interval.mean, interval.high) if math.isfinite(v)]
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    margin = 0.08 * (high - low) or max(0.5, abs(high) * 0.1)
    return Scale(low - margin, high + margin, start, _PANEL)


def draw_text(x: float, y: float, text: str, size: int = 13, more: str = "") -> str:
    """Return one line of text."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" {more}>{html.escape(text)}</text>'


def draw_interval(interval: Interval, scale: Scale, y: float, colour: str) -> str:
    """Return a dot with whiskers; nothing when there is no mean."""
    if not math.isfinite(interval.mean):
        return ""
    x = scale.place(interval.mean)
    parts = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{colour}"/>']
    if math.isfinite(interval.low):
        left, right = scale.place(interval.low), scale.place(interval.high)
        line = f'stroke="{colour}" stroke-width="2"'
        parts.append(f'<path d="M{left:.1f} {y:.1f}H{right:.1f}" {line}/>')
        for end in (left, right):
            parts.append(f'<path d="M{end:.1f} {y - 5:.1f}v10" {line}/>')
    return "".join(parts)


def draw_axis(scale: Scale, top: float, bottom: float, form: Form, sign: bool) -> str:
    """Return a frame with the values at its ends, and the line of zero where it lies inside."""
    parts = [
        f'<rect x="{scale.start:.1f}" y="{top:.1f}" width="{scale.width:.1f}" '
        f'height="{bottom - top:.1f}" fill="#f6f6f4"/>'
    ]
    if scale.low < 0.0 < scale.high:
        x = scale.place(0.0)
        line = 'stroke="#777" stroke-dasharray="3 3"'
        parts.append(f'<path d="M{x:.1f} {top:.1f}V{bottom:.1f}" {line}/>')
    low, high = write_value(scale.low, form, sign), write_value(scale.high, form, sign)
    parts.append(draw_text(scale.start, bottom + 13, low, 10, 'fill="#666"'))
    end = scale.start + scale.width
    parts.append(draw_text(end, bottom + 13, high, 10, 'fill="#666" text-anchor="end"'))
    return "".join(parts)


def draw_panel(
    comparison: Comparison, policies: Sequence[PolicySetting], kind: OutcomeKind, top: float
) -> str:
    """Return one outcome: means on the left, differences from the first policy on the right."""
    means = [comparison.policies[policy.id][kind.id] for policy in policies]
    found = {(d.a, d.b, d.outcome): d for d in comparison.differences}
    differences = [found[policy.id, policies[0].id, kind.id] for policy in policies[1:]]
    bottom = top + _ROW * len(policies)
    scale = fit_scale(means, _LEFT, zero=False)
    other = fit_scale([d.interval for d in differences], _LEFT + _PANEL + _GAP, zero=True)
    parts = [
        draw_text(12, top - 10, f"{kind.name.zh} · {kind.name.en}", 14, 'font-weight="600"'),
        draw_axis(scale, top, bottom, kind.form, False),
        draw_axis(other, top, bottom, kind.form, True) if differences else "",
    ]
    for row, (policy, mean) in enumerate(zip(policies, means, strict=True)):
        y = top + _ROW * (row + 0.5)
        colour = _COLOURS[row % len(_COLOURS)]
        label = f"{policy.name.zh} · {policy.name.en}"
        parts.append(draw_text(_LEFT - 10, y + 4, label, 12, 'text-anchor="end"'))
        parts.append(draw_interval(mean, scale, y, colour))
        if row:
            difference = differences[row - 1].interval
            parts.append(draw_interval(difference, other, y, colour))
            if difference.apart:
                parts.append(draw_text(other.start + other.width + 6, y + 4, "◆", 11))
    return "\n".join(parts)


def draw_picture(
    title: Text,
    policies: Sequence[PolicySetting],
    outcomes: Sequence[str],
    comparison: Comparison,
) -> str:
    """Return the SVG of an experiment's result."""
    step = _ROW * len(policies) + 58
    height = _HEAD + step * len(outcomes) + 34
    n = comparison.replications
    first = policies[0].name
    panels = [
        draw_panel(comparison, policies, OUTCOMES[name], _HEAD + 26 + step * place)
        for place, name in enumerate(outcomes)
    ]
    right = _LEFT + _PANEL + _GAP
    heads = [
        draw_text(12, 28, f"{title.zh} · {title.en}", 17, 'font-weight="700"'),
        draw_text(_LEFT, 58, "均值与 95 % 区间", 12),
        draw_text(_LEFT, 74, "mean with 95 % interval", 11, 'fill="#555"'),
        draw_text(right, 58, f"与“{first.zh}”之差（配对）", 12),
        draw_text(right, 74, f"paired difference from “{first.en}”", 11, 'fill="#555"'),
        draw_text(
            12,
            height - 12,
            f"重复 {n} 次，随机数相同 · {n} replications, common random numbers · "
            "◆ 区间不含 0 · interval excludes 0",
            11,
            'fill="#555"',
        ),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH + 20}" height="{height}" '
        f'viewBox="0 0 {_WIDTH + 20} {height}" {_STYLE} role="img">\n'
        f"<title>{html.escape(title.zh)} · {html.escape(title.en)}</title>\n"
        f'<rect width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join([*heads, *panels])
        + "\n</svg>\n"
    )
