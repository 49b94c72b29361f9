"""What the borrower can afford: the credit check, and a month's money."""

from flows import checks
from flows.declined import declined
from flows.errands import BudgetItemsSet, BudgetSet, CheckCredit, CreditPassed, Declined, SetBudget, SetBudgetItems
from flows.session import Facts
from flows.words import Ask, Choose, Flow, Send

MOST = 100_000_000
"""An amount a month above this is a slip of the finger in any currency we serve."""


def has_debts(facts: Facts) -> bool:
    """Whether there are instalments on other debts to ask about."""
    return facts.get("has_debts") == "yes"


budget = Flow(
    "budget",
    Choose("credit", {"yes": "check", "no": "home.menu"}, then="income", before=CheckCredit),
    Send("check", CheckCredit, {CreditPassed: "income", Declined: "declined"}),
    declined(),
    Ask("income", checks.money(1, MOST), then="take_home"),
    Ask("take_home", checks.money(1, "income"), then="living"),
    Ask("living", checks.money(1, MOST), then="has_debts"),
    # Zero is the key for going back on USSD, so nobody is ever asked to type it.
    Choose("has_debts", {"no": "set", "yes": "debts"}, then="set", before=SetBudget),
    Ask("debts", checks.money(1, MOST), then="set", when=has_debts),
    Send("set", SetBudget, {BudgetSet: "items"}, skip="apply.list_purposes"),
    Send("items", SetBudgetItems, {BudgetItemsSet: "apply.list_purposes"}),
    forgets=("income", "take_home", "living", "has_debts", "debts", "budget", "available", "credit"),
)
