"""The loan itself: what for, which one, how much, what it costs, and yes or no."""

from datetime import UTC, date, datetime, timedelta

from flows import checks
from flows.declined import declined
from flows.errands import (
    Answer,
    Applied,
    AppliedOtherwise,
    Apply,
    Declined,
    ListProducts,
    ListPurposes,
    NoProducts,
    Offer,
    Products,
    Purposes,
    Quote,
    TooMuch,
    Unpriced,
    Withdraw,
    Withdrawn,
)
from flows.session import Facts
from flows.words import Ask, Choose, End, Flow, Send

LIMITS = ("min_amount", "max_amount", "min_instalments", "max_instalments")
COST = tuple(Offer.model_fields.keys() - {"currency"})

OTHER = ("fitting", "fits", "available", "missing", "schedule_total", "schedule_instalment")


def stands(facts: Facts) -> bool:
    """Whether the offer stands today, by the lender's own clock. One that names no last day stands."""
    until = facts.get("stands_until")
    today = datetime.fromtimestamp(int(str(facts["now"])), UTC) + timedelta(hours=float(str(facts["hours"])))
    return not until or today.date() <= date.fromisoformat(str(until))


def accepted(facts: Facts, value: str) -> None:
    """Remember which offer the borrower said yes to: should it have lapsed, the next one says so."""
    facts["accepted_until"] = facts.get("stands_until", "") if value == "accept" else ""


def priced(facts: Facts, answer: Answer) -> None:
    """A new offer that follows on a yes to one that stands no longer is not the one that was accepted."""
    if isinstance(answer, Offer):
        before = {"stands_until": facts.pop("accepted_until", ""), "now": facts["heard_at"], "hours": facts["hours"]}
        facts["lapsed"] = "no" if stands(before) else "yes"


def withdrawn(facts: Facts, _: Answer) -> None:
    """Remember which application was withdrawn: a lender that calls it declined brings no news by that."""
    facts["withdrawn"] = facts.get("application")


apply = Flow(
    "apply",
    Send("list_purposes", ListPurposes, {Purposes: "purpose"}, skip="list_products"),
    Choose("purpose", "purposes", then="list_products"),
    Send("list_products", ListProducts, {Products: "product", NoProducts: "nothing"}),
    End("nothing"),
    Choose("product", "products", then="amount"),
    Ask("amount", checks.money("min_amount", "max_amount"), then="instalments"),
    Ask("instalments", checks.whole("min_instalments", "max_instalments"), then="price"),
    Send(
        "price", Quote, {Offer: "offer", TooMuch: "too_much", Unpriced: "unpriced", Declined: "declined"}, change=priced
    ),
    Choose("too_much", {"change": "amount", "no": "home.menu"}),
    Choose("unpriced", {"change": "product", "no": "home.menu"}),
    Choose("offer", {"accept": "submit", "change": "amount", "no": "home.menu"}, change=accepted, agrees="accept"),
    # Nobody applies with an offer that has lapsed meanwhile: it is priced again, and said to be a new one.
    Send(
        "submit",
        Apply,
        {Applied: "done", AppliedOtherwise: "otherwise", Declined: "declined"},
        skip="price",
        when=stands,
    ),
    Choose("otherwise", {"accept": "done", "no": "withdraw"}, agrees="accept"),
    Send("withdraw", Withdraw, {Withdrawn: "withdrawn"}, change=withdrawn),
    End("withdrawn"),
    declined(),
    End("done"),
    forgets=(
        *("purposes", "purpose", "purpose_label", "products", "product", "product_label"),
        *("amount", "instalments", "offer", "lapsed", "accepted_until", *LIMITS, *COST, *OTHER),
    ),
)
