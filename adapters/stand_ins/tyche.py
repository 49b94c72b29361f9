"""A server of our own that plays Tyche: products and loans as documented, with their traps; the rest is OUR READING.

What is documented and what is not stands in `adapters/lenders/tyche.toml`, which this server reads too. The traps: a
bad key is 403 and code 92; a list that says it is its own next page, and whose products have no fees; details with the
same group of fees seven times; a success with or without `responseCode`. `GET /ledger` shows all it has done;
`POST /faults` makes it misbehave (see `adapters.stand_ins.faults`).
"""

import json
import time
from collections.abc import Callable
from decimal import InvalidOperation
from math import ceil
from pathlib import Path
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from adapters.lenders.mapping import pick
from adapters.lenders.tyche_file import load
from adapters.lenders.wire import read, written
from adapters.stand_ins.faults import Faults, lie
from adapters.stand_ins.routes import route, watched
from adapters.stand_ins.serving import Served
from adapters.stand_ins.tyche_books import Books, Record, Refusal

KEY = "sk-open-sesame"
"""The secret key that opens it, unless set otherwise."""

POLICIES = Path(__file__).with_name("tyche.toml")
"""How it reads what the documents leave open; name it in LENDER_FILE to read the same."""

USUAL_PAGE = 15

METHODS = {
    "list_products": ("GET", "products"),
    "create_product": ("POST", "products"),
    "product": ("GET", "product"),
    "update_product": ("PATCH", "update_product"),
    "clients": ("GET", "clients"),
    "add_client": ("POST", "clients"),
    "update_client": ("PATCH", "client"),
    "add_document": ("POST", "documents"),
    "create_loan": ("POST", "loans"),
    "loans": ("GET", "loans"),
    "loan": ("GET", "loan"),
    "update_loan": ("PATCH", "update_loan"),
    "schedule": ("GET", "schedule"),
    "transactions": ("GET", "transactions"),
    "repay": ("POST", "repay"),
    "disburse": ("POST", "disburse"),
}
"""Each method by the name faults and calls know it by: its verb, and its path in the file."""

WORDS = {
    "create_loan": "loan created successfully",
    "update_loan": "Loan updated successfully",
    "update_product": "Loan product updated successfully",
    "add_document": "Client document added successfully",
    "loans": "Loans fetch successful",
}
BARE = ("update_loan", "update_product", "add_document")
"""Answered with a message and no record."""
UNCODED = ("list_products", "product", "update_loan", "update_product")
"""Answered without a responseCode."""


