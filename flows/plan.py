"""The lender's own schedule, the next instalment first, and a statement of what was paid and what is owed."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import cast

from pydantic import JsonValue

from flows.errands import Answer, LoanFound, NoLoan, NoSchedule, ReadLoan, ReadSchedule, ScheduleFound
from flows.session import Facts
from flows.words import Choose, Flow, Send

READ = ("schedule", "rows_paid", "rows_all", "rows_later", "paid_sum", "as_of")
"""What stands in the session only while it stands on the screen: a long schedule would fill it."""

NEXT, LAST = 12, 12
"""So many instalments are shown of those to come, and of those that are paid: a year each way."""

LATEST = timedelta(hours=12)
"""Where a day ends last. No instalment is called overdue while its day lasts anywhere: we know no lender's clock."""


def has_loan(facts: Facts) -> bool:
    """Whether there is a loan to ask about."""
    return bool(facts.get("loan"))


def begun(facts: Facts, _: LoanFound) -> None:
    """A statement without a schedule, for lenders that tell none."""
    facts |= {"schedule": [], "rows_paid": None, "rows_all": 0, "rows_later": 0, "paid_sum": None, "as_of": _day(facts)}


def read(facts: Facts, answer: Answer) -> None:
    """How each instalment stands, those still to be paid first; of a lender that does not tell what is paid, nothing.

    `rows_paid` of `rows_all` instalments are paid, and `paid_sum` of money; `rows_later` are too far away to be shown.
    """
    if isinstance(answer, NoSchedule):
        return
    told = cast("list[dict[str, str | None]]", facts["schedule"])
    over = (datetime.fromtimestamp(_heard(facts), UTC) - LATEST).date()
    rows = [{**row, "state": _state(row, over)} for row in sorted(told, key=lambda row: str(row["due"]))]
    paid, due = [row for row in rows if row["state"] == "paid"], [row for row in rows if row["state"] != "paid"]
    known = all(row["paid"] is not None for row in told)
    shown = cast("list[JsonValue]", [*due[:NEXT], *paid[-LAST:]])
    facts |= {
        "schedule": shown,
        "rows_paid": len(paid) if known else None,
        "rows_all": len(rows),
        "rows_later": len(due[NEXT:]),
        "paid_sum": str(sum((Decimal(str(row["paid"])) for row in told), Decimal(0))) if known else None,
        "as_of": _day(facts),
    }


def _state(row: dict[str, str | None], over: date) -> str:
    """Paid, overdue, part (of it is paid), or due."""
    if row["paid"] is None:
        return "due"
    amount, paid = Decimal(str(row["amount"])), Decimal(row["paid"])
    if paid >= amount:
        return "paid"
    return "overdue" if date.fromisoformat(str(row["due"])) < over else "part" if paid else "due"


def _heard(facts: Facts) -> int:
    return int(str(facts["heard_at"]))


def _day(facts: Facts) -> str:
    return datetime.fromtimestamp(_heard(facts), UTC).date().isoformat()


plan = Flow(
    "plan",
    Send("read", ReadSchedule, {ScheduleFound: "shown", NoSchedule: "none"}, skip="none", when=has_loan, change=read),
    Choose(
        "shown",
        {"statement": "account", "loan": "mine.read_loan", "menu": "home.menu"},
        only={"statement": (ReadLoan,)},
        rests=True,
        anew="read",
        drops=READ,
    ),
    Choose(
        "none",
        {"statement": "account", "loan": "mine.read_loan", "menu": "home.menu"},
        only={"statement": (ReadLoan, has_loan), "loan": (has_loan,)},
        rests=True,
    ),
    Send("account", ReadLoan, {LoanFound: "paid", NoLoan: "none"}, skip="none", when=has_loan, change=begun),
    # A statement is given as well by a lender that tells no schedule, or none now.
    Send(
        "paid",
        ReadSchedule,
        {ScheduleFound: "statement", NoSchedule: "statement"},
        skip="statement",
        trouble="statement",
        when=has_loan,
        change=read,
    ),
    Choose(
        "statement",
        {"plan": "read", "loan": "mine.read_loan", "menu": "home.menu"},
        only={"plan": (ReadSchedule,)},
        rests=True,
        anew="account",
        drops=READ,
    ),
    forgets=(*READ, "shown", "statement", "none"),
)
