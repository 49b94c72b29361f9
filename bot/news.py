"""Telling a person, unasked, that there is an answer: where they chat if they do, by SMS otherwise."""

from collections.abc import Awaitable, Callable

import structlog

from adapters.channels.door import Away
from adapters.job import Job
from adapters.sessions import Sessions
from adapters.sms.sms import NotTaken, Sms
from bot.finishing import Dead, Outcome, again
from bot.serving import Serving
from bot.whose import is_taken
from flows.screen import Screen
from flows.session import Session
from flows.talk import show
from flows.text import say

TellChat = Callable[[Session, Screen], Awaitable[bool]]
"""Shows a screen in the person's chat; False where that cannot be, NotTaken where it cannot be now."""

LANE = 5.0
"""Seconds to wait for the lane while the person is being heard."""

log = structlog.get_logger()


class News:
    """Does the `tell` jobs. The answer itself is kept in the session and shown at the next turn in any case.

    That a person was told is kept as the reply to the job's mark, so that a job done twice tells once; a crash between
    telling and keeping that tells twice in a chat, never by SMS. After `rounds` tries the job is set aside.
    """

    def __init__(
        self,
        sessions: Sessions,
        sms: Sms,
        chat: TellChat | None = None,
        *,
        serving: Serving | None = None,
        rounds: int = 8,
    ) -> None:
        self._sessions, self._sms, self._chat, self._rounds = sessions, sms, chat, rounds
        self._serving = serving

    async def tell(self, job: Job) -> Outcome:
        """Tell of what the session stands at, unless they have seen it meanwhile. Raises Away: do it again."""
        turn = await self._sessions.load(job.who, f"tell:{job.key}", LANE)
        session = turn.session
        if turn.reply is not None:
            return None
        await self._sessions.free(turn)
        if session is None or not session.unseen or is_taken(session):
            return None
        if job.round >= self._rounds:
            return Dead("the person could not be told")
        try:
            in_chat = await self._send(job, session)
        except NotTaken as error:
            return again(job, error.wait)
        await self._told(job, session.turn, in_chat=in_chat)
        return None

    async def _send(self, job: Job, session: Session) -> bool:
        """True: they have it in their chat. An SMS only says that there is news: others may read that phone."""
        if self._chat and "telegram" in session.lines and await self._tell_chat(self._chat, session):
            return True
        if not session.phone:
            raise NotTaken("no chat that takes it, and no phone number")
        await self._sms.send(session.phone, say(session.lang, "way-news", session.facts), f"tell {job.who} {job.key}")
        return False

    async def _tell_chat(self, chat: TellChat, session: Session) -> bool:
        session.short, session.serves = False, self._serving.at() if self._serving else None
        screen = show(session)
        return isinstance(screen, Screen) and await chat(session, screen)

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
