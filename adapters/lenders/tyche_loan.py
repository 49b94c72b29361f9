"""A loan as Tyche keeps it, and what its states mean. An application and a loan are one record."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import structlog
from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from adapters.lenders.tyche_part import Number

log = structlog.get_logger()


def day(value: object) -> object:
    """The day of a moment."""
    return value[:10] if isinstance(value, str) else value


Day = Annotated[date | None, BeforeValidator(day)]


class Told(BaseModel):
    """Something Tyche tells in camelCase. Ids are opaque; what we do not know is passed over."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, coerce_numbers_to_str=True, frozen=True)


class Balances(Told):
    """What is owed, part by part. Its "totalAccruedinterest" is Tyche's own spelling."""

    total_accrued_fees: Number = Decimal(0)
    total_accrued_penalty: Number = Decimal(0)
    total_accrued_interest: Number = Field(
        Decimal(0), validation_alias=AliasChoices("totalAccruedinterest", "totalAccruedInterest")
    )
    total_principal_balance: Number = Decimal(0)

    @property
    def sum(self) -> Decimal:
        """All of it."""
        return sum(
            (
                self.total_accrued_fees,
                self.total_accrued_penalty,
                self.total_accrued_interest,
                self.total_principal_balance,
            ),
            Decimal(0),
        )


class Loan(Told):
    """A loan. `state` is PENDING, APPROVED or DECLINED before it is paid out; `status` is inactive until it is."""

    id: str
    name: str = Field("", validation_alias=AliasChoices("loanName", "name"))
    account_number: str | None = None
    account_holder: str | None = None
    loan_product_id: str | None = None
    amount: Number | None = None
    interest_rate: Number | None = None
    tenure: int | None = None
    state: str | None = None
    status: str | None = None
    comment: str | None = None
    balances: Balances | None = None
    created: Day = Field(None, validation_alias=AliasChoices("created_at", "createdAt"))
    disbursed_date: Day = None
    next_repayment_date: Day = None

    @property
    def reference(self) -> str:
        """What a borrower may quote to the lender."""
        return self.account_number or self.id

    def stands(self, states: dict[str, str]) -> str:
        """Our word for where it stands: active once it is, else what its state says, "other" where we do not know."""
        told = "ACTIVE" if (self.status or "").casefold() == "active" else (self.state or "").upper()
        if told not in states:
            log.warning("unknown word", lender="tyche", field="state", word=told)
        return states.get(told, "other")


LOAN_STATUS = {
    "pending": "pending",
    "approved": "pending",
    "active": "active",
    "arrears": "arrears",
    "declined": "cancelled",
    "cancelled": "cancelled",
    "paid": "paid",
}
"""From where an application stands to where the loan stands that it is."""

LIVE = ("active", "arrears")
"""Where there is something to pay."""

LOANS = ("approved", *LIVE, "paid")
"""Where an application has become a loan, be it paid out or not."""
