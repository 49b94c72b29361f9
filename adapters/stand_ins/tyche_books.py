"""The books of the Tyche stand-in: loan products, clients, documents, loans and transactions, and its rules.

As documented: the shapes of products, of a loan and of its list; 92 and 90; the group of fees that each update adds;
the list that leaves fees out. OUR READING: clients, schedules, transactions, paying in and out, the codes above 92,
and the rules by which something is refused. Records are kept as the API spells them.
"""

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import uuid4

from adapters.lenders.mapping import pack, pick
from adapters.lenders.tyche_file import Reading
from adapters.lenders.tyche_price import terms
from adapters.lenders.tyche_product import Product
from adapters.lenders.tyche_tenure import instalments
from adapters.stand_ins.kept import Kept
from flows.loans import schedule

Record = dict[str, Any]

PEOPLE = (
    {
        "client": "d4c9f36f-ffbb-4c85-87cb-97c8fee6b9ad",
        "id_number": "22123456789",
        "first_name": "Adaeze",
        "last_name": "Okonkwo",
        "phone": "+2348030000001",
        "email": "adaeze@example.com",
    },
)
"""Whom it knows when it starts; invented, and in our words."""

FIRST_ACCOUNT = 16050926853

BOOKS = ("products", "clients", "documents", "loans", "transactions")


class Refusal(Exception):
    """A definite error: its HTTP status, and Tyche's own code (0: it has none)."""

    def __init__(self, text: str, status: int = 400, code: int = 0) -> None:
        super().__init__(text)
        self.status = status
        self.code = code


