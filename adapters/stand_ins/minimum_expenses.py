"""South Africa's table of the least a household is taken to spend (National Credit Regulations, 23A, of 2015)."""

from decimal import ROUND_HALF_EVEN, Decimal

BANDS = (
    (Decimal(50_000), Decimal("4905.38"), Decimal("0.0675")),
    (Decimal(25_000), Decimal("2855.38"), Decimal("0.0820")),
    (Decimal(6_250), Decimal("1167.88"), Decimal("0.0900")),
    (Decimal(800), Decimal(800), Decimal("0.0675")),
)
"""Gross income above which a band begins, the least at its foot, and the part of what is above it. Rand a month."""


def minimum_expenses(gross: Decimal) -> Decimal:
    """The least a person with this gross income is taken to spend in a month, in rand."""
    for foot, least, part in BANDS:
        if gross > foot:
            return (least + (gross - foot) * part).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
    return max(gross, Decimal(0))  # up to 800 rand nothing is left over
