"""What is wrong with a loan product before it is sent: each fault names the field, as the API spells it."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from pydantic import ValidationError

from adapters.lenders.mapping import pick
from adapters.lenders.tyche_part import STAFF
from adapters.lenders.tyche_product import Product
from adapters.lenders.tyche_words import LISTED

NEEDED = ("name", "type", "currency", "minAmount", "maxAmount")
"""Without these nobody could tell what was made. The document marks no field as required."""

BOUNDS = (
    ("minAmount", "", "maxAmount"),
    ("interest.minInterestRate", "interest.defaultInterestRate", "interest.maxInterestRate"),
    ("scheduling.minInstallments", "scheduling.defaultInstallments", "scheduling.maxInstallments"),
    ("scheduling.minDueDateOffset", "scheduling.defaultDueDateOffset", "scheduling.maxDueDateOffset"),
    ("scheduling.minGracePeriod", "scheduling.defaultGracePeriod", "scheduling.maxGracePeriod"),
    ("penalty.minPenaltyRate", "penalty.defaultPenaltyRate", "penalty.maxPenaltyRate"),
    (
        "security.minFundedInterestCommision",
        "security.defaultFundedInterestCommision",
        "security.maxFundedInterestCommision",
    ),
)
"""Least, usual, most."""

ABOVE_ZERO = ("minAmount", "scheduling.minInstallments", "scheduling.paymentMade.value", "interest.daysInAYear")
ALTERNATIVES = re.compile(r"\bor\b|/", re.IGNORECASE)
"""What tells "FLAT or PERCENTAGE..." and "WEEK/MONTH/YEAR" from a value."""


class Fault(NamedTuple):
    """What is wrong with one field."""

    field: str
    why: str


class Faulty(ValueError):
    """A product that is not sent: each line of the message names a field."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(f"{fault.field}: {fault.why}" for fault in faults))
        self.faults = faults


def typed(tree: Any) -> Product:
    """The product a person wrote, every field understood; raises Faulty."""
    try:
        return Product.model_validate(tree, context=STAFF)
    except ValidationError as error:
        raise Faulty([_named(wrong["loc"], wrong["msg"]) for wrong in error.errors()]) from error


def check(product: Product) -> None:
    """Raise Faulty where a product to be created cannot be meant."""
    if wrong := [*_missing(product.sent()), *faults(product)]:
        raise Faulty(wrong)


def check_change(before: Product, after: Product, given: Collection[str]) -> None:
    """Raise Faulty where a change cannot be meant. What was wrong before and is not touched is not its doing."""
    old = faults(before)
    if wrong := [fault for fault in faults(after) if fault not in old or fault.field.split(".")[0] in given]:
        raise Faulty(wrong)


def faults(product: Product) -> list[Fault]:
    """All that is wrong with what a product says."""
    tree = product.sent()
    return [*_limits(tree), *_words("", tree), *_places(product)]


def _places(product: Product) -> Iterator[Fault]:
    order = product.collection.prepayment_allocation_order if product.collection else None
    places = list(order.model_dump().values()) if order else []
    if len(set(places)) < len(places):
        yield Fault("collection.prepaymentAllocationOrder", "two parts stand in the same place")


def _named(loc: tuple[int | str, ...], message: str) -> Fault:
    names = [str(part) for part in loc if not isinstance(part, int)]
    return Fault(".".join(names) or "product", message.removeprefix("Value error, "))


def _missing(tree: dict[str, Any]) -> Iterator[Fault]:
    for field in NEEDED:
        if tree.get(field) in (None, ""):
            yield Fault(field, "is missing")


def _limits(tree: dict[str, Any]) -> Iterator[Fault]:
    for fields in BOUNDS:
        known = [(field, value) for field in fields if field and (value := pick(tree, field)) is not None]
        for field, value in known:
            if value < 0:
                yield Fault(field, "is below zero")
        for (low, least), (high, most) in pairwise(known):
            if least > most:
                yield Fault(low, f"{least} is above {high} {most}")
    for field in ABOVE_ZERO:
        value = pick(tree, field)
        if isinstance(value, (int, Decimal)) and value == 0:
            yield Fault(field, "is zero")
    for fee in tree.get("fees") or []:
        if fee["value"] < 0:
            yield Fault("fees.value", "is below zero")


def _words(place: str, value: Any) -> Iterator[Fault]:
    """Alternatives copied from the document, and words it does not list."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _words(f"{place}.{name}" if place else name, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(place, inner)
    elif isinstance(value, str):
        yield from _word(place, value)


def _word(place: str, value: str) -> Iterator[Fault]:
    listed = LISTED.get(place)
    if listed and value not in listed:
        yield Fault(place, f"is one of {', '.join(listed)}, not {value!r}")
    elif place == "branch" and ALTERNATIVES.search(value) and "all_branches" in value:
        yield Fault(place, 'is either ["all_branches"] or the ids of branches')
    elif not listed and place in CODED and ALTERNATIVES.search(value):
        yield Fault(place, f"names alternatives, not a value: {value!r}")


CODED = frozenset(
    {
        "interest.interestType",
        "interest.interestCharged",
        "interest.interestPosting",
        "interest.repaymentInterest",
        "interest.interestCalculation",
        "scheduling.currencyRoundingSchedule",
        "scheduling.principalRoundingSchedule",
        "security.funderInterestCommision",
        "fees.feeType",
    }
)
"""Fields that hold a word of Tyche's, of which only samples are known: any is taken, alternatives are not."""
