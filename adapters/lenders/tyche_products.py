"""Tyche's loan products as it tells them: the list, the details, and the fees that count."""

import structlog

from adapters.lenders.late import Late
from adapters.lenders.told import told
from adapters.lenders.tyche_api import Api, records
from adapters.lenders.tyche_product import Fee, FeeGroup, Product

log = structlog.get_logger()


class DifferingFees(Exception):
    """A product holds groups of fees that differ, and nobody has said which one counts."""


async def products(api: Api) -> tuple[list[Product], bool]:
    """All loan products, without their fees, and whether none is missing."""
    return records(Product, await api.rows(api.path("products")), "products")


async def product(api: Api, id_: str) -> Product:
    """One loan product with its fees; Missing where there is none of this id."""
    found = told(Product, await api.get(api.path("product", id_)))
    if found.id != id_:
        raise Late("another product than was asked for")
    return found


def fees(found: Product, differing: str | None = None) -> list[Fee]:
    """The fees of a product. Tyche repeats a product's fees for each time it was saved: they count once.

    Where the groups differ, the log says so; `differing` "newest" takes the one created last, else DifferingFees.
    """
    groups = [group for group in found.product_fees or [] if group.fees]
    if not groups:
        return list(found.fees or [])
    latest = newest(groups).fees
    if any(content(group.fees) != content(latest) for group in groups):
        log.warning("groups of fees differ", lender="tyche", product=found.id, groups=len(groups))
        if differing != "newest":
            raise DifferingFees
    return latest


def newest(groups: list[FeeGroup]) -> FeeGroup:
    """The group created last."""
    return max(groups, key=lambda group: group.created_at)


def content(listed: list[Fee]) -> list[str]:
    """What fees say, whatever their order."""
    return sorted(repr((fee.fee_name, fee.fee_type, fee.fee_payment, fee.value.normalize())) for fee in listed)
