"""MAXINTEGRATE on what the borrower can afford: credit_check, client_budget, client_budget_items."""

from typing import Any

from adapters.lenders.maxintegrate_api import Api
from adapters.lenders.maxintegrate_borrower import client_of
from adapters.lenders.maxintegrate_words import Budget, Credit, Updated
from adapters.lenders.told import doubt
from flows.errands import (
    BudgetItemsSet,
    BudgetSet,
    CheckCredit,
    CreditPassed,
    Declined,
    SetBudget,
    SetBudgetItems,
    Trouble,
)
from flows.loans.afford import Norm
from flows.loans.norms import room


async def check_credit(api: Api, errand: CheckCredit, reference: str) -> CreditPassed | Declined | Trouble:
    """Ask the credit bureau."""
    words = {**errand.model_dump(), "reference": reference}
    credit = await api.one("credit_check", Credit, words)
    return doubt({"client": errand.client}, credit) or _outcome(api, credit.outcome, credit.reason)


async def credit_checked(api: Api, errand: CheckCredit, reference: str) -> CreditPassed | Declined | Trouble | None:
    """What came of the check under our reference, if it is the latest of the client's record."""
    if not errand.id_number:
        return None
    client = await client_of(api, errand.id_number)
    if client.credit_reference != reference:
        return None
    meant = {"client": errand.client, "id_number": errand.id_number}
    return doubt(meant, client) or _outcome(api, client.credit_outcome, client.credit_reason)


async def set_budget(api: Api, errand: SetBudget, norm: Norm | None) -> BudgetSet | Trouble:
    """Give the lender a month's money. What it says is left holds, and no more than the norm leaves."""
    budget = await api.one("client_budget", Budget, _money(errand))
    money = (errand.income, errand.income - errand.take_home, errand.debts, errand.living)
    kept = BudgetSet(budget=budget.budget, available=room(budget.available, money, norm))
    return doubt({"client": errand.client}, budget) or kept


async def set_budget_items(api: Api, errand: SetBudgetItems) -> BudgetItemsSet | Trouble:
    """Give the lender the items of the budget."""
    updated = await api.one("client_budget_items", Updated, _money(errand))
    return doubt({"client": errand.client}, updated) or BudgetItemsSet()


def declined(reason: str) -> Declined:
    """The lender's no, with its reason where it gives one."""
    return Declined(reason=reason) if reason else Declined()


def _outcome(api: Api, outcome: str, reason: str) -> CreditPassed | Declined | Trouble:
    match api.meaning("credit_check", outcome):
        case "passed":
            return CreditPassed()
        case "declined":
            return declined(reason)
        case _:
            return Trouble(note=f"credit outcome {outcome!r} is not among [credit_check.words]", doubt=True)


def _money(errand: SetBudget | SetBudgetItems) -> dict[str, Any]:
    """A budget in the lender's terms: what is deducted from pay is the gross less what is taken home."""
    return {**errand.model_dump(), "deductions": errand.income - errand.take_home}
