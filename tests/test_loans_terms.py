"""Terms say what is undefined, and a quote is refused rather than guessed."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from flows.loans import CannotQuote, Fee, Grace, Penalty, Rounding, Terms, quote, schedule, undefined
from flows.loans.kinds import Basis, DayCount, How, Late, Method, Payments, Period, When

NEW_YEAR = date(2024, 1, 1)
WHOLE = {
    "currency": "NGN",
    "method": Method.FLAT,
    "rate": 5,
    "per": Period.MONTH,
    "day_count": DayCount.NOMINAL,
    "unit": Period.MONTH,
}
GAPS: dict[str, dict[str, object]] = {
    "rate": {"rate": None},
    "method": {"method": None},
    "per": {"per": None},
    "day_count": {"day_count": None},
    "unit": {"unit": None},
    "grace": {"grace": None},
    "payments": {"payments": None},
    "payment": {"payments": Payments.FIXED},
    "fees[0].when": {"fees": [Fee(name="management fee", value=75)]},
    "fees[1].basis": {
        "fees": [Fee(name="a", value=1, when=When.FIRST), Fee(name="b", value=1, when=When.FIRST, basis=None)]
    },
}


@pytest.mark.parametrize("name", GAPS)
def test_each_gap_is_named(name):
    terms = Terms(**{**WHOLE, **GAPS[name]})
    assert undefined(terms) == [name]
    with pytest.raises(CannotQuote) as refused:
        quote(terms, Decimal(1000), 3, NEW_YEAR)
    assert refused.value.what == (name,)


def test_all_gaps_are_named_at_once():
    assert undefined(Terms(currency="NGN")) == ["rate", "method", "per", "day_count", "unit"]


def test_whole_terms_lack_nothing():
    assert undefined(Terms(**WHOLE)) == []


def test_a_loan_without_interest_needs_no_way_to_reckon_it():
    assert undefined(Terms(currency="NGN", rate=0, unit=Period.WEEK)) == []


def test_an_undefined_penalty_stops_only_the_penalty():
    """Tyche's sample: 30, but of what unit?"""
    terms = Terms(**WHOLE, penalty=Penalty(on=Late.PRINCIPAL, rate=30, tolerance=50), settling=None)
    assert undefined(terms) == ["penalty.unit", "settling"]
    assert undefined(Terms(**WHOLE, penalty=None)) == ["penalty"]
    assert quote(terms, Decimal(1000), 2, NEW_YEAR).total == 1100


REFUSED = {
    "two roundings": {
        "rounding": Rounding(how=How.UP),
        "principal_rounding": Rounding(how=How.UP),
    },
    "a fee added to the loan, as a part of the interest it causes": {
        "fees": [Fee(name="a", value=1, when=When.CAPITALISED, basis=Basis.PRINCIPAL_AND_INTEREST)]
    },
    "grace as long as the loan": {"grace": Grace(principal=6)},
    "principal on every fourth of six": {"principal_every": 4},
}


@pytest.mark.parametrize("more", REFUSED.values(), ids=REFUSED)
def test_what_has_two_readings_is_refused(more):
    with pytest.raises(CannotQuote):
        schedule(Terms(**WHOLE, **more), Decimal(1000), 6, NEW_YEAR)


@pytest.mark.parametrize(
    ("amount", "instalments"),
    [("0", 6), ("-5", 6), ("10.001", 6), ("NaN", 6), ("1e30", 6), ("1000", 0), ("1000", 1201)],
)
def test_an_amount_or_a_term_that_makes_no_sense_is_refused(amount, instalments):
    with pytest.raises(CannotQuote):
        schedule(Terms(**WHOLE), Decimal(amount), instalments, NEW_YEAR)


@pytest.mark.parametrize(
    "wrong",
    [{"rate": 0.05}, {"rate": -1}, {"unit": Period.TERM}, {"unit": Period.WEEK, "month_end": True}, {"grade": 1}],
)
def test_terms_that_make_no_sense_are_not_terms(wrong):
    with pytest.raises(ValidationError):
        Terms(**{**WHOLE, **wrong})


def test_half_a_cent_goes_to_the_even_neighbour():
    """5 % of 100.10, 100.30 and 100.50: 5.005, 5.015 and 5.025."""
    interest = [
        schedule(Terms(**WHOLE), Decimal(amount), 1, NEW_YEAR).interest for amount in ("100.10", "100.30", "100.50")
    ]
    assert interest == [Decimal("5.00"), Decimal("5.02"), Decimal("5.02")]


def test_an_exact_half_survives_a_rate_that_does_not_divide():
    """7 % a year of 6.00 for a month is 0.035 exactly, though 7/1200 is not: 0.04, not 0.03."""
    terms = Terms(**{**WHOLE, "rate": 7, "per": Period.YEAR})
    assert schedule(terms, Decimal(6), 1, NEW_YEAR).interest == Decimal("0.04")


def test_the_principal_may_be_rounded_instead_of_the_instalment():
    terms = Terms(**{**WHOLE, "method": Method.EQUAL_PRINCIPAL, "principal_rounding": Rounding(how=How.UP, to=10)})
    assert [row.principal for row in schedule(terms, Decimal(1000), 3, NEW_YEAR).rows] == [340, 340, 320]


def test_interest_free_instalments_earn_nothing_and_nothing_is_made_up_for():
    terms = Terms(**{**WHOLE, "grace": Grace(free=2)})
    assert [row.interest for row in schedule(terms, Decimal(1000), 4, NEW_YEAR).rows] == [0, 0, 50, 50]


def test_principal_may_fall_on_every_nth_instalment():
    terms = Terms(**{**WHOLE, "method": Method.EQUAL_PRINCIPAL, "principal_every": 3})
    rows = schedule(terms, Decimal(1000), 6, NEW_YEAR).rows
    assert [row.principal for row in rows] == [0, 0, 500, 0, 0, 500]
    assert [row.interest for row in rows] == [50, 50, 50, 25, 25, 25]


def test_a_rate_for_the_whole_term_is_spread_over_it():
    """Fineract, LoanInterestRateFrequencyTest: 10 % for six months is 20 % a year."""
    term = Terms(**{**WHOLE, "rate": 10, "per": Period.TERM, "method": Method.EQUAL_INSTALMENTS})
    year = term.model_copy(update={"rate": Decimal(20), "per": Period.YEAR})
    asked = (Decimal(1000), 6, NEW_YEAR)
    assert schedule(term, *asked) == schedule(year, *asked)
