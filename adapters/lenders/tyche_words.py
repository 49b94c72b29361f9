"""Tyche's own spelling. Its documents misspell some words and write others in two ways: all are read, one is sent."""

import re
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator

LISTED: dict[str, tuple[str, ...]] = {
    "type": ("FIXED_TERM_LOAN", "INTEREST_FREE_TERM_LOAN"),
    "currency": ("NGN", "USD"),
    "initialState": ("PENDING_APPROVAL", "PARTIAL_APPLICATION"),
    "userType": ("clients", "companies"),
    "scheduling.paymentMethod": ("STANDARD_PAYMENT", "BALLON_PAYMENT"),
    "scheduling.paymentInterval": ("INTERVAL", "END_OF_MONTH"),
    "scheduling.paymentMade.period": ("WEEK", "MONTH", "YEAR"),
    "collection.paymentAllocation": ("HORIZONTAL", "VERTICAL"),
    "accounting.methodology": ("ACCRUAL", "CASH"),
    "fees.feePayment": ("FLAT", "PERCENTAGE_0F_DISBURSE_AMOUNT"),
}
"""Fields whose values the document lists, so that any other is a mistake. The zero and the one L are Tyche's own."""

SEEN = (
    "SIMPLE_INTEREST",
    "%_PER_YEAR",
    "%_PER_MONTH",
    "ON_DISBURSEMENT",
    "REPAYMENT_PERIOD",
    "DECLINING_BALANCE",
    "NO_ROUNDING",
    "UP_TO_NEAREST_WHOLE_UNIT",
    "ON_EVERY_REPAYMENT",
    "ONE_OFF_ON_FIRST_REPAYMENT",
    "FIXED_INTEREST_COMMISION",
    "OVERDUE_PRINCIPAL_*#_OF_LATE_DAYS_*_PENALTY_RATE",
)
"""Words seen in samples only: there may be others of their kind."""


@lru_cache(maxsize=1024)
def fold(word: str) -> str:
    """A word without what its spellings differ in: capitals, marks between letters, doubled letters, O for nought."""
    bare = re.sub(r"[^A-Z0-9%]", "", word.upper()).replace("0", "O")
    return re.sub(r"([A-Z])\1", r"\1", bare)


SPELT = {fold(word): word for word in (*SEEN, *(word for words in LISTED.values() for word in words))}


def spelt(value: object) -> object:
    """A word as Tyche spells it; one we do not know is left as it is."""
    return SPELT.get(fold(value), value) if isinstance(value, str) else value


Word = Annotated[str, BeforeValidator(spelt)]
