"""Tyche, the core-banking API of Oobla: which errand asks what. `tyche.toml` says what its documents do not."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any, TypeVar, assert_never, cast

from adapters.lenders import tyche_apply as applying
from adapters.lenders import tyche_borrower as borrower
from adapters.lenders import tyche_loans as loans
from adapters.lenders import tyche_payments as payments
from adapters.lenders.account import Account
from adapters.lenders.late import Late, NotSent, Refused
from adapters.lenders.reference import reference
from adapters.lenders.table import Table
from adapters.lenders.takes import takes
from adapters.lenders.tyche_api import Api
from adapters.lenders.tyche_file import Reading
from adapters.lenders.tyche_shelf import Shelf
from flows.errands import (
    Activate,
    AddClient,
    Answer,
    Apply,
    Errand,
    FindClient,
    ListApplications,
    ListLoans,
    ListProducts,
    Pay,
    PayOut,
    Quote,
    ReadApplication,
    ReadLoan,
    ReadPapers,
    ReadSchedule,
    Trouble,
    UpdateClient,
    UploadDocument,
    Withdraw,
)
from flows.session import Serves

A = TypeVar("A", bound=Answer)

Served = (
    FindClient
    | AddClient
    | UpdateClient
    | ReadPapers
    | UploadDocument
    | ListProducts
    | Quote
    | Apply
    | Withdraw
    | Activate
    | PayOut
    | Pay
    | ReadApplication
    | ListApplications
    | ReadLoan
    | ListLoans
    | ReadSchedule
)
"""What this lender may serve; the type checker names an errand listed here and not asked below."""

AHEAD = 1
"""Hours that its clock is ahead of UTC."""

WAT = timezone(timedelta(hours=AHEAD), "WAT")


def today() -> date:
    """The day it is in Nigeria, where Oobla is at home."""
    return datetime.now(WAT).date()


def serves(reading: Reading) -> Serves:
    """What is served with this file: not what has no path there, nor documents without an address to fetch them at."""
    paths, unserved = reading.paths, set[str]()
    unserved |= {"ReadPapers", "UploadDocument"} if not reading.documents.address else set()
    unserved |= {"ReadSchedule"} if not paths.schedule else set()
    unserved |= {"PayOut"} if not paths.disburse else set()
    unserved |= {"Pay"} if not paths.repay else set()
    ignored: dict[type[Errand[Any]], set[str]] = {
        AddClient: {"employer_id", "payback_type"} | (set() if reading.client.email else {"email"}),
        UpdateClient: {"employer_id", "payback_type"},
        Apply: {"purpose", "budget"},
    }
    return takes(Served, ignored, ids="any", unserved=unserved, hours=AHEAD)


class Tyche(Table[Api]):
    """One Tyche account."""

    name = "tyche"

    def __init__(self, account: Account, on: Callable[[], date] = today) -> None:
        self._account = account
        super().__init__(Api(account))
        self._shelf = Shelf(self._api, account.currency)
        self._on = on
        self.serves = serves(self._api.reading)

    async def look_up(self, errand: Errand[A], key: str) -> A | Trouble | None:
        """As at every lender, but that no 404 is taken for "not there": it may be a path that the file has wrong."""
        try:
            answer = await self._look_up(errand, key)
        except Refused as error:
            raise Late(f"cannot be looked up: {error.note}") from error
        return cast("A | Trouble | None", answer)

    async def _ask(self, errand: Served, key: str) -> Answer:  # noqa: C901, PLR0911, PLR0912 - a table, one line each
        """The lender's answer. Of whatever happens once NotSent is raised only before the one request that does it."""
        ref = reference(key)
        match errand:
            case FindClient():
                return await borrower.find_client(self._api, errand)
            case AddClient():
                return await borrower.add_client(self._api, errand)
            case UpdateClient():
                return await borrower.update_client(self._api, errand)
            case ReadPapers():
                return borrower.papers(self._api)
            case UploadDocument():
                return await borrower.upload(self._api, errand, key, self._account.key)
            case ListProducts():
                return await self._shelf.offered()
            case Quote():
                return await self._shelf.price(errand, self._on())
            case Apply():
                done = await self._done_already(errand, key)
                return done or await applying.apply(self._api, self._shelf, errand, ref, self._on())
            case Withdraw():
                return await payments.withdraw(self._api, errand)
            case Activate():
                return await payments.activate(self._api, errand)
            case PayOut():
                return await payments.pay_out(self._api, errand, ref)
            case Pay():
                return await self._done_already(errand, key) or await payments.pay(self._api, errand, ref)
            case ReadApplication():
                return await loans.read_application(self._api, self._shelf, errand, self._account.currency)
            case ListApplications():
                return await loans.list_applications(self._api, errand)
            case ReadLoan():
                return await loans.read_loan(self._api, errand, self._account.currency)
            case ListLoans():
                return await loans.list_loans(self._api, errand)
            case ReadSchedule():
                return await loans.read_schedule(self._api, errand)
            case _:
                assert_never(errand)

    async def _done_already(self, errand: Apply | Pay, key: str) -> Answer | None:
        """What moves money has no key at Tyche to be refused by, so that it is looked for before it is ever sent."""
        try:
            return await self._look_up(errand, key)
        except Late as late:
            raise NotSent(f"not looked up: {late}", late.wait) from late

    async def _look_up(self, errand: Errand[Any], key: str) -> Answer | None:
        ref = reference(key)
        match errand:
            case AddClient():
                return await borrower.client_added(self._api, errand)
            case Apply():
                return await applying.applied(self._api, errand, ref)
            case Activate():
                return await payments.activated(self._api, errand)
            case PayOut():
                return await payments.paid_out(self._api, errand)
            case Pay():
                return await payments.paid(self._api, errand, ref)
            case _:
                return None
