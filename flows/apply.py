"""The loan itself: what for, which one, how much, what it costs, and yes or no."""

from flows import checks
from flows.errands import (
    Applied,
    Apply,
    Declined,
    ListProducts,
    ListPurposes,
    NoProducts,
    Offer,
    Products,
    Purposes,
    Quote,
)
from flows.words import Ask, Choose, End, Flow, Send

LIMITS = ("min_amount", "max_amount", "min_instalments", "max_instalments")
COST = ("received", "total", "cost", "instalment", "last_instalment", "first_due", "last_due")

apply = Flow(
    "apply",
    Send("list_purposes", ListPurposes, {Purposes: "purpose"}, skip="list_products"),
    Choose("purpose", "purposes", then="list_products"),
    Send("list_products", ListProducts, {Products: "product", NoProducts: "nothing"}),
    End("nothing"),
    Choose("product", "products", then="amount"),
    Ask("amount", checks.money("min_amount", "max_amount"), then="instalments"),
    Ask("instalments", checks.whole("min_instalments", "max_instalments"), then="price"),
    Send("price", Quote, {Offer: "offer", Declined: "declined"}),
    Choose("offer", {"accept": "submit", "change": "amount", "no": "home.menu"}),
    Send("submit", Apply, {Applied: "done", Declined: "declined"}),
    End("declined"),
    End("done"),
    forgets=("purposes", "purpose", "purpose_label", "products", "product", "product_label", "offer", *LIMITS, *COST),
)
