"""The quote card: what a lender's terms come to for one borrower, as the offer the conversation shows."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from flows.errands import FeeCharged, Instalments, Offer, Quote, TooMuch, Unpriced
from flows.loans import CannotQuote, Cost, Terms, cost, fits, schedule
from flows.loans.kinds import Late, Settling
from flows.loans.undefined import unpunishable


class Priced(NamedTuple):
    """A product as it is priced: its terms for an amount (some fees depend on it), its least amount, and the policy.

    `step`: amounts are suggested in multiples of it above the least. `stands`: days the offer holds, today not counted.
    """

    terms: Callable[[Decimal], Terms]
    least: Decimal
    step: Decimal = Decimal(10)
    stands: int = 5


def price(product: Priced, asked: Quote, on: date) -> Offer | TooMuch | Unpriced:
    """What a loan granted `on` that day costs; the amount that would fit where the budget does not carry it.

    Refuses, and says what the operator must set, where the terms leave something undefined.
    """
    terms = product.terms(asked.amount)
    try:
        found = cost(terms, schedule(terms, asked.amount, asked.instalments, on))
    except CannotQuote as missing:
        return Unpriced(missing=str(missing))
    if asked.available is not None and found.highest > asked.available:
        return _too_much(product, asked, on, found)
    return _offer(terms, found, on + timedelta(days=product.stands))


def _too_much(product: Priced, asked: Quote, on: date, found: Cost) -> TooMuch:
    room = max(asked.available or Decimal(0), Decimal(0))
    best = fits(
        lambda amount: schedule(product.terms(amount), amount, asked.instalments, on),
        room,
        product.least,
        asked.amount,
        product.step,
    )
    return TooMuch(
        highest=found.highest,
        available=room,
        fitting="some" if best else "none",
        fits=best or Decimal(0),
        currency=found.currency,
    )


def _offer(terms: Terms, found: Cost, until: date) -> Offer:
    return Offer(
        currency=found.currency,
        received=found.received,
        total=found.total,
        cost=found.cost,
        fees=[FeeCharged(name=name, sum=amount) for name, amount in found.fees if amount],
        instalment=found.instalment,
        highest=found.highest,
        last_instalment=found.last_instalment,
        plan=[Instalments(count=count, amount=amount) for count, amount in found.groups],
        first_due=found.first_due,
        last_due=found.last_due,
        method=found.method.name.lower() if found.method else "none",
        monthly_rate=found.monthly_rate,
        apr=found.apr,
        settling=SETTLING[terms.settling],
        stands_until=until,
        **_late(terms),
    )


SETTLING = {Settling.ACCRUED: "accrued", Settling.ALL: "all", None: "unknown"}


def _late(terms: Terms) -> dict[str, object]:
    """What being late costs, as far as the terms say; an amount whose unit is not known is not spoken of."""
    penalty = terms.penalty
    if penalty is None or unpunishable(penalty):
        return {"late": "unknown"}
    if penalty.on is Late.NOTHING or not penalty.rate:
        return {"late": "none"}
    unit = penalty.unit.value if penalty.unit else "once"
    return {"late": "charged", "late_rate": penalty.rate, "late_unit": unit, "late_days": penalty.tolerance}
