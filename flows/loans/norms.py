"""The policies for what a person can afford, by the words `AFFORDABILITY` knows them by. One line each."""

from collections.abc import Mapping
from decimal import Decimal

from flows.loans.afford import Norm, available
from flows.loans.south_africa import EXPENSES

NORMS: Mapping[str, Norm | None] = {"lender": None, "south_africa": EXPENSES}
"""`lender`: whatever the lender says. Otherwise a table of minimum expenses that holds besides."""


def room(told: Decimal | None, money: tuple[Decimal, Decimal, Decimal, Decimal], norm: Norm | None) -> Decimal | None:
    """What is left a month for an instalment: what the lender has `told`, and no more than the norm leaves.

    `money`: gross income, deductions, instalments on other debts, declared living expenses. None where nobody says.
    """
    if norm is None:
        return told
    ours = available(*money, norm)
    return ours if told is None else min(told, ours)
