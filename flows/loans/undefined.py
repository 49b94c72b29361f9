"""What a lender left undefined. We name what the operator must set and refuse to quote: a guess is someone's money."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeVar

from flows.loans.kinds import Basis, How, Late, Payments, When
from flows.loans.terms import Fee, Penalty, Terms

T = TypeVar("T")


class CannotQuote(Exception):
    """The terms do not say what this loan costs. `what` names each thing that is missing or does not work out."""

    def __init__(self, *what: str) -> None:
        super().__init__("; ".join(what))
        self.what = what


class TooSmall(CannotQuote):
    """Rounding would leave less than nothing for the last instalments of so small an amount.

    `instalment` is the highest it would ask for, before fees.
    """

    def __init__(self, what: str, instalment: Decimal) -> None:
        super().__init__(what)
        self.instalment = instalment


class TooLarge(CannotQuote):
    """The instalment does not even pay the interest of so large an amount."""


def known(name: str, value: T | None) -> T:
    """The value, or a refusal that names it."""
    if value is None:
        raise CannotQuote(name)
    return value


MISSING: dict[str, Callable[[Terms], bool]] = {
    "rate": lambda terms: terms.rate is None,
    "method": lambda terms: terms.rate != 0 and terms.method is None,
    "per": lambda terms: terms.rate != 0 and terms.per is None,
    "day_count": lambda terms: terms.rate != 0 and terms.day_count is None,
    "unit": lambda terms: terms.unit is None,
    "grace": lambda terms: terms.grace is None,
    "payments": lambda terms: terms.payments is None,
    "payment": lambda terms: terms.payments is Payments.FIXED and not terms.payment,
    "rounding and principal_rounding exclude each other": lambda terms: (
        How.NONE not in {terms.rounding.how, terms.principal_rounding.how}
    ),
}
"""Each thing a schedule needs, and whether these terms lack it. A loan without interest needs no way to reckon it."""


def undefined(terms: Terms) -> list[str]:
    """Name all that the operator must set: first what stops a quote, then what only stops a penalty or a settlement."""
    return [*unquotable(terms), *_later(terms)]


def unquotable(terms: Terms) -> list[str]:
    """Name what stops a quote."""
    return [name for name, missing in MISSING.items() if missing(terms)] + [
        what for place, fee in enumerate(terms.fees) for what in _fee(place, fee)
    ]


def _fee(place: int, fee: Fee) -> Iterator[str]:
    if fee.when is None:
        yield f"fees[{place}].when"
    if fee.basis is None:
        yield f"fees[{place}].basis"
    if (fee.when, fee.basis) == (When.CAPITALISED, Basis.PRINCIPAL_AND_INTEREST):
        yield f"fees[{place}].basis: a fee added to the loan cannot be a part of the interest it causes"


def _later(terms: Terms) -> list[str]:
    missing = ["penalty"] if terms.penalty is None else unpunishable(terms.penalty)
    return missing + ["settling"] * (terms.settling is None)


def unpunishable(penalty: Penalty) -> list[str]:
    """Name what stops us from putting a number on a penalty."""
    if penalty.on is Late.NOTHING:
        return []
    return [f"penalty.{name}" for name in ("rate", "unit") if getattr(penalty, name) is None]
