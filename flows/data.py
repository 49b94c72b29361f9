"""What is kept of a person here: what it is, how to have a copy, and having it deleted."""

from flows.errands import Erased, EraseData, NotErased
from flows.person import is_staffed
from flows.words import BACK, Choose, End, Flow, Send

data = Flow(
    "data",
    Choose(
        "mine",
        {"delete": "delete", "person": "person.how", "menu": "home.menu"},
        only={"person": (is_staffed,)},
        leaves=False,
        rests=True,
    ),
    # It cannot be undone: the trail keeps what they read when they said yes, as of a contract.
    Choose("delete", {"yes": "erase", "no": BACK}, agrees="yes", leaves=False),
    Send("erase", EraseData, {Erased: "erased", NotErased: "kept"}),
    End("kept", aside=True),
    End("erased"),
    forgets=("kept_because",),
)
