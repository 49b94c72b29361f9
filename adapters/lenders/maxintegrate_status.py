"""MAXINTEGRATE on where loans stand: the loan status inquiry, a client's loans, a loan's schedule."""

from collections.abc import Mapping
from datetime import time

from adapters.lenders.late import Missing, Refused
from adapters.lenders.maxintegrate_api import Api
from adapters.lenders.maxintegrate_loan_words import Application, LoanRow, Row
from adapters.lenders.told import doubt
from flows.errands import (
    CollectionTerms,
    Due,
    Listed,
    ListLoans,
    LoanFound,
    Loans,
    NoLoan,
    NoLoans,
    NoSchedule,
    ReadCollection,
    ReadLoan,
    ReadSchedule,
    ScheduleFound,
    Trouble,
)

MOST = 20
"""Loans shown to one person."""

STATES: Mapping[str, str] = {"created": "pending", "approved": "pending", "written_off": "other"}
"""States an application knows and a loan has another word for."""

ACTIONS: Mapping[str, tuple[str, ...]] = {
    "active": ("collect", "pay_outside"),
    "arrears": ("collect", "pay_outside"),
    "frozen": ("pay_outside",),
    "in_dispute": ("pay_outside",),
}
"""What a state allows. Nothing is paid through us: MAXINTEGRATE collects by debit order, or at a branch."""

MONEY = {"repayable", "outstanding", "settlement", "settlement_until", "next_due", "next_amount"}


async def read_loan(api: Api, errand: ReadLoan, currency: str) -> LoanFound | NoLoan | Trouble:
    """Where a loan stands; `currency` where it names none."""
    try:
        kept = await api.one("loan_status", Application, errand.model_dump())
    except Missing:
        return NoLoan()
    word = api.meaning("loan_status", kept.status) or "other"
    status = STATES.get(word, word)
    found = LoanFound(
        loan=errand.loan,
        loan_status="cancelled" if status == "declined" else status,
        loan_reason="rejected" if status == "declined" else "none",
        currency=kept.currency or currency,
        actions=list(ACTIONS.get(status, ())),
        **kept.model_dump(include=MONEY),
    )
    return doubt({"loan": errand.loan}, kept) or found


async def list_loans(api: Api, errand: ListLoans) -> Loans | NoLoans:
    """A client's loans, by the numbers they were told."""
    rows = await api.rows("loan_list", LoanRow, errand.model_dump())
    shown = [Listed(id=row.loan, label=row.number or row.loan) for row in rows[:MOST]]
    return Loans(loans=shown) if shown else NoLoans()


async def read_schedule(api: Api, errand: ReadSchedule) -> ScheduleFound | NoSchedule:
    """What falls due when, by the lender's own reckoning."""
    rows = await api.rows("loan_schedule", Row, errand.model_dump())
    dues = [Due(due=row.due, amount=row.amount, paid=row.paid) for row in rows]
    return ScheduleFound(schedule=dues) if dues else NoSchedule()


async def read_collection(api: Api, errand: ReadCollection, currency: str, at: time) -> CollectionTerms:
    """How the loan is collected: the lender's own schedule, and the file's table; `at` is the time of its day."""
    rows = await api.rows("loan_schedule", Row, errand.model_dump())
    if not rows:
        raise Refused("no schedule to collect")
    return api.spelling.collection.terms(max(row.amount for row in rows), currency, at)
