"""Paying more than is collected, or all of it: how much, what that does, yes or no, and a receipt.

What is owed is read again right before anything is paid, so that nobody pays by an old figure.
"""

from datetime import UTC, datetime
from decimal import Decimal

from flows import checks
from flows.borrower import in_doubt
from flows.errands import Declined, LoanFound, NoLoan, Paid, Pay, ReadLoan, ReadSchedule
from flows.plan import has_loan
from flows.session import Facts
from flows.words import Ask, Choose, Flow, Send

MOST = "99999999"
"""The most that can be typed where the lender does not tell what is owed: it will say itself what is too much."""

OWN = (
    *("paying", "pay_amount", "pay_least", "pay_most", "pay_all", "pay_from", "pay_moved"),
    *("payment", "paid_amount", "paid_on", "whole", "effect", "moved"),
)


def pays_here(facts: Facts) -> bool:
    """Whether a payment of the borrower's own can be made through us."""
    return _allows(facts, "pay")


def may_pay(facts: Facts) -> bool:
    """Whether there is something to pay, here or to the lender directly."""
    owed = _owed(facts)
    return has_loan(facts) and (owed is None or owed > 0) and (pays_here(facts) or _allows(facts, "pay_outside"))


def may_settle(facts: Facts) -> bool:
    """Whether all of it can be paid back now, for a sum that the lender tells."""
    return may_pay(facts) and bool(facts.get("settlement"))


def cannot_pay(facts: Facts) -> bool:
    """Whether nothing can be paid, or nobody could say how much."""
    return not may_pay(facts) or "pay_most" not in facts


def pays_outside(facts: Facts) -> bool:
    """Whether a payment of the borrower's own goes to the lender directly."""
    return not pays_here(facts)


def is_whole(facts: Facts) -> bool:
    """Whether all of it is to be paid."""
    return facts.get("paying") == "whole"


def has_moved(facts: Facts) -> bool:
    """Whether what is owed is not any more what it was when the borrower decided."""
    return facts.get("pay_moved") is True


def part(facts: Facts, answer: LoanFound | NoLoan) -> None:
    """Some of it is to be paid: at least something, and no more than pays all of it back."""
    facts |= {"actions": []} if isinstance(answer, NoLoan) else {}
    facts |= {"paying": "part", **_limits(facts)}


def whole(facts: Facts, answer: LoanFound | NoLoan) -> None:
    """All of it is to be paid, where the lender tells what that comes to."""
    part(facts, answer)
    if may_settle(facts):
        facts |= {"paying": "whole", "pay_amount": facts["settlement"]}


def compared(facts: Facts, answer: LoanFound | NoLoan) -> None:
    """Whether what was decided can still be done as it was shown."""
    facts |= {"actions": []} if isinstance(answer, NoLoan) else {}
    meant, limits = Decimal(str(facts["pay_amount"])), _limits(facts)
    most = Decimal(str(limits["pay_most"]))
    wrong = not may_pay(facts) or pays_outside(facts) or meant > most
    if is_whole(facts):
        wrong = wrong or not may_settle(facts) or meant != most
        facts |= {"pay_amount": facts["settlement"]} if may_settle(facts) else {"paying": "part"}
    facts |= {"pay_moved": wrong, **limits}


def paid(facts: Facts, answer: Paid | Declined) -> None:
    """The day of the receipt. What was owed before says nothing any more."""
    if isinstance(answer, Paid):
        facts["paid_on"] = datetime.fromtimestamp(int(str(facts["heard_at"])), UTC).date().isoformat()
        facts |= dict.fromkeys(("outstanding", "settlement", "settlement_until", "next_due", "next_amount"))


def _allows(facts: Facts, action: str) -> bool:
    actions = facts.get("actions")
    return isinstance(actions, list) and action in actions


def _owed(facts: Facts) -> Decimal | None:
    """What pays all of it back, as far as the lender tells."""
    told = facts.get("settlement") or facts.get("outstanding")
    return Decimal(str(told)) if told else None


def _limits(facts: Facts) -> Facts:
    """The least and the most to pay, and where they can be said: `pay_all` pays all of it back, `pay_from` is owed."""
    told, owed = _owed(facts), facts.get("outstanding")
    most = told or Decimal(MOST)
    return {
        "pay_least": str(min(Decimal(1), most)),
        "pay_most": str(most),
        "pay_all": str(told) if told else None,
        "pay_from": owed if owed and Decimal(str(owed)) >= most else None,
    }


ON: dict[str, str] = {"plan": "plan.read", "loan": "mine.read_loan", "menu": "home.menu"}

repay = Flow(
    "repay",
    Send("amount", ReadLoan, {LoanFound: "doubt", NoLoan: "closed"}, skip="closed", when=has_loan, change=part),
    Send("settle", ReadLoan, {LoanFound: "doubt", NoLoan: "closed"}, skip="closed", when=has_loan, change=whole),
    Choose("doubt", {"settled": "closed", "menu": "home.menu"}, then="closed", when=in_doubt),
    Choose("closed", ON, then="outside", when=cannot_pay, only={"plan": (ReadSchedule,)}, rests=True),
    Choose("outside", ON, then="whole", when=pays_outside, only={"plan": (ReadSchedule,)}, rests=True),
    Choose(
        "whole",
        {"pay": "check", "no": "mine.read_loan"},
        then="pay_amount",
        when=is_whole,
        only={"pay": (Pay,)},
        anew="settle",
    ),
    Ask("pay_amount", checks.money("pay_least", "pay_most"), then="effect", ours=True, anew="amount"),
    Choose("effect", {"pay": "check", "change": "pay_amount", "no": "mine.read_loan"}, only={"pay": (Pay,)}),
    Send("check", ReadLoan, {LoanFound: "moved", NoLoan: "closed"}, change=compared),
    Choose("moved", {"again": "closed", "loan": "mine.read_loan"}, then="pay", when=has_moved),
    Send("pay", Pay, {Paid: "after", Declined: "declined"}, skip="closed", change=paid),
    Choose("declined", {"change": "amount", "loan": "mine.read_loan", "menu": "home.menu"}, rests=True),
    # The payment is made whether or not the lender can say now what is still owed.
    Send("after", ReadLoan, {LoanFound: "receipt", NoLoan: "receipt"}, skip="receipt", trouble="receipt"),
    Choose("receipt", {"loan": "mine.read_loan", "menu": "home.menu"}, drops=OWN, rests=True),
    forgets=(*OWN, "closed", "outside", "receipt"),
)