class StandIn(Served):
    """The lender, for as long as `async with StandIn() as url` lasts.

    `kept`: a file for the books, so that they are still there after a restart. `refused`: the HTTP status of a definite
    error, which the documents do not tell but for 403. `heeds`: whether lists heed a query.
    """

    def __init__(
        self,
        *,
        key: str = KEY,
        refused: int = 400,
        heeds: bool = True,
        file: Path | None = None,
        clock: Callable[[], float] = time.time,
        kept: Path | None = None,
    ) -> None:
        self.reading = load(file or POLICIES)
        self.books = Books(self.reading, clock, kept)
        self.faults = Faults()
        self._key = key
        self._refused = refused
        self._heeds = heeds

    def app(self) -> web.Application:
        """The server, for whoever runs it."""
        app = web.Application()
        app.router.add_get("/ledger", self._ledger)
        watched(app, self.books)
        app.router.add_post("/faults", self.faults.post)
        app.router.add_get("/faults", self.faults.get)
        for name, (verb, place) in METHODS.items():
            if path := getattr(self.reading.paths, place):
                app.router.add_route(verb, path, route(name, self.books, self.faults, _heard, self._answer))
        return app

    def _answer(self, name: str, request: web.Request, said: Any, lies: list[str]) -> web.Response:
        """Do what was asked, and say what came of it."""
        try:
            self._check(request, said)
            done = self._do(name, request, said)
        except Refusal as refusal:
            return self._error(refusal)
        except (ValidationError, KeyError, ValueError, InvalidOperation) as error:
            return self._error(Refusal(f"invalid request: {type(error).__name__}", code=93))
        self.books.keep()
        return self._told(name, request, done, lies)

    def _check(self, request: web.Request, said: Any) -> None:
        """Whoever asks has the key, and says something one can read."""
        if request.headers.get("Authorization") != f"Bearer {self._key}":
            raise Refusal("unauthorized", status=403, code=92)
        if not isinstance(said, dict):
            raise Refusal("invalid JSON", code=93)

    def _do(self, name: str, request: web.Request, said: Record) -> Any:
        """Run one method: reading here, all else in the books."""
        id_ = request.match_info.get("id", "")
        match name:
            case "list_products":
                return [{word: row[word] for word in row if word != "productFees"} for row in self.books.products]
            case "product" | "loan":
                book = self.books.products if name == "product" else self.books.loans
                return next((row for row in book if row["id"] == id_), None) or _missing(name)
            case "clients" | "loans":
                return self._found(getattr(self.books, name), request)
            case "transactions":
                return [row for row in self.books.transactions if row["loanId"] == id_]
            case "add_document":
                return self.books.add_document(said, request.query.get("clientId", ""))
            case "schedule":
                return self.books.schedule(id_)
        return getattr(self.books, name)(*([id_] if id_ else []), said)

    def _found(self, book: list[Record], request: web.Request) -> list[Record]:
        """The records that match each word of the query, if this lender heeds it."""
        wanted = {word: value for word, value in request.query.items() if word not in ("page", "perPage")}
        if not self._heeds:
            return book
        return [row for row in book if all(str(pick(row, word)) == value for word, value in wanted.items())]

    def _told(self, name: str, request: web.Request, done: Any, lies: list[str]) -> web.Response:
        tree: Record = {} if name in UNCODED else {"responseCode": "00", "status": "success"}
        tree |= {"message": WORDS[name]} if name in WORDS else {}
        if isinstance(done, list):
            rows, pages = _page(done, request)
            tree |= {"data": [_lying(row, lies) for row in rows], "pagination": pages}
        elif name not in BARE:
            tree["data"] = _lying(done, lies)
        return _json(tree, 201 if name == "create_loan" else 200)

    def _error(self, refusal: Refusal) -> web.Response:
        tree = {"message": str(refusal), **({"code": refusal.code} if refusal.code else {})}
        return _json(tree, self._refused if refusal.status == 400 else refusal.status)

    async def _ledger(self, _: web.Request) -> web.Response:
        return web.json_response(self.books.ledger(), dumps=lambda books: json.dumps(books, default=str, indent=1))


def make_app(kept: Path | None = None) -> web.Application:
    """The stand-in as a program of its own, with the key it is born with, its books in `kept`."""
    return StandIn(kept=kept).app()


async def _heard(request: web.Request) -> Any:
    return read(await request.read())


def _missing(name: str) -> Any:
    raise Refusal(f"{name} not found", status=404)


def _page(rows: list[Record], request: web.Request) -> tuple[list[Record], Record]:
    """A page and what is said of it. The last one names itself as the next: so does the documents' sample."""
    page, size = (max(1, int(request.query.get(word, usual))) for word, usual in (("page", 1), ("perPage", USUAL_PAGE)))
    pages = max(1, ceil(len(rows) / size))
    told = {
        "currentPage": page,
        "perPage": size,
        "totalCount": len(rows),
        "totalPages": pages,
        "previousPage": page - 1,
        "nextPage": min(page + 1, pages),
    }
    return rows[(page - 1) * size : page * size], told


def _lying(row: Record, lies: list[str]) -> Record:
    """A record with something else than the truth, of the same kind, for each word it is to lie about."""
    return {**row, **{word: lie(row[word]) for word in lies if word in row}}


def _json(tree: Any, status: int = 200) -> web.Response:
    return web.Response(body=written(tree), content_type="application/json", status=status)
