"""A borrower's errands at the MO stand-in, for the tests of the lending adapter."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from adapters.lenders.account import Account
from adapters.lenders.mo import Mo
from adapters.lenders.mo_settings import FILE
from adapters.stand_ins.mo import KEY, StandIn
from flows.errands import Activate, AddClient, Apply, Pay
from tests.lender_desk import LenderDesk

SOMEONE = AddClient(
    id_number="1033445566",
    first_name="Yolanda",
    last_name="Cardona",
    phone="+573004445566",
    email="yolanda@example.com",
)


Desk = LenderDesk[StandIn, Mo]


@asynccontextmanager
async def desk(
    stand_in: StandIn | None = None, *, read: float = 5, file: Path | None = None, key: str = KEY
) -> AsyncIterator[Desk]:
    stand_in = stand_in or StandIn(file=file)
    async with stand_in as url:
        lender = Mo(Account(url, key, "", file, "COP", read=read), on=lambda: date(2026, 1, 31))
        async with aclosing(Desk(stand_in, lender, url)) as it:
            yield it


async def ready_to_apply(it: Any, **changed: Any) -> Apply:
    """A customer, and the application that is left to make."""
    added = await it.run(SOMEONE, "add")
    apply = Apply(client=added.client, product="2769", amount=Decimal("500000.50"), instalments=6)
    return apply.model_copy(update=changed)


async def ready_to_activate(it: Any) -> Activate:
    return Activate(application=(await it.run(await ready_to_apply(it), "apply")).application)


async def ready_to_pay(it: Any) -> Pay:
    apply = await ready_to_apply(it)
    applied = await it.run(apply, "apply")
    activated = await it.run(Activate(application=applied.application), "activate")
    return Pay(client=apply.client, loan=activated.loan, pay_amount=Decimal("50000.25"))


def changed(folder: Path, *pairs: str) -> Path:
    """Our settings with some text in them replaced: old, new, old, new."""
    text = FILE.read_text()
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text
        text = text.replace(old, new, 1)
    file = folder / "other.toml"
    file.write_text(text)
    return file
