"""The books of the MAXINTEGRATE stand-in: all that was ever done, in order, kept in a file when given one."""

import time
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from secrets import token_hex
from typing import Any

from adapters.stand_ins.kept import Kept
from adapters.stand_ins.maxintegrate_people import (
    BENEFICIARIES,
    CLIENTS,
    EMPLOYERS,
    PAYBACK_TYPES,
    PRODUCTS,
    PURPOSES,
)

Words = dict[str, Any]
"""A record, or a part of one, in our words."""

ROWS = "."
"""Where a record carries the rows that are listed beside it."""

BOOKS = (
    *("clients", "employers", "documents", "credit_checks", "budgets", "applications"),
    *("otps", "otp_tries", "loans", "agreements", "mandates", "payouts", "claims"),
)

OPEN = ("pending", "approved", "active")
"""States in which an application stands in the way of another."""

SAST = timezone(timedelta(hours=2), "SAST")


class Refusal(Exception):
    """A definite error. `kind` is missing, duplicate or expired, or a code of its own."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind


class Books(Kept):
    """All that was ever done, in order. `forgetful`: a repeated reference is not recognised, but done again.

    With a file (`kept`) they begin as it says, and are written to it after each method. What is on offer
    (payback types, purposes, products, beneficiaries) may be changed while it runs. `sms` is what the lender and the
    borrower's bank would have sent by SMS, oldest first: it holds secrets, so it is neither a book nor kept.
    """

    def __init__(self, clock: Callable[[], float] = time.time, kept: Path | None = None) -> None:
        super().__init__(BOOKS, kept)
        self.clock = clock
        self.sms: list[dict[str, str]] = []
        self.clients: list[Words] = [{"at": 0, "reference": "", "returning": True, **client} for client in CLIENTS]
        self.employers: list[Words] = [{"at": 0, "reference": "", **employer} for employer in EMPLOYERS]
        self.documents: list[Words] = []
        self.credit_checks: list[Words] = []
        self.budgets: list[Words] = []
        self.applications: list[Words] = []
        self.otps: list[Words] = []
        self.otp_tries: list[Words] = []
        self.loans: list[Words] = []
        self.agreements: list[Words] = []
        self.mandates: list[Words] = []
        self.payouts: list[Words] = []
        self.claims: list[Words] = []
        self.payback_types, self.purposes, self.products = list(PAYBACK_TYPES), list(PURPOSES), list(PRODUCTS)
        self.beneficiaries = list(BENEFICIARIES)
        self.read_back()

    def reset(self) -> None:
        """Begin anew; what was sent by SMS is forgotten too."""
        super().reset()
        self.sms.clear()

    def repeated(self, book: list[Words], reference: str) -> Words | None:
        """What was done under this reference before, unless we are to forget it."""
        return one(book, "reference", reference) if reference and not self.forgetful else None

    def enter(self, book: list[Words], entry: Words) -> Words:
        """Put a new entry at a book's end, with the time."""
        book.append({"at": self.clock(), **entry})
        return book[-1]

    def today(self) -> date:
        """The day it is by our clock, where the lender is at home."""
        return self.day(self.clock())

    def day(self, at: float) -> date:
        """The day of a time (seconds since 1970), where the lender is at home."""
        return datetime.fromtimestamp(float(at), SAST).date()

    def text(self, application: Words, words: str) -> str:
        """Send the client of an application an SMS; gives the number, masked."""
        phone: str = must(self.clients, "client", application["client"])["phone"]
        self.sms.append({"to": phone, "text": words})
        return f"*** {phone[-4:]}"


def one(book: Iterable[Words], word: str, value: str) -> Words | None:
    """The first entry whose word has this value, capitals aside."""
    return next((entry for entry in book if entry[word].casefold() == value.casefold()), None)


def must(book: Iterable[Words], word: str, value: str) -> Words:
    """The same, refused as missing where there is none."""
    entry = one(book, word, value)
    if entry is None:
        raise Refusal("missing", f"unknown {word}")
    return entry


def new_id(letter: str) -> str:
    """An id nobody had before, also after a restart."""
    return f"{letter}-{token_hex(4)}"
