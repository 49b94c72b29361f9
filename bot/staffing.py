"""What staff do in their group, as turns of the borrower's conversation: one at a time, and each once."""

import time
from collections.abc import Callable

import structlog

from adapters.channels.door import Away
from adapters.staff import Staff
from adapters.staff_hearing import Act
from adapters.turn import Turn
from bot.finishing import LANE
from bot.kept import Kept
from bot.lanes import Lanes
from bot.serving import Serving
from bot.staff_deeds import DEEDS, Doing
from bot.whose import chat_of
from flows.canned import Canned
from flows.line import Line
from flows.session import Session
from flows.text import say

PATIENCE = 8.0
"""Seconds an act waits for those before it in its topic."""

log = structlog.get_logger()


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
        doing = Doing(act, turn.who, session, self._staff.chat, self._canned)
        DEEDS[act.deed if act.user else "hidden"](doing)
        told = say(self._lang, doing.told, doing.facts) if doing.told else ""
        if told and not act.query:
            session.passed.append(Line(kind="told", by="bot", at=session.now, text=told))
        try:
            await self._sessions.save(turn, session, told.encode(), doing.jobs)
        except Away:
            await self._sessions.free(turn)
            raise
        if doing.figures:
            await self._queue.count(session.now, **doing.figures)
        return told
