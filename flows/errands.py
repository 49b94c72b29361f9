"""What we may ask a lender, and what it may answer.

An errand is an imperative, an answer is past or a state. An errand's fields are filled from the session's facts of the
same names; an answer's fields become facts. `Errand[A | B]` names every answer an errand may get, so that the type
checker and the import-time check of the routes can say which one was forgotten. Any errand may also get `Trouble`.
Money is Decimal in the currency's major unit; ids are opaque strings.
"""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Generic, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Answer(BaseModel):
    """A lender's answer. Its fields become facts; its class decides the next step."""

    model_config = ConfigDict(frozen=True, extra="ignore")


A = TypeVar("A", bound=Answer, covariant=True)


class Errand(BaseModel, Generic[A]):
    """A request to a lender. The session's facts of the same names fill its fields.

    `once`: it moves money, creates something or costs something, so it is saved before it is sent and never sent
    blindly a second time.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    once: ClassVar[bool] = False

    @classmethod
    def answers(cls) -> tuple[type[Answer], ...]:
        """The classes of answer this errand may get, `Trouble` aside."""
        for parent in cls.__mro__:
            args: tuple[Any, ...] = getattr(parent, "__pydantic_generic_metadata__", {}).get("args", ())
            if args:
                return get_args(args[0]) or args
        raise TypeError(f"{cls.__name__} names no answers: write class {cls.__name__}(Errand[...])")


class Trouble(Answer):
    """The lender answered with a definite error: nothing was done, and asking the same again will not help by itself.

    `note` is the error information it returned, shortened, for the log and for staff.
    """

    note: str = ""


class Listed(BaseModel):
    """One option of a list: `id` for the lender, `label` for the person."""

    model_config = ConfigDict(frozen=True)

    id: str
    label: str


class Product(Listed):
    """A loan product with the limits a person may choose within. Its fields become facts once it is chosen."""

    min_amount: Decimal
    max_amount: Decimal
    min_instalments: int
    max_instalments: int
    currency: str = ""


# Who the borrower is.


class ClientFound(Answer):
    """The lender knows this person."""

    client: str
    first_name: str = ""
    last_name: str = ""
    employer: str = ""
    payback_type: str = ""


class NoClient(Answer):
    """The lender does not know this person."""

    client: str = ""


class FindClient(Errand[ClientFound | NoClient]):
    """Look for the person by ID number."""

    id_number: str
    phone: str = ""


class EmployersFound(Answer):
    """Employers whose name resembles what was typed."""

    employers: list[Listed]


class NoEmployer(Answer):
    """No employer of that name."""


class FindEmployer(Errand[EmployersFound | NoEmployer]):
    """Look for an employer by (part of) its name."""

    employer: str


class EmployerAdded(Answer):
    """The employer is in the lender's list now."""

    employer_id: str


class AddEmployer(Errand[EmployerAdded]):
    """Add an employer the lender does not know."""

    once: ClassVar[bool] = True
    employer: str


class PaybackTypes(Answer):
    """The ways a loan may be paid back."""

    payback_types: list[Listed]


class ListPaybackTypes(Errand[PaybackTypes]):
    """Ask in which ways a loan may be paid back."""


class ClientAdded(Answer):
    """The person is a client of the lender now."""

    client: str


class AddClient(Errand[ClientAdded]):
    """Make the person a client of the lender."""

    once: ClassVar[bool] = True
    id_number: str = ""
    first_name: str
    last_name: str
    phone: str
    email: str = ""
    employer_id: str = ""
    payback_type: str = ""


class ClientUpdated(Answer):
    """The person's details are brought up to date."""


class UpdateClient(Errand[ClientUpdated]):
    """Bring an existing client's details up to date. Asking twice is asking once. Empty fields are left as they are."""

    client: str
    phone: str = ""
    employer_id: str = ""
    payback_type: str = ""


# The borrower's documents.


class DocumentUploaded(Answer):
    """The lender has the document."""


class UploadDocument(Errand[DocumentUploaded]):
    """Give the lender a document of the client: `kind` is id, payslip or bank_statement; `content` its bytes."""

    once: ClassVar[bool] = True
    client: str
    kind: str
    filename: str
    content: bytes = Field(repr=False)


