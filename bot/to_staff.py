"""What borrowers say, in their topics of the staff group: at most as many messages a minute as Telegram takes there."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import structlog

from adapters.channels.telegram.place import read_line
from adapters.handovers import CARD, TO_STAFF, TOPIC, Passing
from adapters.queue import ASKED, CLOSED, LEFT, RETURNED, TAKEN
from adapters.room import Room
from adapters.staff import Became, Result, Staff
from bot.card import card, named
from bot.kept import Kept
from bot.relaying import NotNow, Passage, Relaying, here, remembered, taken
from flows.handover import STAFF
from flows.line import Line
from flows.session import Session
from flows.text import say

MOST, WINDOW = 20, 61.0
"""Messages a minute that Telegram lets a bot put into one group; one may be a moment longer on its way than another."""

GROUP = "staff group"
"""The name under which room is taken there."""

COUNTED = {"asked": ASKED, "taken": TAKEN, "back": RETURNED, "closed": CLOSED, "left": LEFT}
OVER = ("taken", "back", "closed", "left")
"""After these nobody waits any more, and the card has changed."""

WORDS = {
    "said": "staff-said",
    "left": "staff-left",
    "unclaimed": "staff-waits",
    "unsaid": "staff-bot",
    "review": "staff-review",
}
STALE, TO_CLOSE, IS_CLOSED = "stale", "to_close", "closed"

log = structlog.get_logger()


class ToStaff(Relaying):
    """Does the jobs `to_staff`."""

    side = TO_STAFF

    def __init__(self, kept: Kept, staff: Staff, room: Room, *, zone: str, lang: str) -> None:
        super().__init__(kept)
        self._staff, self._queue, self._room = staff, kept.queue, room
        self._zone, self._lang = zone, lang

    def _wants(self, line: Line) -> bool:
        return line.for_staff

    async def _pass(self, way: Passage) -> dict[str, int]:
        """Put a line into the borrower's topic; where that is gone, into a new one."""
        posted = await self._posted(way, await self._topic(way))
        if posted.became is Became.NO_TOPIC:
            await self._handovers.note(way.passing, **{TOPIC: 0, CARD: 0})
            posted = await self._posted(way, await self._topic(way))
        kind = way.line.kind
        if kind in OVER:
            await self._queue.leave(self._handovers.called(way.who))
        if kind in COUNTED:
            await self._queue.count(way.line.at, **{COUNTED[kind]: 1})
        closing = {TO_CLOSE: 1} if kind == "closed" else {}
        return remembered(way.line, posted) | ({STALE: 1} if kind in OVER else {}) | closing

    async def _end(self, who: str, passing: Passing, session: Session) -> None:
        """The card says how it stands now, and a topic that is done with is closed."""
        names = (TOPIC, CARD, STALE, TO_CLOSE, IS_CLOSED)
        topic, there, stale, to_close, is_closed = await self._handovers.recall(who, *names)
        if is_closed and topic and session.owner == STAFF:
            await self._call(self._staff.reopen, topic)
            is_closed = 0
        if stale and there:
            text, buttons = card(session, self._lang, self._zone)
            await self._call(self._staff.edit, there, text, buttons)
        if to_close and topic:
            await self._call(self._staff.close, topic)
        if stale or to_close:
            closed = int(to_close or is_closed)
            await self._handovers.note(passing, **{STALE: 0, TO_CLOSE: 0, IS_CLOSED: closed})

    async def _topic(self, way: Passage) -> int:
        """The borrower's topic: opened if there is none, and open again, with a new card, if they ask anew."""
        [topic] = await self._handovers.recall(way.who, TOPIC)
        if topic and way.line.kind != "asked":
            return topic
        if topic and (await self._call(self._staff.reopen, topic)).became is not Became.NO_TOPIC:
            await self._put_card(way, topic)
            return topic
        opened = await self._call(self._staff.open_topic, self._named(way.session))
        if opened.became is not Became.DONE:
            log.error("staff: no topic can be opened: python -m bot check", why=opened.became.value)
            raise NotNow
        await self._handovers.name(way.who, opened.id)
        await self._handovers.note(way.passing, **{TOPIC: opened.id})
        await self._put_card(way, opened.id)
        return opened.id

    async def _put_card(self, way: Passage, topic: int) -> None:
        text, buttons = card(way.session, self._lang, self._zone)
        posted = await self._call(self._staff.post, topic, text, buttons)
        if posted.became is Became.DONE:
            await self._handovers.note(way.passing, **{CARD: posted.id})

    async def _posted(self, way: Passage, topic: int) -> Result:
        line, name = way.line, named(way.session, self._lang)
        if line.kind == "edited":
            return await self._edited(way, topic, name)
        if line.media or (line.kind == "said" and not line.text):
            return await self._copied(way, topic, name)
        if line.kind in WORDS:
            return await self._post(way, topic, say(self._lang, WORDS[line.kind], {"name": name, "text": line.text}))
        return await self._post(way, topic, line.text) if line.kind == "told" else Result(Became.DONE)

    async def _post(self, way: Passage, topic: int, text: str) -> Result:
        """A text; one that is the borrower's number can be dialled by a touch."""
        phone = text if text == way.session.phone else ""
        return await self._said(way, text, partial(self._call, self._staff.post, topic, phone=phone))

    async def _copied(self, way: Passage, topic: int, name: str) -> Result:
        """A message as it is; what stands beneath it says whose it is."""
        chat, message, _ = read_line(way.line.ref)
        words = "staff-said" if way.line.text else "staff-shown"
        caption = say(self._lang, words, {"name": name, "text": way.line.text}) if way.line.media else ""
        posted = await self._call(self._staff.post_copy, topic, chat, message, caption)
        if posted.became in (Became.GONE, Became.REFUSED):
            return await self._post(way, topic, say(self._lang, "staff-lost", {"name": name}))
        return posted

    async def _edited(self, way: Passage, topic: int, name: str) -> Result:
        """What was changed is changed in the topic too; where that cannot be, it is said again."""
        text = say(self._lang, "staff-edited", {"name": name, "text": way.line.text})
        [there] = await self._handovers.recall(way.who, here(way.line))
        if there:
            change = self._staff.edit_caption if way.line.media else self._staff.edit
            changed = await self._call(change, there, text)
            if changed.became not in (Became.GONE, Became.REFUSED):
                return changed
        return await self._post(way, topic, text)

    def _named(self, session: Session) -> str:
        """The name of a borrower's topic."""
        parts = (named(session, self._lang), f"…{session.phone[-2:]}", session.facts.get("reference"))
        return " · ".join(str(part) for part in parts if part)

    async def _call(self, deed: Callable[..., Awaitable[Result]], *given: Any, **more: Any) -> Result:
        """Make a call to the group, once there is room for it. Raises NotNow."""
        if wait := await self._room.take(GROUP, MOST, WINDOW):
            raise NotNow(wait, ours=True)
        result = await deed(*given, **more)
        if result.wait:
            await self._room.away(GROUP, result.wait)
        return taken(result)
