"""What a loan comes to at the MO stand-in, all in all: by the same settings the assistant quotes from."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from adapters.lenders.mo_settings import Settings
from flows.loans import CannotQuote, schedule


def owed(settings: Settings, loan: Mapping[str, Any]) -> Decimal:
    """The total of its schedule; where its offer cannot be priced, what was lent. The day makes no difference."""
    offer = settings.offer(str(loan["offer_id"]))
    amount: Decimal = Decimal(loan["amount"])
    if offer is None:
        return amount
    try:
        return schedule(offer.priced("COP"), amount, loan["number_of_installments"], date(2026, 1, 1)).total
    except CannotQuote:
        return amount
