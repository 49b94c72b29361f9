"""What the MAXINTEGRATE stand-in holds against an application, or against an ID number. The rules are invented."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from adapters.lenders.maxintegrate_price import terms
from adapters.lenders.maxintegrate_words import Product
from adapters.stand_ins.maxintegrate_people import NEVER_GRANTED, NO_PRODUCTS, digits
from flows.errands import Apply
from flows.loans import schedule

Words = dict[str, Any]


def against(said: Apply, client: Words, product: Words, budget: Words) -> str:
    """Why an application is declined, or "" where nothing speaks against it. The first reason counts."""
    if reason := NEVER_GRANTED.get(digits(client["id_number"])):
        return reason
    if not open_to(product, client):
        return "This product is for returning clients"
    if not product["min_amount"] <= said.amount <= product["max_amount"]:
        return "Amount outside the product's limits"
    if not product["min_instalments"] <= said.instalments <= product["max_instalments"]:
        return "Term outside the product's limits"
    if instalment(product, said.amount, said.instalments) > budget["available"]:
        return "The instalment is more than the budget leaves"
    return ""


def instalment(product: Mapping[str, Any], amount: Decimal, instalments: int) -> Decimal:
    """What is to be paid a month; the day it is agreed makes no difference to it."""
    tariff = Product.model_validate(product)
    plan = schedule(terms(tariff, product["currency"], amount), amount, instalments, date(2026, 1, 1))
    return max(row.total for row in plan.rows)


def open_to(product: Mapping[str, Any], client: Mapping[str, Any]) -> bool:
    """Whether a product is for this client."""
    known = client.get("returning", False) or not product.get("returning", False)
    return known and digits(client["id_number"]) not in NO_PRODUCTS


def id_number(digits: str) -> bool:
    """Whether these could be a South African ID number: 13 digits, the last of them by Luhn's rule."""
    if len(digits) != 13 or not digits.isascii() or not digits.isdigit():
        return False
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0
