"""What an operator tells us of their MO Lending Core, in `mo.toml` or a file like it: paths, ids, errors and offers."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from adapters.lenders.checked_file import checked
from flows.loans import Fee, Penalty, Terms
from flows.loans.kinds import Settling

FILE = Path(__file__).with_name("mo.toml")

Plain = Annotated[str, StringConstraints(pattern=r"^/[^\s{}]*$")]
OfOne = Annotated[str, StringConstraints(pattern=r"^/[^\s{}]*\{id\}[^\s{}]*$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Amount = Annotated[Decimal, Field(gt=0, lt=10**12)]
Times = Annotated[int, Field(ge=1, le=1200)]


class Strict(BaseModel):
    """A table of the file: a key it does not know is a mistake of whoever wrote it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Make(Strict):
    """A call that creates something: its fields are in the body."""

    verb: Literal["POST", "PUT", "PATCH"] = "POST"
    path: Plain


class Find(Strict):
    """A call that lists: its filters are in the query."""

    verb: Literal["GET"] = "GET"
    path: Plain


class Read(Strict):
    """A call that shows one thing, by its id in the path."""

    verb: Literal["GET"] = "GET"
    path: OfOne


class Methods(Strict):
    """Every call we make, by our name for it."""

    create_precustomer: Make
    list_precustomers: Find
    create_customer: Make
    list_customers: Find
    create_loan_request: Make
    list_loan_requests: Find
    read_loan_request: Read
    create_loan: Make
    list_loans: Find
    read_loan: Read
    create_payment: Make
    list_payments: Find


class Errors(Strict):
    """Words by which we know an error, capitals aside.

    `denied`: the key is refused; `duplicate`: it is there already; `missing`: it is not there; `declined`: a no to the
    borrower. The first of these to fit counts.
    """

    denied: list[Text]
    duplicate: list[Text]
    missing: list[Text]
    declined: list[Text]


class Pricing(Terms):
    """The terms of an offer. Fees must be named, be it none; what being late or settling early costs is not assumed."""

    currency: str = ""
    fees: tuple[Fee, ...]
    penalty: Penalty | None = None
    settling: Settling | None = None


class Offer(Strict):
    """An offer as it stands in MO's portal, money in its currency.

    `downpayment` is sent along with each loan request. `stands`: days a quote holds. `step`: amounts are suggested in
    multiples of it.
    """

    offer_id: Text | int
    label: Text
    currency: str = ""
    min_amount: Amount
    max_amount: Amount
    min_instalments: Times
    max_instalments: Times
    downpayment: Annotated[Decimal, Field(ge=0, lt=10**12)] = Decimal(0)
    stands: Annotated[int, Field(ge=0, le=365)] = 5
    step: Amount = Decimal(10)
    terms: Pricing

    @model_validator(mode="after")
    def _leaves_a_choice(self) -> Self:
        if self.min_amount > self.max_amount or self.min_instalments > self.max_instalments:
            raise ValueError("the least is more than the most: nobody could choose anything")
        return self

    @property
    def id(self) -> str:
        """Its id, as ours are: opaque."""
        return str(self.offer_id)

    def within(self, amount: Decimal, instalments: int) -> bool:
        """Whether it allows this amount over so many instalments."""
        in_amount = self.min_amount <= amount <= self.max_amount
        return in_amount and self.min_instalments <= instalments <= self.max_instalments

    def priced(self, currency: str) -> Terms:
        """Its terms, in this currency."""
        return self.terms.model_copy(update={"currency": currency})


class Settings(Strict):
    """The whole file. `utc_hours`: how far MO's clock is ahead of Greenwich's, for the dates we send."""

    aggregator_id: Text | int
    document_type: Text
    application_mode: Text = "installment"
    page: Text = "page"
    utc_hours: Annotated[float, Field(ge=-12, le=14)] = -5
    errors: Errors
    methods: Methods
    offers: Mapping[str, Offer] = {}

    @model_validator(mode="after")
    def _one_offer_an_id(self) -> Self:
        ids = [offer.id for offer in self.offers.values()]
        twice = sorted({each for each in ids if ids.count(each) > 1})
        if twice:
            raise ValueError(f"two offers share the offer_id {', '.join(twice)}")
        return self

    def offer(self, product: str) -> Offer | None:
        """The offer of an id, if there is one."""
        return next((offer for offer in self.offers.values() if offer.id == product), None)

    def today(self) -> date:
        """The day it is where MO is at home."""
        return datetime.now(timezone(timedelta(hours=self.utc_hours))).date()


def settings(file: Path | None = None) -> Settings:
    """The settings, ours unless another file is named. Raises BadMapping, naming lines."""
    return checked(file or FILE, Settings)
