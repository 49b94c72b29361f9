"""How a payment is spread over what is owed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from flows.loans.kinds import Part, Way
from flows.loans.owed import Owed
from flows.loans.terms import Collection


class Paid(NamedTuple):
    """A part of an instalment, and how much of it was paid."""

    number: int
    part: Part
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Allocation:
    """Where a payment went, what is owed after it, and what is left of it."""

    paid: tuple[Paid, ...]
    owed: tuple[Owed, ...]
    left: Decimal


def allocate(rule: Collection, owed: Sequence[Owed], amount: Decimal, on: date) -> Allocation:
    """Spread a payment made on a day. What is due comes first; instalments ahead only where the product allows it."""
    rows, paid = {row.number: row for row in owed}, []
    for number, part in _places(rule, owed, on):
        share = min(amount, rows[number].of(part))
        if share > 0:
            rows[number] = rows[number].less(part, share)
            paid.append(Paid(number, part, share))
            amount -= share
    return Allocation(tuple(paid), tuple(rows.values()), amount)


def _places(rule: Collection, owed: Sequence[Owed], on: date) -> Iterator[tuple[int, Part]]:
    due = [row.number for row in owed if row.due <= on]
    yield from _order(rule, due)
    if rule.ahead:
        yield from _order(rule, [row.number for row in owed if row.due > on])


def _order(rule: Collection, numbers: Sequence[int]) -> Iterator[tuple[int, Part]]:
    """Horizontal: each instalment whole before the next. Vertical: each part of all of them before the next part."""
    if rule.way is Way.HORIZONTAL:
        return ((number, part) for number in numbers for part in rule.order)
    return ((number, part) for part in rule.order for number in numbers)
