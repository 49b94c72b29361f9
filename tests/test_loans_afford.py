"""What a person can afford, and the prices of South Africa's regulations."""

from datetime import date
from decimal import Decimal

import pytest

from flows.loans import CannotQuote, Fee, Rounding, Terms, available, fits, least_expenses, norms, quote, schedule
from flows.loans.afford import Band, Norm
from flows.loans.kinds import DayCount, How, Method, Payments, Period, When
from flows.loans.south_africa import EXPENSES, Prices, initiation_fee, largest_short_term, service_fees

D = Decimal

NEW_YEAR = date(2024, 1, 1)
LEVEL = Terms(
    currency="ZAR",
    method=Method.EQUAL_INSTALMENTS,
    rate=3,
    per=Period.MONTH,
    day_count=DayCount.NOMINAL,
    unit=Period.MONTH,
)
NORMS = {
    "0": "0",
    "500": "500",
    "800": "800",
    "5000": "1083.50",
    "6250": "1167.88",
    "15000": "1955.38",
    "25000": "2855.38",
    "50000": "4905.38",
    "60000": "5580.38",
}


@pytest.mark.parametrize(("gross", "least"), NORMS.items())
def test_least_expenses_are_those_of_the_table(gross, least):
    """Regulation 23A; 5000 is also MaxMoney's own example."""
    assert least_expenses(EXPENSES, D(gross)) == D(least)


def test_the_bands_join_to_the_cent():
    for band in EXPENSES.bands:
        below = least_expenses(EXPENSES, max(D(0), band.above - D("0.01")))
        assert 0 <= band.least - below <= D("0.01")


def test_what_is_left_for_an_instalment():
    """MaxMoney: gross income, less minimum expenses, deductions and existing debts."""
    assert available(D(5000), D(600), D(400), norm=EXPENSES) == D("2916.50")
    assert available(D(5000), D(600), D(400), declared=D(1000), norm=EXPENSES) == D("2916.50")
    assert available(D(5000), D(600), D(400), declared=D(2000), norm=EXPENSES) == 2000
    assert available(D(5000), D(600), D(400), declared=D(1000)) == 3000


def fitting(terms, room, lowest=500, highest=8000):
    def plan(amount):
        return schedule(terms, amount, 6, NEW_YEAR)

    return fits(plan, D(room), D(lowest), D(highest), D(100))


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("room", [100, 333, 1000, 1476, 9999])
def test_the_amount_that_fits_is_the_largest_one(method, room):
    terms = LEVEL.model_copy(update={"method": method})
    steps = [D(amount) for amount in range(500, 8001, 100)]
    all_that_fit = [amount for amount in steps if quote(terms, amount, 6, NEW_YEAR).highest <= room]
    assert fitting(terms, room) == max(all_that_fit, default=None)


def test_an_amount_too_small_for_its_rounding_is_not_offered():
    coarse = LEVEL.model_copy(update={"rounding": Rounding(how=How.UP, to=D(500))})
    with pytest.raises(CannotQuote, match="less than nothing"):
        schedule(coarse, D(600), 6, NEW_YEAR)
    assert fitting(coarse, 499) is None
    assert fitting(coarse, 500) == 2700
    assert fitting(coarse, 1000, highest=3000) == 2700


def test_a_fixed_payment_that_misses_the_interest_is_too_large_a_loan():
    fixed = LEVEL.model_copy(update={"payments": Payments.FIXED, "payment": D(100)})
    with pytest.raises(CannotQuote, match="does not pay the interest"):
        schedule(fixed, D(3400), 6, NEW_YEAR)
    assert fitting(fixed, 2000) == 2100


def test_what_is_undefined_is_refused_not_found_unaffordable():
    with pytest.raises(CannotQuote, match="method"):
        fitting(LEVEL.model_copy(update={"method": None}), 1000)


@pytest.mark.parametrize(
    ("principal", "fee"), [(500, 75), (1000, 150), (2000, 265), (3000, 365), (8000, 865), (10000, 1050)]
)
def test_the_initiation_fee_is_the_regulation_s(principal, fee):
    assert initiation_fee(D(principal)) == fee


def test_the_largest_short_term_loan_with_a_deferred_initiation_fee():
    """MobiLoan, what's new 4.72.00: without VAT, and with it."""
    with_vat = Prices(vat=15)
    assert (largest_short_term(), initiation_fee(D("7213.64"))) == (D("7213.64"), D("786.36"))
    assert (largest_short_term(with_vat), initiation_fee(D("7107.85"), with_vat)) == (D("7107.85"), D("892.15"))


def test_a_service_fee_is_for_each_calendar_month_and_the_first_is_pro_rata():
    """MobiLoan: three instalments from April can mean four service fees."""
    assert service_fees(date(2024, 4, 1), date(2024, 7, 1)) == 240
    assert service_fees(date(2024, 4, 16), date(2024, 7, 16)) == 210
    assert service_fees(date(2024, 4, 16), date(2024, 7, 16), Prices(vat=15)) == D("241.50")


def test_needcash_s_published_example():
    """R2000 for 20 days: initiation 265 in the loan, service 40, 3 % a month, 14 % VAT on the fees then."""
    service = service_fees(date(2024, 6, 11), date(2024, 6, 30))
    fees = (
        Fee(name="initiation fee", value=initiation_fee(D(2000)), when=When.CAPITALISED),
        Fee(name="service fee", value=service, when=When.FIRST),
        Fee(name="VAT", value=D("0.14") * (265 + service), when=When.FIRST),
    )
    twenty = LEVEL.model_copy(update={"unit": Period.DAY, "every": 20, "day_count": DayCount.THIRTY_360, "fees": fees})
    cost = quote(twenty, D(2000), 1, date(2024, 6, 11))
    assert [service, cost.interest, dict(cost.fees)["VAT"]] == [D(40), D("45.30"), D("42.70")]
    assert [cost.received, cost.total] == [2000, 2393]


@pytest.mark.parametrize(("principal", "total"), [(500, 708), (1000, 1308), (2000, 2473), (3000, 3623)])
def test_loansrus_s_published_examples(principal, total):
    """30 days at 5 % of the principal; its service fee of 108 is its own."""
    fees = (
        Fee(name="initiation fee", value=initiation_fee(D(principal)), when=When.FIRST),
        Fee(name="service fee", value=108, when=When.FIRST),
    )
    terms = LEVEL.model_copy(update={"rate": D(5), "fees": fees})
    assert quote(terms, D(principal), 1, NEW_YEAR).total == total


def test_a_norm_may_be_switched_and_replaced():
    money = (Decimal(15000), Decimal(2500), Decimal(0), Decimal(1000))
    assert norms.room(Decimal(9000), money, norms.NORMS["lender"]) == 9000
    assert norms.room(None, money, norms.NORMS["lender"]) is None
    # 15 000 less 2 500, and the table's 1 955.38 rather than the 1 000 declared.
    assert norms.room(None, money, norms.NORMS["south_africa"]) == Decimal("10544.62")
    assert norms.room(Decimal(9000), money, norms.NORMS["south_africa"]) == 9000
    frugal = Norm(law="ours", published=date(2026, 1, 1), bands=(Band(above=0, least=Decimal(4000), percent=0),))
    assert norms.room(Decimal(9000), money, frugal) == 8500
