"""Whether a person's data may be erased now: not while money moves, nor while staff speak with them."""

from collections.abc import Sequence
from typing import cast

from flows.errands.erasing import Because
from flows.following import Followed
from flows.handover import STAFF
from flows.session import Facts, Session
from flows.steps import STEPS
from flows.words import Send

ARRIVED = ("paid_out:", "settled:")
"""Names of what a borrower was told of a loan whose money has arrived."""

NOBODY = Session(id="")


def against(session: Session | None, loans: Sequence[Followed] = ()) -> Because | None:
    """What stands in the way. A loan that runs does not: the lender has it, and keeps its own books."""
    session = session or NOBODY
    obstacles = {
        "staff": session.owner == STAFF,
        "errand": any(_happens_once(key) for key in (session.errand, session.laid[0] if session.laid else "")),
        "mandate": _awaits_bank(session.facts, loans),
        "payout": _pays_out(session.facts, loans),
    }
    return next((cast("Because", why) for why, stands in obstacles.items() if stands), None)


def _happens_once(errand: str) -> bool:
    """Whether an errand under way is one that moves money, creates or costs something."""
    step = STEPS.get(errand.rpartition(":")[2])
    return isinstance(step, Send) and step.errand.once


def _awaits_bank(facts: Facts, loans: Sequence[Followed]) -> bool:
    """Whether the bank was asked for a mandate and has not answered, as far as anybody has heard."""
    mandate = facts.get("mandate")
    told = any(f"mandate_rejected:{mandate}" in loan.told for loan in loans)
    return bool(mandate) and facts.get("mandate_status") == "pending" and not told


def _pays_out(facts: Facts, loans: Sequence[Followed]) -> bool:
    """Whether money is on its way. What a session knows may be older than what the lender has told of the loan."""
    over = {loan.payout for loan in loans if _is_over(loan)}
    waits = {loan.payout for loan in loans} - over
    if facts.get("payout") and facts["payout"] not in over:
        known = {str(facts["payout"])}
        waits = waits - known if facts.get("payout_status") in ("paid", "failed") else waits | known
    return bool(waits - {""})


def _is_over(loan: Followed) -> bool:
    """Whether we have told of it that its money has arrived, or that it could not: either way it moves no more."""
    return any(name.startswith(ARRIVED) or name == f"payout_failed:{loan.payout}" for name in loan.told)