class Books(Kept):
    """All that was ever done, in order. `forgetful`: what exists already is made again.

    With a file (`kept`) they begin as it says, and are written to it after each call.
    """

    def __init__(self, reading: Reading, clock: Callable[[], float] = time.time, kept: Path | None = None) -> None:
        super().__init__(BOOKS, kept)
        self._reading = reading
        self._clock = clock
        self.products: list[Record] = samples()
        self.clients: list[Record] = [self._client(person) for person in PEOPLE]
        self.documents: list[Record] = []
        self.loans: list[Record] = []
        self.transactions: list[Record] = []
        self.read_back()

    # Loan products.

    def create_product(self, said: Record) -> Record:
        """A new product, of a name that is not taken; its fees become the first group."""
        if not said.get("name"):
            raise Refusal("name is required", code=93)
        if not self.forgetful and any(kept["name"] == said.get("name") for kept in self.products):
            raise Refusal("Loan product already exists", code=90)
        wanted = Product.model_validate(said).sent()
        fees = wanted.pop("fees", [])
        kept = {"id": str(uuid4()), **wanted, "status": "active", **self._stamps(), "productFees": []}
        kept["productFees"] += [self._group(kept["id"], fees)] if fees else []
        self.products.append(kept)
        return kept

    def update_product(self, id_: str, said: Record) -> Record:
        """Change what is given. Each update adds a group of fees, as the documents' own sample shows: seven alike."""
        kept = _must(self.products, id_, "Loan product")
        changed = Product.model_validate(said).sent()
        groups = kept.setdefault("productFees", [])
        fees = changed.pop("fees", groups[-1]["fees"] if groups else [])
        kept |= {**changed, "updated_at": self._stamps()["updated_at"]}
        if fees:
            groups.append(self._group(id_, fees))
        return kept

    # Clients and their documents.

    def add_client(self, said: Record) -> Record:
        """A new client, of an ID number that is not taken."""
        place = self._reading.client.id_number
        if not self.forgetful and any(pick(kept, place) == pick(said, place) for kept in self.clients):
            raise Refusal("Client already exists", code=90)
        self.clients.append({"id": str(uuid4()), **said, "status": "active", **self._stamps()})
        return self.clients[-1]

    def _client(self, person: dict[str, str]) -> Record:
        """A person as the API spells one."""
        return {**pack(self._reading.client.model_dump(exclude_none=True), person), "status": "active"}

    def update_client(self, id_: str, said: Record) -> Record:
        """Put a client's details right."""
        kept = _must(self.clients, id_, "Client")
        kept |= said
        return kept

    def add_document(self, said: Record, client: str) -> Record:
        """A document of a client, of a name that is not taken."""
        _must(self.clients, client, "Client")
        name = said.get("docName")
        if not self.forgetful and any(kept["docName"] == name for kept in self.documents):
            raise Refusal(f"Document with name {name} already exist", code=90)
        self.documents.append({"id": str(uuid4()), "clientId": client, **said, **self._stamps()})
        return self.documents[-1]

    # Loans.

    def create_loan(self, said: Record) -> Record:
        """A loan, pending. Nothing says that names are unique, so that asking twice makes two."""
        product = _must(self.products, str(said.get("loanProductId")), "Loan product")
        holder = _must(self.clients, str(said.get("accountHolder")), "Account holder")
        amount = Decimal(str(said["amount"]))
        if not product["minAmount"] <= amount <= product["maxAmount"]:
            raise Refusal("Amount is outside the limits of the loan product", code=93)
        kept = {
            "id": str(uuid4()),
            "accountHolderType": said["accountHolderType"],
            "loanName": said["name"],
            "amount": amount,
            "accountNumber": str(FIRST_ACCOUNT + len(self.loans)),
            "accountHolder": holder["id"],
            "interestRate": said.get("interestRate"),
            "moratorium": said.get("moratorium"),
            "tenure": said["tenure"],
            "tranches": None,
            "state": "PENDING",
            "customData": {},
            "loanProductId": product["id"],
            "balances": _balances(amount),
            "comment": None,
            "approvedDate": None,
            "disbursedDate": None,
            "declinedDate": None,
            "nextRepaymentDate": None,
            "totalDue": 0,
            "totalPaid": 0,
            "status": "inactive",
            **self._stamps(),
        }
        self.loans.append(kept)
        return kept

    def update_loan(self, id_: str, said: Record) -> Record:
        """Approve or decline, once."""
        kept = _must(self.loans, id_, "Loan")
        dates = {"APPROVED": "approvedDate", "DECLINED": "declinedDate"}
        if said.get("state") not in dates:
            raise Refusal("state is APPROVED or DECLINED", code=93)
        if kept["state"] != "PENDING":
            raise Refusal(f"Loan is {kept['state']} already", code=93)
        kept |= {
            "state": said["state"],
            "comment": said.get("comment"),
            dates[said["state"]]: self._stamps()["created_at"],
        }
        return kept

    def disburse(self, id_: str, said: Record) -> Record:
        """Pay an approved loan out, once."""
        kept = _must(self.loans, id_, "Loan")
        if kept["state"] != "APPROVED":
            raise Refusal("Loan is not approved, or disbursed already", code=93)
        kept |= {"state": "ACTIVE", "status": "active", "disbursedDate": self._stamps()["created_at"], "payout": said}
        kept["nextRepaymentDate"] = self.schedule(id_)[0]["dueDate"]
        return kept

    def schedule(self, id_: str) -> list[Record]:
        """What falls due when, reckoned as the stand-in's own policies say."""
        kept = _must(self.loans, id_, "Loan")
        product = Product.model_validate(_must(self.products, kept["loanProductId"], "Loan product"))
        policies, names = self._reading.policies, self._reading.due
        count = instalments(product, int(kept["tenure"]), policies.tenure)
        granted = date.fromisoformat(str(kept["created_at"])[:10])
        plan = schedule(terms(product, policies, "NGN"), Decimal(str(kept["amount"])), count, granted)
        return [{names.due: row.due.isoformat(), names.amount: row.total, names.paid or "paid": 0} for row in plan.rows]

    def repay(self, id_: str, said: Record) -> Record:
        """Book a payment on an active loan; when nothing of the principal is left it is closed."""
        kept, names = _must(self.loans, id_, "Loan"), self._reading.repay
        if kept["status"] != "active":
            raise Refusal("Loan is not active", code=93)
        amount = Decimal(str(said[names.amount]))
        kept["totalPaid"] += amount
        kept["balances"]["totalPrincipalBalance"] -= amount
        if kept["balances"]["totalPrincipalBalance"] <= 0:
            kept |= {"state": "CLOSED", "status": "closed", "nextRepaymentDate": None}
        self.transactions.append({"loanId": id_, **said, names.payment: str(uuid4()), **self._stamps()})
        return self.transactions[-1]

    def _group(self, product: str, fees: list[Record]) -> Record:
        return {"id": str(uuid4()), "loanProductId": product, "fees": fees, **self._stamps()}

    def _stamps(self) -> dict[str, str]:
        now = datetime.fromtimestamp(self._clock(), UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return {"created_at": now, "updated_at": now}


def samples() -> list[Record]:
    """Three products of ours that need no policy, and the documents' two samples, word for word.

    The first sample is what the documents send to create a product, alternatives and all; here it has an id besides.
    """
    told = json.loads(files("adapters.stand_ins").joinpath("tyche_products.json").read_text(), parse_float=Decimal)
    created, listed = told["documented"]
    return [*told["invented"], {"id": "798ca840-07c7-4226-ba10-52b722d8d968", **created}, listed]


def _must(book: list[Record], id_: str, what: str) -> Record:
    kept = next((entry for entry in book if entry["id"] == id_), None)
    if kept is None:
        raise Refusal(f"{what} not found", status=404)
    return kept


def _balances(amount: Decimal) -> Record:
    """The spelling of the third is Tyche's own."""
    return {
        "totalAccruedFees": 0,
        "totalAccruedPenalty": 0,
        "totalAccruedinterest": 0,
        "totalPrincipalBalance": amount,
    }
