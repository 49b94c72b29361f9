"""Due dates keep the day of the first one, whatever the months between."""

from datetime import date
from decimal import Decimal

import pytest

from flows.loans import CannotQuote, Terms, schedule
from flows.loans.kinds import DayCount, Method, Period

MONTHLY = Terms(currency="ZAR", rate=0, unit=Period.MONTH)


def dues(terms, granted, count, first=None):
    return [row.due for row in schedule(terms, Decimal(1200), count, granted, first).rows]


def test_e32_a_seed_on_the_31st_comes_back_to_it_after_february():
    """Fineract, LoanApplicationScheduleMonthlyTest."""
    got = dues(MONTHLY, date(2022, 12, 31), 14)
    assert got[:4] == [date(2023, 1, 31), date(2023, 2, 28), date(2023, 3, 31), date(2023, 4, 30)]
    assert got[12:] == [date(2024, 1, 31), date(2024, 2, 29)]
    assert got == dues(MONTHLY, date(2023, 1, 5), 14, first=date(2023, 1, 31))


def test_e32_a_seed_on_the_30th():
    assert dues(MONTHLY, date(2023, 1, 30), 2) == [date(2023, 2, 28), date(2023, 3, 30)]


def test_frappe_agrees_on_month_ends():
    got = dues(MONTHLY, date(2023, 9, 30), 12, first=date(2023, 10, 31))
    assert (got[:2], got[-1]) == ([date(2023, 10, 31), date(2023, 11, 30)], date(2024, 9, 30))


def test_mambu_an_offset_moves_the_first_date_and_the_others_with_it():
    assert dues(MONTHLY, date(2015, 12, 1), 2) == [date(2016, 1, 1), date(2016, 2, 1)]
    late = MONTHLY.model_copy(update={"offset": 10})
    assert dues(late, date(2015, 12, 1), 2) == [date(2016, 1, 11), date(2016, 2, 11)]


@pytest.mark.parametrize(
    ("unit", "every", "second"),
    [
        (Period.DAY, 10, date(2024, 1, 21)),
        (Period.WEEK, 2, date(2024, 1, 29)),
        (Period.FORTNIGHT, 1, date(2024, 1, 29)),
        (Period.MONTH, 3, date(2024, 7, 1)),
        (Period.YEAR, 1, date(2026, 1, 1)),
    ],
)
def test_instalments_are_so_many_units_apart(unit, every, second):
    assert dues(Terms(currency="ZAR", rate=0, unit=unit, every=every), date(2024, 1, 1), 2)[1] == second


def test_month_ends_are_the_last_day_of_each_month():
    terms = MONTHLY.model_copy(update={"month_end": True})
    assert dues(terms, date(2024, 1, 10), 3) == [date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]


def test_a_first_date_before_the_grant_is_refused():
    with pytest.raises(CannotQuote, match="before the loan is granted"):
        dues(MONTHLY, date(2024, 1, 10), 3, first=date(2024, 1, 10))


COUNTS = {
    DayCount.NOMINAL: "10.00 10.00",
    DayCount.THIRTY_360: "5.48 10.00",
    DayCount.ACTUAL_360: "5.67 9.67",
    DayCount.ACTUAL_365: "5.59 9.53",
    DayCount.ACTUAL_ACTUAL: "5.57 9.51",
}


@pytest.mark.parametrize("count", COUNTS)
def test_a_broken_first_period_earns_what_its_day_count_says(count):
    """A loan of 15 January first due on 1 February: 17 of 31 days; then 29 days of a leap year's February."""
    terms = Terms(
        currency="ZAR",
        rate=12,
        per=Period.YEAR,
        unit=Period.MONTH,
        day_count=count,
        method=Method.EQUAL_PRINCIPAL,
        principal_every=2,
    )
    rows = schedule(terms, Decimal(1000), 2, date(2024, 1, 15), first=date(2024, 2, 1)).rows
    assert [str(row.interest) for row in rows] == COUNTS[count].split()


def test_actual_actual_splits_at_the_new_year():
    """36.6 % a year is a tenth of a percent a day in the leap year, and a little more in the next."""
    terms = Terms(
        currency="ZAR",
        rate="36.6",
        per=Period.YEAR,
        unit=Period.DAY,
        every=20,
        day_count=DayCount.ACTUAL_ACTUAL,
        method=Method.FLAT,
    )
    (row,) = schedule(terms, Decimal(100000), 1, date(2024, 12, 22)).rows
    assert str(row.interest) == "2002.74"  # 10 x 100 + 10 x 36600 / 365
