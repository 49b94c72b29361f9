"""A borrower's errands at the MO stand-in, for the tests of the lending adapter."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from adapters.lenders.account import Account
from adapters.lenders.mo import Mo
from adapters.lenders.mo_settings import FILE
from adapters.lending import Lending
from adapters.stand_ins.mo import KEY, StandIn
from flows.errands import Activate, AddClient, Answer, Apply, Errand, Pay

SOMEONE = AddClient(
    id_number="1033445566",
    first_name="Yolanda",
    last_name="Cardona",
    phone="+573004445566",
    email="yolanda@example.com",
)


@dataclass
class Desk:
    """The lending adapter with its lender and stand-in, and the answers that came late."""

    stand_in: StandIn
    lender: Mo
    lending: Lending
    late: list[Answer]
    now: list[float]
    url: str

    async def run(self, errand: Errand[Any], key: str = "k", *, patience: float = 5, sent: int = 0) -> Any:
        return await self.lending.run(errand, key, patience=patience, sent=sent, late=self.came_late)

    async def came_late(self, answer: Answer) -> None:
        self.late.append(answer)


@asynccontextmanager
async def desk(
    stand_in: StandIn | None = None, *, read: float = 5, file: Path | None = None, key: str = KEY
) -> AsyncIterator[Desk]:
    stand_in = stand_in or StandIn(file=file)
    async with stand_in as url:
        lender = Mo(Account(url, key, "", file, "COP", read=read), on=lambda: date(2026, 1, 31))
        now = [1000.0]
        it = Desk(
            stand_in,
            lender,
            Lending(lender, settle=90, clock=lambda: now[0], steady=lambda: now[0] + time.monotonic()),
            [],
            now,
            url,
        )
        try:
            yield it
        finally:
            await it.lending.close()


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
