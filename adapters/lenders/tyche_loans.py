"""Tyche on the loan: applying for it, approving and declining, paying out and back, and where it stands.

Tyche has no key by which asking twice is asking once. Our reference goes into the loan's name, and is looked for among
the holder's loans before anything is sent again.
"""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import structlog
from pydantic import BaseModel

from adapters.lenders.late import Late, Missing, NotSent, Refused
from adapters.lenders.mapping import pack, unpack
from adapters.lenders.told import doubt, told
from adapters.lenders.tyche_api import Api, Listing, records
from adapters.lenders.tyche_loan import LIVE, LOAN_STATUS, Day, Loan
from adapters.lenders.tyche_product import Number, Product
from adapters.lenders.tyche_shelf import Shelf
from adapters.lenders.tyche_tenure import instalments, length
from flows.errands import (
    Activate,
    Activated,
    ApplicationFound,
    Applied,
    AppliedOtherwise,
    Apply,
    Declined,
    Due,
    Listed,
    ListLoans,
    LoanFound,
    Loans,
    NoApplication,
    NoLoan,
    NoLoans,
    NoSchedule,
    Paid,
    PaidOut,
    Pay,
    PayOut,
    ReadApplication,
    ReadLoan,
    ReadSchedule,
    ScheduleFound,
    Trouble,
    Withdraw,
    Withdrawn,
)
from flows.loans import CannotQuote

log = structlog.get_logger()

MOST = 40
"""Loans shown to one person."""


class Instalment(BaseModel):
    """A row of the lender's schedule, in our words."""

    due: Day
    amount: Number
    paid: Number = Decimal(0)


class Transaction(BaseModel):
    """A transaction on a loan, in our words."""

    reference: str = ""
    payment: str = ""
    amount: Number | None = None


# Applying.


async def apply(
    api: Api, shelf: Shelf, errand: Apply, reference: str, on: date
) -> Applied | AppliedOtherwise | Trouble:
    """Apply for the loan under our reference; then compare the lender's own schedule with what was quoted."""
    words = await _application(api, shelf, errand, reference, on)
    kept = await api.send("POST", api.path("loans"), words)
    if not kept:
        raise Late("a loan was made without telling which")
    return await _applied(api, errand, reference, told(Loan, kept), again=False)


async def applied(api: Api, errand: Apply, reference: str) -> Applied | AppliedOtherwise | Trouble | None:
    """What became of the application under our reference; None where the holder has no such loan."""
    rows, whole = await _loans(api, errand.client)
    found = [loan for loan in rows if loan.name == reference]
    if not found and not (whole and all(loan.name for loan in rows)):
        raise Late("the list of loans is not whole")
    if len(found) > 1:
        return Trouble(note="several loans of one reference", doubt=True)
    return await _applied(api, errand, reference, found[0], again=True) if found else None


async def _application(api: Api, shelf: Shelf, errand: Apply, reference: str, on: date) -> dict[str, Any]:
    """What is sent. Until it is, nothing has happened, whatever reading the product comes to."""
    try:
        product = await shelf.one(errand.product)
    except Late as late:
        raise NotSent(f"product not read: {late}", late.wait) from late
    try:
        rate = product.interest.default_interest_rate if product.interest else None
        return {
            "loanProductId": errand.product,
            "name": reference,
            "amount": errand.amount,
            **({} if rate is None else {"interestRate": rate}),
            **_length(api, product, errand.instalments),
            "accountHolder": errand.client,
            "accountHolderType": "clients",
            "loanApplicationDate": on.isoformat(),
        }
    except CannotQuote as missing:
        raise Refused(f"not set: {missing}") from missing


def _length(api: Api, product: Product, count: int) -> dict[str, int]:
    """The tenure, and the moratorium of a product that has a grace period, in the units the operator has set."""
    policies, plan = api.reading.policies, product.scheduling
    words = {"tenure": length(product, count, policies.tenure, "tenure")}
    if plan and plan.enable_grace_period and plan.default_grace_period:
        words["moratorium"] = length(product, plan.default_grace_period, policies.moratorium, "moratorium")
    return words


async def _applied(
    api: Api, errand: Apply, reference: str, kept: Loan, *, again: bool
) -> Applied | AppliedOtherwise | Trouble:
    meant = {"account_holder": errand.client, "loan_product_id": errand.product, "amount": errand.amount}
    if wrong := doubt({**meant, "name": reference}, kept):
        return wrong
    done = Applied(application=kept.id, reference=kept.reference)
    if errand.total is None or api.reading.paths.schedule is None:
        return done
    rows = await _own_schedule(api, kept.id, again=again)
    total = sum((row.amount for row in rows), Decimal(0))
    if not rows or total == errand.total:
        return done
    log.warning("lender's schedule differs", lender="tyche", quoted=str(errand.total), lenders=str(total))
    usual = Counter(row.amount for row in rows[:-1] or rows).most_common(1)[0][0]
    return AppliedOtherwise(**done.model_dump(), schedule_total=total, schedule_instalment=usual)


