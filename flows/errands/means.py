"""What the borrower can afford: the credit check and the budget."""

from decimal import Decimal
from typing import Any, ClassVar

from pydantic import BaseModel, model_validator

from flows.errands.core import Answer, Declined, Errand


class CreditPassed(Answer):
    """The credit check is no obstacle."""


class CheckCredit(Errand[CreditPassed | Declined]):
    """Ask the credit bureau about the person, through the lender. It costs money and leaves a trace."""

    once: ClassVar[bool] = True
    a_day: ClassVar[int] = 5
    client: str
    id_number: str = ""


class BudgetSet(Answer):
    """The lender has the budget. `available` is what it says is left for an instalment a month."""

    budget: str
    available: Decimal | None = None


class Budget(BaseModel):
    """A person's money in a month: pay before and after deductions, living expenses, instalments on other debts."""

    income: Decimal
    take_home: Decimal
    living: Decimal
    debts: Decimal = Decimal(0)

    @model_validator(mode="before")
    @classmethod
    def _no_debts(cls, facts: dict[str, Any]) -> dict[str, Any]:
        """A person who now says they have no debts has none, whatever they said before."""
        return {**facts, "debts": 0} if facts.get("has_debts") == "no" else facts


class SetBudget(Budget, Errand[BudgetSet]):
    """Give the lender the person's budget for a month. Asking twice replaces the budget by the same one."""

    client: str


class BudgetItemsSet(Answer):
    """The lender has the items of the budget."""


class SetBudgetItems(Budget, Errand[BudgetItemsSet]):
    """Give the lender the items of the budget. Asking twice replaces them by the same ones."""

    client: str
    budget: str
