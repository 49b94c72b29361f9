"""Which loan, what it costs, and applying for it."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from flows.errands.core import Answer, Declined, Errand, Listed, Product, Reason


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


class FeeCharged(BaseModel):
    """A fee by its name, all of it together."""

    model_config = ConfigDict(frozen=True)

    name: str
    sum: Decimal


class Instalments(BaseModel):
    """So many instalments in a row of the same amount."""

    model_config = ConfigDict(frozen=True)

    count: int
    amount: Decimal


class Offer(Answer):
    """What the loan costs, before anyone agrees to anything. Money in `currency`, rates in percent.

    `received`: in hand, after fees deducted. `total`: all that is paid; `cost`: the difference. `instalment`: the usual
    one; `plan`: all of them in order. `method`: how interest is reckoned (flat, equal_principal, equal_instalments, or
    none). `apr`: the internal rate of the cash flow, a year. `late`: what being late costs (none, unknown, or
    charged: then `late_rate` % of what is overdue for each `late_unit` once `late_days` have passed). `settling`: what
    settling early costs (accrued: interest to the day; all: the whole interest; unknown). `stands_until`: the last day
    the offer holds.
    """

    currency: str
    received: Decimal
    total: Decimal
    cost: Decimal
    fees: list[FeeCharged] = []
    instalment: Decimal
    highest: Decimal
    last_instalment: Decimal
    plan: list[Instalments] = []
    first_due: date
    last_due: date
    method: str = "none"
    monthly_rate: Decimal = Decimal(0)
    apr: Decimal = Decimal(0)
    late: str = "unknown"
    late_rate: Decimal = Decimal(0)
    late_unit: str = "none"
    late_days: int = 0
    settling: str = "unknown"
    stands_until: date


class TooMuch(Answer):
    """The instalment is more than the budget leaves. `fits`: the largest amount that would do, if `fitting` is some."""

    highest: Decimal
    available: Decimal
    fitting: str
    fits: Decimal
    currency: str


class Unpriced(Answer):
    """What the loan costs cannot be said: the lender left something undefined. `missing` is for the operator."""

    missing: str = ""


class Quote(Errand[Offer | TooMuch | Unpriced | Declined]):
    """Price a loan. `available`: what the budget leaves a month, where the lender has told us."""

    product: str
    amount: Decimal
    instalments: int
    available: Decimal | None = None


class Applied(Answer):
    """The application is with the lender."""

    application: str
    reference: str


class AppliedOtherwise(Answer):
    """The application is with the lender, but its own schedule repays another total than was quoted."""

    application: str
    reference: str
    schedule_total: Decimal
    schedule_instalment: Decimal


class Apply(Errand[Applied | AppliedOtherwise | Declined]):
    """Apply for the loan. `total` is what was quoted, for comparison with the lender's own schedule."""

    once: ClassVar[bool] = True
    a_day: ClassVar[int] = 5
    client: str
    product: str
    purpose: str = ""
    amount: Decimal
    instalments: int
    budget: str = ""
    total: Decimal | None = None


class Withdrawn(Answer):
    """The application is withdrawn: nothing comes of it."""


class Withdraw(Errand[Withdrawn]):
    """Withdraw an application that the borrower does not want after all. Asking twice is asking once."""

    application: str


class ApplicationFound(Answer):
    """Where an application stands. `status` is a word of ours where we know the lender's, else "other".

    `loan`: the loan it has become, "" while it is none. `reason`: why it was declined.
    """

    reference: str
    status: str
    reason: Reason = "none"
    loan: str = ""
    applied_amount: Decimal
    currency: str
    applied_instalments: int


class NoApplication(Answer):
    """The lender has no such application."""


class ReadApplication(Errand[ApplicationFound | NoApplication]):
    """Read an application back."""

    application: str


class Filed(BaseModel):
    """One application as the lender keeps it; what it does not tell is empty.

    `reference` is ours, where it was made through us. `status` is a word of ours where we know the lender's, else
    "other".
    """

    model_config = ConfigDict(frozen=True)

    application: str
    reference: str = ""
    client: str = ""
    product: str = ""
    amount: Decimal | None = None
    status: str = "other"


class Applications(Answer):
    """The applications of a day, all of them."""

    applications: list[Filed]


class ListApplications(Errand[Applications]):
    """Ask for all applications made on a day of the lender's, to compare them with what we know of."""

    day: date
