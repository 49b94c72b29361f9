"""The MAXINTEGRATE stand-in on who the borrower is: clients, their employers and their documents."""

from hashlib import sha256

from adapters.lenders.maxintegrate_loan_words import Upload
from adapters.stand_ins.maxintegrate_books import ROWS, Books, Refusal, Words, must, new_id, one
from adapters.stand_ins.maxintegrate_rules import id_number
from flows.errands import AddClient, AddEmployer, FindClient, FindEmployer, UpdateClient

KINDS = ("id", "payslip", "bank_statement")
"""The documents there is a place for."""


class Borrowers:
    """Those of the lender's methods that are about a person."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def client_search(self, said: FindClient) -> Words | None:
        """The client of an ID number, with the latest credit check and the documents."""
        client = one(self._books.clients, "id_number", _valid(said.id_number))
        if client is None:
            return None
        checks = [check for check in self._books.credit_checks if check["client"] == client["client"]]
        latest = {f"credit_{word}": checks[-1][word] for word in ("reference", "outcome", "reason")} if checks else {}
        documents = [document for document in self._books.documents if document["client"] == client["client"]]
        return {**client, **latest, ROWS: documents}

    def employer_search(self, said: FindEmployer) -> list[Words]:
        """Employers with these letters in their name."""
        return [row for row in self._books.employers if said.employer.casefold() in row["employer"].casefold()]

    def employer_create(self, said: AddEmployer, reference: str) -> Words:
        """A new employer, of a name that is not taken."""
        if known := self._books.repeated(self._books.employers, reference):
            return known
        if not self._books.forgetful and one(self._books.employers, "employer", said.employer):
            raise Refusal("duplicate", "an employer of this name exists")
        return self._books.enter(
            self._books.employers, {"employer_id": new_id("E"), "employer": said.employer, "reference": reference}
        )

    def payback_type_list(self) -> list[Words]:
        """How a loan may be paid back."""
        return self._books.payback_types

    def client_create(self, said: AddClient, reference: str) -> Words:
        """A new client, of an ID number that is not taken, at an employer that exists."""
        if known := self._books.repeated(self._books.clients, reference):
            return known
        if not self._books.forgetful and one(self._books.clients, "id_number", _valid(said.id_number)):
            raise Refusal("duplicate", "a client with this ID number exists")
        names = self._names(said.employer_id, said.payback_type)
        return self._books.enter(
            self._books.clients, {**said.model_dump(), **names, "client": new_id("C"), "reference": reference}
        )

    def update_client(self, said: UpdateClient) -> Words:
        """Put a client's details right; what is empty stays."""
        client = must(self._books.clients, "client", said.client)
        given = {word: value for word, value in said.model_dump().items() if value}
        client |= given | self._names(said.employer_id, said.payback_type)
        return client

    def _names(self, employer_id: str, payback_type: str) -> Words:
        """The employer's name, once both ids are known to exist."""
        if payback_type:
            must(self._books.payback_types, "id", payback_type)
        return {"employer": must(self._books.employers, "employer_id", employer_id)["employer"]} if employer_id else {}

    def file_upload(self, said: Upload, reference: str) -> Words:
        """A document of a client, of which the ledger keeps the size and the fingerprint."""
        if known := self._books.repeated(self._books.documents, reference):
            return known
        must(self._books.clients, "client", said.client)
        if said.kind not in KINDS:
            raise Refusal("UNKNOWN_DOCUMENT_TYPE", "no place for such a document")
        if not said.content:
            raise Refusal("EMPTY_DOCUMENT", "nothing in it")
        seen = {"filename": said.filename, "size": len(said.content), "sha256": sha256(said.content).hexdigest()}
        made = {"document": new_id("D"), "client": said.client, "kind": said.kind, **seen}
        return self._books.enter(self._books.documents, {**made, "reference": reference})


def _valid(digits: str) -> str:
    if not id_number(digits):
        raise Refusal("INVALID_ID_NUMBER", "not a South African ID number")
    return digits
