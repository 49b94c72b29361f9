"""What travels with MAXINTEGRATE's methods about documents, applications and loans, in our own words: our reading.

The seed names what can be done with a loan ("Loan Activation and Management") and hardly any method: see the mapping
file. A field with a default may be left out there.
"""

from base64 import b64decode
from binascii import Error
from datetime import date
from typing import Annotated, Any

import structlog
from pydantic import BeforeValidator, Field

from adapters.lenders.maxintegrate_words import Id, Money, Record, Text

log = structlog.get_logger()


def _day(said: object) -> date | None:
    """A day as ISO 8601 writes it; anything else is let be, and logged: no date is worth a loan's whole state."""
    try:
        return date.fromisoformat(said) if isinstance(said, str) and said else None
    except ValueError:
        log.warning("unknown date", lender="maxintegrate")
        return None


def _plain(said: Any) -> Any:
    """The bytes of a file that came as base64."""
    try:
        return b64decode(said, validate=True) if isinstance(said, str) else said
    except Error as error:
        raise ValueError("not base64") from error


Day = Annotated[date | None, BeforeValidator(_day)]


class Upload(Record):
    """Sent with `file_upload`."""

    client: str
    kind: str
    content: Annotated[bytes, BeforeValidator(_plain), Field(repr=False)]
    filename: str = ""


class Document(Record):
    """A document as the lender keeps it: `size` in bytes, `sha256` in hex, `reference` is ours."""

    document: Id
    kind: Text
    client: Text = ""
    reference: Text = ""
    size: int | None = None
    sha256: Text = ""


class Application(Record):
    """An application, and its loan once it is active. `number` is what a person is told, `reference` is ours.

    Repayable, outstanding and settlement amount are the three that the seed's status inquiry names.
    """

    application: Id
    status: Text
    number: Text = ""
    reference: Text = ""
    reason: Text = ""
    client: Text = ""
    product: Text = ""
    amount: Money | None = None
    instalments: int | None = None
    currency: Text = ""
    loan: Text = ""
    repayable: Money | None = None
    outstanding: Money | None = None
    settlement: Money | None = None
    settlement_until: Day = None
    next_due: Day = None
    next_amount: Money | None = None


class OtpMade(Record):
    """What `otp_send` gives: the number the PIN went to, masked."""

    sent_to: Text = ""
    application: Text = ""


class OtpTried(Record):
    """What came of a PIN: an outcome, the loan if it is active now, the tries left if it is not."""

    outcome: Text
    application: Text = ""
    loan: Text = ""
    left: int | None = None


class Agreement(Record):
    """The document to sign, and whether it is (`status`)."""

    agreement: Id
    loan: Text = ""
    address: str = Field(default="", max_length=2000)
    status: Text = ""


class MandateAsked(Record):
    """Which mandate is asked about: by its id, or by our reference."""

    mandate: str = ""
    reference: str = ""


class Mandate(Record):
    """A DebiCheck mandate."""

    mandate: Id
    status: Text
    loan: Text = ""
    account: Text = ""
    branch: Text = ""
    ceiling: Money | None = None
    reference: Text = ""
    reason: Text = ""


class PayoutAsked(Record):
    """Which payout is asked about: by its id, or by our reference."""

    payout: str = ""
    reference: str = ""


class Payout(Record):
    """A payout by Allps, to a bank account or a wallet (`method`)."""

    payout: Id
    status: Text
    loan: Text = ""
    method: Text = ""
    account: Text = ""
    branch: Text = ""
    amount: Money | None = None
    reference: Text = ""
    reason: Text = ""


class LoanRow(Record):
    """A loan in a list of them."""

    loan: Id
    number: Text = ""
    status: Text = ""


class Row(Record):
    """An instalment of the lender's own schedule."""

    due: date
    amount: Money
    paid: Money | None = None


class LoanAsked(Record):
    """Which loan is asked about."""

    loan: str


class ThirdParty(Record):
    """A claim of a third party on a loan: `remaining` is what is left for the borrower."""

    claim: Id
    status: Text = ""
    loan: Text = ""
    beneficiary: Text = ""
    claim_amount: Money | None = None
    remaining: Money | None = None
    reference: Text = ""
    reason: Text = ""
