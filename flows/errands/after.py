"""From yes to paid: activation, agreement, collection, payout, where a loan stands, repayment, third parties."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from flows.errands.core import Answer, Declined, Errand, Listed

# Activation.


class OtpSent(Answer):
    """The lender sent a one-time PIN. `sent_to` is the number as far as it tells (masked)."""

    sent_to: str = ""


class SendOtp(Errand[OtpSent]):
    """Have the lender send the borrower a one-time PIN for this application."""

    application: str


class Activated(Answer):
    """The loan is active."""

    loan: str


class OtpWrong(Answer):
    """Not the PIN. `otp_left`: tries left, where the lender says (-1: it does not)."""

    otp_left: int = -1


class OtpExpired(Answer):
    """The PIN is too old; another one can be sent."""


class ActivateByOtp(Errand[Activated | OtpWrong | OtpExpired]):
    """Activate by the PIN the borrower typed. The PIN is heard, passed on, and never kept."""

    once: ClassVar[bool] = True
    application: str
    otp: str = Field(repr=False)


class Activate(Errand[Activated | Declined]):
    """Activate without a PIN: manually by staff, by creating the loan from its request, or by approving it."""

    once: ClassVar[bool] = True
    application: str


# The agreement.


class AgreementFound(Answer):
    """The document to sign. `address` is where the lender keeps it, "" where it hands out none."""

    agreement: str
    address: str = ""


class ReadAgreement(Errand[AgreementFound]):
    """Get the loan agreement."""

    loan: str


class Signed(Answer):
    """The agreement is signed."""


class Sign(Errand[Signed]):
    """Sign the agreement, as shown."""

    once: ClassVar[bool] = True
    loan: str
    agreement: str


# Collection and payout.


class MandateAsked(Answer):
    """The borrower's bank asks them to confirm the debit order."""

    mandate: str


class AskMandate(Errand[MandateAsked | Declined]):
    """Trigger the debit order's confirmation (DebiCheck) at the borrower's bank. `ceiling`: the most it may collect."""

    once: ClassVar[bool] = True
    loan: str
    account: str
    branch: str
    ceiling: Decimal


class MandateFound(Answer):
    """Where the mandate stands: pending, approved, rejected, expired, or other."""

    mandate_status: str


class ReadMandate(Errand[MandateFound]):
    """Read where the mandate stands."""

    mandate: str


class PaidOut(Answer):
    """The payout is under way or done. `payout_status`: pending, paid, failed, or other."""

    payout: str
    payout_status: str


class PayOut(Errand[PaidOut | Declined]):
    """Trigger the payout to a bank account or a wallet (`method`: account or wallet)."""

    once: ClassVar[bool] = True
    loan: str
    method: str
    account: str
    branch: str = ""


# Where a loan stands.


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
    """One instalment of the lender's own schedule."""

    model_config = ConfigDict(frozen=True)

    due: date
    amount: Decimal
    paid: Decimal = Decimal(0)


class ScheduleFound(Answer):
    """The lender's own schedule."""

    schedule: list[Due]


class NoSchedule(Answer):
    """The lender tells no schedule."""


class ReadSchedule(Errand[ScheduleFound | NoSchedule]):
    """Read the lender's own schedule."""

    loan: str


# Repayment and third parties.


class Paid(Answer):
    """The payment is booked. `payment` is the lender's id of it."""

    payment: str
    paid_amount: Decimal


class Pay(Errand[Paid | Declined]):
    """Book a voluntary payment on a loan."""

    once: ClassVar[bool] = True
    client: str = ""
    loan: str
    pay_amount: Decimal


class Beneficiaries(Answer):
    """Who may be paid directly out of a loan."""

    beneficiaries: list[Listed]


class ListBeneficiaries(Errand[Beneficiaries]):
    """Ask who may be paid directly out of a loan."""


class Claimed(Answer):
    """The third-party payment is noted. `remaining` is what is left for the borrower, where the lender says."""

    claim: str
    remaining: Decimal | None = None


class Claim(Errand[Claimed | Declined]):
    """Have part of the loan paid to a beneficiary."""

    once: ClassVar[bool] = True
    loan: str
    beneficiary: str
    claim_amount: Decimal
    claim_reference: str = ""
