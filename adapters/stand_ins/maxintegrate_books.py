"""The books of the MAXINTEGRATE stand-in: clients, employers, credit checks, budgets, applications, and its rules.

The rules are our reading of the vendor's public help pages (who must exist before what, the budget's formula) and of
South Africa's law (minimum expenses); the limits and the declines are invented. Each method takes and gives our words.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from secrets import token_hex
from typing import Any

from adapters.lenders.maxintegrate_words import Asked, BudgetItemsSent, BudgetSent
from adapters.lenders.wire import read, written
from adapters.stand_ins.maxintegrate_people import (
    CLIENTS,
    CREDIT_DECLINED,
    EMPLOYERS,
    PAYBACK_TYPES,
    PRODUCTS,
    PURPOSES,
    digits,
)
from adapters.stand_ins.maxintegrate_rules import against, id_number, open_to
from adapters.stand_ins.minimum_expenses import minimum_expenses
from flows.errands import (
    AddClient,
    AddEmployer,
    Apply,
    CheckCredit,
    FindClient,
    FindEmployer,
    ListProducts,
    UpdateClient,
)

Words = dict[str, Any]
"""A record, or a part of one, in our words."""

BOOKS = ("clients", "employers", "credit_checks", "budgets", "applications")

OPEN = ("pending", "approved", "active")
"""States in which an application stands in the way of another."""


class Refusal(Exception):  # noqa: N818 - an answer, not a mistake of ours
    """A definite error. `kind` is missing, duplicate or expired, or a code of its own."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind


class Books:
    """All that was ever done, in order. `forgetful`: a repeated reference is not recognised, but done again.

    With a file (`kept`) they begin as it says, and are written to it after each method. What is on offer
    (payback types, purposes, products) may be changed while it runs.
    """

    def __init__(self, clock: Callable[[], float] = time.time, kept: Path | None = None) -> None:
        self._clock = clock
        self._kept = kept
        self.forgetful = False
        self.calls: Counter[str] = Counter()
        self.clients: list[Words] = [{"at": 0, "reference": "", "returning": True, **client} for client in CLIENTS]
        self.employers: list[Words] = [{"at": 0, "reference": "", **employer} for employer in EMPLOYERS]
        self.credit_checks: list[Words] = []
        self.budgets: list[Words] = []
        self.applications: list[Words] = []
        self.payback_types, self.purposes, self.products = list(PAYBACK_TYPES), list(PURPOSES), list(PRODUCTS)
        if kept and kept.exists():
            for name, book in read(kept.read_bytes()).items():
                setattr(self, name, book)

    def keep(self) -> None:
        """Write the books to their file, whole or not at all."""
        if self._kept:
            fresh = self._kept.with_suffix(".new")
            fresh.write_bytes(written({name: getattr(self, name) for name in BOOKS}))
            fresh.replace(self._kept)

    def ledger(self) -> dict[str, Any]:
        """Every book, oldest entry first, and how often each method was called."""
        return {name: getattr(self, name) for name in BOOKS} | {"calls": dict(self.calls)}

    # Who the borrower is.

    def client_search(self, said: FindClient) -> Words | None:
        """The client of an ID number, with the latest credit check."""
        client = _one(self.clients, "id_number", _valid(said.id_number))
        if client is None:
            return None
        checks = [check for check in self.credit_checks if check["client"] == client["client"]]
        latest = {f"credit_{word}": checks[-1][word] for word in ("reference", "outcome", "reason")} if checks else {}
        return {**client, **latest}

    def employer_search(self, said: FindEmployer) -> list[Words]:
        """Employers with these letters in their name."""
        return [row for row in self.employers if said.employer.casefold() in row["employer"].casefold()]

    def employer_create(self, said: AddEmployer, reference: str) -> Words:
        """A new employer, of a name that is not taken."""
        if known := self._repeated(self.employers, reference):
            return known
        if not self.forgetful and _one(self.employers, "employer", said.employer):
            raise Refusal("duplicate", "an employer of this name exists")
        return self._enter(self.employers, {"employer_id": _id("E"), "employer": said.employer, "reference": reference})

    def payback_type_list(self) -> list[Words]:
        """How a loan may be paid back."""
        return self.payback_types

    def client_create(self, said: AddClient, reference: str) -> Words:
        """A new client, of an ID number that is not taken, at an employer that exists."""
        if known := self._repeated(self.clients, reference):
            return known
        if not self.forgetful and _one(self.clients, "id_number", _valid(said.id_number)):
            raise Refusal("duplicate", "a client with this ID number exists")
        names = self._names(said.employer_id, said.payback_type)
        return self._enter(self.clients, {**said.model_dump(), **names, "client": _id("C"), "reference": reference})

    def update_client(self, said: UpdateClient) -> Words:
        """Put a client's details right; what is empty stays."""
        client = _must(self.clients, "client", said.client)
        given = {word: value for word, value in said.model_dump().items() if value}
        client |= given | self._names(said.employer_id, said.payback_type)
        return client

    def _names(self, employer_id: str, payback_type: str) -> Words:
        """The employer's name, once both ids are known to exist."""
        if payback_type:
            _must(self.payback_types, "id", payback_type)
        return {"employer": _must(self.employers, "employer_id", employer_id)["employer"]} if employer_id else {}

    # What the borrower can afford.

    def credit_check(self, said: CheckCredit, reference: str) -> Words:
        """What the bureau says: most pass; the people of CREDIT_DECLINED do not."""
        if known := self._repeated(self.credit_checks, reference):
            return known
        client = _must(self.clients, "client", said.client)
        reason = CREDIT_DECLINED.get(digits(client["id_number"]), "")
        outcome = "declined" if reason else "passed"
        check = {"credit_check": _id("K"), "client": said.client, "outcome": outcome, "reason": reason}
        return self._enter(self.credit_checks, {**check, "reference": reference})

    def client_budget(self, said: BudgetSent) -> Words:
        """One budget a client, replaced when given again. Available: gross, less expenses, deductions and debts."""
        _must(self.clients, "client", said.client)
        expenses = max(said.living, minimum_expenses(said.income))
        kept = {**said.model_dump(), "available": said.income - expenses - said.deductions - said.debts}
        if budget := _one(self.budgets, "client", said.client):
            budget |= kept
            return budget
        return self._enter(self.budgets, {"budget": _id("B"), **kept})

    def client_budget_items(self, said: BudgetItemsSent) -> Words:
        """The items of a budget."""
        budget = _must(self.budgets, "budget", said.budget)
        if budget["client"] != said.client:
            raise Refusal("NOT_THEIRS", "this budget is another client's")
        budget["items"] = said.model_dump(include={"income", "deductions", "living", "debts"})
        return budget

    # The loan.

    def loan_purpose_list(self) -> list[Words]:
        """What a loan may be for."""
        return self.purposes

    def loan_product_list(self, said: ListProducts) -> list[Words]:
        """The products for this client; all of them where no client is named."""
        if not said.client:
            return self.products
        client = _must(self.clients, "client", said.client)
        return [product for product in self.products if open_to(product, client)]

    def create_loan_application(self, said: Apply, reference: str) -> Words:
        """An application, pending or declined. One open application a client."""
        if known := self._repeated(self.applications, reference):
            return known
        client = _must(self.clients, "client", said.client)
        product = _must(self.products, "product", said.product)
        budget = _must(self.budgets, "budget", said.budget)
        if said.purpose:
            _must(self.purposes, "id", said.purpose)
        mine = [kept for kept in self.applications if kept["client"] == said.client]
        if not self.forgetful and any(kept["status"] in OPEN for kept in mine):
            raise Refusal("duplicate", "an application of this client is open")
        if not any(check["client"] == said.client and check["outcome"] == "passed" for check in self.credit_checks):
            raise Refusal("CREDIT_CHECK_NEEDED", "no passed credit check")
        reason = against(said, client, product, budget)
        number = f"MM{len(self.applications) + 1:06}"
        kept = {**said.model_dump(), "application": _id("A"), "number": number, "currency": product["currency"]}
        state = {"status": "declined" if reason else "pending", "reason": reason, "reference": reference}
        return self._enter(self.applications, kept | state)

    def loan_status(self, said: Asked) -> Words:
        """An application, by its id or by the reference it came with."""
        word, value = ("application", said.application) if said.application else ("reference", said.reference)
        return _must(self.applications, word, value)

    def _repeated(self, book: list[Words], reference: str) -> Words | None:
        """What was done under this reference before, unless we are to forget it."""
        return _one(book, "reference", reference) if reference and not self.forgetful else None

    def _enter(self, book: list[Words], entry: Words) -> Words:
        book.append({"at": self._clock(), **entry})
        return book[-1]


def _one(book: Iterable[Words], word: str, value: str) -> Words | None:
    """The first entry whose word has this value, capitals aside."""
    return next((entry for entry in book if entry[word].casefold() == value.casefold()), None)


def _must(book: Iterable[Words], word: str, value: str) -> Words:
    entry = _one(book, word, value)
    if entry is None:
        raise Refusal("missing", f"unknown {word}")
    return entry


def _valid(digits: str) -> str:
    if not id_number(digits):
        raise Refusal("INVALID_ID_NUMBER", "not a South African ID number")
    return digits


def _id(letter: str) -> str:
    """An id nobody had before, also after a restart."""
    return f"{letter}-{token_hex(4)}"