# What the borrower can afford.


class CreditPassed(Answer):
    """The credit check is no obstacle."""


class Declined(Answer):
    """The lender says no. `reason` is its main reason, in its own words ("none" where it gives none)."""

    reason: str = "none"


class CheckCredit(Errand[CreditPassed | Declined]):
    """Ask the credit bureau about the person, through the lender. It costs money and leaves a trace."""

    once: ClassVar[bool] = True
    client: str
    id_number: str = ""


class BudgetSet(Answer):
    """The lender has the budget. `available` is what it says is left for an instalment a month."""

    budget: str
    available: Decimal | None = None


class Budget(BaseModel):
    """A person's money in a month: pay before and after deductions, living expenses, instalments on other debts."""

    income: Decimal
    take_home: Decimal
    living: Decimal
    debts: Decimal = Decimal(0)

    @model_validator(mode="before")
    @classmethod
    def _no_debts(cls, facts: dict[str, Any]) -> dict[str, Any]:
        """A person who now says they have no debts has none, whatever they said before."""
        return {**facts, "debts": 0} if facts.get("has_debts") == "no" else facts


class SetBudget(Budget, Errand[BudgetSet]):
    """Give the lender the person's budget for a month. Asking twice replaces the budget by the same one."""

    client: str


class BudgetItemsSet(Answer):
    """The lender has the items of the budget."""


class SetBudgetItems(Budget, Errand[BudgetItemsSet]):
    """Give the lender the items of the budget. Asking twice replaces them by the same ones."""

    client: str
    budget: str


# The loan.


class Purposes(Answer):
    """What a loan may be for."""

    purposes: list[Listed]


class ListPurposes(Errand[Purposes]):
    """Ask what a loan may be for."""


class Products(Answer):
    """The loan products this person may choose from, at least one."""

    products: list[Product] = Field(min_length=1)


class NoProducts(Answer):
    """There is no loan product for this person now."""


class ListProducts(Errand[Products | NoProducts]):
    """Ask which loan products there are."""

    client: str = ""


class Offer(Answer):
    """What the loan costs, before anyone agrees to anything. Money in `currency`."""

    currency: str
    received: Decimal = Field(description="what the borrower gets in hand, after fees deducted")
    total: Decimal = Field(description="what is repaid in all")
    cost: Decimal = Field(description="total less what is received")
    instalment: Decimal
    last_instalment: Decimal
    first_due: date
    last_due: date


class Quote(Errand[Offer | Declined]):
    """Price a loan."""

    product: str
    amount: Decimal
    instalments: int


class Applied(Answer):
    """The application is with the lender."""

    application: str
    reference: str


class Apply(Errand[Applied | Declined]):
    """Apply for the loan."""

    once: ClassVar[bool] = True
    client: str
    product: str
    purpose: str = ""
    amount: Decimal
    instalments: int
    budget: str = ""


class ApplicationFound(Answer):
    """Where an application stands. `status` is a word of ours where we know the lender's, else "other"."""

    reference: str
    status: str
    applied_amount: Decimal
    currency: str
    applied_instalments: int


class NoApplication(Answer):
    """The lender has no such application."""


class ReadApplication(Errand[ApplicationFound | NoApplication]):
    """Read an application back."""

    application: str


# Joining two phones to one conversation; answered by us, not by a lender.


class Joined(Answer):
    """This account speaks for that number now."""


class CodeSent(Answer):
    """A code is on its way to the number by SMS. `tries` have been made: none."""

    tries: int = 0


class WrongCode(Answer):
    """Not the code. `left` tries are left."""

    tries: int = 1
    left: int


class CodeSpent(Answer):
    """No tries left, or the code is too old."""


class Join(Errand[Joined | CodeSent | CodeSpent]):
    """Let this account speak for `phone`. Where a conversation exists under it already, a code is sent to it first."""

    phone: str


class Prove(Errand[Joined | WrongCode | CodeSpent]):
    """Prove that one holds the number, by the code sent to it. The code is heard, passed on, and never kept."""

    code: str = Field(repr=False)


OURS: tuple[type[Errand[Any]], ...] = (Join, Prove)
"""Errands the desk runs itself, whichever lender is configured."""
