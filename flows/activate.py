"""Making a loan of an application: the one-time PIN that the lender sends, typed here, passed on, and never kept."""

from flows import checks
from flows.errands import (
    Activate,
    ActivateByOtp,
    Activated,
    Answer,
    Declined,
    OtpExpired,
    OtpLocked,
    OtpRests,
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
    """Whether it is too soon for another PIN: for us to ask, or by what was said when we did (`otp_until`)."""
    return not is_rested(facts) or int(str(facts["now"])) < int(str(facts.get("otp_until", 0)))


def has_tries(facts: Facts) -> bool:
    """Whether another try with the PIN sent last may be taken, as far as we know."""
    return facts.get("otp_left") != 0


def asked(facts: Facts, answer: Answer) -> None:
    """A PIN is on its way, with tries of its own; or the next one has to wait, and the last one may still be there."""
    facts["sent_to"] = facts.get("sent_to") or "none"
    if isinstance(answer, OtpSent):
        facts |= {"otp_asked": facts["heard_at"], "otp_left": -1, "otp_until": 0, "otp_opens": "none"}


def tried(facts: Facts, answer: Answer) -> None:
    """A PIN that is not good any more has no tries left. Another loan may be spoken of now."""
    if isinstance(answer, OtpExpired):
        facts["otp_left"] = 0
    turned_to(facts, answer)


activate = Flow(
    "activate",
    # One that was asked for a moment ago is still on its way: it is asked for, not another.
    Send(
        "request",
        SendOtp,
        {OtpSent: "otp", OtpRests: "rest", OtpLocked: "locked"},
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
        {Activated: "active", OtpWrong: "wrong", OtpExpired: "expired", OtpLocked: "locked"},
        trouble="unready",
        change=tried,
        instead={SimChanged: "sim"},
    ),
    # A gateway that sends all that was typed with each turn sends the PIN, too: so it is the last of a session.
    End("active", aside=True, then="sign.read"),
    Choose("wrong", {"again": "otp", "resend": "rest", "menu": "home.menu"}, then="expired", when=has_tries),
    Choose("expired", {"resend": "rest", "menu": "home.menu"}),
    Choose(
        "rest",
        {"resend": "rest", "type": "otp", "menu": "home.menu"},
        only={"type": (has_tries,)},
        then="request",
        when=must_rest,
    ),
    Choose("locked", {"menu": "home.menu", "person": "person.how"}, only={"person": (is_staffed,)}, rests=True),
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
    forgets=(
        "sent_to",
        "otp_left",
        "otp_asked",
        "otp_until",
        "otp_opens",
        "wrong",
        "expired",
        "rest",
        "locked",
        "sim_until",
    ),
)
