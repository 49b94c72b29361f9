"""MAXINTEGRATE, the API of MAXMONEY: which errand asks what. `maxintegrate.toml` says how its words are spelt."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, assert_never

from adapters.lenders import maxintegrate_activation as activation
from adapters.lenders import maxintegrate_allps as allps
from adapters.lenders import maxintegrate_borrower as borrower
from adapters.lenders import maxintegrate_claims as claims
from adapters.lenders import maxintegrate_documents as documents
from adapters.lenders import maxintegrate_loans as loans
from adapters.lenders import maxintegrate_means as means
from adapters.lenders import maxintegrate_status as status
from adapters.lenders.account import Account
from adapters.lenders.maxintegrate_api import Api
from adapters.lenders.maxintegrate_methods import METHODS
from adapters.lenders.maxintegrate_products import Shelf
from adapters.lenders.reference import reference
from adapters.lenders.table import Table
from adapters.lenders.takes import takes
from flows.errands import (
    Activate,
    ActivateByOtp,
    AddClient,
    AddEmployer,
    Answer,
    Apply,
    AskMandate,
    CheckCredit,
    Claim,
    Errand,
    FetchAgreement,
    FindClient,
    FindEmployer,
    ListApplications,
    ListBeneficiaries,
    ListLoans,
    ListPaybackTypes,
    ListProducts,
    ListPurposes,
    PayOut,
    Quote,
    ReadAgreement,
    ReadApplication,
    ReadCollection,
    ReadLoan,
    ReadMandate,
    ReadPapers,
    ReadPayout,
    ReadSchedule,
    SendOtp,
    SetBudget,
    SetBudgetItems,
    Sign,
    UpdateClient,
    UploadDocument,
)

Served = (
    FindClient
    | FindEmployer
    | AddEmployer
    | ListPaybackTypes
    | AddClient
    | UpdateClient
    | ReadPapers
    | UploadDocument
    | CheckCredit
    | SetBudget
    | SetBudgetItems
    | ListPurposes
    | ListProducts
    | Quote
    | Apply
    | ReadApplication
    | ListApplications
    | SendOtp
    | ActivateByOtp
    | Activate
    | ReadAgreement
    | FetchAgreement
    | Sign
    | AskMandate
    | ReadMandate
    | PayOut
    | ReadPayout
    | ReadCollection
    | ReadLoan
    | ListLoans
    | ReadSchedule
    | ListBeneficiaries
    | Claim
)
"""What this lender serves; the type checker names an errand listed here and not asked below."""

AHEAD = 2
"""Hours that MAXMONEY's clock is ahead of UTC."""

SAST = timezone(timedelta(hours=AHEAD), "SAST")


def today() -> date:
    """The day it is where MAXMONEY is at home."""
    return datetime.now(SAST).date()


def clock() -> time:
    """The time of day it is there."""
    return datetime.now(SAST).time()


class Maxintegrate(Table[Api]):
    """One MAXINTEGRATE account."""

    name = "maxintegrate"

    def __init__(self, account: Account, on: Callable[[], date] = today, at: Callable[[], time] = clock) -> None:
        super().__init__(Api(account))
        self._shelf = Shelf(self._api, account.currency)
        self._currency = account.currency
        self._norm = account.norm
        self._on, self._at = on, at
        self.serves = takes(Served, self._ignores(), hours=AHEAD)

    async def _ask(self, errand: Served, key: str) -> Answer:  # noqa: C901, PLR0911, PLR0912 - a table, one line each
        """The lender's answer. Whatever happens once sends one request only, so that NotSent means what it says."""
        ref = reference(key)
        match errand:
            case FindClient():
                return await borrower.find_client(self._api, errand)
            case FindEmployer():
                return await borrower.find_employer(self._api, errand)
            case AddEmployer():
                return await borrower.add_employer(self._api, errand, ref)
            case ListPaybackTypes():
                return await loans.payback_types(self._api)
            case AddClient():
                return await borrower.add_client(self._api, errand, ref)
            case UpdateClient():
                return await borrower.update_client(self._api, errand)
            case ReadPapers():
                return await documents.read(self._api, errand)
            case UploadDocument():
                return await documents.upload(self._api, errand, ref)
            case CheckCredit():
                return await means.check_credit(self._api, errand, ref)
            case SetBudget():
                return await means.set_budget(self._api, errand, self._norm)
            case SetBudgetItems():
                return await means.set_budget_items(self._api, errand)
            case ListPurposes():
                return await loans.purposes(self._api)
            case ListProducts():
                return await self._shelf.offered(errand.client)
            case Quote():
                return await self._shelf.price(errand, self._on())
            case Apply():
                return await loans.apply(self._api, errand, ref)
            case ReadApplication():
                return await loans.read_application(self._api, errand, self._currency)
            case ListApplications():
                return await loans.list_applications(self._api, errand)
            case SendOtp():
                return await activation.send_otp(self._api, errand)
            case ActivateByOtp():
                return await activation.activate_by_otp(self._api, errand, ref)
            case Activate():
                return await activation.activate(self._api, errand, ref)
            case ReadAgreement():
                return await activation.read_agreement(self._api, errand)
            case FetchAgreement():
                return await activation.fetch_agreement(self._api, errand)
            case Sign():
                return await activation.sign(self._api, errand, ref)
            case AskMandate():
                return await allps.ask_mandate(self._api, errand, ref)
            case ReadMandate():
                return await allps.read_mandate(self._api, errand)
            case PayOut():
                return await allps.pay_out(self._api, errand, ref)
            case ReadPayout():
                return await allps.read_payout(self._api, errand)
            case ReadCollection():
                return await status.read_collection(self._api, errand, self._currency, self._at())
            case ReadLoan():
                return await status.read_loan(self._api, errand, self._currency)
            case ListLoans():
                return await status.list_loans(self._api, errand)
            case ReadSchedule():
                return await status.read_schedule(self._api, errand)
            case ListBeneficiaries():
                return await claims.list_beneficiaries(self._api, errand)
            case Claim():
                return await claims.claim(self._api, errand, ref)
            case _:
                assert_never(errand)

    async def _look_up(self, errand: Errand[Any], key: str) -> Answer | None:  # noqa: PLR0911, C901 - a table as well
        ref = reference(key)
        match errand:
            case AddEmployer():
                return await borrower.employer_added(self._api, errand)
            case AddClient():
                return await borrower.client_added(self._api, errand)
            case CheckCredit():
                return await means.credit_checked(self._api, errand, ref)
            case Apply():
                return await loans.applied(self._api, errand, ref)
            case UploadDocument():
                return await documents.uploaded(self._api, errand, ref)
            case Activate() | ActivateByOtp():
                return await activation.activated(self._api, errand)
            case Sign():
                return await activation.signed(self._api, errand)
            case AskMandate():
                return await allps.mandate_asked(self._api, errand, ref)
            case PayOut():
                return await allps.paid_out(self._api, errand, ref)
            case Claim():
                return await claims.claimed(self._api, errand, ref)
            case _:
                return None

    def _ignores(self) -> dict[type[Errand[Any]], set[str]]:
        """Fields the mapping file does not spell, and that an errand can do without."""
        ignored: dict[type[Errand[Any]], set[str]] = {}
        for name, words in METHODS.items():
            if words.send and issubclass(words.send, Errand):
                spare = {word for word, must in words.fields("send").items() if not must}
                ignored[words.send] = spare - self._api.spelling.methods[name].send.keys()
        return ignored
