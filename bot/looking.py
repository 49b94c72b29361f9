"""Looking how a loan stands at the lender, for those who tell its borrower of it. Nothing is changed by it."""

from datetime import date
from typing import Any, TypeVar

from adapters.lending import Lending
from bot.finishing import PATIENCE, WORKER
from flows.errands import (
    Answer,
    ApplicationFound,
    Errand,
    LoanFound,
    MandateFound,
    PayoutFound,
    ReadApplication,
    ReadLoan,
    ReadMandate,
    ReadPayout,
    ReadSchedule,
    ScheduleFound,
)
from flows.following import Followed
from flows.loan_news import Hint, Seen, is_over

A = TypeVar("A", bound=Answer)


class Looking:
    """Asks the lender for all it tells of a loan. `who`: the person's hashed name, for the trail."""

    def __init__(self, lending: Lending, who: str) -> None:
        self._lending, self._who = lending, who

    async def look(self, loan: Followed, today: date, hint: Hint | None = None) -> Seen:
        """What the lender says now; what it does not serve is not asked. Raises Late."""
        seen = Seen(loan=loan.loan)
        if loan.application:
            found = await self._ask(ReadApplication(application=loan.application), ApplicationFound)
            seen = seen._replace(status=found.status, loan=found.loan or loan.loan) if found else seen
        if seen.loan:
            stands = await self._ask(ReadLoan(loan=seen.loan), LoanFound)
            seen = _with_loan(seen, stands) if stands else seen
        mandate = loan.mandate or (hint.mandate if hint else "")
        if mandate and not is_over(seen):
            asked = await self._ask(ReadMandate(mandate=mandate), MandateFound)
            seen = seen._replace(mandate_status=asked.mandate_status) if asked else seen
        payout = loan.payout or (hint.payout if hint else "")
        if payout and seen.loan and not is_over(seen):
            paid = await self._ask(ReadPayout(loan=seen.loan, payout=payout), PayoutFound)
            seen = seen._replace(payout_status=paid.payout_status) if paid else seen
        return seen._replace(overdue=await self._overdue(seen.loan, today)) if seen.loan_status == "arrears" else seen

    async def _overdue(self, loan: str, today: date) -> str:
        """The day of the first instalment that was not paid, where the lender tells its schedule."""
        found = await self._ask(ReadSchedule(loan=loan), ScheduleFound)
        passed = (row for row in (found.schedule if found else ()) if row.due < today)
        unpaid = (row.due for row in passed if row.paid is not None and row.paid < row.amount)
        return min((day.isoformat() for day in unpaid), default="")

    async def _ask(self, errand: Errand[Any], wanted: type[A]) -> A | None:
        """The lender's answer; None where it does not serve the errand, or answers otherwise."""
        if type(errand).__name__ not in self._lending.serves.errands:
            return None
        answer = await self._lending.run(
            errand, f"look:{errand!r}", patience=PATIENCE, late=_nobody, who=self._who, channel=WORKER
        )
        return answer if isinstance(answer, wanted) else None


def _with_loan(seen: Seen, found: LoanFound) -> Seen:
    day = found.next_due.isoformat() if found.next_due else ""
    amount = "" if found.next_amount is None else str(found.next_amount)
    return seen._replace(loan_status=found.loan_status, currency=found.currency, next_due=day, next_amount=amount)


async def _nobody(_: Answer) -> None:
    """Nobody waits for an answer that comes too late: we look again."""
