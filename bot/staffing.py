"""What staff do in their group, as turns of the borrower's conversation: one at a time, and each once."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import structlog
from pydantic import JsonValue

from adapters.channels.door import Away
from adapters.job import Job
from adapters.queue import ANSWER_SECONDS, ANSWERED
from adapters.staff import Staff
from adapters.staff_hearing import SAID, Act
from adapters.turn import Turn
from bot.activating import STEP as ACTIVATE
from bot.activating import against
from bot.finishing import LANE
from bot.kept import Kept
from bot.lanes import Lanes
from bot.serving import Serving
from bot.whose import CHAT, SMS, channel, chat_of
from flows.canned import Canned
from flows.errands import OURS, Errand
from flows.handover import BOT, STAFF, take
from flows.line import Line
from flows.session import Session
from flows.steps import TALK
from flows.talk import hand_back, step_aside
from flows.text import say

PATIENCE = 8.0
"""Seconds an act waits for those before it in its topic."""

log = structlog.get_logger()


@dataclass(slots=True)
class Doing:
    """An act under way: on whose session, and what it comes to. `told` is a key of the staff's words."""

    act: Act
    session: Session
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


class Staffing:
    """Hears staff. What follows from an act is passed on by `bot.relaying`, which the save of each turn sets off."""

    def __init__(
        self,
        staff: Staff,
        kept: Kept,
        serving: Serving,
        canned: Canned,
        *,
        lang: str = "en",
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._staff, self._sessions, self._handovers, self._queue = staff, *kept
        self._serving, self._canned, self._lang, self._clock = serving, canned, lang, clock
        self._lanes = Lanes()

    async def hear(self, act: Act) -> None:
        """Do what a member of staff asks for. Whoever is none does nothing. Raises Away: hear it again."""
        lane = f"topic:{act.topic}"
        await self._lanes.enter(lane, PATIENCE)
        try:
            told = await self._hear(act)
        finally:
            self._lanes.leave(lane)
        if act.query:
            await self._staff.answer(act.query, told)

    async def _hear(self, act: Act) -> str:
        """What whoever pressed a button is told."""
        who = await self._handovers.whose(act.topic)
        if not who or not await self._may(act):
            return ""
        turn = await self._load(who, act.mark)
        if turn.reply is not None:
            return turn.reply.decode()
        if turn.session is None:
            await self._sessions.free(turn)
            return say(self._lang, "staff-gone", {})
        return await self._turn(turn, turn.session, act)

    async def _may(self, act: Act) -> bool:
        """Whether whoever acts is a member of the group. Raises Away where Telegram does not say."""
        if not act.user:  # whoever writes as the group is a member, and is told why they cannot act
            return True
        member = await self._staff.is_member(act.user)
        if member is None:
            raise Away("Telegram does not say who is a member of the staff group")
        if not member:
            log.warning("staff: one who is no member of the group tried to act", deed=act.deed)
        return member

    async def _load(self, who: str, mark: str) -> Turn:
        """The person's turn; an account that has come to speak for a person since is that person."""
        turn = await self._sessions.load(who, mark, LANE)
        return await self._load(turn.moved, mark) if turn.moved else turn

    async def _turn(self, turn: Turn, session: Session, act: Act) -> str:
        session.now, session.serves, session.short = int(self._clock()), self._serving.at(), not chat_of(session)
        doing = Doing(act, session)
        DEEDS[act.deed if act.user else "hidden"](self, doing)
        told = say(self._lang, doing.told, doing.facts) if doing.told else ""
        if told and not act.query:
            session.passed.append(Line(kind="told", by="bot", at=session.now, text=told))
        try:
            await self._sessions.save(turn, session, told.encode(), [job_of(job, turn.who) for job in doing.jobs])
        except Away:
            await self._sessions.free(turn)
            raise
        if doing.figures:
            await self._queue.count(session.now, **doing.figures)
        return told

    def take(self, doing: Doing) -> None:
        """Take the conversation, waiting or not. Of two who take it at once the first one has it."""
        session, act = doing.session, doing.act
        if session.owner == STAFF:
            yours = session.desk.get("by") == act.user
            doing.tell("staff-yours" if yours else "staff-theirs", by=str(session.desk.get("name", "")))
            return
        take(session, act.user, act.name, channel(session))
        if channel(session) == CHAT:
            step_aside(session, TALK)

    def back(self, doing: Doing) -> None:
        """Give it back to the bot."""
        self._end(doing, "back")

    def close(self, doing: Doing) -> None:
        """Give it back to the bot, and close the topic."""
        self._end(doing, "closed")

    def _end(self, doing: Doing, kind: str) -> None:
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
            doing.jobs += [] if under_way else [Job(kind="finish", who="", key=session.errand)]
        elif chats:
            session.passed.append(Line(kind="shown", by="bot", at=session.now))

    def said(self, doing: Doing) -> None:
        """Say something to the borrower."""
        if not doing.has_it:
            return
        self._answer(doing, self._line(doing, "said"))

    def edited(self, doing: Doing) -> None:
        """Say otherwise what was said."""
        session, act = doing.session, doing.act
        if session.owner != STAFF or session.desk.get("by") != act.user:
            return
        if channel(session) == SMS:
            doing.tell("staff-no-edit")
            return
        session.passed.append(self._line(doing, "edited"))

    def canned(self, doing: Doing) -> None:
        """Say one of the sentences that stand ready, in the borrower's own language."""
        session, act = doing.session, doing.act
        if act.text not in self._canned.names:
            doing.tell("staff-names", names=", ".join(self._canned.names))
        elif doing.has_it:
            words = self._canned.say(session.lang, act.text, short=channel(session) == SMS)
            self._answer(doing, self._line(doing, "said").model_copy(update={"text": words, "ref": "", "media": False}))

    def _answer(self, doing: Doing, line: Line) -> None:
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

    def _line(self, doing: Doing, kind: str) -> Line:
        """What was said in the group, on its way to the borrower."""
        act, session = doing.act, doing.session
        said = {"text": act.text, "ref": f"{self._staff.chat}:{act.message}", "media": act.media}
        who = {"by": "staff", "name": act.name, "at": session.now, "channel": channel(session)}
        return Line.model_validate({"kind": kind, **who, **said})

    def note(self, doing: Doing) -> None:
        """Keep a word for staff alone."""
        act = doing.act
        if not act.text:
            doing.tell("staff-empty")
            return
        line = Line(kind="note", by="staff", name=act.name, at=doing.session.now, text=act.text)
        doing.session.passed.append(line)
        doing.tell("staff-noted")

    def call(self, doing: Doing) -> None:
        """Give the number, to be dialled by a touch."""
        session = doing.session
        if not doing.has_it:
            return
        if not session.phone:
            doing.tell("staff-no-phone")
            return
        session.passed.append(Line(kind="told", by="bot", at=session.now, text=session.phone))

    def activate(self, doing: Doing) -> None:
        """Have the lender activate their application without a PIN."""
        session = doing.session
        if not doing.has_it:
            return
        if why := against(session):
            doing.tell("staff-not-activated", why=why)
            return
        step_aside(session, ACTIVATE)
        doing.jobs.append(Job(kind="finish", who="", key=session.errand))
        doing.tell("staff-activating")

    def unknown(self, doing: Doing) -> None:
        """A command that is none of ours goes nowhere."""
        doing.tell("staff-commands")

    def hidden(self, doing: Doing) -> None:
        """Nobody may have a conversation whom nobody can name."""
        doing.tell("staff-anonymous")


DEEDS: Mapping[str, Callable[[Staffing, Doing], None]] = {
    "take": Staffing.take,
    "back": Staffing.back,
    "close": Staffing.close,
    "call": Staffing.call,
    "note": Staffing.note,
    "activate": Staffing.activate,
    "say": Staffing.canned,
    "said": Staffing.said,
    "edited": Staffing.edited,
    "unknown": Staffing.unknown,
    "hidden": Staffing.hidden,
}


def job_of(job: Job, who: str) -> Job:
    """The job, for this person."""
    return job.model_copy(update={"who": who})
