"""The effective annual rate of a loan: the internal rate of its cash flow, as Regulation Z, Appendix J reckons it.

Payments are a whole number of unit-periods after the grant, and a fraction f of one where the first period is broken:
amount = sum of payment / ((1 + f i) (1 + i)^t). The APR is i times the unit-periods of a year.
"""

from dataclasses import dataclass
from decimal import Decimal

from flows.loans.dates import later, shift
from flows.loans.interest import NOMINAL
from flows.loans.kinds import Period
from flows.loans.money import CENTURY, ZERO
from flows.loans.schedule import Schedule
from flows.loans.terms import Terms
from flows.loans.undefined import CannotQuote, known

UNIT_DAYS = {Period.DAY: 1, Period.WEEK: 7, Period.FORTNIGHT: 14, Period.MONTH: 30, Period.YEAR: 365}
NEAR = Decimal("1e-16")
TRIES = 100


@dataclass(frozen=True, slots=True)
class Flow:
    """What a loan pays out, and the payments that follow, one unit-period apart.

    The first of them comes `start` unit-periods and the part `broken` of another after the grant.
    """

    lent: Decimal
    paid: tuple[Decimal, ...]
    start: int
    broken: Decimal
    a_year: Decimal


def flow(terms: Terms, plan: Schedule) -> Flow:
    """The cash flow of a schedule as the borrower sees it: what is paid up front lessens what is received."""
    lent = plan.received - plan.up_front
    if lent <= 0:
        raise CannotQuote("the fees leave nothing to lend")
    return Flow(lent, tuple(row.total for row in plan.rows), *_timing(terms, plan))


def _timing(terms: Terms, plan: Schedule) -> tuple[int, Decimal, Decimal]:
    """When the first payment comes, and how many unit-periods a year has."""
    unit, due = known("unit", terms.unit), plan.rows[0].due
    a_year = Decimal(NOMINAL[unit]) / terms.every
    if due == later(plan.granted, terms):
        return 1, ZERO, a_year
    if len(plan.rows) == 1:
        return 1, ZERO, Decimal(365) / (due - plan.granted).days
    return *_back(terms, unit, plan), a_year


def _back(terms: Terms, unit: Period, plan: Schedule) -> tuple[int, Decimal]:
    """Count whole units back from the first due date, as the regulation does, then the days that are left."""
    due, whole = plan.rows[0].due, 0
    while shift(due, unit, -whole - 1) >= plan.granted:
        whole += 1
    days = (shift(due, unit, -whole) - plan.granted).days
    start, units = divmod(whole, terms.every)
    return start, (units + Decimal(days) / UNIT_DAYS[unit]) / terms.every


def worth(flow: Flow, rate: Decimal) -> tuple[Decimal, Decimal]:
    """The payments' worth on the day of the grant at a rate per unit-period, and their mean time weighted by it."""
    shrink, value, timed = 1 / (1 + rate), ZERO, ZERO
    for payment in reversed(flow.paid):
        timed = (timed + value) * shrink
        value = value * shrink + payment
    early = 1 + flow.broken * rate
    return value * shrink**flow.start / early, flow.start + timed / value + flow.broken * (1 + rate) / early


def period_rate(flow: Flow) -> Decimal:
    """The rate per unit-period (0.01 is 1 %) at which the payments are worth what was lent.

    The logarithm of their worth is nearly a line in the logarithm of the growth, so Newton's steps along it are few,
    whatever the rate.
    """
    log = ZERO
    for _ in range(TRIES):
        value, time = worth(flow, log.exp() - 1)
        step = (value / flow.lent).ln() / time
        log += step
        if abs(step) < NEAR:
            return log.exp() - 1
    raise CannotQuote("the cash flow has no rate of its own")


def percent_a_year(flow: Flow, rate: Decimal) -> Decimal:
    """The nominal APR, in percent, of a rate per unit-period: what Regulation Z has lenders disclose."""
    return rate * flow.a_year * CENTURY


def effective_a_year(flow: Flow, rate: Decimal) -> Decimal:
    """The compounded rate of a year, in percent: what a year of it grows to."""
    return ((1 + rate) ** flow.a_year - 1) * CENTURY
