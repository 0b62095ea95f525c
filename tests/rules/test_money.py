"""No cent is lost or made, and amounts read as people write and say them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simcall.content.lenders import load_lender
from simcall.rules.lender import LateFee, Product
from simcall.rules.money import (
    BUCKETS,
    Statement,
    allocate_payment,
    compute_minimum,
    format_money,
    late_fee,
    make_statement,
    scale,
    split_instalments,
)

AMOUNTS = st.integers(min_value=0, max_value=10**10)
RATES = st.integers(min_value=0, max_value=10**6).map(lambda n: n / 10**6)
STATEMENTS = st.builds(Statement, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
ORDERS = st.permutations(BUCKETS)
LENDERS = ("qinghe", "harbourline", "cedar")
PRODUCTS = [p for name in LENDERS for p in load_lender(name).products.values()]


def test_a_late_fee_of_five_hundredths_of_a_percent_a_day_is_what_people_work_out() -> None:
    fee = LateFee("bill", 0.0005, 0.0, 0)
    # 500 yuan, 5 days: 500 x 0.05 % x 5 = 1.25 yuan
    assert late_fee(fee, bill=50_000, principal=900_000, minimum=5_000, days=5) == 125


def test_a_card_adds_once_a_share_of_the_unpaid_minimum_with_a_floor() -> None:
    fee = LateFee("principal", 0.0005, 0.05, 500)
    assert late_fee(fee, 100_000, 400_000, 40_000, days=10) == 2_000 + 2_000
    assert late_fee(fee, 100_000, 400_000, 4_000, days=10) == 2_000 + 500
    assert late_fee(fee, 100_000, 400_000, 0, days=10) == 2_000


@given(AMOUNTS, AMOUNTS, st.integers(-5, 0))
def test_nobody_pays_for_not_being_late(bill: int, minimum: int, days: int) -> None:
    assert late_fee(LateFee("bill", 0.01, 1.0, 900), bill, bill, minimum, days) == 0


@given(AMOUNTS, RATES, st.integers(1, 4000))
def test_a_late_fee_is_simple_and_rounded_once(bill: int, rate: float, days: int) -> None:
    fee = late_fee(LateFee("bill", rate, 0.0, 0), bill, bill, 0, days)
    assert abs(Decimal(fee) - Decimal(bill) * Decimal(str(rate)) * days) <= Decimal("0.5")


@given(AMOUNTS, RATES)
def test_a_share_and_its_rest_make_the_whole(amount: int, rate: float) -> None:
    part = scale(amount, rate)
    assert 0 <= part <= amount
    assert abs(part + scale(amount, float(1 - Decimal(str(rate)))) - amount) <= 1


@given(st.sampled_from(PRODUCTS), AMOUNTS)
def test_a_minimum_lies_between_nothing_and_the_bill(product: Product, bill: int) -> None:
    least = compute_minimum(product, bill)
    assert 0 <= least <= bill
    assert least >= min(bill, product.minimum_floor)


@given(AMOUNTS, STATEMENTS, ORDERS)
def test_a_payment_goes_somewhere_to_the_cent(
    payment: int, owed: Statement, order: list[str]
) -> None:
    after, left = owed.pay(payment, order)
    assert owed.total - after.total + left == payment
    assert min(after) >= 0
    assert left == 0 or after.total == 0


@given(AMOUNTS, STATEMENTS, ORDERS)
def test_what_comes_first_in_the_order_is_paid_first(
    payment: int, owed: Statement, order: list[str]
) -> None:
    parts, _ = allocate_payment(payment, owed._asdict(), order)
    for earlier, later in pairwise(order):
        if parts[later]:
            assert parts[earlier] == owed._asdict()[earlier]


@given(st.lists(AMOUNTS, max_size=8), STATEMENTS, ORDERS)
def test_paying_in_parts_or_at_once_is_the_same(
    payments: list[int], owed: Statement, order: list[str]
) -> None:
    step, rest = owed, 0
    for payment in payments:
        step, left = step.pay(payment, order)
        rest += left
    assert (step, rest) == owed.pay(sum(payments), order)


@given(STATEMENTS, RATES)
def test_a_waiver_takes_its_share_of_the_fees_and_nothing_else(
    owed: Statement, share: float
) -> None:
    after, waived = owed.waive(share)
    assert owed.total - after.total == waived == owed.fees - after.fees
    assert 0 <= waived <= owed.fees


@given(AMOUNTS, st.integers(1, 60))
def test_instalments_add_up_and_differ_by_a_cent_at_most(total: int, months: int) -> None:
    parts = split_instalments(total, months)
    assert len(parts) == months
    assert sum(parts) == total
    assert max(parts) - min(parts) <= 1


@settings(max_examples=50)
@given(st.sampled_from(PRODUCTS), AMOUNTS, AMOUNTS, AMOUNTS, st.integers(0, 400))
def test_a_statement_reconciles(
    product: Product, bill: int, unbilled: int, instalments: int, days: int
) -> None:
    minimum = compute_minimum(product, bill)
    made = make_statement(product, bill, unbilled, instalments, minimum, days)
    assert made.total == sum(made) == bill + unbilled + instalments + made.fees
    cleared, left = made.pay(made.total, product.allocation)
    assert (cleared.total, left) == (0, 0)


def test_negative_or_homeless_amounts_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        allocate_payment(-1, {}, BUCKETS)
    with pytest.raises(ValueError, match="does not name tips"):
        allocate_payment(5, {"tips": 3}, BUCKETS)
    with pytest.raises(ValueError, match="at least one month"):
        split_instalments(100, 0)


@pytest.mark.parametrize(
    ("amount", "currency", "zh", "en"),
    [
        (68_000, "CNY", "680元", "¥680.00"),
        (68_050, "CNY", "680.50元", "¥680.50"),
        (120_450, "USD", "1204.50美元", "$1,204.50"),
        (68_000, "GBP", "680英镑", "£680.00"),
        (0, "CNY", "0元", "¥0.00"),
        (-5, "USD", "-0.05美元", "-$0.05"),
        (100, "XYZ", "1XYZ", "XYZ 1.00"),
    ],
)
def test_money_on_the_screen(amount: int, currency: str, zh: str, en: str) -> None:
    assert format_money(amount, currency, "zh") == zh
    assert format_money(amount, currency, "en") == en


@pytest.mark.parametrize(
    ("amount", "currency", "zh", "en"),
    [
        (68_000, "CNY", "680块", "¥680"),
        (68_050, "CNY", "680块5", "¥680.50"),
        (68_005, "CNY", "680块零5分", "¥680.05"),
        (68_025, "CNY", "680块2毛5", "¥680.25"),
        (68_000, "GBP", "680英镑", "£680"),
        (120_450, "USD", "1204.50美元", "$1,204.50"),
    ],
)
def test_money_in_speech(amount: int, currency: str, zh: str, en: str) -> None:
    assert format_money(amount, currency, "zh", "speech") == zh
    assert format_money(amount, currency, "en", "speech") == en
