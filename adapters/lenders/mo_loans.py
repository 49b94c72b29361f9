"""MO on the loan: a loan request (a pre-loan to some of its calls), and the loan it becomes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from adapters.lenders.late import Late, Missing
from adapters.lenders.mo_api import Api, No
from adapters.lenders.mo_settings import Offer
from adapters.lenders.mo_states import request_status, standing
from adapters.lenders.mo_words import Loan, LoanRequest
from adapters.lenders.told import doubt
from flows.errands import (
    Activate,
    Activated,
    ApplicationFound,
    Applications,
    Applied,
    Apply,
    Declined,
    Filed,
    ListApplications,
    Listed,
    ListLoans,
    LoanFound,
    Loans,
    NoApplication,
    NoLoan,
    NoLoans,
    ReadApplication,
    ReadLoan,
    Trouble,
)

MOST = 12
"""Loans shown to one person."""

MOST_A_DAY = 100_000
"""Loan requests of a day: all there are. Where a list has more pages than we read, that is said."""


async def apply(api: Api, errand: Apply, reference: str, offer: Offer, on: date) -> Applied | Declined | Trouble:
    """Create the loan request, with every field MO documents."""
    fields = {
        "amount": errand.amount,
        "number_of_installments": errand.instalments,
        "downpayment_amount": offer.downpayment,
        "customer_id": errand.client,
        "offer_id": offer.offer_id,
        "external_id": reference,
        "taken_at": on.isoformat(),
    }
    try:
        return _applied(errand, reference, await api.make("create_loan_request", LoanRequest, fields))
    except No as no:
        return Declined(reason=no.note)


async def applied(api: Api, errand: Apply, reference: str) -> Applied | Declined | Trouble:
    """The loan request under our reference; raises Missing if there is none."""
    return _applied(errand, reference, await api.one("list_loan_requests", LoanRequest, external_id=reference))


async def read_application(
    api: Api, errand: ReadApplication, currency_of: Callable[[str], str]
) -> ApplicationFound | NoApplication | Trouble:
    """Read a loan request back; `currency_of` knows an offer's currency."""
    try:
        kept = await api.read("read_loan_request", LoanRequest, errand.application)
    except Missing:
        return NoApplication()
    if kept.amount is None or kept.number_of_installments is None:
        raise Late("a loan request without its amount or instalments")
    status = request_status(kept.status)
    found = ApplicationFound(
        reference=kept.reference or kept.id,
        status=status,
        loan=await _became(api, kept.id) if status == "active" else "",
        applied_amount=kept.amount,
        applied_instalments=kept.number_of_installments,
        currency=currency_of(kept.offer_id),
    )
    return doubt({"id": errand.application}, kept) or found


async def _became(api: Api, request: str) -> str:
    """The loan that a completed request has become; "" where the list has none (yet)."""
    try:
        return (await api.one("list_loans", Loan, pre_loan_id=request)).id
    except Missing:
        return ""


async def list_applications(api: Api, errand: ListApplications) -> Applications:
    """All loan requests of a day."""
    rows = await api.rows("list_loan_requests", LoanRequest, enough=MOST_A_DAY, taken_at=errand.day.isoformat())
    return Applications(applications=[_filed(row) for row in rows])


def _filed(row: LoanRequest) -> Filed:
    return Filed(
        application=row.id,
        reference=row.external_id,
        client=row.customer_id,
        product=row.offer_id,
        amount=row.amount,
        status=request_status(row.status) if row.status else "other",
    )


async def activate(
    api: Api, errand: Activate, reference: str, aggregator: str | int, on: date
) -> Activated | Declined | Trouble:
    """Create the loan from its request, disbursed today."""
    fields: dict[str, Any] = {
        "pre_loan_id": errand.application,
        "aggregator_id": aggregator,
        "external_id": reference,
        "disbursed_at": on.isoformat(),
    }
    try:
        made = await api.make("create_loan", Loan, fields)
    except No as no:
        return Declined(reason=no.note)
    return doubt({"pre_loan_id": errand.application, "external_id": reference}, made) or Activated(loan=made.id)


async def activated(api: Api, errand: Activate, reference: str) -> Activated | Trouble:
    """The loan under our reference, or else of this request, whoever made it; raises Missing if there is neither."""
    try:
        made = await api.one("list_loans", Loan, external_id=reference)
    except Missing:
        made = await api.one("list_loans", Loan, pre_loan_id=errand.application)
    return doubt({"pre_loan_id": errand.application}, made) or Activated(loan=made.id)


async def read_loan(api: Api, errand: ReadLoan, currency: str) -> LoanFound | NoLoan | Trouble:
    """Where a loan stands. MO publishes no balance, so none is told."""
    try:
        kept = await api.read("read_loan", Loan, errand.loan)
    except Missing:
        return NoLoan()
    stands = standing(kept)
    found = LoanFound(
        loan=kept.id,
        loan_status=stands.status,
        loan_reason=stands.reason,
        currency=currency,
        actions=list(stands.actions),
    )
    return doubt({"id": errand.loan}, kept) or found


async def list_loans(api: Api, errand: ListLoans) -> Loans | NoLoans:
    """The person's loans."""
    rows = await api.rows("list_loans", Loan, enough=MOST, customer_id=errand.client)
    found = [Listed(id=row.id, label=row.reference or row.id) for row in rows]
    return Loans(loans=found) if found else NoLoans()


def _applied(errand: Apply, reference: str, kept: LoanRequest) -> Applied | Declined | Trouble:
    meant: dict[str, str | int | Decimal] = {
        "customer_id": errand.client,
        "offer_id": errand.product,
        "amount": errand.amount,
        "number_of_installments": errand.instalments,
        "external_id": reference,
    }
    if wrong := doubt(meant, kept):
        return wrong
    if kept.status and request_status(kept.status) == "declined":
        return Declined()
    return Applied(application=kept.id, reference=kept.reference or kept.id)
