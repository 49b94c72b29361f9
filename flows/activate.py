"""Making a loan of an application: the one-time PIN that the lender sends, typed here, passed on, and never kept."""

from flows import checks
from flows.errands import (
    Activate,
    ActivateByOtp,
    Activated,
    Declined,
    OtpExpired,
    OtpSent,
    OtpWrong,
    SendOtp,
    SimChanged,
)
from flows.others import turned_to
from flows.person import is_staffed
from flows.session import Facts
from flows.words import Ask, Choose, End, Flow, Send

REST = 60
"""Seconds between two PINs: an SMS takes its time, and two PINs on their way only confuse."""


def is_rested(facts: Facts) -> bool:
    """Whether another PIN may be asked for; `now` and `otp_asked` are seconds since 1970."""
    return int(str(facts["now"])) >= int(str(facts.get("otp_asked", 0))) + REST


def must_rest(facts: Facts) -> bool:
    """Whether it is too soon for another PIN."""
    return not is_rested(facts)


def has_tries(facts: Facts) -> bool:
    """Whether the lender takes another try with this PIN, as far as it tells."""
    return facts.get("otp_left") != 0


def asked(facts: Facts, _: OtpSent) -> None:
    """A PIN is on its way."""
    facts |= {"otp_asked": facts["heard_at"], "sent_to": facts.get("sent_to") or "none"}


activate = Flow(
    "activate",
    # One that was asked for a moment ago is still on its way: it is asked for, not another.
    Send(
        "request",
        SendOtp,
        {OtpSent: "otp"},
        skip="otp",
        trouble="unready",
        when=is_rested,
        change=asked,
        instead={SimChanged: "sim"},
    ),
    Ask("otp", checks.pin, then="try", secret=True),
    Send(
        "try",
        ActivateByOtp,
        {Activated: "active", OtpWrong: "wrong", OtpExpired: "expired"},
        trouble="unready",
        change=turned_to,
        instead={SimChanged: "sim"},
    ),
    # A gateway that sends all that was typed with each turn sends the PIN, too: so it is the last of a session.
    End("active", aside=True, then="sign.read"),
    Choose("wrong", {"again": "otp", "resend": "rest", "menu": "home.menu"}, then="expired", when=has_tries),
    Choose("expired", {"resend": "rest", "menu": "home.menu"}),
    Choose("rest", {"resend": "rest", "menu": "home.menu"}, then="request", when=must_rest),
    Choose("unready", {"again": "request", "menu": "home.menu"}),
    # Whoever has taken a number by a new SIM reads the PIN, too. Its owner loses some days, and nothing else.
    Choose("sim", {"person": "person.how", "menu": "home.menu"}, only={"person": (is_staffed,)}, leaves=False),
    End("done", aside=True),
    # By the lender's staff, without a PIN: the borrower is told, and what they were at stays one step back.
    Send(
        "by_staff",
        Activate,
        {Activated: "begun", Declined: "not_begun"},
        trouble="not_yet",
        closes=False,
        change=turned_to,
    ),
    Choose("begun", {"on": "mine.read", "menu": "home.menu"}),
    Choose("not_begun", {"menu": "home.menu"}),
    Choose("not_yet", {"menu": "home.menu"}),
    forgets=("sent_to", "otp_left", "otp_asked", "wrong", "expired", "sim_until"),
)
