"""A Tyche loan product: every field of its document, by names of ours, written and read by the API's own.

The document lists the fields flat and its samples nest them; it writes userTypes and userType, OffSet and Offset. Both
are read, the samples' way is sent. Amounts and rates are Decimal; a field that is absent is None and is not sent.
"""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from adapters.lenders.tyche_part import Ledger, Number, Part, part_of
from adapters.lenders.tyche_words import Word, fold


class Interest(Part):
    """How interest is reckoned. Rates are percentages."""

    days_in_a_year: int | None = None
    interest_type: Word | None = None
    interest_charged: Word | None = None
    interest_posting: Word | None = None
    min_interest_rate: Number | None = None
    default_interest_rate: Number | None = None
    max_interest_rate: Number | None = None
    repayment_interest: Word | None = None
    interest_calculation: Word | None = None


class PaymentMade(Part):
    """How far instalments are apart: `value` times `period`."""

    value: int = 1
    period: Word | None = None


def every(value: object) -> object:
    """The document's table has a bare word where its samples have a table: MONTH is each month."""
    return {"period": value} if isinstance(value, str) else value


class Scheduling(Part):
    """When instalments fall due and what they repay. Offsets are in days."""

    payment_made: Annotated[PaymentMade | None, BeforeValidator(every)] = None
    payment_method: Word | None = None
    payment_interval: Word | None = None
    min_installments: int | None = None
    default_installments: int | None = None
    max_installments: int | None = None
    min_due_date_offset: int | None = None
    default_due_date_offset: int | None = None
    max_due_date_offset: int | None = None
    enable_grace_period: bool | None = None
    min_grace_period: int | None = None
    default_grace_period: int | None = None
    max_grace_period: int | None = None
    principal_collected: int | None = None
    currency_rounding_schedule: Word | None = None
    principal_rounding_schedule: Word | None = None


class AllocationOrder(Part):
    """Which part of a debt an early payment settles first: the lowest number."""

    fee: int
    penalty: int
    interest: int
    principal: int


class Collection(Part):
    """How payments are taken."""

    accept_prepayment: bool | None = None
    payment_allocation: Word | None = None
    prepayment_allocation_order: AllocationOrder | None = None


class Penalty(Part):
    """What being late costs. The document does not say what a rate is quoted for."""

    enable_penalty: bool | None = None
    min_penalty_rate: Number | None = None
    default_penalty_rate: Number | None = None
    max_penalty_rate: Number | None = None
    penalty_tolerance_period: int | None = None
    penalty_calculation_method: Word | None = None


class Security(Part):
    """What secures the loan, and what a funder of it earns. Commision is Tyche's own spelling."""

    enable_collateral: bool | None = None
    enable_funding_source: bool | None = None
    funder_interest_commision: Word | None = None
    min_funded_interest_commision: Number | None = None
    default_funded_interest_commision: Number | None = None
    max_funded_interest_commision: Number | None = None


class Accounting(Part):
    """The general ledger accounts by their ids, which are text and begin with noughts."""

    methodology: Word | None = None
    fee_income: Ledger | None = None
    fee_receivable: Ledger | None = None
    penalty_income: Ledger | None = None
    penalty_receivable: Ledger | None = None
    interest_income: Ledger | None = None
    interest_receivable: Ledger | None = None
    write_off_expense: Ledger | None = None
    portfolio_control: Ledger | None = None
    transaction_source: Ledger | None = None


class Fee(Part):
    """A fee: an amount, or a percentage of the amount disbursed (`fee_payment`)."""

    value: Number
    fee_name: str
    fee_type: Word
    fee_payment: Word


class FeeGroup(Part):
    """Fees as the details tell them: a group for each time the product was saved."""

    id: str = ""
    loan_product_id: str = ""
    fees: list[Fee] = []
    created_at: str = Field("", alias="created_at")
    updated_at: str = Field("", alias="updated_at")


class Product(Part):
    """A loan product. `fees` is what is sent, `product_fees` what the details answer; the list has neither."""

    synonyms: ClassVar[dict[str, str]] = {"userTypes": "userType", "branches": "branch"}

    id: str | None = None
    organization_id: str | None = None
    deposit_product_id: str | None = None
    name: str | None = None
    type: Word | None = None
    category: str | None = None
    currency: str | None = None
    initial_state: Word | None = None
    description: str | None = None
    user_type: list[Word] | None = None
    branch: list[str] | None = None
    enable_linking: bool | None = None
    enable_penalty: bool | None = None
    min_amount: Number | None = None
    max_amount: Number | None = None
    tranches: Any = None
    interest: Interest | None = None
    scheduling: Scheduling | None = None
    collection: Collection | None = None
    penalty: Penalty | None = None
    security: Security | None = None
    accounting: Accounting | None = None
    fees: list[Fee] | None = None
    status: str | None = None
    created_at: str | None = Field(None, alias="created_at")
    updated_at: str | None = Field(None, alias="updated_at")
    product_fees: list[FeeGroup] | None = None

    @model_validator(mode="before")
    @classmethod
    def _nest(cls, tree: Any) -> Any:
        """Put each field the document lists flat into the table it belongs to; a table that has it already wins."""
        if not isinstance(tree, dict):
            return tree
        own = cls.names()
        named = {own.get(fold(str(name)), str(name)): value for name, value in tree.items()}
        whole = {name: value for name, value in named.items() if fold(name) not in FLAT}
        for name in named.keys() - whole.keys():
            table = FLAT[fold(name)]
            inner = whole.get(table)
            whole[table] = {name: named[name], **(inner if isinstance(inner, dict) else {})}
        return whole

    def sent(self) -> dict[str, Any]:
        """What was set, as the API spells it."""
        return self.model_dump(by_alias=True, exclude_unset=True, exclude=set(ANSWERED))


ANSWERED = ("id", "organization_id", "status", "created_at", "updated_at", "product_fees", "tranches")
"""Fields only the lender sets."""


def _flat() -> Iterator[tuple[str, str]]:
    own = Product.names()
    for field in Product.model_fields.values():
        table = part_of(field.annotation)
        if table and field.alias not in ("fees", "productFees"):
            yield from ((name, str(field.alias)) for name in table.names() if name not in own)


FLAT = dict(_flat())
"""From a field the document lists flat, folded, to the table it belongs to."""
