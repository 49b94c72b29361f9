"""MO on repayment: a voluntary payment, applied to one loan."""

from decimal import Decimal

from adapters.lenders.mo_api import Api, No
from adapters.lenders.mo_words import Payment
from adapters.lenders.told import doubt
from flows.errands import Declined, Paid, Pay, Trouble

UNDONE = ("rejected", "reversed")
"""A payment's statuses by which nothing is paid, or no longer."""


async def pay(api: Api, errand: Pay, reference: str, mode: str) -> Paid | Declined | Trouble:
    """Create the payment, under our reference."""
    fields = {
        "customer_id": errand.client,
        "loan_id": errand.loan,
        "amount": errand.pay_amount,
        "external_id": reference,
        "application_mode": mode,
    }
    try:
        return _paid(errand, reference, await api.make("create_payment", Payment, fields))
    except No as no:
        return Declined(reason=no.note)


async def paid(api: Api, errand: Pay, reference: str) -> Paid | Declined | Trouble:
    """The payment under our reference; raises Missing if there is none."""
    return _paid(errand, reference, await api.one("list_payments", Payment, external_id=reference))


def _paid(errand: Pay, reference: str, kept: Payment) -> Paid | Declined | Trouble:
    """What was paid on this loan must be what was meant, all of it."""
    if wrong := doubt({"external_id": reference}, kept):
        return wrong
    if kept.status.casefold() in UNDONE:
        return Declined(reason=kept.status.casefold())
    here = sum((part.amount for part in kept.loan_payments if part.loan.id == errand.loan), Decimal(0))
    if here != errand.pay_amount:
        return Trouble(note="came back with another amount for this loan", doubt=True)
    return Paid(payment=kept.id, paid_amount=here)
