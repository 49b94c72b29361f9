"""The MAXINTEGRATE stand-in on where loans stand, and on third parties paid out of them.

That documents have room for five beneficiaries is the vendor's word; that a sixth is declined is our reading.
"""

from adapters.lenders.maxintegrate_loan_words import LoanAsked
from adapters.lenders.maxintegrate_words import Asked
from adapters.stand_ins.maxintegrate_amounts import Amounts
from adapters.stand_ins.maxintegrate_books import Books, Words, must, new_id, one
from flows.errands import Claim, ListLoans, ReadSchedule

MOST_CLAIMS = 5
"""Third parties of one loan."""


class Loans:
    """Those of the lender's methods that read loans, and claim."""

    def __init__(self, books: Books, amounts: Amounts) -> None:
        self._books = books
        self._amounts = amounts

    def loan_status(self, said: Asked) -> Words:
        """An application, by its id, its loan's or the reference it came with; with its figures once it is a loan."""
        if said.loan:
            loan: Words | None = must(self._books.loans, "loan", said.loan)
            application = must(self._books.applications, "application", loan["application"] if loan else "")
        else:
            word, value = ("application", said.application) if said.application else ("reference", said.reference)
            application = must(self._books.applications, word, value)
            loan = one(self._books.loans, "application", application["application"])
        return {**application, **self._amounts.told(loan), "loan": loan["loan"]} if loan else application

    def loan_list(self, said: ListLoans) -> list[Words]:
        """A client's loans."""
        must(self._books.clients, "client", said.client)
        return [
            self.loan_status(Asked(loan=loan["loan"])) for loan in self._books.loans if loan["client"] == said.client
        ]

    def loan_schedule(self, said: ReadSchedule) -> list[Words]:
        """What falls due when."""
        return self._amounts.rows(must(self._books.loans, "loan", said.loan))

    def beneficiary_list(self) -> list[Words]:
        """Who may be paid directly out of a loan."""
        return self._books.beneficiaries

    def third_party_claim(self, said: Claim, reference: str) -> Words:
        """Set a part of the loan aside for a third party, before it is paid out."""
        if known := self._books.repeated(self._books.claims, reference):
            return known
        loan = must(self._books.loans, "loan", said.loan)
        must(self._books.beneficiaries, "id", said.beneficiary)
        reason = self._against(said, loan)
        remaining = self._amounts.remaining(loan) - (0 if reason else said.claim_amount)
        state = {"status": "declined" if reason else "noted", "reason": reason, "remaining": remaining}
        made = {**said.model_dump(), "claim": new_id("T"), **state, "reference": reference}
        return self._books.enter(self._books.claims, made)

    def claim_list(self, said: LoanAsked) -> list[Words]:
        """The claims on a loan."""
        must(self._books.loans, "loan", said.loan)
        return [claim for claim in self._books.claims if claim["loan"] == said.loan]

    def _against(self, said: Claim, loan: Words) -> str:
        noted = [kept for kept in self._books.claims if kept["loan"] == said.loan and kept["status"] == "noted"]
        if self._amounts.payout(loan):
            return "The loan is paid out"
        if len(noted) >= MOST_CLAIMS:
            return "A loan has room for five third parties"
        if not 0 < said.claim_amount <= self._amounts.remaining(loan):
            return "More than is left of the loan"
        return ""
