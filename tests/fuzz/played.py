"""What lenders say when all is well, heard once from their stand-ins over HTTP, to be said again with something wrong.

An errand asked of a lender becomes an exchange: what was asked over HTTP, and what was answered.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, get_args

import httpx

from adapters.lenders import maxintegrate, mo, tyche
from adapters.lenders.late import Late
from flows.errands import AddClient, Errand
from tests import at_mo, at_the_lender, at_tyche

KNOWN: dict[str, Any] = {
    "id_number": "8001015009087",
    "phone": "+27821234567",
    "employer": "Acme",
    "first_name": "Lerato",
    "last_name": "Dlamini",
    "email": "lerato@example.com",
    "kind": "payslip",
    "filename": "payslip.pdf",
    "content": b"%PDF-1.7",
    "income": Decimal(20000),
    "take_home": Decimal(15000),
    "living": Decimal(6000),
    "amount": Decimal(2000),
    "instalments": 3,
    "pay_amount": Decimal(500),
    "claim_amount": Decimal(100),
    "beneficiary": "BN-1",
    "otp": "123456",
    "account": "62000000000",
    "branch": "250655",
    "method": "account",
    "ceiling": Decimal(1500),
    "day": date(2026, 1, 31),
    "budget": "B-1",
    "agreement": "AG-1",
    "mandate": "MN-1",
    "payout": "PO-1",
    "product": "P-SHORT",
}
"""Words an errand may need, where the life before it has left none."""


class Said(NamedTuple):
    """One request, and its answer."""

    asked: str
    status: int
    body: bytes


@dataclass
class Exchange:
    """An errand, how it was put to the lender (`ask` or `look_up`), and all that was said over HTTP."""

    errand: Errand[Any]
    how: str
    said: list[Said] = field(default_factory=list)


def asked(request: httpx.Request) -> str:
    """What a request is about: its verb, and its path without what changes."""
    return f"{request.method} {request.url.path}"


class Body(httpx.AsyncByteStream):
    """A body as it comes over a wire: not unpacked yet."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body


class Recording(httpx.AsyncBaseTransport):
    """Passes on, and keeps what was said."""

    def __init__(self, wire: httpx.AsyncBaseTransport) -> None:
        self._wire, self.said = wire, list[Said]()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange."""
        response = await self._wire.handle_async_request(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        body = b"".join([piece async for piece in response.stream])
        await response.aclose()
        self.said.append(Said(asked(request), response.status_code, body))
        return httpx.Response(response.status_code, stream=Body(body))


def forget(lender: Any) -> None:
    """Have a lender's module hold no login, no product and no grudge, as when it was made."""
    if login := getattr(lender._api, "_login", None):
        login._task, login._again_at = None, float("-inf")
    if shelf := getattr(lender, "_shelf", None):
        getattr(shelf, "_rows", {}).clear()
        getattr(shelf, "_held", {}).clear()
    if hasattr(lender._api, "_rested"):
        lender._api._rested = float("-inf")


class Play(NamedTuple):
    """A lender: its desk in front of its stand-in, the errands it serves, and a life to live there before them."""

    desk: Callable[[], AbstractAsyncContextManager[Any]]
    served: Any
    life: Callable[[Any], Any]


async def _at_maxintegrate(it: Any) -> dict[str, Any]:
    loan = await at_the_lender.authorised(it)
    application = it.applications[-1]["application"]
    return {"loan": loan, "application": application, "client": it.applications[-1]["client"]}


async def _at_mo(it: Any) -> dict[str, Any]:
    pay = await at_mo.ready_to_pay(it)
    await it.run(pay, "pay")
    request = it.stand_in.books.loan_requests[-1]["id"]
    return {
        "loan": pay.loan,
        "application": request,
        "client": pay.client,
        "id_number": "1033445566",
        "product": "2769",
    }


async def _at_tyche(it: Any) -> dict[str, Any]:
    pay = await at_tyche.ready_to_pay(it)
    await it.run(pay, "pay")
    return {"loan": pay.loan, "application": pay.loan, "client": "C-1", "product": at_tyche.ADVANCE}


PLAYS = {
    "maxintegrate": Play(at_the_lender.desk, maxintegrate.Served, _at_maxintegrate),
    "mo": Play(at_mo.desk, mo.Served, _at_mo),
    "tyche": Play(at_tyche.desk, tyche.Served, _at_tyche),
}


def errands(served: Any, known: dict[str, Any]) -> list[Errand[Any]]:
    """One of each kind, of a person in the middle of their loan, and one client who is new."""
    words = KNOWN | known
    every = [kind(**{word: words[word] for word in kind.model_fields if word in words}) for kind in get_args(served)]
    new = AddClient(id_number=at_the_lender.person("4711"), first_name="A", last_name="B", phone="+27820000077")
    return [*every, new]


async def recorded(name: str) -> list[Exchange]:
    """Everything that lender was asked in a life, and in each errand after it."""
    play = PLAYS[name]
    async with play.desk() as it:
        known = await play.life(it)
        client = it.lender._api._wire._client
        wire = client._transport
        exchanges = []
        for number, errand in enumerate(errands(play.served, known)):
            for how in ("ask", "look_up") if errand.once else ("ask",):
                forget(it.lender)
                client._transport = recording = Recording(wire)
                with suppress(Late):
                    await getattr(it.lender, how)(errand, f"key-{number}")
                exchanges.append(Exchange(errand, how, recording.said))
        client._transport = wire
    return [each for each in exchanges if each.said]
