"""My application: what became of it, and where the loan it has become stands."""

from flows.claim import may_claim
from flows.errands import (
    ActivateByOtp,
    AgreementFound,
    ApplicationFound,
    Claim,
    ListLoans,
    LoanFound,
    NoApplication,
    NoLoan,
    ReadAgreement,
    ReadApplication,
    ReadLoan,
    ReadSchedule,
    Sign,
)
from flows.others import is_other, is_own, turned_to
from flows.repay import may_pay, may_settle
from flows.session import Facts
from flows.sign import found, is_unsigned
from flows.words import Choose, End, Flow, Send

TOLD = tuple(LoanFound.model_fields.keys() - {"loan", "currency"})


def has_applied(facts: Facts) -> bool:
    """Whether there is an application we know of."""
    return bool(facts.get("application"))


def can_activate(facts: Facts) -> bool:
    """Whether the application is no loan yet, and may become one."""
    return not facts.get("loan") and facts.get("status") in ("created", "pending", "approved")


def has_loan(facts: Facts) -> bool:
    """Whether the application has become a loan."""
    return bool(facts.get("loan"))


def may_sign(facts: Facts) -> bool:
    """Whether there may be an agreement to sign."""
    return facts.get("loan_status") in ("pending", "active")


mine = Flow(
    "mine",
    Send(
        "read",
        ReadApplication,
        {ApplicationFound: "ready", NoApplication: "nothing"},
        skip="nothing",
        when=has_applied,
    ),
    Choose(
        "ready",
        {"activate": "activate.request", "menu": "home.menu"},
        then="read_loan",
        before=ActivateByOtp,
        when=can_activate,
    ),
    # What became of the application is told even where the loan cannot be read.
    Send(
        "read_loan",
        ReadLoan,
        {LoanFound: "paper", NoLoan: "unread"},
        skip="unread",
        trouble="unread",
        when=has_loan,
        change=turned_to,
    ),
    Choose("unread", {"again": "read_loan", "menu": "home.menu"}, then="shown", when=is_other, rests=True),
    Send(
        "paper", ReadAgreement, {AgreementFound: "unsigned"}, skip="loan", trouble="loan", when=may_sign, change=found
    ),
    Choose(
        "unsigned",
        {"sign": "sign.shown", "loan": "loan", "menu": "home.menu"},
        then="loan",
        before=Sign,
        when=is_unsigned,
    ),
    Choose(
        "loan",
        {
            "plan": "plan.read",
            "pay": "repay.amount",
            "settle": "repay.settle",
            "claim": "claim.list",
            "others": "others.list",
            "menu": "home.menu",
        },
        only={
            "plan": (ReadSchedule,),
            "pay": (may_pay,),
            "settle": (may_settle,),
            "claim": (Claim, may_claim),
            "others": (ListLoans, is_own),
        },
        leaves=False,
        rests=True,
    ),
    End("shown", aside=True),
    End("nothing", aside=True),
    forgets=("status", "ready", "unsigned", "unread", "applied_amount", "applied_instalments", *TOLD),
)
