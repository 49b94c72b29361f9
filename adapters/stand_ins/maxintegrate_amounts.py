"""What a loan of the MAXINTEGRATE stand-in comes to on the day it is by its clock.

Our reading: the loan is granted on the day it is paid out (until then, on the day one asks), each instalment is
collected on its day by debit order, and settling costs the interest earned so far.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from adapters.lenders.maxintegrate_price import terms
from adapters.lenders.maxintegrate_words import Product
from adapters.stand_ins.maxintegrate_books import Books, Words, must
from adapters.stand_ins.maxintegrate_people import BANKS
from flows.loans import Owed, Schedule, Terms, owed, schedule, settlement

GONE = ("failed", "declined")
"""States of a payout that leave the money where it was."""


class Amounts:
    """What is repayable, outstanding and left to pay out."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def payout(self, loan: Words) -> Words | None:
        """The payout that is under way or done."""
        made = (payout for payout in self._books.payouts if payout["loan"] == loan["loan"])
        return next((payout for payout in made if payout["status"] not in GONE), None)

    def remaining(self, loan: Words) -> Decimal:
        """What third parties leave of the loan."""
        noted = (kept for kept in self._books.claims if kept["loan"] == loan["loan"] and kept["status"] == "noted")
        return self._amount(loan) - sum((Decimal(kept["claim_amount"]) for kept in noted), Decimal(0))

    def plan(self, loan: Words) -> Schedule:
        """The schedule."""
        payout = self.payout(loan)
        granted = self._books.day(payout["at"]) if payout else self._books.today()
        application = self._application(loan)
        return schedule(self._terms(loan), self._amount(loan), int(application["instalments"]), granted)

    def left(self, loan: Words, plan: Schedule) -> tuple[Owed, ...]:
        """What is still owed of the schedule today."""
        return tuple(row for row in owed(plan) if not self.collected(loan, row.due))

    def collected(self, loan: Words, due: date) -> bool:
        """Whether an instalment due that day has been collected."""
        return self.payout(loan) is not None and due <= self._books.today() and not self._bounces(loan)

    def told(self, loan: Words) -> Words:
        """The figures of a status inquiry, and the state they make."""
        plan, today = self.plan(loan), self._books.today()
        left = self.left(loan, plan)
        figures = {
            "status": _state(left, today),
            "repayable": plan.total,
            "outstanding": sum((row.total for row in left), Decimal(0)),
            "settlement": settlement(self._terms(loan), plan, today, left).total,
            "settlement_until": today.isoformat(),
        }
        coming = next((row for row in left if row.due >= today), None)
        soon = {"next_due": coming.due.isoformat(), "next_amount": coming.total} if coming else {}
        return figures | soon

    def rows(self, loan: Words) -> list[Words]:
        """The schedule, with what was collected."""
        rows = self.plan(loan).rows
        return [
            {"due": row.due.isoformat(), "amount": row.total, "paid": row.total if self.collected(loan, row.due) else 0}
            for row in rows
        ]

    def _bounces(self, loan: Words) -> bool:
        accounts = [kept["account"] for kept in self._books.mandates if kept["loan"] == loan["loan"]]
        return any(BANKS.get(account[-2:]) == "bounces" for account in accounts)

    def _application(self, loan: Words) -> Words:
        return must(self._books.applications, "application", loan["application"])

    def _amount(self, loan: Words) -> Decimal:
        return Decimal(self._application(loan)["amount"])

    def _terms(self, loan: Words) -> Terms:
        product = must(self._books.products, "product", self._application(loan)["product"])
        return terms(Product.model_validate(product), product["currency"], self._amount(loan))


def _state(left: Sequence[Owed], today: date) -> str:
    """Where a loan stands with this still owed of it."""
    if not left:
        return "paid"
    return "arrears" if left[0].due < today else "active"
