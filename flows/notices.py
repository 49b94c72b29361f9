"""Reminders of payments: a borrower stops them and starts them again. What they stop is in `flows.loan_news`."""

from flows.session import Facts
from flows.words import Choose, End, Flow


def are_sent(facts: Facts) -> bool:
    """Whether this person is reminded."""
    return facts.get("reminders") != "stop"


def start_again(facts: Facts, value: str) -> None:
    """Remind them again, if that is what they chose."""
    if value == "start":
        facts["reminders"] = "start"


notices = Flow(
    "notices",
    Choose("reminders", {"stop": "stopped", "menu": "home.menu"}, then="paused", when=are_sent),
    Choose("paused", {"start": "started", "menu": "home.menu"}, change=start_again),
    End("stopped", aside=True),
    End("started", aside=True),
    forgets=("paused",),
)
