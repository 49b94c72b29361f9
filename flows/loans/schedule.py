"""The repayment schedule: what falls due when. The last instalment absorbs what rounding left over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from flows.loans.amortise import Repaid, amortise
from flows.loans.dates import due_dates
from flows.loans.fees import Charge, capitalised, charges, column
from flows.loans.interest import NOMINAL, growths
from flows.loans.kinds import When
from flows.loans.money import ZERO, to_cent
from flows.loans.terms import Terms
from flows.loans.undefined import CannotQuote, known, unquotable


@dataclass(frozen=True, slots=True)
class Row:
    """One instalment. `balance` is the principal left after it.

    `earned` is the interest the row itself earns, before rounding and whenever it falls due: what accrues day by day.
    """

    number: int
    due: date
    principal: Decimal
    interest: Decimal
    fees: Decimal
    balance: Decimal
    earned: Decimal

    @property
    def total(self) -> Decimal:
        """What the borrower pays on the day."""
        return self.principal + self.interest + self.fees


@dataclass(frozen=True, slots=True)
class Schedule:
    """A loan's rows and its fees. `financed` is the principal repaid: the amount granted, and fees added to it."""

    amount: Decimal
    financed: Decimal
    granted: date
    rows: tuple[Row, ...]
    fees: tuple[Charge, ...]

    @property
    def interest(self) -> Decimal:
        """All interest."""
        return sum((row.interest for row in self.rows), ZERO)

    @property
    def received(self) -> Decimal:
        """What the borrower gets in hand."""
        return self.amount - self.charged(When.DEDUCTED)

    @property
    def up_front(self) -> Decimal:
        """What the borrower pays on the day of the grant, out of their own pocket."""
        return self.charged(When.UP_FRONT)

    @property
    def total(self) -> Decimal:
        """What the borrower pays in all, what they pay on the day of the grant included."""
        return self.up_front + sum((row.total for row in self.rows), ZERO)

    def charged(self, when: When) -> Decimal:
        """The sum of the fees of one kind."""
        return sum((fee.sum for fee in self.fees if fee.when is when), ZERO)


def schedule(terms: Terms, amount: Decimal, instalments: int, granted: date, first: date | None = None) -> Schedule:
    """Work out the schedule of a loan; `first` is the first due date where the borrower chose it.

    Raises CannotQuote where the terms leave something undefined, or where rounding would leave a negative row.
    """
    _check(terms, amount, instalments)
    if first is not None and first <= granted:
        raise CannotQuote("the first instalment is due before the loan is granted")
    try:
        return _schedule(terms, to_cent(terms, amount), instalments, granted, first)
    except InvalidOperation:
        raise CannotQuote("the amounts outgrow what can be reckoned to the cent") from None


def _check(terms: Terms, amount: Decimal, instalments: int) -> None:
    if missing := unquotable(terms):
        raise CannotQuote(*missing)
    if not (amount > 0 and amount == to_cent(terms, amount)):
        raise CannotQuote(f"an amount of {amount} {terms.currency}")
    if not 0 < instalments * terms.every <= 100 * NOMINAL[known("unit", terms.unit)]:
        raise CannotQuote(f"{instalments} instalments: a loan has at least one and lasts a century at most")


def _schedule(terms: Terms, amount: Decimal, instalments: int, granted: date, first: date | None) -> Schedule:
    dues = due_dates(terms, granted, instalments, first)
    financed = amount + capitalised(terms, amount)
    repaid = amortise(terms, financed, growths(terms, granted, dues))
    fees = charges(terms, amount, repaid)
    return Schedule(amount, financed, granted, _rows(terms, amount, dues, repaid), fees)


def _rows(terms: Terms, amount: Decimal, dues: Sequence[date], repaid: Sequence[Repaid]) -> tuple[Row, ...]:
    columns = [column(terms, fee, amount, repaid) for fee in terms.fees]
    fees = [sum(parts, ZERO) for parts in zip(*columns, strict=True)] or [ZERO] * len(dues)
    return tuple(
        Row(number, due, row.principal, row.interest, fee, row.balance, row.earned)
        for number, (due, row, fee) in enumerate(zip(dues, repaid, fees, strict=True), 1)
    )
