"""What staff say, where the borrower reads it: in their chat, or by SMS on a phone without one."""

from functools import partial

from adapters.channels.telegram.place import read_line
from adapters.handovers import TO_BORROWER
from adapters.job import Job
from adapters.sms.parts import cut
from adapters.sms.sms import Never, NotTaken, Sms
from adapters.staff import Became, Buttons, Result, Staff
from bot.finishing import LANE, Later
from bot.kept import Kept
from bot.news import News
from bot.relaying import NotNow, Passage, Relaying, here, remembered, taken
from bot.whose import SMS, chat_of
from flows.line import Line
from flows.steps import TALK
from flows.text import say

EVENTS = {"taken": "staff-joins", "back": "staff-leaves", "closed": "staff-closes", "unclaimed": "staff-unclaimed"}
WAYS = {"taken": ("bot",), "unclaimed": ("call", "bot")}
"""Options of the talk that stand under what a borrower is told of it."""

BY_SMS = {"said": "staff-sms", "unclaimed": "staff-unclaimed"}
"""Words go by SMS; that somebody came or went is of no use there."""


PARTS = 3
"""Parts of an SMS at most; what is longer waits whole under the borrower's messages."""


class ToBorrower(Relaying):
    """Does the jobs `to_borrower`."""

    side = TO_BORROWER

    def __init__(self, kept: Kept, staff: Staff, sms: Sms, news: News, *, lang: str) -> None:
        super().__init__(kept)
        self._staff, self._sms, self._news, self._lang = staff, sms, news, lang

    def _wants(self, line: Line) -> bool:
        return line.for_borrower

    async def _pass(self, way: Passage) -> dict[str, int]:
        if way.line.kind == "shown":
            await self._show(way)
            return {}
        chat = chat_of(way.session) if way.line.channel != SMS else 0
        said = taken(await self._in_chat(way, chat)) if chat else Result(Became.BLOCKED)
        if said.became is Became.BLOCKED:
            await self._send(way)
            return {}
        return remembered(way.line, said)

    async def _show(self, way: Passage) -> None:
        """Show where the conversation stands, now that all was passed on that was said before."""
        job = Job(kind="tell", who=way.who, key=f"back:{way.entry.id}")
        outcome = await self._news.tell(job, at_once=True)
        if isinstance(outcome, Later):
            raise NotNow(outcome.seconds)

    async def _in_chat(self, way: Passage, chat: int) -> Result:
        line, lang = way.line, way.session.lang
        if line.kind in EVENTS:
            return await self._staff.say(chat, say(lang, EVENTS[line.kind], {"by": line.name}), self._ways(way))
        words = "staff-says" if line.text or not line.media else "staff-shows"
        text = say(lang, words, {"by": line.name, "text": line.text})
        if line.kind == "edited":
            return await self._edited(way, chat, text)
        if line.media:
            return await self._staff.give(chat, read_line(line.ref)[1], text)
        return await self._said(way, text, partial(self._staff.say, chat))

    async def _edited(self, way: Passage, chat: int, text: str) -> Result:
        """What was said is changed where it stands; what never came, or came by SMS, is left alone."""
        [there] = await self._handovers.recall(way.who, here(way.line))
        if not there:
            return Result(Became.DONE)
        change = self._staff.caption_otherwise if way.line.media else self._staff.say_otherwise
        return await change(chat, there, text)

    async def _send(self, way: Passage) -> None:
        """By SMS. That it cannot be, or that it is not in the chat where they thought it was, staff are told."""
        line, session = way.line, way.session
        if line.kind not in BY_SMS:
            return
        text = say(session.lang, BY_SMS[line.kind], {"by": line.name, "text": line.text}, short=True)
        sent = await self._sent(session.phone, text, f"{self._handovers.called(way.who)} said {way.entry.id}")
        if line.by == "staff" and not sent:
            await self._tell_staff(way, "staff-unreached")
        elif line.by == "staff" and line.channel != SMS:
            await self._tell_staff(way, "staff-by-sms")

    async def _sent(self, phone: str, text: str, key: str) -> bool:
        """Whether an SMS is on its way; False where there never can be one. Raises NotNow."""
        try:
            if phone:
                await self._sms.send(phone, shortened(text), key)
        except Never:
            return False
        except NotTaken as error:
            raise NotNow(error.wait) from None
        return bool(phone)

    async def _tell_staff(self, way: Passage, words: str) -> None:
        """A word to staff, as a turn of its own. Raises Away: the line is passed on again, under the same key."""
        turn = await self._sessions.load(way.who, f"told:{way.entry.id}", LANE)
        if turn.session is None or turn.reply is not None:
            await self._sessions.free(turn)
            return
        text = say(self._lang, words, {})
        turn.session.passed.append(Line(kind="told", by="bot", at=way.line.at, text=text))
        await self._sessions.save(turn, turn.session, b"told")

    def _ways(self, way: Passage) -> Buttons:
        lang = way.session.lang
        ways = WAYS.get(way.line.kind, ())
        return [[(say(lang, f"person-talk.{option}", {}), f"{TALK}|{option}")] for option in ways]


def shortened(text: str) -> str:
    """As much of it as goes in so many parts, and a sign that there is more."""
    parts = cut(text)
    if len(parts) <= PARTS:
        return text
    return f"{''.join(parts[:PARTS])[:-5].rstrip()} ..."
