"""Where a session stands, as a screen to show or an errand to run."""

from typing import Any

from pydantic import ValidationError

from flows.errands import Errand
from flows.options import options
from flows.person import is_staffed
from flows.screen import Screen
from flows.session import Facts, Session
from flows.steps import ABOUT, AGAIN, GIVE, MENU, STEPS
from flows.text import say
from flows.words import Ask, Choose, End, Send, Sorry, Talk, Upload

OFTEN = 3
"""So many answers in a row that do not fit, and we say more than what is wrong."""

ASK_PERSON = "?person"
"""The option offered then, where there is a person to ask; no flow has one of that name."""

SILENCE = Screen("", "", silent=True)
"""Nothing is said: a person has the chat."""


def show(session: Session, sorry: Sorry | None = None) -> Screen | Errand[Any]:
    """The screen of the step the session stands on, or the errand it waits for."""
    step = STEPS[session.state]
    if isinstance(step, Send):
        return errand(session, step) or _step_back(session)
    session.unseen = False
    return screen(session, sorry)


def screen(session: Session, sorry: Sorry | None = None) -> Screen:
    """The screen of the question or the end the session stands on."""
    step = STEPS[session.state]
    lang, facts, short = session.lang, worded(session), session.short
    key = session.state.replace(".", "-")
    ask = step if isinstance(step, Ask) else None
    return Screen(
        step=session.state,
        text=say(lang, key, facts, short=short),
        options=(*_shown(session, step), *_person(session, sorry)),
        sorry=_sorry(session, sorry) if sorry else "",
        back=say(lang, "way-back", facts, short=short)
        if session.trail
        and not isinstance(step, End)
        and session.state != AGAIN
        and (short or not isinstance(step, Talk))
        else "",
        more=say(lang, "way-more", facts),
        contact=say(lang, f"{key}.contact", facts) if ask and ask.contact else "",
        ends=isinstance(step, End),
        secret=ask is not None and ask.secret,
        upload=isinstance(step, Upload) or session.state in ABOUT,
    )


def worded(session: Session) -> Facts:
    """The facts, and what words may say besides: how the lender is reached, and whether there are staff to ask."""
    contact, ways = (session.serves.contact, session.serves.ways) if session.serves else ("", frozenset[str]())
    return {"lender_contact": contact or "none", "staffed": "yes" if "person" in ways else "no", **session.facts}


def late(session: Session) -> Screen:
    """What to show while an errand has no answer yet: nothing is lost, and how to hear of it."""
    lang, facts, short = session.lang, session.facts, session.short
    again = say(lang, "way-late.again", facts, short=short)
    more = say(lang, "way-more", facts)
    said = say(lang, "way-late", facts, short=short)
    return Screen(session.state, said, (("again", again),), more=more, upload=session.state == GIVE)


def apart(session: Session) -> Screen:
    """The last screen before an errand that calls this very phone is sent."""
    said = say(session.lang, session.state.replace(".", "-"), session.facts, short=session.short)
    return Screen(session.state, said, ends=True, more=say(session.lang, "way-more", session.facts))


def onward(session: Session) -> tuple[str, ...]:
    """What may be said at an End that leads on: the option's value, its number, its label."""
    return ("then", "1", say(session.lang, f"{session.state.replace('.', '-')}.then", session.facts))


def errand(session: Session, step: Send, secret: Facts | None = None) -> Errand[Any] | None:
    """The errand of this step, its fields filled from the facts; None where one is missing (a secret is heard once)."""
    # A number that is only claimed, and not yet proven, never stands in for the person's own.
    phone = session.phone or session.facts.get("phone", "")
    carried = {**session.facts, "phone": phone, **(secret or {})}
    for word in step.without:
        carried.pop(word, None)
    try:
        return step.errand.model_validate(carried)
    except ValidationError:
        return None


def _step_back(session: Session) -> Screen | Errand[Any]:
    """An errand whose facts are gone cannot be sent: ask for them again."""
    session.errand, session.sent = "", 0
    session.state = session.trail.pop() if session.trail else MENU
    return show(session)


def _shown(session: Session, step: object) -> tuple[tuple[str, str], ...]:
    if isinstance(step, Choose | Upload):
        return options(session, step)
    # Where a screen stays (a chat), the way on stays with it; on USSD the network closes the session.
    if not isinstance(step, End) or session.short:
        return ()
    on = (("then", onward(session)[-1]),) if step.then else ()
    return (*on, ("menu", say(session.lang, "way-menu", session.facts)))


def offers_person(session: Session) -> bool:
    """Whether a person is offered besides what the step offers: to one whose answers often did not fit."""
    return session.sorrys >= OFTEN and is_staffed(session.known) and not session.state.startswith("start.")


def _person(session: Session, sorry: Sorry | None) -> tuple[tuple[str, str], ...]:
    """The button for it. A small screen has none, since a number may be an answer there: it says where the way is."""
    if sorry is None or session.short or not offers_person(session):
        return ()
    return ((ASK_PERSON, say(session.lang, "way-person", session.facts)),)


def _sorry(session: Session, sorry: Sorry) -> str:
    said = say(session.lang, sorry.key, session.facts | sorry.facts, short=session.short)
    if session.sorrys < OFTEN:
        return said
    often = "sorry-often-person" if offers_person(session) else "sorry-often"
    return f"{said} {say(session.lang, often, session.facts, short=session.short)}"
