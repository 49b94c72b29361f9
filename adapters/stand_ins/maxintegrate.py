"""A server of our own that plays MAXINTEGRATE. ITS WIRE FORMAT IS OUR READING, NOT THE VENDOR'S.

Only the names and the order of the methods are published. The stand-in reads the same mapping file as the lender's
module, so whatever an operator changes there holds for both. `GET /ledger` shows all it has done; `GET /sms` what the
lender and the borrower's bank would have sent by SMS, one-time PINs included; `GET /journal` what it was asked, in
order; `POST /reset` makes its books new; `POST /faults` makes it misbehave (see `adapters.stand_ins.faults`);
`POST /notify` says where it is to tell what happens (see `adapters.stand_ins.maxintegrate_telling`);
`POST /control {application, status}` does what the lender's staff do.
"""

import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any, Literal

from aiohttp import web
from pydantic import BaseModel, ValidationError

from adapters.lenders.mapping import put
from adapters.lenders.maxintegrate_api import spelling
from adapters.lenders.maxintegrate_methods import METHODS
from adapters.lenders.maxintegrate_words import Credentials
from adapters.lenders.wire import written
from adapters.stand_ins.faults import Faults
from adapters.stand_ins.maxintegrate_activation import Activation
from adapters.stand_ins.maxintegrate_allps import Allps
from adapters.stand_ins.maxintegrate_amounts import Amounts
from adapters.stand_ins.maxintegrate_applications import Applications
from adapters.stand_ins.maxintegrate_books import Books, Refusal, Words, must
from adapters.stand_ins.maxintegrate_borrowers import Borrowers
from adapters.stand_ins.maxintegrate_loans import Loans
from adapters.stand_ins.maxintegrate_papers import FOLDER, Papers
from adapters.stand_ins.maxintegrate_spelt import Done, heard, told
from adapters.stand_ins.maxintegrate_telling import Place, Telling
from adapters.stand_ins.routes import route, watched
from adapters.stand_ins.serving import Served

LOGIN = Credentials(user="assistant", password="open-sesame")  # noqa: S106 - opens a toy
"""What logs in, unless set otherwise."""

CASHBOXES = ({"cashbox": "CB-01"}, {"cashbox": "CB-02"})

LARGEST = 20_000_000
"""Bytes of a request."""


class Decision(BaseModel):
    """What the lender's staff decide on an application."""

    application: str
    status: Literal["approved", "declined"]


