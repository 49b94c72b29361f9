"""What was begun and not gone on with for long is forgotten, as if its borrower had stopped it."""

from flows.session import Session
from flows.steps import BEGUN, MENU
from flows.way_back import start_afresh


def lapse(session: Session, now: int, life: int) -> bool:
    """Forget an application that was not gone on with for `life` seconds; whether there was one.

    Not while something is under way or a person has the conversation: then somebody is still at it.
    """
    if now - session.heard <= life or session.errand or session.owner or session.unseen:
        return False
    if not any(state.startswith(BEGUN) for state in (session.state, *session.trail)):
        return False
    start_afresh(session)
    session.state, session.sorrys, session.page = MENU, 0, 0
    return True
