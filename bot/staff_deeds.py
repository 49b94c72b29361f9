"""What each command, button and word of staff does to a conversation; the turn around it is `bot.staffing`'s."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from adapters.job import Job
from adapters.queue import ANSWER_SECONDS, ANSWERED
from adapters.staff_hearing import SAID, Act
from bot.activating import STEP as ACTIVATE
from bot.activating import against
from bot.finishing import finish
from bot.whose import CHAT, SMS, channel
from flows.canned import Canned
from flows.errands import OURS, Errand
from flows.handover import BOT, STAFF, take
from flows.line import Line
from flows.session import Session
from flows.steps import TALK
from flows.talk import hand_back, step_aside


@dataclass(slots=True)
class Doing:
    """An act under way: in which group, on whose session, what comes of it. `told` is a key of the staff's words."""

    act: Act
    who: str
    session: Session
    group: int
    canned: Canned
    told: str = ""
    facts: dict[str, JsonValue] = field(default_factory=dict)
    jobs: list[Job] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)

    def tell(self, told: str, **facts: JsonValue) -> None:
        """What to tell whoever did it."""
        self.told, self.facts = told, facts

    def hint(self, told: str, **facts: JsonValue) -> None:
        """The same, but only once to each as long as the same one has the conversation: staff may talk here too."""
        hinted = str(self.session.desk.get("hinted", "")).split()
        user = str(self.act.user)
        if user not in hinted or self.act.deed != SAID:
            self.tell(told, **facts)
        self.session.desk["hinted"] = " ".join(dict.fromkeys([*hinted, user]))

    @property
    def has_it(self) -> bool:
        """Whether whoever acts has the conversation; tells them if not."""
        session = self.session
        if session.owner != STAFF:
            self.hint("staff-take-first")
            return False
        if session.desk.get("by") != self.act.user:
            self.hint("staff-theirs", by=str(session.desk.get("name", "")))
            return False
        return True


def take_it(doing: Doing) -> None:
    """Take the conversation, waiting or not. Of two who take it at once the first one has it."""
    session, act = doing.session, doing.act
    if session.owner == STAFF:
        yours = session.desk.get("by") == act.user
        doing.tell("staff-yours" if yours else "staff-theirs", by=str(session.desk.get("name", "")))
        return
    take(session, act.user, act.name, channel(session))
    if channel(session) == CHAT:
        step_aside(session, TALK)


def back(doing: Doing) -> None:
    """Give it back to the bot."""
    _end(doing, "back")


def close(doing: Doing) -> None:
    """Give it back to the bot, and close the topic."""
    _end(doing, "closed")


def _end(doing: Doing, kind: str) -> None:
    """Any member may: whoever has it may have gone home."""
    session, act = doing.session, doing.act
    if session.owner == BOT:
        doing.tell("staff-free")
        return
    unseen, under_way, chats = session.unseen, session.errand, channel(session) == CHAT
    line = {"kind": kind, "by": "staff", "name": act.name, "at": session.now, "channel": channel(session)}
    said = hand_back(session, Line.model_validate(line))
    session.unseen = unseen or chats
    if isinstance(said, Errand) and not isinstance(said, OURS):
        doing.jobs += [] if under_way else [finish(doing.who, session)]
    elif chats:
        session.passed.append(Line(kind="shown", by="bot", at=session.now))


def said(doing: Doing) -> None:
    """Say something to the borrower."""
    if not doing.has_it:
        return
    _answer(doing, _line(doing, "said"))


def edited(doing: Doing) -> None:
    """Say otherwise what was said."""
    session, act = doing.session, doing.act
    if session.owner != STAFF or session.desk.get("by") != act.user:
        return
    if channel(session) == SMS:
        doing.tell("staff-no-edit")
        return
    session.passed.append(_line(doing, "edited"))


def say_canned(doing: Doing) -> None:
    """Say one of the sentences that stand ready, in the borrower's own language."""
    session, act = doing.session, doing.act
    if act.text not in doing.canned.names:
        doing.tell("staff-names", names=", ".join(doing.canned.names))
    elif doing.has_it:
        words = doing.canned.say(session.lang, act.text, short=channel(session) == SMS)
        _answer(doing, _line(doing, "said").model_copy(update={"text": words, "ref": "", "media": False}))


def _answer(doing: Doing, line: Line) -> None:
    """Have it passed on; where the borrower has no chat, it waits under their messages besides."""
    session = doing.session
    if channel(session) == SMS:
        if line.media:
            doing.tell("staff-no-file")
            return
        session.facts["new_messages"] = int(str(session.facts.get("new_messages", 0))) + 1
    session.passed.append(line)
    if not session.desk.get("answered"):
        session.desk["answered"] = True
        waited = session.now - int(str(session.desk.get("asked", session.now)))
        doing.figures = {ANSWERED: 1, ANSWER_SECONDS: max(waited, 0)}


def _line(doing: Doing, kind: str) -> Line:
    """What was said in the group, on its way to the borrower."""
    act, session = doing.act, doing.session
    said = {"text": act.text, "ref": f"{doing.group}:{act.message}", "media": act.media}
    who = {"by": "staff", "name": act.name, "at": session.now, "channel": channel(session)}
    return Line.model_validate({"kind": kind, **who, **said})


def note(doing: Doing) -> None:
    """Keep a word for staff alone."""
    act = doing.act
    if not act.text:
        doing.tell("staff-empty")
        return
    line = Line(kind="note", by="staff", name=act.name, at=doing.session.now, text=act.text)
    doing.session.passed.append(line)
    doing.tell("staff-noted")


def call(doing: Doing) -> None:
    """Give the number, to be dialled by a touch."""
    session = doing.session
    if not doing.has_it:
        return
    if not session.phone:
        doing.tell("staff-no-phone")
        return
    session.passed.append(Line(kind="told", by="bot", at=session.now, text=session.phone))


def activate(doing: Doing) -> None:
    """Have the lender activate their application without a PIN."""
    session = doing.session
    if not doing.has_it:
        return
    if why := against(session):
        doing.tell("staff-not-activated", why=why)
        return
    step_aside(session, ACTIVATE)
    doing.jobs.append(finish(doing.who, session))
    doing.tell("staff-activating")


def unknown(doing: Doing) -> None:
    """A command that is none of ours goes nowhere."""
    doing.tell("staff-commands")


def hidden(doing: Doing) -> None:
    """Nobody may have a conversation whom nobody can name."""
    doing.tell("staff-anonymous")


DEEDS: Mapping[str, Callable[[Doing], None]] = {
    "take": take_it,
    "back": back,
    "close": close,
    "call": call,
    "note": note,
    "activate": activate,
    "say": say_canned,
    "said": said,
    "edited": edited,
    "unknown": unknown,
    "hidden": hidden,
}
