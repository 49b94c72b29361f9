"""My loan: what became of the application, where the loan it has become stands, and what can be done next."""

from flows.claim import may_claim
from flows.declined import declined
from flows.errands import (
    ActivateByOtp,
    AgreementFound,
    Answer,
    ApplicationFound,
    AskMandate,
    Claim,
    FindClient,
    ListLoans,
    LoanFound,
    NoApplication,
    NoLoan,
    PayOut,
    ReadAgreement,
    ReadApplication,
    ReadLoan,
    ReadMandate,
    ReadPayout,
    ReadSchedule,
    Sign,
)
from flows.others import is_nobody, is_other, is_own, turned_to
from flows.repay import may_pay, may_settle
from flows.session import Facts
from flows.sign import found, is_unsigned
from flows.words import Choose, End, Flow, Send

OVER = ("paid", "cancelled")
"""Where nothing is owed any more, and no figure says anything."""

FIGURES = ("outstanding", "settlement", "settlement_until", "next_due", "next_amount")
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


def is_declined(facts: Facts) -> bool:
    """Whether the lender said no to the application; one that was withdrawn may be called declined too."""
    return facts.get("status") == "declined" and facts.get("withdrawn") != facts.get("application")


def may_sign(facts: Facts) -> bool:
    """Whether there may be an agreement to sign."""
    return facts.get("loan_status") in ("pending", "active")


def is_unpaid(facts: Facts) -> bool:
    """Whether nothing was paid out yet, as far as we know, and something may be: it is signed, where that is done."""
    is_open = facts.get("payout") and facts.get("payout_status") != "failed"
    return may_sign(facts) and not is_open and not is_unsigned(facts)


def is_signed(facts: Facts) -> bool:
    """Whether nothing is left to sign, as far as we know."""
    return not is_unsigned(facts)


def lacks_mandate(facts: Facts) -> bool:
    """Whether the bank has to be asked for a mandate, for the first time or again."""
    return facts.get("mandate_status") not in ("pending", "approved", "other")


def awaits_bank(facts: Facts) -> bool:
    """Whether the bank was asked, and its answer is not known yet."""
    return bool(facts.get("mandate")) and facts.get("mandate_status") in ("pending", "other")


def awaits_payout(facts: Facts) -> bool:
    """Whether we know of a payout that has not arrived."""
    return may_sign(facts) and bool(facts.get("payout")) and facts.get("payout_status") != "paid"


def may_pay_out(facts: Facts) -> bool:
    """Whether the mandate is approved; where the lender asks for none, whether the loan is not paid out by others."""
    if "AskMandate" in facts["errands"]:  # type: ignore[operator]  # names
        return facts.get("mandate_status") == "approved"
    return facts.get("loan_status") == "pending"


def told(facts: Facts, answer: Answer) -> None:
    """Another loan may be spoken of now, and whether its agreement is signed is not read yet."""
    turned_to(facts, answer)
    facts["signing"] = "none"
    if facts.get("loan_status") in OVER:
        facts |= dict.fromkeys(FIGURES)


def paper_found(facts: Facts, answer: AgreementFound) -> None:
    """Whether the loan waits for a signature is part of how it stands."""
    found(facts, answer)
    facts["signing"] = "wanted" if is_unsigned(facts) else "unpaid" if facts.get("unpaid") else "done"
    if facts["signing"] in ("wanted", "unpaid"):  # whoever has no money yet owes none
        facts |= dict.fromkeys(FIGURES) | {"actions": []}


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
        change=told,
    ),
    Choose("unread", {"again": "read_loan", "menu": "home.menu"}, then="declined", when=is_other, rests=True),
    declined(when=is_declined, then="shown"),
    Send(
        "paper",
        ReadAgreement,
        {AgreementFound: "loan"},
        skip="loan",
        trouble="loan",
        when=may_sign,
        change=paper_found,
    ),
    Choose(
        "loan",
        {
            "sign": "sign.read",
            "collect": "collect.read",
            "bank": "collect.look",
            "claim": "claim.list",
            "payout": "payout.terms",
            "arrival": "payout.look",
            "plan": "plan.read",
            "pay": "repay.amount",
            "settle": "repay.settle",
            "others": "others.list",
            "menu": "home.menu",
        },
        only={
            "sign": (Sign, is_unsigned, may_sign),
            "collect": (AskMandate, is_unpaid, lacks_mandate),
            "bank": (ReadMandate, awaits_bank),
            "claim": (Claim, may_claim, is_signed),
            "payout": (PayOut, is_unpaid, may_pay_out),
            "arrival": (ReadPayout, awaits_payout),
            "plan": (ReadSchedule,),
            "pay": (may_pay,),
            "settle": (may_settle,),
            "others": (ListLoans, is_own),
        },
        leaves=False,
        rests=True,
    ),
    End("shown", aside=True),
    Choose(
        "nothing",
        {"find": "others.id_number", "list": "others.list", "menu": "home.menu"},
        only={"find": (FindClient, ListLoans, is_nobody), "list": (ListLoans, is_own)},
        rests=True,
    ),
    forgets=("signing", "status", "ready", "unread", "applied_amount", "applied_instalments", *TOLD),
)
