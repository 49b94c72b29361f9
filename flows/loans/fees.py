"""Fees: what each one is, and on which row it falls."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flows.loans.amortise import Repaid
from flows.loans.kinds import Basis, When
from flows.loans.money import CENTURY, ZERO, to_cent
from flows.loans.terms import Fee, Terms
from flows.loans.undefined import known


@dataclass(frozen=True, slots=True)
class Charge:
    """A fee by its name, and all that it comes to over the loan."""

    name: str
    when: When
    sum: Decimal


def worth(terms: Terms, fee: Fee, amount: Decimal, principal: Decimal, interest: Decimal) -> Decimal:
    """What a fee comes to: `amount` is what was granted, `principal` and `interest` the row's or the whole loan's."""
    if fee.basis is Basis.AMOUNT:
        return to_cent(terms, fee.value)
    of = {Basis.PRINCIPAL: principal, Basis.PRINCIPAL_AND_INTEREST: principal + interest, Basis.DISBURSED: amount}
    return to_cent(terms, fee.value * of[known("fee.basis", fee.basis)] / CENTURY)


def capitalised(terms: Terms, amount: Decimal) -> Decimal:
    """The fees added to the loan, which then earn interest like the rest of it."""
    return sum((worth(terms, fee, amount, amount, ZERO) for fee in terms.fees if fee.when is When.CAPITALISED), ZERO)


def column(terms: Terms, fee: Fee, amount: Decimal, rows: Sequence[Repaid]) -> list[Decimal]:
    """What a fee adds to each row."""
    if fee.when is When.EVERY:
        return [worth(terms, fee, amount, row.principal, row.interest) for row in rows]
    first = whole(terms, fee, amount, rows) if fee.when is When.FIRST else ZERO
    return [first] + [ZERO] * (len(rows) - 1)


def whole(terms: Terms, fee: Fee, amount: Decimal, rows: Sequence[Repaid]) -> Decimal:
    """What a fee charged once comes to. A percentage of a principal that fees were added to is of the amount alone."""
    base = amount if fee.when is When.CAPITALISED else sum((row.principal for row in rows), ZERO)
    return worth(terms, fee, amount, base, sum((row.interest for row in rows), ZERO))


def charges(terms: Terms, amount: Decimal, rows: Sequence[Repaid]) -> tuple[Charge, ...]:
    """Name each fee with all that it comes to."""
    return tuple(Charge(fee.name, known("fee.when", fee.when), _sum(terms, fee, amount, rows)) for fee in terms.fees)


def _sum(terms: Terms, fee: Fee, amount: Decimal, rows: Sequence[Repaid]) -> Decimal:
    if fee.when is When.EVERY:
        return sum(column(terms, fee, amount, rows), ZERO)
    return whole(terms, fee, amount, rows)
