"""Rounding. Every amount is a Decimal in the currency's major unit; half a cent goes to the even neighbour."""

from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal

from flows.loans.kinds import How
from flows.loans.terms import Rounding, Terms

ZERO = Decimal(0)
CENTURY = Decimal(100)
NOISE = Decimal("1e-12")
ROUNDS = {How.NEAREST: ROUND_HALF_EVEN, How.UP: ROUND_CEILING}


def to_step(value: Decimal, step: Decimal, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """Round to a multiple of `step`.

    A division leaves a tail in the 28th digit, which turns an exact half into a little less and sends it the wrong
    way. So the tail is shed first.
    """
    return (value.quantize(NOISE) / step).quantize(NOISE).quantize(Decimal(1), rounding) * step


def cent(terms: Terms) -> Decimal:
    """The smallest amount of the currency, in its major unit."""
    return Decimal(1).scaleb(-terms.minor)


def to_cent(terms: Terms, value: Decimal) -> Decimal:
    """Round to the smallest amount of the currency."""
    return value.quantize(NOISE).quantize(cent(terms), ROUND_HALF_EVEN)


def rounded(terms: Terms, rule: Rounding, value: Decimal) -> Decimal:
    """Round by the product's rule, and to the smallest amount of the currency where it has none."""
    if rule.how is How.NONE:
        return to_cent(terms, value)
    return to_cent(terms, to_step(value, rule.to, ROUNDS[rule.how]))
