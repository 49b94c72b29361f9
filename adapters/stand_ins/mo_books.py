"""The books of the MO stand-in: customers, loan requests, loans, payments, and the rules between them.

From MO's documents: the fields and which are required, the statuses, that an external id is taken once, the names of
errors, the shape of a payment's answer. OUR READING: the words of most errors, that a loan request stays pending until
it becomes a loan or staff reject it, that lists are filtered by fields and told in pages of `PAGE`.
"""

import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

from adapters.lenders.mo_settings import Settings
from adapters.stand_ins.kept import Kept
from adapters.stand_ins.mo_forms import CustomerForm, LoanForm, LoanRequestForm, PaymentForm, PrecustomerForm
from adapters.stand_ins.mo_owed import owed
from adapters.stand_ins.mo_people import CUSTOMERS, REJECTED

Words = dict[str, Any]
"""A record in MO's fields."""

BOOKS = ("precustomers", "customers", "loan_requests", "loans", "payments")
PAGE = 20

REASONS = ("rejected", "returned", "fraud", "death", "refinanced")
"""Why a loan may be cancelled."""

STATUSES = {
    "loan_requests": ("pending", "rejected", "completed"),
    "loans": ("active", "frozen", "paid", "in_dispute", "cancelled"),
}
"""The statuses staff can set."""


