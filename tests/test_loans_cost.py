"""What a loan costs: the rates that regulators' arithmetic gives, and what a quote card reads."""

from datetime import date
from decimal import Decimal

import pytest

from flows.errands import Offer
from flows.loans import CannotQuote, Fee, Terms, quote
from flows.loans.kinds import Basis, DayCount, Method, Period, When

D = Decimal

GRANTED = date(2024, 1, 1)
FLAT = Terms(
    currency="KES",
    method=Method.FLAT,
    rate=D(0),
    per=Period.MONTH,
    day_count=DayCount.NOMINAL,
    unit=Period.MONTH,
)


def terms(**more):
    return FLAT.model_copy(update=more)


FACILITY = Fee(name="facility fee", value="7.5", when=When.FIRST, basis=Basis.DISBURSED)

RATES = {
    "M-Shwari: 1000 becomes 1075 in a month": (terms(fees=(FACILITY,)), 1000, 1, "90.00"),
    "the same, deducted: 925 received": (
        terms(fees=(FACILITY.model_copy(update={"when": When.DEDUCTED}),)),
        1000,
        1,
        "97.30",
    ),
    "flat 12 % a year over 3 months": (terms(rate=D(12), per=Period.YEAR), 3000, 3, "17.91"),
    "flat 10 % a month over 4 months, advertised as 120 %": (terms(rate=D(10)), 1000, 4, "179.55"),
    "equal principal costs what it says": (
        terms(rate=D(12), per=Period.YEAR, method=Method.EQUAL_PRINCIPAL),
        100_000_000,
        12,
        "12.00",
    ),
    "no interest, no fees": (FLAT, 1000, 4, "0.00"),
    "one payment after 30 days is 365/30 periods a year": (
        terms(unit=Period.DAY, every=30, fees=(FACILITY,)),
        1000,
        1,
        "91.25",
    ),
}


@pytest.mark.parametrize(("product", "amount", "instalments", "apr"), RATES.values(), ids=RATES)
def test_the_apr_is_the_published_one(product, amount, instalments, apr):
    assert round(quote(product, D(amount), instalments, GRANTED).apr, 2) == D(apr)


def test_a_broken_first_period_counts_by_its_days():
    """Regulation Z: whole unit-periods, and the odd days as a part of 30: 1/((1 + i/3)(1 + i)) of 1030 is 1000."""
    late = terms(offset=10, rate=D(3))
    (first, second) = quote(late, D(1000), 2, GRANTED), quote(terms(rate=D(3)), D(1000), 2, GRANTED)
    assert first.first_due == date(2024, 2, 11)
    assert first.total == second.total
    i, payment = first.apr / 1200, D(530)
    worth = (payment / (1 + i) + payment / (1 + i) ** 2) / (1 + i / 3)
    assert abs(worth - 1000) < D("1e-7")


def test_the_effective_rate_compounds_the_apr():
    cost = quote(terms(rate=D(10)), D(1000), 4, GRANTED)
    assert abs(cost.effective - ((1 + cost.apr / 1200) ** 12 - 1) * 100) < D("1e-7")


def test_a_quote_card_has_all_it_needs():
    product = terms(
        currency="NGN",
        rate=D(5),
        every=3,
        offset=4,
        principal_every=10,
        fees=(
            Fee(name="account fee", value="200", when=When.EVERY),
            Fee(name="arrangement", value="2", when=When.FIRST, basis=Basis.DISBURSED),
            Fee(name="insurance", value="500", when=When.DEDUCTED),
            Fee(name="stamp", value="50", when=When.UP_FRONT),
        ),
    )
    cost = quote(product, D(50000), 4, GRANTED)
    assert [cost.received, cost.total, cost.cost] == [49500, 81850, 32350]
    assert [cost.instalments, cost.instalment, cost.highest, cost.last_instalment] == [4, 7700, 57700, 57700]
    assert [f"{count} x {each}" for count, each in cost.groups] == ["1 x 8700.00", "2 x 7700.00", "1 x 57700.00"]
    assert (cost.first_due, cost.last_due) == (date(2024, 4, 5), date(2025, 1, 5))
    assert dict(cost.fees) == {"account fee": 800, "arrangement": 1000, "insurance": 500, "stamp": 50}
    assert [cost.interest, cost.monthly_rate] == [30000, 5]
    assert cost.method is Method.FLAT


def test_an_offer_is_filled_from_a_cost_of_the_same_words():
    cost = quote(terms(rate=D(10)), D(1000), 4, GRANTED)
    offer = Offer.model_validate({name: getattr(cost, name, None) for name in Offer.model_fields})
    assert [offer.instalment, offer.total] == [350, 1400]
    assert offer.last_due == date(2024, 5, 1)


MONTHLY = {
    (Period.YEAR, "24"): "2",
    (Period.MONTH, "2"): "2",
    (Period.WEEK, "3"): "13",
    (Period.FORTNIGHT, "6"): "13",
    (Period.TERM, "12"): "2",
}


@pytest.mark.parametrize(("per", "rate"), MONTHLY)
def test_the_product_s_own_rate_is_told_for_a_month(per, rate):
    assert quote(terms(per=per, rate=D(rate)), D(1000), 6, GRANTED).monthly_rate == D(MONTHLY[per, rate])


def test_fees_that_eat_the_loan_have_no_rate():
    greedy = terms(fees=(Fee(name="fee", value="1000", when=When.DEDUCTED),))
    with pytest.raises(CannotQuote, match="nothing to lend"):
        quote(greedy, D(1000), 3, GRANTED)


def test_a_fee_added_to_the_loan_is_repaid_with_interest():
    product = terms(rate=D(3), fees=(Fee(name="initiation", value="10", when=When.CAPITALISED, basis=Basis.PRINCIPAL),))
    cost = quote(product, D(1000), 1, GRANTED)
    assert [cost.received, cost.total] == [1000, 1133]
    assert dict(cost.fees) == {"initiation": 100}