async def _own_schedule(api: Api, loan: str, *, again: bool) -> list[Due]:
    """The schedule of a loan just made. No answer is Late once, to be looked at again; then we go on without."""
    try:
        return await _schedule(api, loan)
    except (Late, Refused) as why:
        if isinstance(why, Late) and not again:
            raise Late(f"applied, but its schedule is not told: {why}", why.wait) from why
        log.warning("lender's schedule not compared", lender="tyche", why=str(why))
        return []


# Where it stands.


async def read_application(
    api: Api, shelf: Shelf, errand: ReadApplication, currency: str
) -> ApplicationFound | NoApplication | Trouble:
    """Read an application back."""
    try:
        kept = await _loan(api, errand.application)
    except Missing:
        return NoApplication()
    if kept.amount is None or kept.tenure is None or kept.loan_product_id is None:
        raise Late("a loan without its amount, tenure or product")
    product = await shelf.one(kept.loan_product_id)
    try:
        count = instalments(product, kept.tenure, api.reading.policies.tenure)
    except CannotQuote as missing:
        raise Refused(f"not set: {missing}") from missing
    return ApplicationFound(
        reference=kept.reference,
        status=kept.stands(api.reading.states),
        applied_amount=kept.amount,
        applied_instalments=count,
        currency=product.currency or currency,
    )


async def read_loan(api: Api, errand: ReadLoan, currency: str) -> LoanFound | NoLoan:
    """Read where a loan stands. What is outstanding is the sum of Tyche's four balances, once it is paid out."""
    try:
        kept = await _loan(api, errand.loan)
    except Missing:
        return NoLoan()
    stands = kept.stands(api.reading.states)
    live = stands in LIVE
    pays = "pay" if api.reading.paths.repay else "pay_outside"
    return LoanFound(
        loan=kept.id,
        loan_status=LOAN_STATUS.get(stands, "other"),
        loan_reason="rejected" if stands == "declined" else "none",
        currency=currency,
        outstanding=kept.balances.sum if live and kept.balances else None,
        next_due=kept.next_repayment_date,
        actions=[pays] if live else [],
    )


async def list_loans(api: Api, errand: ListLoans) -> Loans | NoLoans:
    """The person's loans, by the account number they know them by."""
    rows, _ = await _loans(api, errand.client)
    theirs = [loan for loan in rows if loan.account_holder == errand.client]
    shown = [Listed(id=loan.id, label=loan.reference) for loan in theirs[:MOST]]
    return Loans(loans=shown) if shown else NoLoans()


async def read_schedule(api: Api, errand: ReadSchedule) -> ScheduleFound | NoSchedule:
    """The lender's own schedule."""
    try:
        rows = await _schedule(api, errand.loan)
    except Missing:
        return NoSchedule()
    return ScheduleFound(schedule=rows) if rows else NoSchedule()


# Approving, declining, paying.


async def withdraw(api: Api, errand: Withdraw) -> Withdrawn | Trouble:
    """Decline the application for the borrower. One that is declined already is as good as withdrawn."""
    try:
        await _set(api, errand.application, "DECLINED", "withdrawn by the borrower")
    except Refused as why:
        kept = await _loan(api, errand.application)
        return Withdrawn() if kept.stands(api.reading.states) == "declined" else Trouble(note=why.note)
    return Withdrawn()


async def activate(api: Api, errand: Activate) -> Activated:
    """Approve the application."""
    await _set(api, errand.application, "APPROVED", "accepted by the borrower")
    return Activated(loan=errand.application)


async def activated(api: Api, errand: Activate) -> Activated | Declined | None:
    """Whether it is approved already, or declined."""
    stands = (kept := await _loan(api, errand.application)).stands(api.reading.states)
    if stands == "declined":
        return Declined(reason=kept.comment or "none")
    return Activated(loan=kept.id) if stands in ("approved", *LIVE, "paid") else None


async def pay_out(api: Api, errand: PayOut, reference: str) -> PaidOut:
    """Have the loan disbursed."""
    words = pack(api.reading.disburse.model_dump(exclude_none=True), _given(errand, reference))
    await api.send("POST", api.path("disburse", errand.loan), words)
    return PaidOut(payout=errand.loan, payout_status="pending")


async def paid_out(api: Api, errand: PayOut) -> PaidOut | None:
    """Whether the loan is disbursed already."""
    kept = await _loan(api, errand.loan)
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


async def _loan(api: Api, id_: str) -> Loan:
    kept = told(Loan, await api.get(api.path("loan", id_)))
    if kept.id != id_:
        raise Late("another loan than was asked for")
    return kept


async def _loans(api: Api, client: str) -> tuple[list[Loan], bool]:
    """Loans, those of a holder where the lender heeds the query, and whether none is missing."""
    query = api.reading.find.loans
    return records(Loan, await api.rows(api.path("loans"), **({query: client} if query else {})), "loans")


async def _schedule(api: Api, loan: str) -> list[Due]:
    names = api.reading.due.model_dump(exclude_none=True)
    listing = await api.rows(api.path("schedule", loan))
    rows, whole = records(Instalment, Listing([unpack(names, row) for row in listing.rows], listing.whole), "schedule")
    if not whole:
        raise Late("a schedule with rows that make no sense")
    return [Due.model_validate(row.model_dump()) for row in rows]
