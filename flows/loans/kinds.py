"""The kinds of thing a loan product may be: each choice a lender makes, by a word of ours."""

from enum import StrEnum


class Method(StrEnum):
    """How interest is reckoned. Lenders use "declining balance" for both of the latter two, so it is never guessed."""

    FLAT = "flat"
    EQUAL_PRINCIPAL = "equal principal"
    EQUAL_INSTALMENTS = "equal instalments"


class Period(StrEnum):
    """A length of time a rate is quoted for, or repayments are apart. TERM is the whole loan, for rates only."""

    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    YEAR = "year"
    TERM = "term"


class DayCount(StrEnum):
    """How time becomes interest.

    NOMINAL: every row is one repayment period, however many days it has (an offset first date costs nothing).
    THIRTY_360: a month is 30 of 360 days whatever its length, and a broken one counts by its actual days.
    ACTUAL_...: actual days over 360, over 365, or over the days of the year they fall in.
    """

    NOMINAL = "nominal"
    THIRTY_360 = "30/360"
    ACTUAL_360 = "actual/360"
    ACTUAL_365 = "actual/365"
    ACTUAL_ACTUAL = "actual/actual"


class Payments(StrEnum):
    """What the instalments repay.

    STANDARD: principal on every paying row. INTEREST_ONLY: the principal with the last one. FIXED: an amount the
    lender names, and the remainder with the last one.
    """

    STANDARD = "standard"
    INTEREST_ONLY = "interest only"
    FIXED = "fixed"


class When(StrEnum):
    """When a fee is charged. The first three are what lenders call "on disbursement" without saying which."""

    DEDUCTED = "deducted from the payout"
    UP_FRONT = "paid up front"
    CAPITALISED = "added to the loan"
    EVERY = "every repayment"
    FIRST = "first repayment"


class Basis(StrEnum):
    """What a fee is: an amount, or a percentage of something.

    Of a fee on every repayment, PRINCIPAL and PRINCIPAL_AND_INTEREST mean that repayment's; of any other, the whole
    loan's. DISBURSED is always the amount granted, before anything is deducted.
    """

    AMOUNT = "amount"
    PRINCIPAL = "% of principal"
    PRINCIPAL_AND_INTEREST = "% of principal and interest"
    DISBURSED = "% of the amount granted"


class How(StrEnum):
    """How an amount is rounded to a multiple. NEAREST takes the even neighbour of two equally near."""

    NONE = "none"
    NEAREST = "nearest"
    UP = "up"


class Late(StrEnum):
    """What a penalty for lateness is a percentage of."""

    NOTHING = "nothing"
    PRINCIPAL = "overdue principal"
    PRINCIPAL_AND_INTEREST = "overdue principal and interest"
    EVERYTHING = "overdue principal, interest and fees"
    OUTSTANDING = "outstanding principal"


class Unit(StrEnum):
    """What a penalty's rate is quoted for. A month is 30 days and a year 365; ONCE is once for each late instalment."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ONCE = "once"


class Settling(StrEnum):
    """The interest that settling early costs: what has accrued, or all of it (a "fixed term" loan)."""

    ACCRUED = "accrued interest"
    ALL = "all interest"


class Way(StrEnum):
    """How a payment is spread: instalment by instalment, or part by part across instalments."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


class Part(StrEnum):
    """The parts of what is owed."""

    PENALTY = "penalty"
    FEES = "fees"
    INTEREST = "interest"
    PRINCIPAL = "principal"
