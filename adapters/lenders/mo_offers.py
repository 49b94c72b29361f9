"""MO's offers, from the settings: no call that lists them is public, nor any that simulates one."""

from datetime import date

import structlog

from adapters.lenders.mo_settings import Offer, Settings
from flows.card import Priced, price
from flows.errands import Declined, NoProducts, Product, Products, Quote, TooMuch, Trouble, Unpriced
from flows.errands import Offer as Quoted
from flows.loans import undefined

MOST = 40
"""Offers shown to one person; a longer list is cut, and logged."""

DOWNPAYMENT = "downpayment: MO does not say whether it is a part of the amount"

log = structlog.get_logger()


class Offers:
    """What is on offer; `currency` where an offer names none."""

    def __init__(self, settings: Settings, currency: str) -> None:
        self._settings = settings
        self._currency = currency
        for offer in settings.offers.values():
            if missing := undefined(offer.terms):
                log.warning("terms not complete", lender="mo", offer=offer.id, missing=", ".join(missing))

    def listed(self) -> Products | NoProducts:
        """What one may choose from."""
        offers = list(self._settings.offers.values())
        if len(offers) > MOST:
            log.warning("list cut", lender="mo", rows=len(offers), shown=MOST)
        products = [self._shown(offer) for offer in offers[:MOST]]
        return Products(products=products) if products else NoProducts()

    def currency(self, product: str) -> str:
        """The currency of an offer; ours where it names none, or is not known."""
        offer = self._settings.offer(product)
        return offer.currency if offer and offer.currency else self._currency

    def price(self, errand: Quote, on: date) -> Quoted | TooMuch | Unpriced | Declined | Trouble:
        """What a loan costs. Nothing is guessed: what its terms leave out, the operator must set."""
        offer = self._settings.offer(errand.product)
        if offer is None:
            return Trouble(note="no such offer")
        if not offer.within(errand.amount, errand.instalments):
            return Declined(reason="outside the limits of this offer")
        found = self._priced(offer, errand, on)
        if isinstance(found, Unpriced):
            log.error("offer not priced", lender="mo", offer=offer.id, missing=found.missing)
        return found

    def _priced(self, offer: Offer, errand: Quote, on: date) -> Quoted | TooMuch | Unpriced:
        if offer.downpayment:
            return Unpriced(missing=DOWNPAYMENT)
        terms = offer.priced(self.currency(offer.id))
        return price(Priced(lambda _: terms, offer.min_amount, offer.step, offer.stands), errand, on)

    def _shown(self, offer: Offer) -> Product:
        return Product(
            id=offer.id,
            label=offer.label,
            min_amount=offer.min_amount,
            max_amount=offer.max_amount,
            min_instalments=offer.min_instalments,
            max_instalments=offer.max_instalments,
            currency=self.currency(offer.id),
        )
