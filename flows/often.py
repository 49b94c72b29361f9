"""How often one person may ask for an errand in a day: so many at once, and then as they come back (GCRA).

The session holds, by the errand's name, the key of the one asked for last, and when all will be back (seconds since
1970). It is the person's own document and their own lane, so nobody else counts in it, and it costs no round trip.
"""

from typing import Any

from flows.errands import Apply, CheckCredit, Errand, FindClient
from flows.session import Session

DAY = 86_400

RATIONED: tuple[type[Errand[Any]], ...] = (FindClient, CheckCredit, Apply)
"""Those of which one person may ask for so many (`Errand.a_day`)."""


def take(session: Session, errand: Errand[Any]) -> bool:
    """Whether it may be asked for now; then it is counted. The same one again is counted once."""
    if not errand.a_day:
        return True
    last, back = session.asked.get(type(errand).__name__, ("", 0))
    if last == session.errand:
        return True
    back = max(back, session.now) + DAY // errand.a_day
    if back > session.now + DAY:
        return False
    session.asked[type(errand).__name__] = (session.errand, back)
    return True


def give_back(session: Session, errand: Errand[Any]) -> None:
    """It was refused, and nothing was done: that counts for nothing."""
    last, back = session.asked.get(type(errand).__name__, ("", 0))
    if errand.a_day and last == session.errand:
        session.asked[type(errand).__name__] = ("", back - DAY // errand.a_day)


def spend_all(session: Session, now: int) -> None:
    """Begin with nothing left: whoever had themselves erased a moment ago gets no new rations by it."""
    session.asked = {errand.__name__: ("", now + DAY) for errand in RATIONED}
