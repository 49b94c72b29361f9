"""The file that says what Tyche's documents do not: read and checked whole before anything is sent."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator

from adapters.lenders.checked_file import checked
from adapters.lenders.mapping import Place, braced
from flows.loans.kinds import DayCount, Method, Settling, Unit, When

FILE = Path(__file__).with_name("tyche.toml")


def unset(value: object) -> object:
    """Empty is not set."""
    return None if value == "" else value


Route = Annotated[str, StringConstraints(pattern=r"^/\S*$")]
Maybe = Annotated[Route | None, BeforeValidator(unset)]
MaybePlace = Annotated[Place | None, BeforeValidator(unset)]
Text = Annotated[str | None, BeforeValidator(unset)]
Length = Annotated[Literal["instalments", "days", "months"] | None, BeforeValidator(unset)]


class Table(BaseModel):
    """A table of the file; it knows no words but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Paths(Table):
    """Where things are. {id} is filled in. What is None is not served."""

    products: Route
    product: Route
    update_product: Route
    clients: Route
    client: Route
    documents: Route
    loans: Route
    loan: Route
    update_loan: Route
    schedule: Maybe = None
    transactions: Maybe = None
    repay: Maybe = None
    disburse: Maybe = None

    @model_validator(mode="after")
    def _fit(self) -> Self:
        for name, path in self.model_dump().items():
            needs = [] if name in ("products", "clients", "documents", "loans") or path is None else ["id"]
            if path is not None and braced(path) != needs:
                raise ValueError(f"{name} = {path!r} must name {'{id}' if needs else 'nothing'} in braces")
        if self.repay and not self.transactions:
            raise ValueError("repay needs transactions: a payment is looked up before it is ever repeated")
        return self


class ClientNames(Table):
    """Tyche's names for what we know of a client."""

    client: Place
    id_number: Place
    first_name: Place
    last_name: Place
    phone: Place
    email: MaybePlace = None


class Find(Table):
    """The words of a query. None: none is sent."""

    client: Text = None
    phone: Text = None
    loans: Text = None


class DueNames(Table):
    """Tyche's names in a row of a schedule."""

    due: Place
    amount: Place
    paid: MaybePlace = None


class RepayNames(Table):
    """Tyche's names in a repayment and in a transaction."""

    amount: Place
    reference: Place
    payment: Place


class DisburseNames(Table):
    """Tyche's names in a disbursement. None: it is not sent."""

    method: MaybePlace = None
    account: MaybePlace = None
    branch: MaybePlace = None
    reference: MaybePlace = None


class Documents(Table):
    """Where a client's documents are put for Tyche to fetch, and what it calls their kinds."""

    folder: Text = None
    address: Text = None
    id: str
    payslip: str
    bank_statement: str

    @model_validator(mode="after")
    def _both(self) -> Self:
        if bool(self.folder) != bool(self.address):
            raise ValueError("set both folder and address, or neither")
        if self.address and braced(self.address) != ["file"]:
            raise ValueError("address must have {file} in it")
        return self


class Policies(Table):
    """What a product's words mean in money. None: not known, and what needs it is not quoted."""

    tenure: Length = None
    moratorium: Length = None
    declining_balance: Annotated[
        Literal[Method.EQUAL_PRINCIPAL, Method.EQUAL_INSTALMENTS] | None, BeforeValidator(unset)
    ] = None
    balloon: Annotated[Literal["interest only", "principal collected"] | None, BeforeValidator(unset)] = None
    principal_collected: Annotated[Literal["every nth"] | None, BeforeValidator(unset)] = None
    on_disbursement: Annotated[
        Literal[When.DEDUCTED, When.UP_FRONT, When.CAPITALISED] | None, BeforeValidator(unset)
    ] = None
    grace: Annotated[Literal["principal", "postponed", "free"] | None, BeforeValidator(unset)] = None
    days_360: Annotated[DayCount | None, BeforeValidator(unset)] = None
    days_365: Annotated[DayCount | None, BeforeValidator(unset)] = None
    penalty: Annotated[Unit | None, BeforeValidator(unset)] = None
    settling: Annotated[Settling | None, BeforeValidator(unset)] = None
    differing_fees: Annotated[Literal["newest"] | None, BeforeValidator(unset)] = None


class Reading(Table):
    """The whole file."""

    paths: Paths
    client: ClientNames
    find: Find
    due: DueNames
    repay: RepayNames
    disburse: DisburseNames
    states: dict[str, str]
    documents: Documents
    policies: Policies


def load(file: Path | None = None) -> Reading:
    """Our file, with what another one says laid over it. Raises BadMapping, whose message names the lines."""
    return checked(file or FILE, Reading, under=FILE)
