"""The lender's no: its main reason is told, and a person may be asked to look again at what a machine decided."""

from collections.abc import Mapping

from flows.person import is_staffed
from flows.session import Facts, Session
from flows.words import Choose, Guard

STEPS = ("budget.declined", "apply.declined", "mine.declined")
"""Where one stands who has just read it."""


def declined(when: Guard | None = None, then: str = "") -> Choose:
    """The step that tells of it. What led there is over; without staff the words say how to reach the lender."""
    ways: Mapping[str, str] = {"person": "person.how", "menu": "home.menu"}
    return Choose(
        "declined",
        ways,
        then=then,
        when=when,
        only={"person": (is_staffed,)},
        leaves=False,
        rests=True,
        closes=True,
    )


def review(session: Session) -> str:
    """What a person is asked to look at again, in a line for staff; "" where one stands at no refusal.

    Whoever asks for a person right there asks for that, by whichever way they ask.
    """
    beneath = (session.state, *reversed(session.trail))
    step = next((state for state in beneath if not state.startswith("person.")), "")
    if step not in STEPS:
        return ""
    return f"{_about(step, session.facts) or 'credit check'}: {session.facts.get('reason', 'none')}"


def _about(step: str, facts: Facts) -> str:
    """The application, or what was about to be applied for; "" where it did not come to that."""
    if step == "budget.declined":
        return ""
    read_back = step == "mine.declined"
    amount, count = (
        facts.get("applied_amount" if read_back else "amount"),
        facts.get("applied_instalments" if read_back else "instalments"),
    )
    figures = f"{amount} {facts.get('currency', '')} x {count}" if amount else ""
    return ", ".join(filter(None, [str(facts.get("reference", "")) if read_back else "", figures]))
