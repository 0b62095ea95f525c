"""Money in integer minor units: fees, minimum payments, allocation, instalments, wording.

Rates are exact decimals of what the content file says (0.0005 means 0.0005, not its nearest
double), results are rounded half up once at the end, and no function loses or makes a cent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from simcall.common.bilingual import Language, Text
from simcall.rules.lender import LateFee, Product

BUCKETS = ("fees", "bill", "instalments", "unbilled")
Style = Literal["screen", "speech"]


def scale(amount: int, rate: float) -> int:
    """Return amount x rate, rounded half up to whole minor units."""
    exact = Decimal(amount) * Decimal(str(rate))
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def find_fee_base(fee: LateFee, bill: int, principal: int, minimum: int) -> int:
    """Return the amount that the daily rate is charged on."""
    return {"bill": bill, "principal": principal, "minimum": minimum}[fee.base]


def late_fee(fee: LateFee, bill: int, principal: int, minimum: int, days: int) -> int:
    """Return the fee for being `days` days late; simple, not compound.

    bill, principal, minimum: what of each is unpaid. The once-only part is a share of the unpaid
    minimum, at least the floor, and falls due on the first day late.
    """
    if days <= 0:
        return 0
    base = find_fee_base(fee, bill, principal, minimum)
    daily = Decimal(base) * Decimal(str(fee.rate_per_day)) * days
    once = max(scale(minimum, fee.once_rate), fee.once_floor) if minimum > 0 else 0
    return int(daily.quantize(Decimal(1), rounding=ROUND_HALF_UP)) + once


def compute_minimum(product: Product, bill: int) -> int:
    """Return the least that a bill asks: rate x bill, at least the floor, never above the bill."""
    return min(bill, max(scale(bill, product.minimum_rate), product.minimum_floor))


class Allocation(NamedTuple):
    """Where a payment went. parts: paid by bucket; left: what nothing was owed for."""

    parts: Mapping[str, int]
    left: int


def allocate_payment(payment: int, owed: Mapping[str, int], order: Sequence[str]) -> Allocation:
    """Use a payment up in the product's order of buckets.

    payment and owed amounts: minor units, not negative. Raises ValueError otherwise, and when
    something is owed that the order does not name.
    """
    if payment < 0 or any(amount < 0 for amount in owed.values()):
        raise ValueError("amounts must not be negative")
    missing = [name for name, amount in owed.items() if amount and name not in order]
    if missing:
        raise ValueError(f"the order of allocation does not name {missing[0]}")
    parts = {}
    left = payment
    for name in order:
        parts[name] = min(left, owed.get(name, 0))
        left -= parts[name]
    return Allocation(parts, left)


def split_instalments(total: int, months: int) -> tuple[int, ...]:
    """Return equal monthly amounts that add up to the total; odd cents go to the first months."""
    if months < 1 or total < 0:
        raise ValueError("needs at least one month and an amount that is not negative")
    share, odd = divmod(total, months)
    return tuple(share + (1 if month < odd else 0) for month in range(months))


class Statement(NamedTuple):
    """What is owed at one moment, in minor units. total = the four buckets added up."""

    fees: int
    bill: int
    instalments: int
    unbilled: int

    @property
    def total(self) -> int:
        """Return everything owed."""
        return self.fees + self.bill + self.instalments + self.unbilled

    def pay(self, payment: int, order: Sequence[str]) -> tuple[Statement, int]:
        """Return the statement after a payment, and what of the payment is left over."""
        owed = self._asdict()
        parts, left = allocate_payment(payment, owed, order)
        return Statement(**{name: owed[name] - parts[name] for name in owed}), left

    def waive(self, share: float) -> tuple[Statement, int]:
        """Return the statement with a share of the fees waived, and the amount waived."""
        waived = min(self.fees, scale(self.fees, share))
        return self._replace(fees=self.fees - waived), waived


def make_statement(
    product: Product, bill: int, unbilled: int, instalments: int, minimum: int, days: int
) -> Statement:
    """Return what is owed `days` days after the due date, the late fee included."""
    principal = bill + unbilled + instalments
    fees = late_fee(product.late_fee, bill, principal, minimum, days)
    return Statement(fees, bill, instalments, unbilled)


_UNITS: dict[str, Text] = {
    "CNY": Text("元", "¥"),
    "GBP": Text("英镑", "£"),
    "USD": Text("美元", "$"),
    "EUR": Text("欧元", "€"),
    "HKD": Text("港元", "HK$"),
}


def format_money(amount: int, currency: str, language: Language, style: Style = "screen") -> str:
    """Return an amount as it is shown or said.

    Screen: "680元", "1204.50美元", "£680.00", "$1,204.50". Speech: "680块", "680块5", "£680".
    An unknown currency keeps its code.
    """
    sign = "-" if amount < 0 else ""
    whole, cents = divmod(abs(amount), 100)
    unit = _UNITS.get(currency, Text(currency, f"{currency} "))
    if language == "en":
        number = f"{whole:,}" if style == "speech" and not cents else f"{whole:,}.{cents:02d}"
        return f"{sign}{unit.en}{number}"
    if style == "speech" and currency == "CNY":
        return f"{sign}{whole}块{say_fen(cents)}"
    number = f"{whole}" if not cents else f"{whole}.{cents:02d}"
    return f"{sign}{number}{unit.zh}"


def say_fen(cents: int) -> str:
    """Return the part below one yuan as it is said after 块: 50 -> 5, 5 -> 零5分, 25 -> 2毛5."""
    tens, ones = divmod(cents, 10)
    if not cents:
        return ""
    if not ones:
        return str(tens)
    return f"{tens}毛{ones}" if tens else f"零{ones}分"
