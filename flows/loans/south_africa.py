"""South Africa: the prices and the expenses that its National Credit Regulations name. Data, each with its date.

Amounts are in rand. VAT is added to fees by lenders that are registered for it.
"""

from bisect import bisect_right
from calendar import monthrange
from datetime import date
from decimal import Decimal

from flows.loans.afford import Band, Norm
from flows.loans.money import CENTURY, ZERO
from flows.loans.terms import Frozen, Number

CENT = Decimal("0.01")

EXPENSES = Norm(
    law="National Credit Regulations, regulation 23A",
    published=date(2015, 3, 13),
    bands=(
        Band(above=Decimal(0), least=Decimal(0), percent=Decimal(100)),
        Band(above=Decimal(800), least=Decimal(800), percent=Decimal("6.75")),
        Band(above=Decimal(6250), least=Decimal("1167.88"), percent=Decimal(9)),
        Band(above=Decimal(25000), least=Decimal("2855.38"), percent=Decimal("8.20")),
        Band(above=Decimal(50000), least=Decimal("4905.38"), percent=Decimal("6.75")),
    ),
)
"""Minimum expenses. Look for a newer gazette before relying on it."""


class Prices(Frozen):
    """The most that may be charged; a percentage is of 100. `vat` is 0 for a lender that is not registered for it.

    The initiation fee is `base` and `percent` of the principal above `above`, at most `most` and at most `share` % of
    the principal. The service fee is for a calendar month. A loan is short-term up to `short` in all. Short-term rates
    are for a month: on the first loan of a calendar year, and on later ones.
    """

    base: Number = Decimal(165)
    percent: Number = Decimal(10)
    above: Number = Decimal(1000)
    most: Number = Decimal(1050)
    share: Number = Decimal(15)
    service: Number = Decimal(60)
    vat: Number = Decimal(0)
    short: Number = Decimal(8000)
    first_rate: Number = Decimal(5)
    later_rate: Number = Decimal(3)


PRICES = Prices()
"""The prices of regulations 42 to 44."""


def initiation_fee(principal: Decimal, prices: Prices = PRICES) -> Decimal:
    """The most that may be charged for initiating a loan, VAT included (regulation 43)."""
    above = max(ZERO, principal - prices.above)
    fee = min(prices.base + above * prices.percent / CENTURY, prices.most, principal * prices.share / CENTURY)
    return _with_vat(fee, prices)


def service_fees(granted: date, last_due: date, prices: Prices = PRICES) -> Decimal:
    """The most that may be charged for serving a loan to its end, VAT included (regulation 44).

    It is for each calendar month the loan lives in, so that three instalments may mean four fees; the first month's is
    pro rata of the days that are left of it, the day of the grant included.
    """
    days = monthrange(granted.year, granted.month)[1]
    first = prices.service * (days - granted.day + 1) / days
    others = (last_due.year - granted.year) * 12 + last_due.month - granted.month
    return _with_vat(first + others * prices.service, prices)


def largest_short_term(prices: Prices = PRICES) -> Decimal:
    """The largest principal that stays a short-term loan when the initiation fee is added to it."""
    cents = range(int(prices.short / CENT) + 1)
    whole = bisect_right(cents, prices.short, key=lambda cent: cent * CENT + initiation_fee(cent * CENT, prices))
    return (whole - 1) * CENT


def _with_vat(fee: Decimal, prices: Prices) -> Decimal:
    return (fee * (1 + prices.vat / CENTURY)).quantize(CENT)
