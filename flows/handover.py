"""A conversation in a person's hands: who has it, and what becomes of the session as it changes hands."""

from flows.heard import OTHERS_CARD, Heard
from flows.line import Line
from flows.session import Session

BOT, WAITING, STAFF = "", "waiting", "staff"
"""Who has the conversation: the bot; the bot, while a person is waited for; a person."""

ABOUT = ("desk", "desk_place", "desk_weekly", "desk_opens", "desk_by", "desk_call", "passed_on")
"""Facts of a hand-over, which go with it."""


def ask(session: Session, line: Line) -> bool:
    """Ask for a person; whether nobody had been asked for yet. Whoever has one already keeps them."""
    anew = session.owner == BOT
    if anew:
        session.owner, session.desk = WAITING, {"asked": session.now}
    session.passed.append(line)
    return anew


def take(session: Session, user: int, name: str, channel: str) -> None:
    """A member of staff has the conversation from here on; `channel`: where what they say goes."""
    known = {what: session.desk[what] for what in session.desk if what != "hinted"}
    session.owner, session.desk = STAFF, {"asked": session.now} | known | {"by": user, "name": name}
    session.facts |= {"desk": "staff", "desk_by": name, "desk_call": session.facts.get("desk_call", "none")}
    session.passed.append(Line(kind="taken", by="staff", name=name, at=session.now, channel=channel))


def let_go(session: Session, line: Line) -> None:
    """The bot has it again, and `line` says by whom."""
    session.owner, session.desk = BOT, {what: session.desk[what] for what in ("called",) if what in session.desk}
    for fact in ABOUT:
        session.facts.pop(fact, None)
    session.passed.append(line)


def spoken(session: Session, heard: Heard) -> Line | None:
    """What was heard, as a line to pass on; None where nothing was said."""
    media = bool(heard.file or heard.paper or heard.contact) or heard.words == OTHERS_CARD
    text = heard.caption if media or heard.words is None else heard.words.strip()
    if not text and not heard.ref:
        return None
    said = {"at": session.now, "text": text, "ref": heard.ref, "media": media, "channel": session.channel}
    return Line.model_validate({"kind": "edited" if heard.edited else "said", "by": "borrower", **said})


def pass_on(session: Session, heard: Heard) -> bool:
    """Pass it on. Whether to say so: where nobody is there yet, once, and on a phone that must be answered."""
    if line := spoken(session, heard):
        session.passed.append(line)
        session.desk["channel"] = session.channel
    if heard.ref and (session.owner == STAFF or session.facts.get("passed_on") or heard.edited):
        return False
    session.facts["passed_on"] = True
    return True
