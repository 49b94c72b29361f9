"""Loans, reckoned: from a product's terms to its schedule and its cost, to the cent, and never by a guess."""

from flows.loans.afford import available, fits, least_expenses
from flows.loans.allocate import Allocation, allocate
from flows.loans.cost import Cost, cost, quote
from flows.loans.owed import Owed, owed
from flows.loans.penalty import penalties
from flows.loans.schedule import Row, Schedule, schedule
from flows.loans.settle import Settlement, settlement
from flows.loans.terms import Collection, Fee, Grace, Penalty, Rounding, Terms
from flows.loans.undefined import CannotQuote, undefined

__all__ = [
    "Allocation",
    "CannotQuote",
    "Collection",
    "Cost",
    "Fee",
    "Grace",
    "Owed",
    "Penalty",
    "Rounding",
    "Row",
    "Schedule",
    "Settlement",
    "Terms",
    "allocate",
    "available",
    "cost",
    "fits",
    "least_expenses",
    "owed",
    "penalties",
    "quote",
    "schedule",
    "settlement",
    "undefined",
]