class StandIn(Served):
    """The lender, for as long as `async with StandIn() as url` lasts.

    `kept`: a file for the books, so that they are still there after a restart. `token_life`: seconds a login lasts.
    `refused`: the HTTP status of a definite error, whose code is in the body. `notify`: where it tells what happens.
    """

    def __init__(  # noqa: PLR0913 - each has its default
        self,
        *,
        login: Credentials = LOGIN,
        token_life: float = 900.0,
        refused: int = 400,
        file: Path | None = None,
        clock: Callable[[], float] = time.time,
        kept: Path | None = None,
        notify: Place | None = None,
    ) -> None:
        self.books = Books(clock, kept)
        amounts = Amounts(self.books)
        self.activation, self._allps = Activation(self.books), Allps(self.books, amounts)
        self._papers = Papers(self.books, amounts)
        desks = (Borrowers(self.books), Applications(self.books, amounts), Loans(self.books, amounts))
        self._desks = (*desks, self.activation, self._allps)
        self.faults = Faults()
        self.telling = Telling(self.books, amounts, self._allps, self.faults, notify or Place())
        self.token_life = token_life
        self._refused = refused
        self._spelling = spelling(file)
        self._account = login
        self._clock = clock
        self._tokens: dict[str, float] = {}

    def app(self) -> web.Application:
        """The server, for whoever runs it."""
        app = web.Application(client_max_size=LARGEST)
        app.router.add_get("/ledger", self._ledger)
        watched(app, self.books)
        app.router.add_get("/sms", self._sms)
        app.router.add_post("/faults", self.faults.post)
        app.router.add_get("/faults", self.faults.get)
        paper = route("agreement_file", self.books, self.faults, _nothing, self._paper)
        app.router.add_get(f"{FOLDER}/{{agreement}}", paper)
        app.router.add_post("/control", self._control)
        app.router.add_post("/notify", self.telling.post)
        app.cleanup_ctx.append(self.telling.running)
        for name, method in self._spelling.methods.items():
            answering = route(name, self.books, self.faults, partial(heard, method=method), self._answer)
            app.router.add_route(method.verb, method.path, answering)
        return app

    def log_everyone_out(self) -> None:
        """Forget every login, as a lender does at night."""
        self._tokens.clear()

    def _answer(self, name: str, request: web.Request, said: Words, lies: list[str]) -> web.Response:
        """Do what was asked, and say what came of it."""
        try:
            self._check_login(name, request)
            self.activation.origin = str(request.url.origin())
            done = self._do(name, said)
        except Refusal as refusal:
            return self._error(refusal)
        except ValidationError as error:
            wrong = ", ".join(str(at["loc"][0]) for at in error.errors())
            return self._error(Refusal("INVALID", f"without a usable {wrong}"))
        return _json(told(self._spelling, name, done, lies))

    def _paper(self, _: str, request: web.Request, __: None, ___: list[str]) -> web.Response:
        """The document at an address."""
        try:
            content = self._papers.agreement(request.match_info["agreement"])
        except Refusal:
            return web.Response(status=404)
        return web.Response(body=content, content_type="application/pdf")

    def _do(self, name: str, said: Words) -> Done:
        """Run one method: the login's two here, all others at their desk."""
        match name:
            case "login":
                return self._login(Credentials.model_validate(said))
            case "cashbox_preselect":
                return list(CASHBOXES)
        words = METHODS[name]
        given: list[object] = []
        if words.send and words.send.model_fields:
            given.append(words.send.model_validate(said))
        if words.marked:
            given.append(str(said.get("reference", "")))
        self._allps.pass_time()
        done: Done = next(getattr(desk, name) for desk in self._desks if hasattr(desk, name))(*given)
        self.books.keep()
        return done

    def _login(self, said: Credentials) -> Words:
        if said != self._account:
            raise Refusal("BAD_LOGIN", "unknown user or wrong password")
        token = token_hex(16)
        self._tokens[token] = self._clock() + self.token_life
        return {"token": token}

    def _check_login(self, name: str, request: web.Request) -> None:
        """Every call but the first carries the token; every call but the first two the cashbox as well."""
        live = [{"token": token} for token, until in self._tokens.items() if until > self._clock()]
        full = [{**held, **box} for held in live for box in CASHBOXES]
        ways: dict[str, list[dict[str, str]]] = {"login": [{}], "cashbox_preselect": live}
        headers = (self._spelling.held(held).items() for held in ways.get(name, full))
        if not any(all(request.headers.get(header) == value for header, value in way) for way in headers):
            raise Refusal("expired", "log in first")

    def _error(self, refusal: Refusal) -> web.Response:
        errors, tree = self._spelling.errors, dict[str, Any]()
        codes = {"expired": errors.expired, "duplicate": errors.duplicate, "missing": errors.missing}
        put(tree, errors.code, codes.get(refusal.kind, [refusal.kind])[0])
        put(tree, errors.text, str(refusal))
        return _json(tree, self._refused)

    async def _control(self, request: web.Request) -> web.Response:
        """Approve an application, or decline it."""
        try:
            said = Decision.model_validate_json(await request.read())
            kept = must(self.books.applications, "application", said.application)
        except (ValidationError, Refusal) as error:
            return web.Response(status=400, text=str(error))
        kept["status"] = said.status
        self.books.keep()
        return web.json_response({"application": said.application, "status": said.status})

    async def _ledger(self, _: web.Request) -> web.Response:
        return web.json_response(self.books.ledger(), dumps=lambda books: json.dumps(books, default=str, indent=1))

    async def _sms(self, _: web.Request) -> web.Response:
        note = "What this stand-in lender and the borrower's bank would have sent by SMS, oldest first."
        return web.json_response({"what": note, "messages": self.books.sms})


async def _nothing(_: web.Request) -> None:
    """Nothing is said where a document is asked for by its address."""


def make_app(kept: Path | None = None) -> web.Application:
    """The stand-in as a program of its own, with the user and password it is born with, its books in `kept`."""
    return StandIn(kept=kept).app()


def _json(tree: Any, status: int = 200) -> web.Response:
    return web.Response(body=written(tree), content_type="application/json", status=status)
