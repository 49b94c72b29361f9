"""From yes to paid out: activation, agreement, collection, payout."""

from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from flows.errands.core import Answer, Declined, Errand, Listed

# Activation.


class OtpSent(Answer):
    """The lender sent a one-time PIN. `sent_to` is the number as far as it tells (masked)."""

    sent_to: str = ""


class OtpRests(Answer):
    """Too many PINs were asked for: the lender was not asked. The next one `otp_until` (seconds since 1970).

    `otp_opens` is the same as the borrower's clock shows it (ISO, no zone).
    """

    otp_until: int
    otp_opens: str


class OtpLocked(Answer):
    """Too many PINs were wrong: the lender was not asked. No more before `otp_opens` (by the borrower's clock, ISO)."""

    otp_opens: str


class SendOtp(Errand[OtpSent | OtpRests | OtpLocked]):
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


class ActivateByOtp(Errand[Activated | OtpWrong | OtpExpired | OtpLocked]):
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
    """The document to sign. `address` is where the lender keeps it, "" where it hands out none; `signed`: it is."""

    agreement: str
    address: str = ""
    signed: bool = False


class ReadAgreement(Errand[AgreementFound]):
    """Get the loan agreement."""

    loan: str


class AgreementFile(Answer):
    """The agreement itself, as the lender keeps it. The desk hands it on; it is never heard, so never a fact."""

    content: bytes = Field(repr=False)


class FetchAgreement(Errand[AgreementFile]):
    """Fetch the agreement's document. No step sends this: the desk does, to hand it over (`GiveAgreement`)."""

    loan: str
    agreement: str


class Signed(Answer):
    """The agreement is signed."""


class Sign(Errand[Signed]):
    """Sign the agreement, as shown."""

    once: ClassVar[bool] = True
    loan: str
    agreement: str


# Collection and payout.


class Bank(Listed):
    """A bank by its name, with the branch code it takes for all its branches."""

    branch: str


class CollectionTerms(Answer):
    """How the lender collects, and what the borrower's bank will show, for a loan in `mandate_currency`.

    `ceiling`: the most one debit may come to, which the bank shows; it may be more than `mandate_instalment`, the
    highest instalment. The bank asks for `mandate_seconds`; where it may also ask later on the same day,
    `mandate_until` is until when (else none). `mandate_branch`: where a mandate is given by card and PIN (else none).
    `mandate_first` (yes or no): nothing is paid out before the mandate is approved. `mandate_banks` to choose from.
    """

    mandate_currency: str
    mandate_instalment: Decimal
    ceiling: Decimal
    mandate_seconds: int
    mandate_until: str = "none"
    mandate_branch: str = "none"
    mandate_first: str = "yes"
    mandate_banks: list[Bank] = []


class ReadCollection(Errand[CollectionTerms]):
    """Ask how the lender collects this loan."""

    loan: str


class MandateAsked(Answer):
    """The borrower's bank asks them to confirm the debit order."""

    mandate: str


class AskMandate(Errand[MandateAsked | Declined]):
    """Trigger the debit order's confirmation (DebiCheck) at the borrower's bank. `ceiling`: the most it may collect.

    `mandate_type`: realtime (the bank asks at once, and not for long), or delayed (it asks some time on this day).
    """

    once: ClassVar[bool] = True
    loan: str
    account: str
    branch: str
    ceiling: Decimal
    mandate_type: str = "realtime"


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


class PayoutFound(Answer):
    """Where the payout stands: pending, paid, failed, or other."""

    payout_status: str


class ReadPayout(Errand[PayoutFound]):
    """Read where the payout stands."""

    loan: str
    payout: str
