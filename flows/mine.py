"""My application: what became of it."""

from flows.errands import ApplicationFound, NoApplication, ReadApplication
from flows.session import Facts
from flows.words import End, Flow, Send


def has_applied(facts: Facts) -> bool:
    """Whether there is an application we know of."""
    return bool(facts.get("application"))


mine = Flow(
    "mine",
    Send(
        "read", ReadApplication, {ApplicationFound: "shown", NoApplication: "nothing"}, skip="nothing", when=has_applied
    ),
    End("shown"),
    End("nothing"),
    forgets=("status", "applied_amount", "applied_instalments"),
)
