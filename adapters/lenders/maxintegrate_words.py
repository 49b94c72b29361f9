"""What travels with each method of MAXINTEGRATE, in our own words: our reading of a workflow published without formats.

The mapping file `maxintegrate.toml` says how each word is spelt; a field with a default may be left out there.
"""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

LONGEST_TEXT = 120


def _plain(text: str) -> str:
    """Text on one line, of characters that can be seen, and not beyond reason: it may be shown to a person."""
    seen = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(seen.split())[:LONGEST_TEXT]


Text = Annotated[str, AfterValidator(_plain)]
Id = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
Held = Annotated[str, Field(min_length=1, max_length=4096, pattern=r"^[!-~]([ -~]*[!-~])?$")]
"""What a login gives us to carry in a header: of the characters that may stand in one, and as long as tokens are."""
Money = Annotated[Decimal, Field(ge=-(10**12), le=10**12, allow_inf_nan=False)]
Price = Annotated[Decimal, Field(ge=0, le=10**12, allow_inf_nan=False)]


class Record(BaseModel):
    """Something the lender tells us. Ids are opaque, so a number is as good as a text; unknown fields are let be."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)


class Credentials(Record):
    """Sent with `login`."""

    user: str
    password: str = Field(repr=False)


class Token(Record):
    """What `login` gives: the session of our side, for all that follows."""

    token: Held


class Cashbox(Record):
    """One cashbox of those `cashbox_preselect` offers."""

    cashbox: Held


class Client(Record):
    """A client as the lender knows them, with the latest credit check: its reference, and what came of it."""

    client: Id
    id_number: Text = ""
    first_name: Text = ""
    last_name: Text = ""
    phone: Text = ""
    employer: Text = ""
    payback_type: Text = ""
    credit_reference: Text = ""
    credit_outcome: Text = ""
    credit_reason: Text = ""


class Employer(Record):
    """An employer of the lender's list."""

    employer_id: Id
    employer: Text


class EmployerMade(Record):
    """What `employer_create` gives."""

    employer_id: Id
    employer: Text = ""


class Option(Record):
    """One payback type, or one purpose."""

    id: Id
    label: Text


class Updated(Record):
    """What `update_client` gives."""

    client: Text = ""


class Credit(Record):
    """What came of a credit check."""

    outcome: Text
    reason: Text = ""
    client: Text = ""


class BudgetSent(Record):
    """A month's money: gross income, what is deducted from pay, living expenses, instalments on other debts."""

    client: str
    income: Decimal
    deductions: Decimal
    living: Decimal
    debts: Decimal


class BudgetItemsSent(BudgetSent):
    """The same, item by item, of one budget."""

    budget: str


class Budget(Record):
    """The budget as the lender keeps it."""

    budget: Id
    available: Money | None = None
    client: Text = ""


class Product(Record):
    """A loan product and its price: rates in percent, money in `currency`. Without a price none is quoted.

    `rate`: interest a month on the amount lent. Initiation fee: `fee`, and `fee_percent` of what is above `fee_above`;
    at most `fee_cap`, and at most `fee_share` percent of the amount. `service`: a fee a month.
    """

    product: Id
    label: Text
    min_amount: Money
    max_amount: Money
    min_instalments: int
    max_instalments: Annotated[int, Field(le=1200)]
    currency: Text = ""
    rate: Price | None = None
    fee: Price = Decimal(0)
    fee_percent: Price = Decimal(0)
    fee_above: Price = Decimal(0)
    fee_cap: Price | None = None
    fee_share: Price | None = None
    service: Price = Decimal(0)


class Asked(Record):
    """Which application or loan is asked about: by its id, by its loan's, or by our reference."""

    application: str = ""
    loan: str = ""
    reference: str = ""
