"""What MO's calls ask for, field by field as its documents list them: the required ones have no default."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


def _number(value: object) -> object:
    """Amounts are JSON numbers; a text that looks like one is a mistake."""
    if isinstance(value, (str, bool)):
        raise ValueError("must be a number")  # noqa: TRY004 - pydantic's way
    return value


def _moment(text: str) -> str:
    """MO says timestamp, and shows a day: either will do."""
    datetime.fromisoformat(text)
    return text


Text = Annotated[str, StringConstraints(min_length=1)]
Moment = Annotated[str, AfterValidator(_moment)]
Amount = Annotated[Decimal, BeforeValidator(_number), Field(gt=0)]


class Form(BaseModel):
    """The body of a call. An id may be a text or a number, as those of the sandbox are."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)


class PrecustomerForm(Form):
    """Create pre-customer."""

    external_id: str = ""
    first_name: Text
    last_name: Text
    document_type: str = ""
    document_number: str = ""
    phone: str = ""
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$")]
    address: str = ""


class CustomerForm(PrecustomerForm):
    """Create customer."""

    precustomer_id: Text


class LoanRequestForm(Form):
    """Create loan request."""

    amount: Amount
    number_of_installments: Annotated[int, BeforeValidator(_number), Field(gt=0)]
    downpayment_amount: Annotated[Decimal, BeforeValidator(_number), Field(ge=0)] = Decimal(0)
    customer_id: Text
    offer_id: Text
    external_id: str = ""
    taken_at: Moment


class LoanForm(Form):
    """Create loan."""

    pre_loan_id: Text
    aggregator_id: Text
    external_id: str = ""
    disbursed_at: Moment | None = None


class PaymentForm(Form):
    """Create payment."""

    customer_id: Text
    loan_id: Text
    amount: Amount
    external_id: str = ""
    application_mode: Literal["installment"]
