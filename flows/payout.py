"""The payout: to which account or wallet, agreed once more, and what becomes of it."""

from flows.accounts import forget, lacks_account, lacks_branch, questions
from flows.borrower import in_doubt
from flows.errands import (
    Answer,
    CollectionTerms,
    Declined,
    MandateFound,
    PaidOut,
    PayOut,
    PayoutFound,
    ReadCollection,
    ReadMandate,
    ReadPayout,
    SimChanged,
    SimUnknown,
)
from flows.person import is_staffed
from flows.session import Facts
from flows.words import Choose, End, Flow, Send


def has_mandate(facts: Facts) -> bool:
    """Whether the bank was asked for a mandate that we know of."""
    return bool(facts.get("mandate"))


def must_wait(facts: Facts) -> bool:
    """Whether the lender pays nothing out yet: it wants the mandate first, and it is not approved."""
    return facts.get("mandate_first") == "yes" and facts.get("mandate_status") != "approved"


def has_account(facts: Facts) -> bool:
    """Whether a bank account is known already, from the debit order."""
    return not lacks_account(facts) and not lacks_branch(facts)


def needs_bank(facts: Facts) -> bool:
    """Whether a branch code is wanting; a wallet has none."""
    return facts.get("method") == "account" and lacks_branch(facts)


def has_failed(facts: Facts) -> bool:
    """Whether the money did not arrive."""
    return facts.get("payout_status") == "failed"


def to(facts: Facts, option: str) -> None:
    """Where the money is to go: to the account of the debit order, to another one, or to a wallet."""
    facts["method"] = "wallet" if option == "wallet" else "account"
    if option in ("account", "wallet"):
        forget(facts)


def paid(facts: Facts, answer: Answer) -> None:
    """Once it is on its way, the list of banks has served."""
    if isinstance(answer, PaidOut):
        facts |= {"mandate_banks": [], "unpaid": False}


payout = Flow(
    "payout",
    Send("terms", ReadCollection, {CollectionTerms: "doubt"}, trouble="unready"),
    Choose("doubt", {"settled": "check", "menu": "home.menu"}, then="check", when=in_doubt),
    Send("check", ReadMandate, {MandateFound: "waits"}, skip="waits", trouble="unready", when=has_mandate),
    Choose(
        "waits",
        {"look": "check", "mandate": "collect.read", "menu": "home.menu"},
        then="where",
        when=must_wait,
        only={"look": (has_mandate,)},
    ),
    Choose(
        "where",
        {"same": "confirm", "account": "account", "wallet": "account", "menu": "home.menu"},
        then="sign.done",
        before=PayOut,
        change=to,
        only={"same": (has_account,)},
    ),
    *questions(then="confirm", needs_branch=needs_bank),
    Choose("confirm", {"yes": "pay", "change": "where", "menu": "home.menu"}, agrees="yes"),
    Send(
        "pay",
        PayOut,
        {PaidOut: "failed", Declined: "declined"},
        trouble="unready",
        change=paid,
        instead={SimChanged: "sim", SimUnknown: "unsure"},
    ),
    Send("look", ReadPayout, {PayoutFound: "failed"}, trouble="unread"),
    Choose("failed", {"other": "terms", "menu": "home.menu"}, then="done", when=has_failed),
    Choose("declined", {"other": "terms", "menu": "home.menu"}),
    Choose("sim", {"person": "person.how", "menu": "home.menu"}, only={"person": (is_staffed,)}, leaves=False),
    Choose(
        "unsure",
        {"again": "confirm", "person": "person.how", "menu": "home.menu"},
        only={"person": (is_staffed,)},
        leaves=False,
    ),
    Choose("unready", {"again": "terms", "menu": "home.menu"}),
    Choose("unread", {"look": "look", "menu": "home.menu"}),
    End("done", aside=True),
    forgets=("where", "confirm", "waits", "sim_until"),
)
