"""Tyche on what moves a loan: approving and declining it, paying it out, and paying it back."""

from typing import Any

from pydantic import BaseModel

from adapters.lenders.late import Late, Refused
from adapters.lenders.mapping import pack, unpack
from adapters.lenders.told import doubt, told
from adapters.lenders.tyche_api import Api, Listing, records
from adapters.lenders.tyche_loan import LIVE, LOANS
from adapters.lenders.tyche_loans import loan_of
from adapters.lenders.tyche_part import Number
from flows.errands import Activate, Activated, Declined, Paid, PaidOut, Pay, PayOut, Trouble, Withdraw, Withdrawn


class Transaction(BaseModel):
    """A transaction on a loan, in our words."""

    reference: str = ""
    payment: str = ""
    amount: Number | None = None


async def withdraw(api: Api, errand: Withdraw) -> Withdrawn | Trouble:
    """Decline the application for the borrower. One that is declined already is as good as withdrawn."""
    try:
        await _set(api, errand.application, "DECLINED", "withdrawn by the borrower")
    except Refused as why:
        kept = await loan_of(api, errand.application)
        return Withdrawn() if kept.stands(api.reading.states) == "declined" else Trouble(note=why.note)
    return Withdrawn()


async def activate(api: Api, errand: Activate) -> Activated | Declined:
    """Approve the application. One that is approved already, or declined, by another hand is what it is."""
    try:
        await _set(api, errand.application, "APPROVED", "accepted by the borrower")
    except Refused:
        found = await activated(api, errand)
        if found is None:
            raise
        return found
    return Activated(loan=errand.application)


async def activated(api: Api, errand: Activate) -> Activated | Declined | None:
    """Whether it is approved already, or declined."""
    stands = (kept := await loan_of(api, errand.application)).stands(api.reading.states)
    if stands == "declined":
        return Declined(reason=kept.comment or "none")
    return Activated(loan=kept.id) if stands in LOANS else None


async def pay_out(api: Api, errand: PayOut, reference: str) -> PaidOut:
    """Have the loan disbursed."""
    words = pack(api.reading.disburse.model_dump(exclude_none=True), _given(errand, reference))
    await api.send("POST", api.path("disburse", errand.loan), words)
    return PaidOut(payout=errand.loan, payout_status="pending")


async def paid_out(api: Api, errand: PayOut) -> PaidOut | None:
    """Whether the loan is disbursed already."""
    kept = await loan_of(api, errand.loan)
    done = kept.disbursed_date or kept.stands(api.reading.states) in LIVE
    return PaidOut(payout=kept.id, payout_status="paid") if done else None


async def pay(api: Api, errand: Pay, reference: str) -> Paid | Trouble:
    """Book a payment under our reference."""
    names = api.reading.repay.model_dump()
    words = pack(names, {"amount": errand.pay_amount, "reference": reference})
    kept = await api.send("POST", api.path("repay", errand.loan), words)
    return _paid(errand, reference, told(Transaction, unpack(names, kept)))


async def paid(api: Api, errand: Pay, reference: str) -> Paid | Trouble | None:
    """Whether there is a payment under our reference."""
    names = api.reading.repay.model_dump()
    listing = await api.rows(api.path("transactions", errand.loan))
    rows, whole = records(Transaction, Listing([unpack(names, row) for row in listing.rows], listing.whole), "payments")
    found = next((row for row in rows if row.reference == reference), None)
    if found is None and not whole:
        raise Late("the list of payments is not whole")
    return _paid(errand, reference, found) if found else None


def _paid(errand: Pay, reference: str, kept: Transaction) -> Paid | Trouble:
    wrong = doubt({"amount": errand.pay_amount, "reference": reference}, kept)
    return wrong or Paid(payment=kept.payment or reference, paid_amount=errand.pay_amount)


def _given(errand: BaseModel, reference: str) -> dict[str, Any]:
    """What an errand says, and our reference, without what is empty."""
    return {word: value for word, value in {**errand.model_dump(), "reference": reference}.items() if value}


async def _set(api: Api, loan: str, state: str, comment: str) -> None:
    await api.send("PATCH", api.path("update_loan", loan), {"state": state, "comment": comment})
