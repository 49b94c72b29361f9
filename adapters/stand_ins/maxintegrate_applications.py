"""The MAXINTEGRATE stand-in on what a borrower can afford, and on applying.

The rules are our reading of the vendor's public help pages (who must exist before what, the budget's formula) and of
South Africa's law (minimum expenses); the limits and the declines are invented.
"""

from datetime import datetime, timedelta, timezone

from adapters.lenders.maxintegrate_words import BudgetItemsSent, BudgetSent
from adapters.stand_ins.maxintegrate_amounts import Amounts
from adapters.stand_ins.maxintegrate_books import OPEN, Books, Refusal, Words, must, new_id, one
from adapters.stand_ins.maxintegrate_people import CREDIT_DECLINED, digits
from adapters.stand_ins.maxintegrate_rules import against, open_to
from flows.errands import Apply, CheckCredit, ListApplications, ListProducts
from flows.loans import least_expenses
from flows.loans.south_africa import EXPENSES

SAST = timezone(timedelta(hours=2), "SAST")


class Applications:
    """Those of the lender's methods that lead to an application."""

    def __init__(self, books: Books, amounts: Amounts) -> None:
        self._books = books
        self._amounts = amounts

    def credit_check(self, said: CheckCredit, reference: str) -> Words:
        """What the bureau says: most pass; the people of CREDIT_DECLINED do not."""
        if known := self._books.repeated(self._books.credit_checks, reference):
            return known
        client = must(self._books.clients, "client", said.client)
        reason = CREDIT_DECLINED.get(digits(client["id_number"]), "")
        outcome = "declined" if reason else "passed"
        check = {"credit_check": new_id("K"), "client": said.client, "outcome": outcome, "reason": reason}
        return self._books.enter(self._books.credit_checks, {**check, "reference": reference})

    def client_budget(self, said: BudgetSent) -> Words:
        """One budget a client, replaced when given again. Available: gross, less expenses, deductions and debts."""
        must(self._books.clients, "client", said.client)
        expenses = max(said.living, least_expenses(EXPENSES, said.income))
        kept = {**said.model_dump(), "available": said.income - expenses - said.deductions - said.debts}
        if budget := one(self._books.budgets, "client", said.client):
            budget |= kept
            return budget
        return self._books.enter(self._books.budgets, {"budget": new_id("B"), **kept})

    def client_budget_items(self, said: BudgetItemsSent) -> Words:
        """The items of a budget."""
        budget = must(self._books.budgets, "budget", said.budget)
        if budget["client"] != said.client:
            raise Refusal("NOT_THEIRS", "this budget is another client's")
        budget["items"] = said.model_dump(include={"income", "deductions", "living", "debts"})
        return budget

    def loan_purpose_list(self) -> list[Words]:
        """What a loan may be for."""
        return self._books.purposes

    def loan_product_list(self, said: ListProducts) -> list[Words]:
        """The products for this client; all of them where no client is named."""
        if not said.client:
            return self._books.products
        client = must(self._books.clients, "client", said.client)
        return [product for product in self._books.products if open_to(product, client)]

    def create_loan_application(self, said: Apply, reference: str) -> Words:
        """An application, pending or declined. One open application a client."""
        if known := self._books.repeated(self._books.applications, reference):
            return known
        client = must(self._books.clients, "client", said.client)
        product = must(self._books.products, "product", said.product)
        budget = must(self._books.budgets, "budget", said.budget)
        if said.purpose:
            must(self._books.purposes, "id", said.purpose)
        if not self._books.forgetful and self._open(said.client):
            raise Refusal("duplicate", "an application of this client is open")
        if not any(
            check["client"] == said.client and check["outcome"] == "passed" for check in self._books.credit_checks
        ):
            raise Refusal("CREDIT_CHECK_NEEDED", "no passed credit check")
        reason = against(said, client, product, budget)
        number = f"MM{len(self._books.applications) + 1:06}"
        kept = {**said.model_dump(), "application": new_id("A"), "number": number, "currency": product["currency"]}
        state = {"status": "declined" if reason else "pending", "reason": reason, "reference": reference}
        return self._books.enter(self._books.applications, kept | state)

    def application_list(self, said: ListApplications) -> list[Words]:
        """The applications of a day."""
        return [
            kept for kept in self._books.applications if datetime.fromtimestamp(kept["at"], SAST).date() == said.day
        ]

    def _open(self, client: str) -> bool:
        """Whether an application of this client is under way, or its loan not paid back."""
        loans = {loan["application"]: loan for loan in self._books.loans}
        mine = [kept for kept in self._books.applications if kept["client"] == client and kept["status"] in OPEN]
        begun = [loans[kept["application"]] for kept in mine if kept["application"] in loans]
        return len(mine) > len([loan for loan in begun if self._amounts.told(loan)["status"] == "paid"])
