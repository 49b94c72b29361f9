"""How long a loan is, in the unit the operator says that Tyche counts tenures in."""

from adapters.lenders.tyche_product import Product
from flows.loans import CannotQuote

DAYS = {"WEEK": 7, "MONTH": 30}
MONTHS = {"MONTH": 1, "YEAR": 12}


def length(product: Product, instalments: int, unit: str | None, setting: str) -> int:
    """So many instalments in `unit` (instalments, days, months); CannotQuote names the setting that is missing."""
    return instalments * _one(product, unit, setting)


def instalments(product: Product, told: int, unit: str | None) -> int:
    """How many instalments a length is, a broken one counted as one."""
    return -(-told // _one(product, unit, "tenure"))


def _one(product: Product, unit: str | None, setting: str) -> int:
    """How long one instalment is."""
    if unit == "instalments":
        return 1
    every = product.scheduling.payment_made if product.scheduling else None
    period = (every.period if every else None) or ""
    days = {**DAYS, "YEAR": (product.interest.days_in_a_year if product.interest else None) or 365}
    each = {"days": days, "months": MONTHS}.get(unit or "", {}).get(period)
    if every is None or each is None or every.value < 1:
        raise CannotQuote(f"[policies] {setting}")
    return each * every.value
