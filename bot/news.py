"""Telling a person, unasked, that there is an answer: where they chat if they do, by SMS otherwise."""

import time
from collections.abc import Callable

import structlog

from adapters.channels.door import Away
from adapters.job import Job
from adapters.room import NoRoom
from adapters.sessions import Sessions
from adapters.sms.sms import NotTaken
from adapters.turn import Turn
from bot.finishing import LANE, Dead, Later, Outcome
from bot.quiet import Quiet
from bot.reach import Chat, Reach, put_off, sms_key
from bot.serving import Serving
from bot.whose import is_taken
from flows.following import takes_sms
from flows.screen import Screen
from flows.session import Session
from flows.talk import show
from flows.text import say

AWAKE = 300.0
"""Seconds after a person was heard last in which they are told also at night: they are up, and wait for it."""

log = structlog.get_logger()


class News:
    """Does the `tell` jobs. The answer itself is kept in the session and shown at the next turn in any case.

    That a person was told is kept as the reply to the job's mark, so that a job done twice tells once; only a crash
    between telling and keeping that tells twice. After `rounds` tries the job is set aside.
    """

    def __init__(
        self,
        sessions: Sessions,
        reach: Reach,
        quiet: Quiet,
        *,
        serving: Serving | None = None,
        rounds: int = 8,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._sessions, self._reach, self._quiet = sessions, reach, quiet
        self._serving, self._rounds, self.clock = serving, rounds, clock

    async def tell(self, job: Job, *, at_once: bool = False) -> Outcome:
        """Tell of what the session stands at, unless they have seen it meanwhile. Raises Away: do it again.

        `at_once`: also at night, since they are being spoken to.
        """
        turn = await self._sessions.load(job.who, f"tell:{job.key}", LANE)
        session = turn.session
        if turn.reply is not None:
            return None
        await self._sessions.free(turn)
        if session is None or not session.unseen or is_taken(session):
            return None
        if wait := 0 if at_once else self._wait(session):
            return Later(wait, job)
        if job.round >= self._rounds:
            return Dead("the person could not be told")
        try:
            in_chat = await self._send(job, turn, session)
        except (NoRoom, NotTaken) as error:
            return put_off(job, error)
        await self._told(job, session.turn, in_chat=in_chat)
        return None

    def _wait(self, session: Session) -> float:
        """Seconds until they may be told."""
        now = self.clock()
        return self._quiet.wait(now) if now - session.heard > AWAKE else 0

    async def _send(self, job: Job, turn: Turn, session: Session) -> bool:
        """True: they have it in their chat. An SMS only says that there is news: others may read that phone.

        Who wants no SMS reads it when they come.
        """
        by_sms = takes_sms(session)
        session.serves = self._serving.at() if self._serving else None
        if await self._reach.in_chat(job, session, lambda chat: _tell(chat, session), instead=by_sms):
            return True
        if by_sms:
            await self._reach.by_sms(session.phone, say(session.lang, "way-news", session.facts), sms_key(turn, job))
        return False

    async def _told(self, job: Job, as_of: int, *, in_chat: bool) -> None:
        """Keep that they were told. What stands in their chat they have seen, and can answer, unless they moved on."""
        turn = await self._sessions.load(job.who, f"tell:{job.key}", LANE)
        if turn.session is None or turn.reply is not None:
            await self._sessions.free(turn)
            return
        if in_chat and turn.session.turn == as_of:
            turn.session.unseen = False
        try:
            await self._sessions.save(turn, turn.session, b"told")
        except Away:
            await self._sessions.free(turn)
            raise


async def _tell(chat: Chat, session: Session) -> int:
    """Show them where they stand."""
    session.short = False
    screen = show(session)
    return await chat.tell(session, screen) if isinstance(screen, Screen) else 0
