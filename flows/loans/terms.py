"""A loan product's terms, in our words. What a lender left undefined is None until an operator sets it."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from flows.loans.kinds import (
    Basis,
    DayCount,
    How,
    Late,
    Method,
    Part,
    Payments,
    Period,
    Settling,
    Unit,
    Way,
    When,
)


def no_float(value: object) -> object:
    """Refuse a float: its cents were lost before it came here."""
    if isinstance(value, float):
        raise ValueError("a float cannot hold money: give a Decimal, an int or a string")  # noqa: TRY004 - pydantic's way
    return value


Number = Annotated[Decimal, BeforeValidator(no_float), Field(ge=0, lt=10**12)]
Count = Annotated[int, Field(ge=0, le=1200)]
Times = Annotated[int, Field(ge=1, le=1200)]


class Frozen(BaseModel):
    """A value: it never changes, and knows no fields but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Grace(Frozen):
    """Instalments at the start that are spared something; they count within the term and never lengthen it.

    `principal`: they carry interest only. `postponed`: their interest falls due with the first one after them.
    `free`: they earn no interest at all.
    """

    principal: Count = 0
    postponed: Count = 0
    free: Count = 0


class Fee(Frozen):
    """A fee by its name. `value` is an amount in the major unit, or a percentage (`basis`)."""

    name: str
    value: Number
    when: When | None = None
    basis: Basis | None = Basis.AMOUNT


class Rounding(Frozen):
    """Rounding to multiples of `to`, in the major unit of the currency."""

    how: How = How.NONE
    to: Annotated[Number, Field(gt=0)] = Decimal(1)


class Penalty(Frozen):
    """What being late costs: `rate` % of `on` for each `unit`.

    It is owed once more than `tolerance` days have passed, and then from the due date on. `in_duplum`: interest and
    penalties in arrears stop at the unpaid principal (Kenya's rule for digital lenders, South Africa's NCA s103(5)).
    """

    on: Late = Late.NOTHING
    rate: Number | None = None
    unit: Unit | None = None
    tolerance: Count = 0
    in_duplum: bool = False


class Collection(Frozen):
    """How a payment is spread over what is owed; `ahead`: whether instalments may be paid before they are due."""

    way: Way = Way.HORIZONTAL
    order: tuple[Part, ...] = (Part.PENALTY, Part.FEES, Part.INTEREST, Part.PRINCIPAL)
    ahead: bool = True

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if sorted(self.order) != sorted(Part):
            raise ValueError("the order names each part once: penalty, fees, interest, principal")
        return self


class Terms(Frozen):
    """What a loan of this product costs and when it is repaid. Rates are percentages; amounts are in the major unit.

    Instalments are `every` x `unit` apart (2 x week); the first is due `offset` days later than that, the others keep
    its day. `month_end` puts them all on the last day of their month. `rate` is quoted per `per`. `principal_every` n:
    only every n-th instalment repays principal; n beyond the last one means the last one. `payment` is what FIXED
    payments pay. `even_out` shifts equal instalments by one step where that brings the last one nearer to them.
    """

    currency: str
    minor: Annotated[int, Field(ge=0, le=3)] = 2
    method: Method | None = None
    rate: Number | None = None
    per: Period | None = None
    day_count: DayCount | None = None
    every: Times = 1
    unit: Period | None = None
    offset: Count = 0
    month_end: bool = False
    grace: Grace | None = Grace()
    payments: Payments | None = Payments.STANDARD
    payment: Number | None = None
    principal_every: Times = 1
    fees: tuple[Fee, ...] = ()
    rounding: Rounding = Rounding()
    principal_rounding: Rounding = Rounding()
    even_out: bool = False
    penalty: Penalty | None = Penalty()
    settling: Settling | None = Settling.ACCRUED
    collection: Collection = Collection()

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if self.unit is Period.TERM:
            raise ValueError("instalments cannot be a whole term apart: name the period")
        if self.month_end and self.unit not in {Period.MONTH, Period.YEAR, None}:
            raise ValueError("only monthly or yearly instalments can fall at the end of a month")
        return self
