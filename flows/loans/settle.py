"""What it takes to settle a loan on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from flows.loans.kinds import Settling
from flows.loans.money import ZERO, to_cent
from flows.loans.owed import Owed, owed
from flows.loans.schedule import Row, Schedule
from flows.loans.terms import Terms
from flows.loans.undefined import CannotQuote, known


@dataclass(frozen=True, slots=True)
class Settlement:
    """The parts of an amount that settles a loan."""

    principal: Decimal
    interest: Decimal
    fees: Decimal
    penalty: Decimal

    @property
    def total(self) -> Decimal:
        """What is to be paid."""
        return self.principal + self.interest + self.fees + self.penalty


def settlement(terms: Terms, plan: Schedule, on: date, left: Sequence[Owed] | None = None) -> Settlement:
    """What settles a loan on a day: unpaid principal, and interest and fees up to that day.

    `left` is what is owed now (all of it where nothing was paid). A loan whose interest is due in full whenever it is
    settled asks for all of it. Raises CannotQuote where the product does not say which.
    """
    if on < plan.granted:
        raise CannotQuote("a settlement before the loan is granted")
    rows = owed(plan) if left is None else left
    return Settlement(
        principal=sum((row.principal for row in rows), ZERO),
        interest=_interest(terms, plan, on, rows),
        fees=sum((row.fees for row in rows if row.due <= on), ZERO),
        penalty=sum((row.penalty for row in rows), ZERO),
    )


def _interest(terms: Terms, plan: Schedule, on: date, rows: Sequence[Owed]) -> Decimal:
    unpaid = sum((row.interest for row in rows), ZERO)
    if known("settling", terms.settling) is Settling.ALL:
        return unpaid
    return max(ZERO, accrued(terms, plan, on) - (plan.interest - unpaid))


def accrued(terms: Terms, plan: Schedule, on: date) -> Decimal:
    """The interest earned up to a day. In the row that is running it grows by the day."""
    if on >= plan.rows[-1].due:
        return plan.interest
    starts = [plan.granted, *(row.due for row in plan.rows)]
    rows = zip(plan.rows, pairwise(starts), strict=True)
    return sum((to_cent(terms, _earned(row, start, min(on, end))) for row, (start, end) in rows if start < on), ZERO)


def _earned(row: Row, start: date, on: date) -> Decimal:
    """What a row that began on a day has earned by another."""
    return row.earned * (on - start).days / (row.due - start).days
