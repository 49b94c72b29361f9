"""The MAXINTEGRATE stand-in on Allps: DebiCheck mandates, and payouts to a bank account or a wallet.

The order is the vendor's (mandate, the borrower's bank asks, authorisation, payout); the seconds and the rules are our
reading: the bank asks at once and has an answer after five seconds, or gives up after two minutes.
"""

from adapters.lenders.maxintegrate_loan_words import MandateAsked, PayoutAsked
from adapters.stand_ins.maxintegrate_amounts import Amounts
from adapters.stand_ins.maxintegrate_books import Books, Refusal, Words, must, new_id
from adapters.stand_ins.maxintegrate_people import BANKS
from flows.errands import AskMandate, PayOut

ANSWERED_AFTER, GIVEN_UP_AFTER, PAID_AFTER = 5.0, 120.0, 5.0
"""Seconds: the bank has the borrower's answer; it has none; the money is there."""
A_DAY = 86_400.0


class Allps:
    """Those of the lender's methods that go through Allps."""

    def __init__(self, books: Books, amounts: Amounts) -> None:
        self._books = books
        self._amounts = amounts

    def debicheck_request(self, said: AskMandate, reference: str) -> Words:
        """Have the bank ask the borrower; only for a signed loan, and one mandate at a time."""
        if known := self._books.repeated(self._books.mandates, reference):
            return known
        loan = must(self._books.loans, "loan", said.loan)
        if must(self._books.agreements, "loan", said.loan)["status"] != "signed":
            raise Refusal("NOT_SIGNED", "the agreement is not signed")
        if not self._books.forgetful and any(kept["status"] in ("pending", "approved") for kept in self._of(said.loan)):
            raise Refusal("duplicate", "this loan has a mandate")
        reason = self._against(said, loan)
        state = {"status": "declined" if reason else "pending", "reason": reason, "reference": reference}
        if not reason:
            application = must(self._books.applications, "application", loan["application"])
            words = (
                f"Your bank: MAXMONEY may collect up to {said.ceiling} a month for {application['number']}? Yes or no."
            )
            self._books.text(application, words)
        return self._books.enter(self._books.mandates, {**said.model_dump(), "mandate": new_id("M"), **state})

    def debicheck_status(self, said: MandateAsked) -> Words:
        """A mandate, by its id or by the reference it came with."""
        word, value = ("mandate", said.mandate) if said.mandate else ("reference", said.reference)
        return must(self._books.mandates, word, value)

    def allps_payout(self, said: PayOut, reference: str) -> Words:
        """Pay what third parties left of the loan; only once the mandate is authorised, and once."""
        if known := self._books.repeated(self._books.payouts, reference):
            return known
        loan = must(self._books.loans, "loan", said.loan)
        if not any(mandate["status"] == "approved" for mandate in self._of(said.loan)):
            raise Refusal("MANDATE_NEEDED", "no mandate of this loan is authorised")
        if not self._books.forgetful and self._amounts.payout(loan):
            raise Refusal("duplicate", "this loan is paid out")
        reason = "A bank account needs its branch code" if said.method == "account" and not said.branch else ""
        reason = reason if said.method in ("account", "wallet") else "There is no such way to pay out"
        state = {"status": "declined" if reason else "pending", "reason": reason, "reference": reference}
        paid = {"payout": new_id("PO"), "amount": self._amounts.remaining(loan)}
        return self._books.enter(self._books.payouts, {**said.model_dump(), **paid, **state})

    def payout_status(self, said: PayoutAsked) -> Words:
        """A payout, by its id or by the reference it came with."""
        word, value = ("payout", said.payout) if said.payout else ("reference", said.reference)
        return must(self._books.payouts, word, value)

    def pass_time(self) -> None:
        """Let what was under way at the banks be done by now, as the clock says."""
        for mandate in self._books.mandates:
            if mandate["status"] == "pending":
                mandate["status"] = _answered(mandate, self._books.clock() - float(mandate["at"]))
        for payout in self._books.payouts:
            if payout["status"] == "pending" and self._books.clock() >= float(payout["at"]) + PAID_AFTER:
                payout["status"] = "failed" if BANKS.get(payout["account"][-2:]) == "fails" else "paid"

    def _of(self, loan: str) -> list[Words]:
        return [mandate for mandate in self._books.mandates if mandate["loan"] == loan]

    def _against(self, said: AskMandate, loan: Words) -> str:
        """Why the bank does not even ask."""
        if BANKS.get(said.account[-2:]) == "no debit orders":
            return "This account takes no debit orders"
        if said.ceiling < max(row.total for row in self._amounts.plan(loan).rows):
            return "The ceiling is below the instalment"
        return ""


def _answered(mandate: Words, waited: float) -> str:
    """Where a mandate stands after so many seconds."""
    match BANKS.get(mandate["account"][-2:]):
        case "never answers":
            last = GIVEN_UP_AFTER if mandate["mandate_type"] == "realtime" else A_DAY
            return "expired" if waited >= last else "pending"
        case "rejects":
            return "rejected" if waited >= ANSWERED_AFTER else "pending"
        case _:
            return "approved" if waited >= ANSWERED_AFTER else "pending"
