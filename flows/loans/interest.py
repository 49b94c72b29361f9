"""How time becomes interest: the part of a balance that each row earns, and the instalment that clears it."""

from calendar import isleap
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from flows.loans.dates import shift
from flows.loans.kinds import DayCount, Period
from flows.loans.money import CENTURY, ZERO
from flows.loans.terms import Terms
from flows.loans.undefined import known

NOMINAL = {Period.DAY: 365, Period.WEEK: 52, Period.FORTNIGHT: 26, Period.MONTH: 12, Period.YEAR: 1}
YEAR_DAYS = {
    DayCount.THIRTY_360: 360,
    DayCount.ACTUAL_360: 360,
    DayCount.ACTUAL_365: 365,
    DayCount.ACTUAL_ACTUAL: 365,
}


def a_year(count: DayCount, unit: Period) -> Decimal:
    """How many of a unit make a year: 12 months always, 52 weeks nominally, 360/7 or 365/7 where days are counted."""
    if count is DayCount.NOMINAL or unit in {Period.MONTH, Period.YEAR}:
        return Decimal(NOMINAL[unit])
    return Decimal(YEAR_DAYS[count]) / {Period.DAY: 1, Period.WEEK: 7, Period.FORTNIGHT: 14}[unit]


def growths(terms: Terms, granted: date, dues: Sequence[date]) -> list[Decimal]:
    """The part of its balance that each row earns. Rows of an interest-free grace earn nothing."""
    if not terms.rate or terms.grace is None:
        return [ZERO] * len(dues)
    years = row_years(terms, granted, dues)
    free = terms.grace.free
    return [ZERO] * free + [_growth(terms, share, years) for share in years[free:]]


def _growth(terms: Terms, years: Decimal, all_years: Sequence[Decimal]) -> Decimal:
    rate, per = known("rate", terms.rate), known("per", terms.per)
    if per is Period.TERM:
        return rate * years / (CENTURY * sum(all_years))
    return rate * a_year(known("day_count", terms.day_count), per) * years / CENTURY


def row_years(terms: Terms, granted: date, dues: Sequence[date]) -> list[Decimal]:
    """The length of each row in years, by the product's day count."""
    count, unit = known("day_count", terms.day_count), known("unit", terms.unit)
    year = a_year(count, unit)
    regular = terms.every / year
    if count is DayCount.NOMINAL:
        return [regular] * len(dues)
    if count is DayCount.THIRTY_360:
        return [units_between(unit, granted, dues[0]) / year] + [regular] * (len(dues) - 1)
    if count is DayCount.ACTUAL_ACTUAL:
        return [_actual_years(start, end) for start, end in pairwise([granted, *dues])]
    return [Decimal((end - start).days) / YEAR_DAYS[count] for start, end in pairwise([granted, *dues])]


def units_between(unit: Period, start: date, end: date) -> Decimal:
    """Whole units from a day to another, and the part of the one that is broken, by its actual days."""
    whole = 0
    while shift(start, unit, whole + 1) <= end:
        whole += 1
    here, there = shift(start, unit, whole), shift(start, unit, whole + 1)
    return whole + Decimal((end - here).days) / (there - here).days


def _actual_years(start: date, end: date) -> Decimal:
    """Years between two days, each day a part of the year it falls in."""
    years = ZERO
    while start < end:
        turn = min(end, date(start.year + 1, 1, 1))
        years += Decimal((turn - start).days) / _days_of_year(start.year)
        start = turn
    return years


def _days_of_year(year: int) -> int:
    return 366 if isleap(year) else 365


def level(principal: Decimal, rates: Sequence[Decimal]) -> Decimal:
    """The equal instalment that clears a balance over rows of these growths, before rounding."""
    grown, paid = principal, ZERO
    for rate in rates:
        grown *= 1 + rate
        paid = paid * (1 + rate) + 1
    return grown / paid
