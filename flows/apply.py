"""The loan itself: what for, which one, how much, what it costs, and yes or no."""

from flows import checks
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
    Send("price", Quote, {Offer: "offer", TooMuch: "too_much", Unpriced: "unpriced", Declined: "declined"}),
    Choose("too_much", {"change": "amount", "no": "home.menu"}),
    Choose("unpriced", {"change": "product", "no": "home.menu"}),
    Choose("offer", {"accept": "submit", "change": "amount", "no": "home.menu"}),
    Send("submit", Apply, {Applied: "done", AppliedOtherwise: "otherwise", Declined: "declined"}),
    Choose("otherwise", {"accept": "done", "no": "withdraw"}),
    Send("withdraw", Withdraw, {Withdrawn: "withdrawn"}, change=withdrawn),
    End("withdrawn"),
    End("declined"),
    End("done"),
    forgets=(
        *("purposes", "purpose", "purpose_label", "products", "product", "product_label"),
        *("amount", "instalments", "offer", *LIMITS, *COST, *OTHER),
    ),
)
