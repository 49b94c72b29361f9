"""What a person can afford: a minimum of expenses by law, what is left for an instalment, and the loan that fits it."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from flows.loans.money import CENTURY, ZERO
from flows.loans.schedule import Schedule
from flows.loans.terms import Frozen, Number
from flows.loans.undefined import TooLarge, TooSmall

CENT = Decimal("0.01")


class Band(Frozen):
    """Gross income above `above`: expenses are at least `least`, and `percent` of what exceeds `above`."""

    above: Number
    least: Number
    percent: Number


class Norm(Frozen):
    """A table of minimum monthly expenses, the law it comes from, and the day it was published."""

    law: str
    published: date
    bands: tuple[Band, ...]


def least_expenses(norm: Norm, gross: Decimal) -> Decimal:
    """The least a person of this gross monthly income is taken to spend on living, in the table's currency."""
    band = max((band for band in norm.bands if band.above <= gross), key=lambda band: band.above)
    return (band.least + (gross - band.above) * band.percent / CENTURY).quantize(CENT)


def available(
    gross: Decimal, deductions: Decimal, debts: Decimal, declared: Decimal = ZERO, norm: Norm | None = None
) -> Decimal:
    """What is left a month for an instalment: gross income less statutory deductions, debts and necessary expenses.

    Expenses declared below the table's minimum do not count. Below zero, the person spends more than they earn.
    """
    least = ZERO if norm is None else least_expenses(norm, gross)
    return gross - deductions - debts - max(declared, least)


def fits(
    plan: Callable[[Decimal], Schedule], room: Decimal, lowest: Decimal, highest: Decimal, step: Decimal
) -> Decimal | None:
    """Find the largest amount, by steps from the lowest, none of whose instalments exceeds the room; None if none fits.

    `plan` makes the schedule of an amount. The search halves, for an instalment grows with its amount; where a coarse
    rounding makes it waver, an amount a little larger might fit too, but what is returned always does.
    """
    count = max(0, int((highest - lowest) // step) + 1)
    place = bisect_right(range(count), room, key=lambda number: _highest(plan, lowest + step * number))
    amounts = (lowest + step * number for number in reversed(range(place)))
    return next((amount for amount in amounts if _fits(plan, room, amount)), None)


def _highest(plan: Callable[[Decimal], Schedule], amount: Decimal) -> Decimal:
    """The highest instalment of an amount, even of one that cannot be granted."""
    try:
        return max(row.total for row in plan(amount).rows)
    except TooSmall as small:
        return small.instalment
    except TooLarge:
        return Decimal("Infinity")


def _fits(plan: Callable[[Decimal], Schedule], room: Decimal, amount: Decimal) -> bool:
    """Whether an amount can be granted and every instalment of it paid."""
    try:
        return max(row.total for row in plan(amount).rows) <= room
    except TooSmall:
        return False
