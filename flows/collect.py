"""Collection by debit order: what the borrower's bank will ask, asked there, and what came of it."""

from flows.accounts import forget, questions
from flows.borrower import in_doubt
from flows.errands import (
    Answer,
    AskMandate,
    CollectionTerms,
    Declined,
    MandateAsked,
    MandateFound,
    ReadCollection,
    ReadMandate,
)
from flows.session import Facts
from flows.words import Choose, End, Flow, Send

TERMS = tuple(CollectionTerms.model_fields)


def may_be_later(facts: Facts) -> bool:
    """Whether the bank may ask later on this day instead of at once."""
    return facts.get("mandate_until") != "none"


def has_counter(facts: Facts) -> bool:
    """Whether there is a place to give the mandate by card and PIN."""
    return facts.get("mandate_branch") != "none"


def is_open(facts: Facts) -> bool:
    """Whether the bank has no answer yet, as far as the lender tells."""
    return facts.get("mandate_status") in ("pending", "other")


def is_refused(facts: Facts) -> bool:
    """Whether the bank has an answer, and it is no yes."""
    return facts.get("mandate_status") != "approved"


def renew(facts: Facts, option: str) -> None:
    """Another account is asked for afresh; how the bank asks goes with the option."""
    if option in ("other", "change"):
        forget(facts)
    facts["mandate_type"] = "delayed" if option == "delayed" else "realtime"


def asked(facts: Facts, answer: Answer) -> None:
    """Once the bank asks, the list of banks has served."""
    if isinstance(answer, MandateAsked):
        facts |= {"mandate_status": "pending", "mandate_banks": []}


collect = Flow(
    "collect",
    Send("read", ReadCollection, {CollectionTerms: "doubt"}, skip="payout.terms", trouble="unready"),
    Choose("doubt", {"settled": "account", "menu": "home.menu"}, then="account", when=in_doubt),
    *questions(then="ready"),
    Choose(
        "ready",
        {"ask": "ask", "delayed": "ask", "card": "card", "change": "account", "menu": "home.menu"},
        change=renew,
        only={"delayed": (may_be_later,), "card": (has_counter,)},
    ),
    Send("ask", AskMandate, {MandateAsked: "asked", Declined: "declined"}, trouble="unready", change=asked, apart=True),
    End("asked", aside=True, then="look"),
    Send("look", ReadMandate, {MandateFound: "pending"}, trouble="unready"),
    Choose("pending", {"look": "look", "menu": "home.menu"}, then="failed", when=is_open),
    Choose(
        "failed",
        {"again": "read", "other": "read", "card": "card", "menu": "home.menu"},
        then="payout.terms",
        when=is_refused,
        change=renew,
        only={"card": (has_counter,)},
    ),
    Choose(
        "declined",
        {"other": "read", "card": "card", "menu": "home.menu"},
        change=renew,
        only={"card": (has_counter,)},
    ),
    Choose("unready", {"again": "read", "menu": "home.menu"}),
    End("card", aside=True),
    forgets=("account", "bank", "bank_label", "branch", "ready", "failed", "declined", "mandate_type", *TERMS),
)
