"""From items to dimensions, and from dimensions to one number.

The raw number is the weighted mean of the dimensions. Two steps make it the number that a quality
manager gives: a rising curve (a manager's marks are steeper than a mean), and ceilings for faults
of the whole call. Below a ceiling the order of calls is kept by scaling, see `squeeze`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from simcall.rubric.book import Dimension, Rubric
from simcall.rubric.replies import Replies
from simcall.rubric.report import Cap, ItemScore

SHORT = 5.0  # points that the total then stays under the mean of the dimensions


def combine_items(dimension: Dimension, scores: Sequence[ItemScore]) -> float | None:
    """Return a dimension's mark, 0 to 10; None when none of its items had an opportunity."""
    judged = [s for s in scores if s.dimension == dimension.id and s.points is not None]
    if not judged:
        return None
    if dimension.combine == "product":
        level = 1.0
        for score in judged:
            level *= (score.points or 0.0) / score.max
        return round(10.0 * level, 2)
    weight = sum(s.max for s in judged)
    return round(10.0 * sum(s.points or 0.0 for s in judged) / weight, 2) if weight else None


def shade_dimensions(
    rubric: Rubric, levels: Mapping[str, float | None], total: float
) -> dict[str, float | None]:
    """Return the marks as a panel gives them, 0 to 10: coloured by the call as a whole.

    Raters who have heard a threat do not praise the greeting: their marks of one dimension follow
    the overall mark more than the items of that dimension (halo; Thorndike 1920). With share s of
    the rubric a mark is (1 - s) times its items and s times a tenth of the total.
    """
    shaded: dict[str, float | None] = {}
    for dimension in rubric.dimensions:
        level = levels.get(dimension.id)
        whole = dimension.shade * total / 10.0
        shaded[dimension.id] = (
            None if level is None else round((1.0 - dimension.shade) * level + whole, 2)
        )
    return shaded


def mean_dimensions(rubric: Rubric, levels: Mapping[str, float | None]) -> float:
    """Return the weighted mean, 0 to 100; weights of dimensions without a mark are shared out."""
    weight = total = 0.0
    for dimension in rubric.dimensions:
        level = levels.get(dimension.id)
        if level is not None:
            weight += dimension.weight
            total += dimension.weight * level
    return 10.0 * total / weight if weight else 0.0


def bend(curve: Sequence[tuple[float, float]], raw: float) -> float:
    """Return the value of a curve of straight pieces; flat outside its ends."""
    if raw <= curve[0][0]:
        return curve[0][1]
    for (x0, y0), (x1, y1) in pairwise(curve):
        if raw <= x1:
            return y0 + (y1 - y0) * (raw - x0) / (x1 - x0)
    return curve[-1][1]


def apply_caps(total: float, caps: Sequence[Cap], squeeze: float) -> float:
    """Return a total under its lowest ceiling; further critical failures lower that ceiling.

    With ceiling c and s = squeeze·(100 - c)/70, at most squeeze, the result is
    (1 - s)·min(total, c) + s·total·c/100, so that the better of two calls with the same fault stays
    the better one, and a mild fault takes little from a call that is below its ceiling anyway.
    """
    if not caps:
        return total
    most = min(cap.most for cap in caps)
    grave = sum(1 for cap in caps if cap.id.startswith("critical"))
    if grave > 1:
        most *= 0.85 ** (grave - 1)
    share = min(squeeze, squeeze * (100.0 - most) / 70.0)
    return (1.0 - share) * min(total, most) + share * total * most / 100.0


def settle_total(
    rubric: Rubric, levels: Mapping[str, float | None], replies: Replies, caps: Sequence[Cap]
) -> tuple[float, float]:
    """Return the raw mean and the total, both 0 to 100."""
    raw = mean_dimensions(rubric, levels)
    whole = bend(rubric.curve, raw)
    if replies.turns:
        share = rubric.replies.share
        whole = (1.0 - share) * whole + share * bend(rubric.replies.curve, replies.mean)
        if raw < rubric.replies.least_raw:  # fine replies, and nothing of what the items ask for
            whole = min(whole, rubric.pass_at - 1.0, raw - SHORT)
    total = apply_caps(whole, caps, rubric.squeeze)
    return round(raw, 1), round(min(100.0, max(0.0, total)), 1)
