"""Student's t: quantiles and p-values, without scipy (which is an extra).

The distribution function comes from the regularised incomplete beta function by Lentz's continued
fraction (Press et al., Numerical Recipes, 3rd ed., section 6.4), good to about 1e-13.
"""

from __future__ import annotations

import math
from functools import cache

_TINY = 1e-300
_STEPS = 400


def beta_fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction of the incomplete beta function."""
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d if abs(d) > _TINY else _TINY)
    total = d
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0)),
        ):
            d = 1.0 + term * d
            c = 1.0 + term / c
            d = 1.0 / (d if abs(d) > _TINY else _TINY)
            c = c if abs(c) > _TINY else _TINY
            total *= d * c
        if abs(d * c - 1.0) < 1e-15:
            break
    return total


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b) for x in [0, 1]."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(scale + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1.0) / (a + b + 2.0):
        return front * beta_fraction(a, b, x) / a
    return 1.0 - front * beta_fraction(b, a, 1.0 - x) / b


def two_sided_p(t: float, freedom: int) -> float:
    """Return P(|T| >= |t|) for T with so many degrees of freedom (at least 1)."""
    if math.isinf(t):
        return 0.0
    return incomplete_beta(0.5 * freedom, 0.5, freedom / (freedom + t * t))


@cache
def t_quantile(level: float, freedom: int) -> float:
    """Return the t that |T| stays below with probability `level` (0 to 1, exclusive)."""
    low, high = 0.0, 1.0
    while two_sided_p(high, freedom) > 1.0 - level:
        high *= 2.0
    for _ in range(200):
        middle = 0.5 * (low + high)
        if middle in (low, high):
            break
        if two_sided_p(middle, freedom) > 1.0 - level:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)
