"""MO Technologies' Lending Core ("MO Manage"): which errand asks what. `mo.toml` holds its paths and its offers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, assert_never

from adapters.lenders import mo_borrower as borrower
from adapters.lenders import mo_loans as loans
from adapters.lenders import mo_payments as payments
from adapters.lenders.account import Account
from adapters.lenders.mo_api import Api
from adapters.lenders.mo_offers import Offers
from adapters.lenders.mo_settings import settings
from adapters.lenders.reference import reference
from adapters.lenders.table import Table
from adapters.lenders.takes import takes
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
    Quote,
    ReadApplication,
    ReadLoan,
    Trouble,
)

Served = (
    FindClient
    | AddClient
    | ListProducts
    | Quote
    | Apply
    | ReadApplication
    | ListApplications
    | Activate
    | ReadLoan
    | ListLoans
    | Pay
)
"""What this lender serves; the type checker names an errand listed here and not asked below."""

IGNORES: Mapping[type[Errand[Any]], set[str]] = {
    AddClient: {"employer_id", "payback_type"},
    Quote: {"available"},
    Apply: {"purpose", "budget", "total"},
}
"""Fields MO has no use for, so that nobody is asked."""


class Mo(Table[Api]):
    """One account of MO's Lending Core."""

    name = "mo"
    serves = takes(Served, IGNORES, ids="any")

    def __init__(self, account: Account, on: Callable[[], date] | None = None) -> None:
        self._settings = settings(account.file)
        super().__init__(Api(account, self._settings))
        self._offers = Offers(self._settings, account.currency)
        self._currency = account.currency
        self._on = on or self._settings.today
        self.serves = replace(self.serves, hours=self._settings.utc_hours)

    async def _ask(self, errand: Served, key: str) -> Answer:  # noqa: C901, PLR0911 - a table, one line each
        """The lender's answer."""
        ref = reference(key)
        match errand:
            case FindClient():
                return await borrower.find_client(self._api, errand)
            case AddClient():
                return await borrower.add_client(self._api, errand, ref, self._settings.document_type)
            case ListProducts():
                return self._offers.listed()
            case Quote():
                return self._offers.price(errand, self._on())
            case Apply():
                return await self._apply(errand, ref)
            case ReadApplication():
                return await loans.read_application(self._api, errand, self._offers.currency)
            case ListApplications():
                return await loans.list_applications(self._api, errand)
            case Activate():
                return await loans.activate(self._api, errand, ref, self._settings.aggregator_id, self._on())
            case ReadLoan():
                return await loans.read_loan(self._api, errand, self._currency)
            case ListLoans():
                return await loans.list_loans(self._api, errand)
            case Pay():
                return await payments.pay(self._api, errand, ref, self._settings.application_mode)
            case _:
                assert_never(errand)

    async def _look_up(self, errand: Errand[Any], key: str) -> Answer | None:
        ref = reference(key)
        match errand:
            case AddClient():
                return await borrower.client_added(self._api, errand, ref)
            case Apply():
                return await loans.applied(self._api, errand, ref)
            case Activate():
                return await loans.activated(self._api, errand, ref)
            case Pay():
                return await payments.paid(self._api, errand, ref)
            case _:
                return None

    async def _apply(self, errand: Apply, ref: str) -> Answer:
        offer = self._settings.offer(errand.product)
        if offer is None:
            return Trouble(note="no such offer")
        return await loans.apply(self._api, errand, ref, offer, self._on())
