"""What MO's Lending Core tells, in its own words.

Documented are the fields of what is sent, a payment's answer, and `id` of all others. That a record repeats what it was
made from is OUR READING, so nearly all may be absent.
"""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

LONGEST_TEXT = 120


def _plain(value: object) -> object:
    """Text on one line, of characters that can be seen, and not beyond reason: it may be shown to a person."""
    if not isinstance(value, str):
        return "" if value is None else value
    seen = "".join(letter if letter.isprintable() else " " for letter in value)
    return " ".join(seen.split())[:LONGEST_TEXT]


def _day(value: object) -> object:
    """The day of a moment, or of a day: MO says timestamp, and shows a day."""
    return "" if value is None else value[:10] if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_plain)]
Id = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
Money = Annotated[Decimal, Field(ge=0, lt=10**12, allow_inf_nan=False)]


class Record(BaseModel):
    """Something MO tells us. Ids are opaque, UUIDs or numbers; unknown fields are let be."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    id: Id
    external_id: Text = ""
    status: Text = ""


class Customer(Record):
    """A customer, or a pre-customer. Statuses: unregistered, enabled, disabled, deleted, blocked."""

    first_name: Text = ""
    last_name: Text = ""
    document_number: Text = ""
    phone: Text = ""


class LoanRequest(Record):
    """A loan request, which MO also calls a pre-loan."""

    reference: Text = ""
    customer_id: Text = ""
    offer_id: Text = ""
    amount: Money | None = None
    number_of_installments: int | None = None
    taken_at: Annotated[str, BeforeValidator(_day)] = ""


class Loan(Record):
    """A loan. `status_reason` is why a cancelled one was: where that stands is our reading."""

    reference: Text = ""
    customer_id: Text = ""
    pre_loan_id: Text = ""
    status_reason: Text = ""


class Part(BaseModel):
    """What of a payment went to one loan."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    amount: Money
    loan: Record


class Payment(Record):
    """A payment, and the loans it went to (documented). Statuses: pending, rejected, completed, reversed."""

    loan_payments: list[Part]
