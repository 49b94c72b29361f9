"""What every lender's module does the same, whatever the lender does to it. A lender is one row of ROWS.

The lender, its stand-in, the faults and the ledger are reached as an operator reaches them: by the word in `LENDER`,
and over HTTP.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import httpx
import pytest

from adapters.lenders.account import Account
from adapters.lenders.open import LENDERS
from adapters.lending import Late, Lending
from adapters.stand_ins.lenders import STAND_INS
from adapters.stand_ins.serving import serving
from flows.errands import (
    AddClient,
    AddEmployer,
    Answer,
    CheckCredit,
    ClientAdded,
    ClientFound,
    Errand,
    FindClient,
    Trouble,
)
from tests import at_mo, at_the_lender, at_tyche


class Desk(NamedTuple):
    """The lending adapter with one lender, and its stand-in over HTTP."""

    lending: Lending
    http: httpx.AsyncClient
    now: list[float]

    async def run(self, errand: Errand[Any], key: str = "k", *, patience: float = 2, sent: int = 0) -> Any:
        return await self.lending.run(errand, key, patience=patience, sent=sent, late=came_late)

    async def spoil(self, method: str, **fault: Any) -> None:
        (await self.http.post("/faults", json={"method": method, **fault})).raise_for_status()

    async def entries(self, what: str) -> int:
        """Entries of a book in the ledger."""
        return len((await self.http.get("/ledger")).json()[what])

    async def calls(self, method: str) -> int:
        calls: dict[str, int] = (await self.http.get("/ledger")).json()["calls"]
        return calls.get(method, 0)


async def came_late(_: Answer) -> None:
    """Nobody waits for what comes late here: what counts is how often a thing was done."""


class Once(NamedTuple):
    """An errand that happens once: which method makes it, in which book it lands, and how one comes to it."""

    method: str
    book: str
    ready: Callable[[Any], Awaitable[Errand[Any]]]


class Row(NamedTuple):
    """A lender: an ID number its stand-in knows, the method that finds it, and what it does once."""

    known: str
    method: str
    once: Mapping[str, Once]


async def an_employer(_: Desk) -> AddEmployer:
    return AddEmployer(employer="Nowhere Mines")


async def a_client(_: Desk) -> AddClient:
    return AddClient(id_number=at_the_lender.NEW, first_name="Lerato", last_name="Dlamini", phone="+27821234567")


async def a_check(it: Desk) -> CheckCredit:
    return CheckCredit(client=(await it.run(await a_client(it), "client")).client, id_number=at_the_lender.NEW)


async def a_customer(_: Desk) -> AddClient:
    return at_mo.SOMEONE


ROWS = {
    "maxintegrate": Row(
        "8001015009087",
        "client_search",
        {
            "employer": Once("employer_create", "employers", an_employer),
            "client": Once("client_create", "clients", a_client),
            "check": Once("credit_check", "credit_checks", a_check),
            "application": Once("create_loan_application", "applications", at_the_lender.ready_to_apply),
        },
    ),
    "mo": Row(
        "1020304050",
        "list_customers",
        {
            "precustomer": Once("create_precustomer", "precustomers", a_customer),
            "customer": Once("create_customer", "customers", a_customer),
            "loan request": Once("create_loan_request", "loan_requests", at_mo.ready_to_apply),
            "loan": Once("create_loan", "loans", at_mo.ready_to_activate),
            "payment": Once("create_payment", "payments", at_mo.ready_to_pay),
        },
    ),
    "tyche": Row(
        "22123456789",
        "clients",
        {
            "client": Once("add_client", "clients", a_client),
            "loan": Once("create_loan", "loans", at_tyche.ready_to_apply),
            "payment": Once("repay", "transactions", at_tyche.ready_to_pay),
        },
    ),
}
EVERY_ONCE = [pytest.param(name, once, id=f"{name}-{what}") for name in ROWS for what, once in ROWS[name].once.items()]


@asynccontextmanager
async def desk(name: str) -> AsyncIterator[Desk]:
    stage = STAND_INS[name]
    async with serving(stage.app(None)) as url, httpx.AsyncClient(base_url=url) as http:
        now = [1000.0]
        lender = LENDERS[name](Account(url, stage.key, stage.user, stage.file, read=0.8))
        it = Desk(Lending(lender, settle=90, clock=lambda: now[0], steady=lambda: now[0] + time.monotonic()), http, now)
        try:
            yield it
        finally:
            await it.lending.close()


def test_every_lender_has_its_row_and_its_stand_in():
    assert ROWS.keys() == LENDERS.keys() == STAND_INS.keys()


PHONES = {"maxintegrate": "+27820000001", "mo": "+573000000001", "tyche": "+2348030000001"}
"""The phone each stand-in has of the person it knows."""


@pytest.mark.parametrize("name", ROWS)
async def test_whose_client_it_is_shows_by_the_phone_the_lender_has(name):
    async with desk(name) as it:
        for phone, own in ((PHONES[name], True), (PHONES[name][:-1] + "9", False), ("", False)):
            found = await it.run(FindClient(id_number=ROWS[name].known, phone=phone))
            assert (type(found), found.own_client) == (ClientFound, own)
            details = {"first_name": "A", "last_name": "B", "email": "a@b.example"}
            add = AddClient(id_number=ROWS[name].known, phone=phone or "+27820000099", **details)
            added = await it.run(add, f"add{phone}")
            assert (type(added), added.own_client) == (ClientAdded, own)


def named(fault: Any) -> str:
    return "-".join(str(value) for value in fault.values()) if isinstance(fault, dict) else ""


BAD: list[tuple[dict[str, Any], type[Late | Trouble]]] = [
    ({"kind": "html"}, Late),
    ({"kind": "truncated"}, Late),
    ({"kind": "wrong_types"}, Late),
    ({"kind": "drop"}, Late),
    ({"kind": "slow", "seconds": 1.2}, Late),
    ({"kind": "status", "status": 302}, Late),
    ({"kind": "status", "status": 401}, Trouble),
    ({"kind": "status", "status": 403}, Trouble),
    ({"kind": "status", "status": 404}, Trouble),
    ({"kind": "status", "status": 409}, Late),
    ({"kind": "status", "status": 429}, Late),
    ({"kind": "status", "status": 500}, Late),
    ({"kind": "status", "status": 503}, Late),
]


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize(("fault", "outcome"), BAD, ids=named)
async def test_whatever_comes_back_has_a_clear_outcome(name, fault, outcome):
    async with desk(name) as it:
        await it.spoil(ROWS[name].method, **fault)
        try:
            answer = await it.run(FindClient(id_number=ROWS[name].known), patience=2.5)
        except Late as late:
            answer = late
        assert isinstance(answer, outcome)


@pytest.mark.parametrize("name", ROWS)
async def test_after_a_bad_moment_all_is_well_again(name):
    async with desk(name) as it:
        await it.spoil(ROWS[name].method, kind="html", next=1)
        assert isinstance(await it.run(FindClient(id_number=ROWS[name].known)), ClientFound)


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_is_obeyed(name, status):
    async with desk(name) as it:
        await it.spoil(ROWS[name].method, kind="status", status=status, retry_after="60")
        with pytest.raises(Late) as late:
            await it.run(FindClient(id_number=ROWS[name].known))
        assert late.value.wait == 60
        assert await it.calls(ROWS[name].method) == 1


@pytest.mark.parametrize("name", ROWS)
async def test_fields_nobody_has_heard_of_are_let_be(name):
    async with desk(name) as it:
        await it.spoil("", kind="more")
        assert isinstance(await it.run(FindClient(id_number=ROWS[name].known)), ClientFound)
        for what, once in ROWS[name].once.items():
            answer = await it.run(await once.ready(it), what)
            assert not isinstance(answer, Trouble)


SPOILT = [
    {"kind": "drop", "after": True},
    {"kind": "drop"},
    {"kind": "status", "after": True},
    {"kind": "status", "status": 503},
    {"kind": "status", "status": 409, "after": True},
    {"kind": "status", "status": 429, "retry_after": "1"},
    {"kind": "html"},
    {"kind": "truncated"},
    {"kind": "wrong_types"},
    {"kind": "slow", "seconds": 1.2, "after": True},
]


@pytest.mark.parametrize(("name", "once"), EVERY_ONCE)
@pytest.mark.parametrize("fault", SPOILT, ids=named)
async def test_what_happens_once_happens_once_whatever_comes_back(name, once, fault):
    async with desk(name) as it:
        errand = await once.ready(it)
        before = await it.entries(once.book)
        await it.spoil(once.method, next=1, **fault)
        answer = await in_the_end(it, errand)
        assert not isinstance(answer, Trouble)
        assert await it.entries(once.book) == before + 1
        assert await it.run(errand, "once", sent=1000) == answer


async def in_the_end(it: Desk, errand: Errand[Any]) -> Any:
    """As the desk and its worker do it: ask, and when it is late ask again, first too early and then in good time."""
    sent = 0
    for passing in (0, 1, 91):
        it.now[0] += passing
        try:
            return await it.run(errand, "once", sent=sent)
        except Late as late:
            sent = late.asked or sent
    raise AssertionError("still late")


@pytest.mark.parametrize(("name", "once"), EVERY_ONCE)
@pytest.mark.parametrize("status", [401, 403, 404])
async def test_a_definite_no_to_what_happens_once_is_trouble_and_nothing_is_done(name, once, status):
    async with desk(name) as it:
        errand = await once.ready(it)
        before = await it.entries(once.book)
        await it.spoil(once.method, kind="status", status=status)
        answer = await it.run(errand, "once")
        assert (type(answer), answer.doubt) == (Trouble, False)
        assert await it.entries(once.book) == before


@pytest.mark.parametrize(("name", "once"), EVERY_ONCE)
async def test_asking_again_under_one_key_is_asking_once(name, once):
    async with desk(name) as it:
        errand = await once.ready(it)
        before = await it.entries(once.book)
        first = await it.run(errand, "once")
        again = await asyncio.gather(*(it.run(errand, "once") for _ in range(5)))
        assert again == [first] * 5
        assert await it.entries(once.book) == before + 1
