"""What a loan costs, from the terms of its product: flat interest a month, an initiation fee, a service fee a month."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from flows.errands import Offer

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Terms:
    """The price of a product. Money in `currency`, rates in percent.

    `rate`: interest a month, on the amount lent. Initiation fee: `fee`, and `fee_percent` of what is above `fee_above`,
    at most `fee_cap` and at most `fee_share` percent of the amount (None: no such limit). `service`: a fee a month.
    """

    currency: str
    rate: Decimal
    fee: Decimal = Decimal(0)
    fee_percent: Decimal = Decimal(0)
    fee_above: Decimal = Decimal(0)
    fee_cap: Decimal | None = None
    fee_share: Decimal | None = None
    service: Decimal = Decimal(0)


def price(terms: Terms, amount: Decimal, instalments: int, on: date) -> Offer:
    """The offer for `amount` over so many months, agreed `on` that day; the fees are repaid with the instalments."""
    interest = _cents(amount * terms.rate / 100) * instalments
    total = amount + interest + initiation(terms, amount) + terms.service * instalments
    instalment = _cents(total / instalments)
    return Offer(
        currency=terms.currency,
        received=amount,
        total=total,
        cost=total - amount,
        instalment=instalment,
        highest=instalment,
        stands_until=on,
        last_instalment=total - instalment * (instalments - 1),
        first_due=months_on(on, 1),
        last_due=months_on(on, instalments),
    )


def initiation(terms: Terms, amount: Decimal) -> Decimal:
    """The initiation fee for an amount."""
    limits = [terms.fee + max(amount - terms.fee_above, Decimal(0)) * terms.fee_percent / 100]
    limits += [] if terms.fee_cap is None else [terms.fee_cap]
    limits += [] if terms.fee_share is None else [amount * terms.fee_share / 100]
    return _cents(min(limits))


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_EVEN)
