"""Reminders of payments, and SMS: stopping them and starting them again. `flows.loan_news` says which those are."""

from flows.session import Facts
from flows.words import Choose, End, Flow


def are_sent(facts: Facts) -> bool:
    """Whether this person is reminded."""
    return facts.get("reminders") != "stop"


def start_again(facts: Facts, value: str) -> None:
    """Remind them again, if that is what they chose."""
    if value == "start":
        facts["reminders"] = "start"


def sms_are_sent(facts: Facts) -> bool:
    """Whether this person is sent SMS that they could do without."""
    return facts.get("sms") != "stop"


def start_sms_again(facts: Facts, value: str) -> None:
    """Send them SMS again, if that is what they chose."""
    if value == "start":
        facts["sms"] = "start"


notices = Flow(
    "notices",
    Choose("reminders", {"stop": "stopped", "menu": "home.menu", "sms": "sms"}, then="paused", when=are_sent),
    Choose("paused", {"start": "started", "menu": "home.menu", "sms": "sms"}, change=start_again),
    End("stopped", aside=True),
    End("started", aside=True),
    Choose("sms", {"stop": "sms_stopped", "menu": "home.menu"}, then="sms_paused", when=sms_are_sent),
    Choose("sms_paused", {"start": "sms_started", "menu": "home.menu"}, change=start_sms_again),
    End("sms_stopped", aside=True),
    End("sms_started", aside=True),
    forgets=("paused", "sms_paused"),
)
