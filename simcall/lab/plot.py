"""A small plot of an interval in characters, for terminals."""

from __future__ import annotations

import math

from simcall.lab.interval import Interval


def plot_interval(interval: Interval, low: float, high: float, width: int = 24) -> str:
    """Return `width` characters: the interval as a line, the mean as a dot, 0 as a bar.

    low, high: the ends of the scale. Nothing is drawn where there is no mean.
    """
    if not math.isfinite(interval.mean) or high <= low:
        return " " * width

    def place(value: float) -> int:
        share = (min(high, max(low, value)) - low) / (high - low)
        return round(share * (width - 1))

    cells = [" "] * width
    if low < 0.0 < high:
        cells[place(0.0)] = "│"
    if math.isfinite(interval.low):
        for cell in range(place(interval.low), place(interval.high) + 1):
            cells[cell] = "─"
    cells[place(interval.mean)] = "●"
    return "".join(cells)
