"""The MAXINTEGRATE stand-in's agreements as documents, at the addresses it gives: whoever has one may read it.

That is our reading: a borrower opens it from an SMS, so the address, which nobody can guess, must be enough.
"""

from decimal import Decimal

from adapters.stand_ins.maxintegrate_amounts import Amounts
from adapters.stand_ins.maxintegrate_books import Books, must
from adapters.stand_ins.pdf import page

FOLDER = "/agreements"


class Papers:
    """The documents themselves."""

    def __init__(self, books: Books, amounts: Amounts) -> None:
        self._books, self._amounts = books, amounts

    def agreement(self, number: str) -> bytes:
        """The agreement as a PDF, with the loan's amounts. Refused as missing where there is none."""
        paper = must(self._books.agreements, "agreement", number)
        loan = must(self._books.loans, "loan", paper["loan"])
        application = must(self._books.applications, "application", loan["application"])
        plan, currency = self._amounts.plan(loan), application["currency"]
        rows = [f"  {row.number}.  {row.due.isoformat()}  {currency} {row.total:.2f}" for row in plan.rows]
        lines = [
            "MAXMONEY (a stand-in): loan agreement",
            "",
            f"Agreement {number} of loan {application['number']}",
            f"Amount: {currency} {Decimal(application['amount']):.2f}",
            f"To be repaid in all: {currency} {plan.total:.2f}, in {len(plan.rows)} instalments:",
            *rows,
            "",
            "No money was lent, and none is owed: this is a test.",
        ]
        return page(lines)
