"""A server of our own that plays MO's Lending Core. Fields, statuses and the envelope are MO's; THE PATHS ARE OURS.

So are the shape of an entry of `errors`, the lists and how they are filtered, and all the stand-in decides by itself
(see `mo_books`). It reads the same settings as the lender's module. `GET /ledger` shows all it has done; `POST /faults`
makes it misbehave (see `adapters.stand_ins.faults`); `POST /control {book, id, status, reason}` does what MO's staff
do in their portal.
"""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from adapters.lenders.mo_settings import Settings, settings
from adapters.lenders.wire import read, written
from adapters.stand_ins.faults import Faults, lie
from adapters.stand_ins.mo_books import Books, Refusal, Words
from adapters.stand_ins.mo_forms import CustomerForm, Form, LoanForm, LoanRequestForm, PaymentForm, PrecustomerForm
from adapters.stand_ins.routes import route, watched
from adapters.stand_ins.serving import Served

KEY = "3f1a4e0c-0000-4000-8000-5a17b0a7d000"
"""What opens it, unless set otherwise."""

FORMS: dict[str, type[Form]] = {
    "create_precustomer": PrecustomerForm,
    "create_customer": CustomerForm,
    "create_loan_request": LoanRequestForm,
    "create_loan": LoanForm,
    "create_payment": PaymentForm,
}

OURS = ("at", "paid")
"""Fields of the books that are no one's but ours."""


class StandIn(Served):
    """The lender, for as long as `async with StandIn() as url` lasts.

    `kept`: a file for the books, so that they are still there after a restart. `integers`: ids are numbers.
    """

    def __init__(
        self,
        *,
        key: str = KEY,
        file: Path | None = None,
        clock: Callable[[], float] = time.time,
        kept: Path | None = None,
        integers: bool = False,
    ) -> None:
        self._settings: Settings = settings(file)
        self._key = key
        self._clock = clock
        self.books = Books(self._settings, clock, kept, integers=integers)
        self.faults = Faults()

    def app(self) -> web.Application:
        """The server, for whoever runs it."""
        app = web.Application()
        app.router.add_get("/ledger", self._ledger)
        watched(app, self.books)
        app.router.add_post("/faults", self.faults.post)
        app.router.add_get("/faults", self.faults.get)
        app.router.add_post("/control", self._control)
        methods = self._settings.methods
        for name in type(methods).model_fields:
            method = getattr(methods, name)
            answering = route(name, self.books, self.faults, web.Request.read, self._answer)
            app.router.add_route(method.verb, method.path, answering)
        return app

    def _answer(self, name: str, request: web.Request, said: bytes, lies: list[str]) -> web.Response:
        """Do what was asked, and say what came of it."""
        try:
            self._check_key(request)
            done = self._do(name, request, said)
        except Refusal as refusal:
            return self._envelope(None, refusal.status, {"name": refusal.name, "message": str(refusal)})
        except ValidationError as error:
            wrong = [(".".join(map(str, at["loc"])), at["msg"]) for at in error.errors()]
            return self._envelope(None, 400, *({"name": "Invalid Field", "message": f"{a}: {b}"} for a, b in wrong))
        return self._envelope(_told(done, lies), 201 if name in FORMS else 200)

    def _check_key(self, request: web.Request) -> None:
        if request.headers.get("x-api-key") != self._key:
            raise Refusal("Unauthorized", "unknown api key", 401)

    def _do(self, name: str, request: web.Request, said: bytes) -> Words | list[Words]:
        verb, _, book = name.partition("_")
        match verb:
            case "create":
                done: Words = getattr(self.books, name)(FORMS[name].model_validate(read(said)))
                self.books.keep()
                return done
            case "list":
                filters = dict(request.query)
                page = filters.pop(self._settings.page, "1")
                return self.books.listed(book, filters, int(page) if page.isdecimal() else 1)
            case _:
                return self.books.shown(f"{book}s", request.match_info["id"])

    def _envelope(self, data: Any, status: int, *errors: Words) -> web.Response:
        """`{data, metadata, errors}`, as MO wraps everything."""
        now = datetime.fromtimestamp(self._clock(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        tree = {"data": data, "metadata": {"timestamp": now, "version": "2"}, "errors": list(errors)}
        return web.Response(body=written(tree), content_type="application/json", status=status)

    async def _control(self, request: web.Request) -> web.Response:
        said = read(await request.read())
        told = {word: str(said.get(word, "")) for word in ("book", "id", "status", "reason")}
        try:
            kept = self.books.control(told["book"], told["id"], told["status"], told["reason"])
        except Refusal as refusal:
            return web.Response(status=refusal.status, text=str(refusal))
        self.books.keep()
        return web.json_response(kept, dumps=_dumped)

    async def _ledger(self, _: web.Request) -> web.Response:
        return web.json_response(self.books.ledger(), dumps=_dumped)


def make_app(kept: Path | None = None) -> web.Application:
    """The stand-in as a program of its own, with the key it is born with, its books in `kept`."""
    return StandIn(kept=kept).app()


def _dumped(tree: Any) -> str:
    return json.dumps(tree, default=str, indent=1)


def _told(done: Any, lies: list[str]) -> Any:
    """What was done, as it is told: without what is ours, and with the lies it is to tell."""
    if isinstance(done, list):
        return [_told(row, lies) for row in done]
    if not isinstance(done, dict):
        return done
    seen = {word: value for word, value in done.items() if word not in OURS}
    return {word: lie(value) if word in lies else _told(value, lies) for word, value in seen.items()}