class Refusal(Exception):
    """A definite error, by MO's name for it. `status` is HTTP's."""

    def __init__(self, name: str, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.name = name
        self.status = status


class Books(Kept):
    """All that was ever done, in order. `forgetful`: an external id that is taken is taken again.

    With a file (`kept`) they begin as it says, and are written to it after each call. `integers`: ids are numbers, as
    in MO's sandbox, and else UUIDs, as in its documents. `obeys`: what its lists do; MO publishes nothing of it.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], float] = time.time,
        kept: Path | None = None,
        *,
        integers: bool = False,
    ) -> None:
        super().__init__(BOOKS, kept)
        self._settings = settings
        self._clock = clock
        self._integers = integers
        self.obeys: tuple[str, ...] = ("filters", "pages")
        self.precustomers: list[Words] = []
        self.customers: list[Words] = []
        self.loan_requests: list[Words] = []
        self.loans: list[Words] = []
        self.payments: list[Words] = []
        for known in CUSTOMERS:
            self._enter(self.customers, {"external_id": "", **known})
        self.read_back()

    def create_precustomer(self, said: PrecustomerForm) -> Words:
        """A new pre-customer."""
        self._fresh(self.precustomers, said.external_id, "Invalid Precustomer", "pre-customer")
        return self._enter(self.precustomers, said.model_dump())

    def create_customer(self, said: CustomerForm) -> Words:
        """A customer from a pre-customer, once, and once for each document."""
        self._must(self.precustomers, "Invalid Precustomer", said.precustomer_id)
        self._fresh(self.customers, said.external_id, "Invalid Customer", "customer")
        for word in ("precustomer_id", "document_number"):
            value = getattr(said, word)
            if value and not self.forgetful and any(kept.get(word) == value for kept in self.customers):
                raise Refusal("Invalid Customer", f"customer with this {word} already exists")
        return self._enter(self.customers, {**said.model_dump(), "status": "enabled"})

    def create_loan_request(self, said: LoanRequestForm) -> Words:
        """A loan request (a pre-loan), pending."""
        self._fresh(self.loan_requests, said.external_id, "Invalid Preloan", "pre-loan")
        customer = self._must(self.customers, "Invalid Customer", said.customer_id)
        if customer["status"] != "enabled":
            raise Refusal("Invalid Customer", f"customer is {customer['status']}")
        offer = self._settings.offer(said.offer_id)
        if offer is None:
            raise Refusal("Invalid Offer", "offer does not exist")
        if not offer.within(said.amount, said.number_of_installments):
            raise Refusal("Invalid Amount", "amount or installments outside the offer")
        status = "rejected" if customer["document_number"].endswith(REJECTED) else "pending"
        return self._enter(self.loan_requests, {**said.model_dump(), "status": status})

    def create_loan(self, said: LoanForm) -> Words:
        """A loan from its pre-loan, once; the request is completed by it."""
        self._fresh(self.loans, said.external_id, "Invalid Loan", "loan")
        request = self._must(self.loan_requests, "Invalid Preloan", said.pre_loan_id)
        if said.aggregator_id != str(self._settings.aggregator_id):
            raise Refusal("Invalid Aggregator", "aggregator does not exist")
        if request["status"] == "rejected":
            raise Refusal("Invalid Preloan", "pre-loan is rejected")
        if request["status"] == "completed" and not self.forgetful:
            raise Refusal("Invalid Preloan", "pre-loan is completed already")
        request["status"] = "completed"
        terms = {word: request[word] for word in ("customer_id", "offer_id", "amount", "number_of_installments")}
        number = f"MO{len(self.loans) + 1:06}"
        state = {"reference": number, "status": "active", "status_reason": "", "paid": Decimal(0)}
        return self._enter(self.loans, {**said.model_dump(), **terms, **state})

    def create_payment(self, said: PaymentForm) -> Words:
        """A payment on a loan that allows one, of no more than is owed; what is owed no more is paid."""
        self._fresh(self.payments, said.external_id, "Invalid Payment", "payment")
        loan = self._must(self.loans, "Invalid Payment", said.loan_id)
        if str(loan["customer_id"]) != said.customer_id:
            raise Refusal("Invalid Customer", "this is not the customer's loan")
        if loan["status"] == "paid":
            raise Refusal("No Debt", "nothing is owed on this loan")
        if loan["status"] != "active":
            raise Refusal("Invalid Payment", f"loan is {loan['status']}")
        left = owed(self._settings, loan) - loan["paid"]
        if said.amount > left:
            raise Refusal("Invalid Amount", f"no more than {left} is owed")
        loan["paid"] += said.amount
        loan["status"] = "paid" if said.amount == left else "active"
        part = {"id": self._id(), "amount": said.amount, "loan": _brief(loan)}
        return self._enter(self.payments, {**said.model_dump(), "status": "completed", "loan_payments": [part]})

    def listed(self, book: str, filters: Mapping[str, str], page: int) -> list[Words]:
        """One page of a book: what says what the filters say."""
        wanted = filters if "filters" in self.obeys else {}
        first = (page - 1) * PAGE if "pages" in self.obeys else 0
        rows = getattr(self, book)
        met = [row for row in rows if all(str(row.get(word, "")) == value for word, value in wanted.items())]
        return met[first : first + PAGE]

    def shown(self, book: str, its_id: str) -> Words:
        """One record."""
        rows: list[Words] = getattr(self, book)
        found = next((row for row in rows if str(row["id"]) == its_id), None)
        if found is None:
            raise Refusal("Not Found", "not found", 404)
        return found

    def control(self, book: str, its_id: str, status: str, reason: str = "") -> Words:
        """What staff do in MO's portal: set where a loan request or a loan stands."""
        if status not in STATUSES.get(book, ()):
            raise Refusal("Invalid Status", f"no status of {book}: {status}")
        if (status == "cancelled") != (reason in REASONS):
            raise Refusal("Invalid Status", f"a cancelled loan has one of these reasons: {', '.join(REASONS)}")
        kept = self.shown(book, its_id)
        kept |= {"status": status} | ({"status_reason": reason} if book == "loans" else {})
        return kept

    def _fresh(self, book: list[Words], external_id: str, name: str, what: str) -> None:
        """An external id is taken once."""
        if external_id and not self.forgetful and any(kept["external_id"] == external_id for kept in book):
            raise Refusal(name, f"{what} external id already exists")

    def _must(self, book: list[Words], name: str, its_id: str) -> Words:
        found = next((kept for kept in book if str(kept["id"]) == its_id), None)
        if found is None:
            raise Refusal(name, "id does not exist")
        return found

    def _enter(self, book: list[Words], entry: Words) -> Words:
        book.append({"id": self._id(), "at": self._clock(), **entry})
        return book[-1]

    def _id(self) -> str | int:
        """An id nobody had before, also after a restart; as a number it is short enough for any JSON reader."""
        fresh = uuid4()
        return fresh.int % 10**9 if self._integers else str(fresh)


def _brief(loan: Words) -> Words:
    return {word: loan[word] for word in ("id", "reference", "external_id")}
