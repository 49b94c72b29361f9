"""MO's words for where a loan request or a loan stands, what they mean to us, and what each allows.

From MO's "Definition of loan status". Of a frozen loan it says both that automatic payments can be made and that only
voluntary ones outside the platform are allowed; the list of allowed actions counts, being the narrower.
"""

from collections.abc import Mapping
from typing import NamedTuple

import structlog

from adapters.lenders.mo_words import Loan

log = structlog.get_logger()


class Standing(NamedTuple):
    """Our words for where a loan stands, and the actions that allows (see LoanFound)."""

    status: str
    reason: str = "none"
    actions: tuple[str, ...] = ()


REQUESTS: Mapping[str, str] = {"pending": "pending", "rejected": "declined", "completed": "active"}
"""A loan request's statuses, as an application's."""

LOANS: Mapping[str, Standing] = {
    "active": Standing("active", actions=("pay", "collect")),
    "frozen": Standing("frozen", actions=("pay_outside",)),
    "paid": Standing("paid"),
    "in dispute": Standing("in_dispute"),
    "cancelled": Standing("cancelled"),
    "canceled": Standing("cancelled"),
    "rejected": Standing("cancelled", "rejected"),
    "returned": Standing("cancelled", "returned"),
    "fraud": Standing("cancelled", "fraud"),
    "death": Standing("cancelled", "death"),
    "refinanced": Standing("cancelled", "refinanced"),
}
"""A loan's statuses. The five reasons of a cancelled one are known wherever MO may put them."""


def request_status(word: str) -> str:
    """Our word for a loan request's status; "other" for one we do not know."""
    return REQUESTS.get(_even(word)) or _unknown("loan request", word)


def standing(loan: Loan) -> Standing:
    """Where a loan stands. An unknown status allows nothing."""
    stands = LOANS.get(_even(loan.status)) or Standing(_unknown("loan", loan.status))
    if stands.status != "cancelled" or stands.reason != "none" or not loan.status_reason:
        return stands
    why = LOANS.get(_even(loan.status_reason), Standing("")).reason
    if why == "none":
        _unknown("reason", loan.status_reason)
    return stands._replace(reason=why)


def _even(word: str) -> str:
    """A word without what MO's pages differ in: capitals, and how words are joined."""
    return " ".join(word.replace("_", " ").replace("-", " ").split()).casefold()


def _unknown(what: str, word: str) -> str:
    log.warning("unknown word", lender="mo", what=what, word=word)
    return "other"
