"""Where a loan stands: its state, the person's loans, and the lender's own schedule."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from flows.errands.core import Answer, Errand, Listed


class LoanFound(Answer):
    """Where a loan stands. Money in `currency`; what the lender does not tell is None.

    `loan_status`: a word of ours (pending, active, arrears, frozen, in_dispute, paid, cancelled, other);
    `loan_reason` says why a cancelled one was (rejected, returned, fraud, death, refinanced, or none). `actions`: what
    the status allows, of: pay (through us), pay_outside (not through us), collect (automatic payments).
    """

    loan: str
    loan_status: str
    loan_reason: str = "none"
    currency: str
    repayable: Decimal | None = None
    outstanding: Decimal | None = None
    settlement: Decimal | None = None
    settlement_until: date | None = None
    next_due: date | None = None
    next_amount: Decimal | None = None
    actions: list[str] = []


class NoLoan(Answer):
    """The lender has no such loan."""


class ReadLoan(Errand[LoanFound | NoLoan]):
    """Read where a loan stands."""

    loan: str


class Loans(Answer):
    """The person's loans, at least one."""

    loans: list[Listed]


class NoLoans(Answer):
    """The person has no loan with this lender."""


class ListLoans(Errand[Loans | NoLoans]):
    """Ask for the person's loans."""

    client: str


class Due(BaseModel):
    """One instalment of the lender's own schedule. `paid`: what is paid of it, None where the lender does not tell."""

    model_config = ConfigDict(frozen=True)

    due: date
    amount: Decimal
    paid: Decimal | None = None


class ScheduleFound(Answer):
    """The lender's own schedule."""

    schedule: list[Due]


class NoSchedule(Answer):
    """The lender tells no schedule."""


class ReadSchedule(Errand[ScheduleFound | NoSchedule]):
    """Read the lender's own schedule."""

    loan: str
