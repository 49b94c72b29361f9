"""A borrower's errands at the Tyche stand-in, for the tests of that lender."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from adapters.lenders.account import Account
from adapters.lenders.tyche import Tyche
from adapters.stand_ins.tyche import KEY, POLICIES, StandIn
from flows.errands import Activate, AddClient, Apply, ClientAdded, Pay, PayOut, Quote
from tests.lender_desk import LenderDesk

ADVANCE = "0b9d4c1a-7d0e-4d6f-8a51-3e1f0a2b4c01"
"""A product that needs no policy: flat, monthly, one fee each time and one the first time."""
SAMPLE = "79963366-6aad-489a-82db-84d5374f707a"
"""The documents' own sample, with its balloon and its seven groups of fees."""
NEW = "9001015009086"
"""A published sample ID number."""
ON = date(2024, 1, 1)


class Desk(LenderDesk[StandIn, Tyche]):
    """The lending adapter with Tyche, and what is in the stand-in's books."""

    @property
    def loans(self) -> list[dict[str, Any]]:
        return self.stand_in.books.loans

    @property
    def products(self) -> list[dict[str, Any]]:
        return self.stand_in.books.products

    def product(self, id_: str) -> dict[str, Any]:
        return next(row for row in self.products if row["id"] == id_)


@asynccontextmanager
async def desk(
    stand_in: StandIn | None = None, *, read: float = 5, file: Path | None = POLICIES, key: str = KEY
) -> AsyncIterator[Desk]:
    """`file`: None for what ships, where no policy is set."""
    stand_in = stand_in or StandIn(clock=lambda: 1704067200)
    async with stand_in as url:
        lender = Tyche(Account(url, key, file=file, currency="NGN", read=read, connections=10), on=lambda: ON)
        async with aclosing(Desk(stand_in, lender, url)) as it:
            yield it


async def a_client(it: Any, id_number: str = NEW, key: str = "") -> str:
    added = await it.run(
        AddClient(id_number=id_number, first_name="Ngozi", last_name="Adeyemi", phone="+2348012345678"), f"{key}add"
    )
    assert isinstance(added, ClientAdded), added
    return added.client


async def ready_to_apply(it: Any, key: str = "", **changed: Any) -> Apply:
    """Everything up to the application; gives the errand that is left."""
    client = await a_client(it, key=key, id_number=changed.pop("id_number", NEW))
    chosen = {"product": ADVANCE, "amount": Decimal(60000), "instalments": 3} | changed
    offer = await it.run(Quote(**chosen), f"{key}quote")
    return Apply(client=client, total=offer.total, **chosen)


async def ready_to_pay(it: Any) -> Pay:
    """Everything up to the first repayment."""
    loan = (await it.run(await ready_to_apply(it), "apply")).application
    await it.run(Activate(application=loan), "activate")
    await it.run(PayOut(loan=loan, method="account", account="0123456789"), "payout")
    return Pay(loan=loan, pay_amount=Decimal("2500.50"))
