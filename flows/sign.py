"""The agreement: to be read first, then signed or not; both are one choice."""

from flows.errands import (
    AgreementFound,
    AgreementGiven,
    AgreementNotGiven,
    AgreementSent,
    Claim,
    GiveAgreement,
    PayOut,
    ReadAgreement,
    SendAgreement,
    Sign,
    Signed,
)
from flows.session import Facts
from flows.words import Choose, End, Flow, Send

ABOUT = {"about_amount": "applied_amount", "about_count": "applied_instalments", "about_total": "repayable"}
"""What stands beside an agreement, and what it is known by; of a loan chosen from a list it is not."""


def is_unsigned(facts: Facts) -> bool:
    """Whether the lender waits for a signature, as far as it tells."""
    return bool(facts.get("agreement")) and facts.get("signed") is not True


def has_address(facts: Facts) -> bool:
    """Whether there is something to send a link to."""
    return facts.get("address") not in (None, "", "none")


def can_have_file(facts: Facts) -> bool:
    """Whether this phone can be sent the document itself, and the lender hands it out."""
    return has_address(facts) and "file" in (facts.get("ways") or [])  # type: ignore[operator]  # a list, if anything


def found(facts: Facts, _: AgreementFound) -> None:
    """Where to read it; nothing is on its way by SMS yet."""
    facts |= {"address": facts.get("address") or "none", "agreement_sent": "none"}


def to_be_signed(facts: Facts, answer: AgreementFound) -> None:
    """Beside it stands what it is about, as far as we know."""
    found(facts, answer)
    facts |= {about: facts.get(fact) for about, fact in ABOUT.items()}


def signed(facts: Facts, _: Signed) -> None:
    """It is, whatever was read before; the money comes after it."""
    facts |= {"signed": True, "unpaid": True}


sign = Flow(
    "sign",
    Send(
        "read",
        ReadAgreement,
        {AgreementFound: "shown"},
        skip="activate.done",
        trouble="activate.done",
        change=to_be_signed,
    ),
    Choose(
        "shown",
        {"sign": "sign", "file": "give", "sms": "text", "no": "unsigned"},
        then="activate.done",
        before=Sign,
        when=is_unsigned,
        agrees="sign",
        only={"file": (can_have_file,), "sms": (has_address,)},
    ),
    Send("give", GiveAgreement, {AgreementGiven: "shown", AgreementNotGiven: "shown"}),
    Send("text", SendAgreement, {AgreementSent: "shown"}),
    Send("sign", Sign, {Signed: "next"}, trouble="unready", change=signed),
    Choose(
        "next",
        {"on": "collect.read", "claim": "claim.list", "menu": "home.menu"},
        then="done",
        before=PayOut,
        only={"claim": (Claim,)},
    ),
    Choose("unready", {"again": "sign", "menu": "home.menu"}),
    End("unsigned", aside=True),
    End("done", aside=True),
    forgets=(
        "agreement",
        "address",
        "signed",
        "agreement_sent",
        "shown",
        "file_agreement",
        "file_name",
        "file_sha256",
        *ABOUT,
    ),
)
