"""MAXINTEGRATE's loan products, with their price kept for a while so that a quote needs no call."""

import time
from datetime import date
from decimal import Decimal
from functools import partial

import structlog

from adapters.lenders.maxintegrate_api import Api
from adapters.lenders.maxintegrate_price import terms
from adapters.lenders.maxintegrate_words import Product as Row
from flows.card import Priced, price
from flows.errands import Declined, NoProducts, Offer, Product, Products, Quote, TooMuch, Trouble, Unpriced

MOST = 40
"""Products shown to one person; a longer list is cut, and logged."""

log = structlog.get_logger()


class Shelf:
    """The products listed last, for `fresh` seconds; `currency` where a product names none."""

    def __init__(self, api: Api, currency: str, fresh: float = 300.0) -> None:
        self._api = api
        self._currency = currency
        self._fresh = fresh
        self._rows: dict[str, tuple[float, Row]] = {}

    async def offered(self, client: str) -> Products | NoProducts:
        """What this client may choose from."""
        rows = await self._fetch(client)
        if len(rows) > MOST:
            log.warning("list cut", lender="maxintegrate", method="loan_product_list", rows=len(rows), shown=MOST)
        products = [self._shown(row) for row in rows[:MOST]]
        return Products(products=products) if products else NoProducts()

    async def price(self, errand: Quote, on: date) -> Offer | TooMuch | Unpriced | Declined | Trouble:
        """What a loan from the shelf costs. Nothing is guessed: a product without its rate is not quoted."""
        row = await self._row(errand.product)
        if row is None:
            return Trouble(note="no such product")
        if not within(row, errand.amount, errand.instalments):
            return Declined(reason="outside the limits of this product")
        currency = row.currency or self._currency
        found = price(Priced(partial(terms, row, currency), row.min_amount), errand, on)
        if isinstance(found, Unpriced):
            log.error("product not priced", lender="maxintegrate", product=row.product, missing=found.missing)
        return found

    async def _row(self, product: str) -> Row | None:
        until, row = self._rows.get(product, (0.0, None))
        if row is None or until < time.monotonic():
            await self._fetch("")
            until, row = self._rows.get(product, (0.0, None))
        return row if until >= time.monotonic() else None

    async def _fetch(self, client: str) -> list[Row]:
        rows = await self._api.rows("loan_product_list", Row, {"client": client})
        good = [row for row in rows if _sound(row)]
        until = time.monotonic() + self._fresh
        self._rows |= {row.product: (until, row) for row in good}
        return good

    def _shown(self, row: Row) -> Product:
        return Product(
            id=row.product,
            label=row.label,
            min_amount=row.min_amount,
            max_amount=row.max_amount,
            min_instalments=row.min_instalments,
            max_instalments=row.max_instalments,
            currency=row.currency or self._currency,
        )


def within(row: Row, amount: Decimal, instalments: int) -> bool:
    """Whether a product allows this amount over so many instalments."""
    return row.min_amount <= amount <= row.max_amount and row.min_instalments <= instalments <= row.max_instalments


def _sound(row: Row) -> bool:
    """Whether a product leaves any choice: limits the right way round, and above zero."""
    sound = 0 < row.min_amount <= row.max_amount and 0 < row.min_instalments <= row.max_instalments
    if not sound:
        log.warning("product left out", lender="maxintegrate", product=row.product, why="its limits allow nothing")
    return sound
