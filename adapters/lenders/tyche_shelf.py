"""The products a borrower may choose from, with their details kept for a while so that a quote needs no call."""

import time
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import structlog
from pydantic import ValidationError

from adapters.lenders.late import Missing
from adapters.lenders.tyche_api import Api
from adapters.lenders.tyche_price import terms
from adapters.lenders.tyche_product import Product, Scheduling
from adapters.lenders.tyche_products import product, products
from adapters.lenders.tyche_tenure import length
from flows import errands
from flows.card import Priced, price
from flows.errands import Declined, NoProducts, Offer, Products, Quote, TooMuch, Trouble, Unpriced
from flows.loans import CannotQuote

MOST = 40
"""Products shown to one person; a longer list is cut, and logged."""

LONGEST = 1200
"""Instalments: a hundred years of months; whoever says more makes no loans."""

log = structlog.get_logger()


class Shelf:
    """Products whose details were fetched within the last `fresh` seconds; `currency` where a product names none."""

    def __init__(self, api: Api, currency: str, fresh: float = 300.0) -> None:
        self._api = api
        self._currency = currency
        self._fresh = fresh
        self._held: dict[str, tuple[float, Product]] = {}

    async def offered(self) -> Products | NoProducts:
        """What a client may choose from: active products for clients whose limits allow something."""
        rows, _ = await products(self._api)
        shown = [made for row in rows if (made := self._shown(row))]
        if len(shown) > MOST:
            log.warning("list cut", lender="tyche", what="products", rows=len(shown), shown=MOST)
        return Products(products=shown[:MOST]) if shown else NoProducts()

    async def price(self, errand: Quote, on: date) -> Offer | TooMuch | Unpriced | Declined | Trouble:
        """What a loan costs. Nothing is guessed: what stops a quote is logged for the operator, and named."""
        try:
            found = await self.one(errand.product)
        except Missing:
            return Trouble(note="no such product")
        allowed = limits(found)
        if not (allowed and for_clients(found)):
            return Declined(reason="not on offer")
        if not allowed.allow(errand.amount, errand.instalments):
            return Declined(reason="outside the limits of this product")
        offer = self._price(found, errand, on)
        if isinstance(offer, Unpriced):
            log.error("product not priced", lender="tyche", product=found.id, missing=offer.missing)
        return offer

    async def one(self, id_: str) -> Product:
        """A product with its fees; Missing where there is none."""
        until, held = self._held.get(id_, (0.0, None))
        if held is None or until < time.monotonic():
            held = await product(self._api, id_)
            self._held[id_] = (time.monotonic() + self._fresh, held)
        return held

    def _price(self, found: Product, errand: Quote, on: date) -> Offer | TooMuch | Unpriced:
        policies = self._api.reading.policies
        try:
            length(found, errand.instalments, policies.tenure, "tenure")
            agreed = terms(found, policies, self._currency)
        except CannotQuote as missing:
            return Unpriced(missing=str(missing))
        except ValidationError:
            return Unpriced(missing="prices that make sense")
        return price(Priced(lambda _: agreed, found.min_amount or errand.amount), errand, on)

    def _shown(self, row: Product) -> errands.Product | None:
        """A row as the borrower sees it; None where it is not for them, or leaves no choice."""
        allowed = limits(row)
        if not (row.id and row.name and for_clients(row) and allowed):
            return None
        currency = row.currency or self._currency
        return errands.Product(id=row.id, label=row.name.strip(), currency=currency, **allowed._asdict())


class Limits(NamedTuple):
    """What a product allows, both ends included."""

    min_amount: Decimal
    max_amount: Decimal
    min_instalments: int
    max_instalments: int

    def allow(self, amount: Decimal, instalments: int) -> bool:
        """Whether a loan of this amount over so many instalments is within them."""
        fits = self.min_instalments <= instalments <= self.max_instalments
        return fits and self.min_amount <= amount <= self.max_amount


def limits(row: Product) -> Limits | None:
    """A product's limits; None where they are not told, upside down, or not above zero."""
    plan = row.scheduling or Scheduling()
    least, most = row.min_amount, row.max_amount
    few, many = plan.min_installments, plan.max_installments
    if least and most and few and many and 0 < least <= most and 0 < few <= many <= LONGEST:
        return Limits(least, most, few, many)
    log.warning("product left out", lender="tyche", product=row.id, why="its limits allow nothing")
    return None


def for_clients(row: Product) -> bool:
    """Whether a product is active, and open to persons."""
    return (row.status or "").casefold() == "active" and "clients" in (row.user_type or ["clients"])
