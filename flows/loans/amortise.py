"""How principal and interest fall on the rows: one recurrence for all methods."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from flows.loans.interest import level
from flows.loans.kinds import How, Method, Payments
from flows.loans.money import ZERO, cent, rounded, to_cent
from flows.loans.terms import Terms
from flows.loans.undefined import CannotQuote, TooLarge, TooSmall, known

Part = Callable[[Decimal], Decimal]
"""From the interest of a row that repays principal to the principal it repays."""


class Repaid(NamedTuple):
    """A row before fees. `interest` falls due with it; `earned` is its own, before rounding and postponing."""

    principal: Decimal
    interest: Decimal
    balance: Decimal
    earned: Decimal


@dataclass(frozen=True, slots=True)
class Course:
    """A principal on its way through rows: the part of its balance that each earns, and whether it repays principal."""

    terms: Terms
    principal: Decimal
    growths: Sequence[Decimal]
    paying: Sequence[bool]

    @property
    def postponed(self) -> int:
        """How many rows leave their interest to the next one."""
        return known("grace", self.terms.grace).postponed

    def level(self) -> Decimal:
        """The equal instalment of the rows that repay principal."""
        rates = [rate for rate, pays in zip(self.growths, self.paying, strict=True) if pays]
        return rounded(self.terms, self.terms.rounding, level(self.principal, rates))

    def flat(self) -> list[Decimal]:
        """Interest on the first principal, the same on each row that earns any; the last one takes the difference."""
        whole = self.principal * sum(self.growths)
        share = to_cent(self.terms, whole / max(1, sum(map(bool, self.growths))))
        rows = [share if growth else ZERO for growth in self.growths]
        return [*rows[:-1], to_cent(self.terms, whole) - sum(rows[:-1])]


def amortise(terms: Terms, principal: Decimal, growths: Sequence[Decimal]) -> list[Repaid]:
    """Repay a principal over rows of these growths. Raises TooSmall or TooLarge where a row would be negative."""
    course = Course(terms, principal, growths, paying_rows(terms, len(growths)))
    rows = _rows(course)
    for row in rows:
        if row.balance < 0 or row.interest < 0:
            highest = max(row.principal + row.interest for row in rows)
            raise TooSmall(f"{principal} {terms.currency}: rounding leaves less than nothing for the end", highest)
        if row.principal < 0:
            raise TooLarge(f"{principal} {terms.currency}: the instalment does not pay the interest")
    return rows


def paying_rows(terms: Terms, count: int) -> list[bool]:
    """Say of each row whether it repays principal. The last one always does."""
    grace = known("grace", terms.grace)
    if max(grace.principal, grace.postponed, grace.free) >= count:
        raise CannotQuote(f"more grace than {count} instalments allow")
    if terms.payments is Payments.INTEREST_ONLY:
        return [False] * (count - 1) + [True]
    left = count - grace.principal
    nth = min(terms.principal_every, left)
    if left % nth:
        raise CannotQuote(f"principal_every {nth} does not divide {left} instalments")
    return [False] * grace.principal + [number % nth == 0 for number in range(1, left + 1)]


def _rows(course: Course) -> list[Repaid]:
    terms = course.terms
    if terms.payments is Payments.FIXED:
        return _repay(course, _up_to(terms, known("payment", terms.payment)))
    if terms.method is not Method.EQUAL_INSTALMENTS:
        return _repay(course, _equal(course))
    instalment = course.level()
    rows = _repay(course, _up_to(terms, instalment))
    return _evened(course, instalment, rows) if terms.even_out else rows


def _up_to(terms: Terms, instalment: Decimal) -> Part:
    """What an instalment leaves for the principal."""
    return lambda interest: rounded(terms, terms.principal_rounding, instalment - interest)


def _equal(course: Course) -> Part:
    """The same principal on each row, or what rounding the instalment makes of it."""
    terms = course.terms
    share = course.principal / sum(course.paying)
    if terms.rounding.how is How.NONE:
        part = rounded(terms, terms.principal_rounding, share)
        return lambda interest: part  # noqa: ARG005 - all rows alike
    return lambda interest: rounded(terms, terms.rounding, share + interest) - interest


def _repay(course: Course, part: Part) -> list[Repaid]:
    rows: list[Repaid] = []
    balance, held = course.principal, ZERO
    flat = course.flat() if course.terms.method is Method.FLAT else None
    for place, (growth, pays) in enumerate(zip(course.growths, course.paying, strict=True)):
        earned = flat[place] if flat else balance * growth
        interest = to_cent(course.terms, earned)
        last = place == len(course.growths) - 1
        principal = balance if last else part(interest) if pays else ZERO
        balance, held = balance - principal, held + interest
        rows.append(Repaid(principal, ZERO if place < course.postponed else held, balance, earned))
        held = held if place < course.postponed else ZERO
    return rows


def _evened(course: Course, instalment: Decimal, rows: list[Repaid]) -> list[Repaid]:
    """Move the equal instalment one step towards the last one, where that brings them nearer."""
    terms = course.terms
    gap = _gap(rows, instalment)
    step = cent(terms) if terms.rounding.how is How.NONE else terms.rounding.to
    other = instalment + (step if gap > 0 else -step)
    tried = _repay(course, _up_to(terms, other))
    return tried if abs(_gap(tried, other)) < abs(gap) else rows


def _gap(rows: Sequence[Repaid], instalment: Decimal) -> Decimal:
    """By how much the last row exceeds the instalment, postponed interest aside."""
    return rows[-1].principal + rows[-1].earned - instalment
