"""A borrower's errands at the MAXINTEGRATE stand-in, for the tests of the lending adapter."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from adapters.lenders.account import Account
from adapters.lenders.maxintegrate import Maxintegrate
from adapters.stand_ins.maxintegrate import LOGIN, StandIn
from flows.errands import (
    Activate,
    Activated,
    AddClient,
    Apply,
    AskMandate,
    CheckCredit,
    ClientAdded,
    MandateAsked,
    PaidOut,
    PayOut,
    ReadAgreement,
    SetBudget,
    Sign,
    Signed,
    Trouble,
)
from tests.lender_desk import LenderDesk

NEW = "9001015009086"
"""A published sample ID number whose owner the stand-in does not know."""


def person(digits: str) -> str:
    """A generated ID number with these four digits after the birth date."""
    body = f"900101{digits}08"
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in body[-1::-2])
    return body + str(-(doubled + sum(map(int, body[-2::-2]))) % 10)


@dataclass
class Watch:
    """The stand-in's clock, which only goes when it is moved."""

    at: float = 1_769_850_000.0  # 31 January 2026, 11:00 in Johannesburg

    def __call__(self) -> float:
        return self.at


@dataclass
class Desk(LenderDesk[StandIn, Maxintegrate]):
    """The lending adapter with MAXINTEGRATE, and the clock of its stand-in."""

    watch: Watch = field(kw_only=True)

    @property
    def applications(self) -> list[dict[str, Any]]:
        return self.stand_in.books.applications


@asynccontextmanager
async def desk(
    *, read: float = 5, connections: int = 10, file: Path | None = None, url: str = "", **how: Any
) -> AsyncIterator[Desk]:
    watch = Watch()
    stand_in = StandIn(file=file, clock=watch, **how)
    async with stand_in as address:
        account = Account(url or address, LOGIN.password, LOGIN.user, file, read=read, connections=connections)
        lender = Maxintegrate(account, on=lambda: date(2026, 1, 31))
        async with aclosing(Desk(stand_in, lender, address, watch=watch)) as it:
            yield it


async def ready_to_apply(it: Desk, id_number: str = NEW, key: str = "", **changed: Any) -> Apply:
    """Everything up to the application; gives the errand that is left."""
    added = await it.run(
        AddClient(id_number=id_number, first_name="Lerato", last_name="Dlamini", phone="+27821234567"), f"{key}add"
    )
    assert isinstance(added, ClientAdded), added
    checked = await it.run(CheckCredit(client=added.client, id_number=id_number), f"{key}check")
    assert not isinstance(checked, Trouble), checked
    money = {"income": Decimal(20000), "take_home": Decimal(15000), "living": Decimal(6000)}
    budget = await it.run(SetBudget(client=added.client, **money))
    apply = Apply(
        client=added.client,
        product="P-SHORT",
        purpose="LP-SCHOOL",
        amount=Decimal("2000.50"),
        instalments=3,
        budget=budget.budget,
    )
    return apply.model_copy(update=changed)


async def active(it: Desk) -> str:
    """Everything up to an active loan; gives its id."""
    applied = await it.run(await ready_to_apply(it), "apply")
    activated = await it.run(Activate(application=applied.application), "activate")
    assert isinstance(activated, Activated), activated
    return activated.loan


async def signed(it: Desk) -> str:
    """Everything up to a signed loan; gives its id."""
    loan = await active(it)
    paper = await it.run(ReadAgreement(loan=loan))
    assert await it.run(Sign(loan=loan, agreement=paper.agreement), "sign") == Signed()
    return loan


def mandate_for(loan: str, account: str = "62000000000") -> AskMandate:
    return AskMandate(loan=loan, account=account, branch="250655", ceiling=Decimal(1500))


def payout_for(loan: str, account: str = "62000000000") -> PayOut:
    return PayOut(loan=loan, method="account", account=account, branch="250655")


async def authorised(it: Desk, account: str = "62000000000") -> str:
    """Everything up to an authorised mandate; gives the loan's id."""
    loan = await signed(it)
    assert isinstance(await it.run(mandate_for(loan, account), "mandate"), MandateAsked)
    it.watch.at += 10
    return loan


async def paid_out(it: Desk, account: str = "62000000000") -> str:
    """Everything up to a loan that is paid out; gives its id."""
    loan = await authorised(it, account)
    assert isinstance(await it.run(payout_for(loan), "payout"), PaidOut)
    it.watch.at += 10
    return loan
