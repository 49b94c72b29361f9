"""Tyche on where a loan stands: its details, its schedule, and a holder's loans. An application is read as a loan."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator

from adapters.lenders.late import Late, Missing, Refused
from adapters.lenders.mapping import unpack
from adapters.lenders.told import told
from adapters.lenders.tyche_api import Api, Listing, records
from adapters.lenders.tyche_loan import LIVE, LOAN_STATUS, LOANS, Loan, day
from adapters.lenders.tyche_part import Number
from adapters.lenders.tyche_shelf import Shelf
from adapters.lenders.tyche_tenure import instalments
from flows.errands import (
    ApplicationFound,
    Applications,
    Due,
    Filed,
    ListApplications,
    Listed,
    ListLoans,
    LoanFound,
    Loans,
    NoApplication,
    NoLoan,
    NoLoans,
    NoSchedule,
    ReadApplication,
    ReadLoan,
    ReadSchedule,
    ScheduleFound,
    Trouble,
)
from flows.loans import CannotQuote

MOST = 40
"""Loans shown to one person."""


class Instalment(BaseModel):
    """A row of the lender's schedule, in our words."""

    due: Annotated[date, BeforeValidator(day)]
    amount: Number
    paid: Number | None = None


async def read_application(
    api: Api, shelf: Shelf, errand: ReadApplication, currency: str
) -> ApplicationFound | NoApplication | Trouble:
    """Read an application back."""
    try:
        kept = await loan_of(api, errand.application)
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
        loan=kept.id if kept.stands(api.reading.states) in LOANS else "",
        applied_amount=kept.amount,
        applied_instalments=count,
        currency=product.currency or currency,
    )


async def read_loan(api: Api, errand: ReadLoan, currency: str) -> LoanFound | NoLoan:
    """Read where a loan stands. What is outstanding is the sum of Tyche's four balances, once it is paid out."""
    try:
        kept = await loan_of(api, errand.loan)
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
    rows, _ = await loans_of(api, errand.client)
    theirs = [loan for loan in rows if loan.account_holder == errand.client]
    shown = [Listed(id=loan.id, label=loan.reference) for loan in theirs[:MOST]]
    return Loans(loans=shown) if shown else NoLoans()


async def list_applications(api: Api, errand: ListApplications) -> Applications:
    """The loans created on a day, picked from all there are: nothing is documented that would ask for a day's only."""
    rows, whole = records(Loan, await api.rows(api.path("loans")), "loans")
    if not whole or any(loan.created is None for loan in rows):
        raise Refused("the list of loans is not whole, or does not tell days")
    return Applications(applications=[_filed(api, loan) for loan in rows if loan.created == errand.day])


def _filed(api: Api, loan: Loan) -> Filed:
    return Filed(
        application=loan.id,
        reference=loan.name,
        client=loan.account_holder or "",
        product=loan.loan_product_id or "",
        amount=loan.amount,
        status=loan.stands(api.reading.states),
    )


async def read_schedule(api: Api, errand: ReadSchedule) -> ScheduleFound | NoSchedule:
    """The lender's own schedule."""
    try:
        rows = await schedule_of(api, errand.loan)
    except Missing:
        return NoSchedule()
    return ScheduleFound(schedule=rows) if rows else NoSchedule()


async def loan_of(api: Api, id_: str) -> Loan:
    """A loan; Missing where there is none of this id."""
    kept = told(Loan, await api.get(api.path("loan", id_)))
    if kept.id != id_:
        raise Late("another loan than was asked for")
    return kept


async def loans_of(api: Api, client: str) -> tuple[list[Loan], bool]:
    """Loans, those of a holder where the lender heeds the query, and whether none is missing."""
    query = api.reading.find.loans
    return records(Loan, await api.rows(api.path("loans"), **({query: client} if query else {})), "loans")


async def schedule_of(api: Api, loan: str) -> list[Due]:
    """The lender's own schedule of a loan; Late where a row of it makes no sense."""
    names = api.reading.due.model_dump(exclude_none=True)
    listing = await api.rows(api.path("schedule", loan))
    rows, whole = records(Instalment, Listing([unpack(names, row) for row in listing.rows], listing.whole), "schedule")
    if not whole:
        raise Late("a schedule with rows that make no sense")
    return [Due.model_validate(row.model_dump()) for row in rows]
