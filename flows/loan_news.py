"""What a borrower is to be told of a loan, from what the lender says now and what they were told before.

The lender's notifications come repeated and out of order, and some never; looking comes late. Both lead here, so that
each thing is told once whichever way it was heard of, and nothing older after something newer.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from flows.following import Followed

STAGES: Mapping[str, int] = {"approved": 1, "declined": 2, "activated": 3, "paid_out": 4, "settled": 5}
"""Stages of a loan's life, in their order. One who was told of a later stage is not told of an earlier one."""

FAILED = MANDATE, PAYOUT = "mandate_rejected", "payout_failed"
"""What did not come to be, and must be done again."""

DUE_SOON, OVERDUE = REMINDERS = ("due_soon", "overdue")
"""What a borrower may do without; all else is always told."""

NEEDED = {"approved", "declined", "activated", "settled", *FAILED}
"""What is told by SMS also to one who stopped them, where no chat takes it.

Decisions, the beginning and the end of a debt, and what a bank did not do; that money was paid out shows by itself.
"""

KINDS = (*STAGES, *FAILED, *REMINDERS)
"""Everything a borrower is told unasked."""

APPLICATIONS: Mapping[str, str] = {
    "approved": "approved",
    "declined": "declined",
    "active": "activated",
    "arrears": "activated",
    "paid": "settled",
}
"""The stage that an application's status means."""

LOANS: Mapping[str, str] = {
    "active": "activated",
    "arrears": "activated",
    "frozen": "activated",
    "in_dispute": "activated",
    "paid": "settled",
}
"""The stage that a loan's status means."""

OVER = {"paid", "cancelled", "declined", "written_off"}
"""Statuses after which nothing more comes."""

UNSURE = {"", "other"}
"""Statuses that say nothing."""

REJECTED: Mapping[str, set[str]] = {MANDATE: {"rejected", "expired"}, PAYOUT: {"failed"}}
"""Statuses of a mandate and of a payout that say so; a mandate not answered in time is none either."""


class Hint(NamedTuple):
    """What the lender's notification says: `kind` is one of KINDS, `due` the day of the instalment it is about."""

    kind: str
    due: str = ""
    mandate: str = ""
    payout: str = ""


class Seen(NamedTuple):
    """What the lender says now, in our words; "" for what it does not tell. Days are written YYYY-MM-DD."""

    status: str = ""
    loan: str = ""
    loan_status: str = ""
    currency: str = ""
    next_due: str = ""
    next_amount: str = ""
    overdue: str = ""
    mandate_status: str = ""
    payout_status: str = ""


class News(NamedTuple):
    """One thing to tell. `mark` tells it from others of its kind: an instalment's day, a mandate, a payout."""

    kind: str
    mark: str = ""
    amount: str = ""

    @property
    def name(self) -> str:
        """Told once under this name."""
        return f"{self.kind}:{self.mark}"


def is_over(seen: Seen) -> bool:
    """Whether nothing more will come of it."""
    return (seen.loan_status or seen.status) in OVER


def reached(seen: Seen, hint: Hint | None) -> str:
    """The stage it has come to, "" for none.

    The lender's answer counts, and its notification only where that is silent: on stages it has no word for.
    """
    is_loan = seen.loan_status not in UNSURE | {"pending"}
    stage = LOANS.get(seen.loan_status, "") if is_loan else APPLICATIONS.get(seen.status, "")
    if stage == "activated" and seen.payout_status == "paid":
        return "paid_out"
    if hint is None or hint.kind not in STAGES or is_over(seen):
        return stage
    silent = seen.loan_status in UNSURE and seen.status in UNSURE
    paid = hint.kind == "paid_out" and stage == "activated" and seen.payout_status in UNSURE
    return hint.kind if silent or paid else stage


def is_borne_out(seen: Seen, hint: Hint) -> bool:
    """Whether the lender's answer agrees with its notification, is further on, or is silent."""
    if is_over(seen):
        return True
    if hint.kind in STAGES:
        return STAGES[hint.kind] <= STAGES.get(reached(seen, hint), 0)
    if hint.kind in FAILED:
        return _status(seen, hint.kind) in UNSURE | REJECTED[hint.kind]
    return hint.kind != OVERDUE or seen.loan_status in UNSURE | {"arrears"}


def news(loan: Followed, seen: Seen, hint: Hint | None, today: date, days: int) -> list[News]:
    """What is to be told now. An instalment is due soon when it is due in `days` days or fewer."""
    hint = hint or Hint("")
    stage = reached(seen, hint)
    told = max((STAGES.get(name.partition(":")[0], 0) for name in loan.told), default=0)
    found = [News(stage)] if STAGES.get(stage, 0) > told else []
    if is_over(seen) or stage == "settled" or told == STAGES["settled"]:
        return found
    failed = [_failed(kind, loan, seen, hint) for kind in FAILED]
    more = (*failed, _due_soon(seen, hint, today, days), _overdue(loan, seen, hint, today))
    return [*found, *(each for each in more if each and _is_new(each, loan.told))]


def is_outdated(loan: Followed, kind: str, mark: str, today: date) -> bool:
    """Whether it is not worth telling any more, having waited for the morning: something newer is told."""
    stage = max((STAGES.get(name.partition(":")[0], 0) for name in loan.told), default=0)
    if kind in STAGES:
        return STAGES[kind] < stage
    if kind in FAILED:
        return mark not in ("", loan.mandate if kind == MANDATE else loan.payout)
    newer = any(name > f"{kind}:{mark}" for name in loan.told if name.startswith(f"{kind}:"))
    in_time = mark >= today.isoformat() if kind == DUE_SOON else loan.late
    return newer or not in_time or stage == STAGES["settled"]


def _is_new(each: News, told: Collection[str]) -> bool:
    """Days are told in their order; what failed is told once."""
    if each.kind in FAILED:
        return each.name not in told
    days = [name.partition(":")[2] for name in told if name.startswith(f"{each.kind}:")]
    return each.mark > max(days, default="")


def _failed(kind: str, loan: Followed, seen: Seen, hint: Hint) -> News | None:
    """A mandate or a payout that came to nothing; not one before the present one."""
    ours, theirs = (loan.mandate, hint.mandate) if kind == MANDATE else (loan.payout, hint.payout)
    hinted = hint.kind == kind and theirs in ("", ours or theirs)
    status = _status(seen, kind)
    return News(kind, ours or theirs) if (hinted and status in UNSURE) or status in REJECTED[kind] else None


def _status(seen: Seen, kind: str) -> str:
    return seen.mandate_status if kind == MANDATE else seen.payout_status


def _due_soon(seen: Seen, hint: Hint, today: date, days: int) -> News | None:
    """The next instalment, unless another is overdue: one worry at a time."""
    hinted = hint.kind == DUE_SOON
    if seen.loan_status == "active" and seen.next_due:
        left = (date.fromisoformat(seen.next_due) - today).days
        return News(DUE_SOON, seen.next_due, seen.next_amount) if left >= 0 and (hinted or left <= days) else None
    silent = hinted and seen.loan_status in UNSURE | {"active"}
    return News(DUE_SOON, hint.due) if silent and hint.due >= today.isoformat() else None


def _overdue(loan: Followed, seen: Seen, hint: Hint, today: date) -> News | None:
    """An instalment that was not paid. Where nobody says which, it is told once until the loan is in order again."""
    hinted = hint.kind == OVERDUE
    if seen.loan_status != "arrears" and not (hinted and seen.loan_status in UNSURE):
        return None
    day = seen.overdue or (hint.due if hinted else "")
    return None if loan.late and not day else News(OVERDUE, day or today.isoformat())
