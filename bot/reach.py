"""Reaching a person who asked nothing just now: in their chat if they have one, by SMS otherwise."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from hashlib import sha256
from typing import Protocol
from uuid import uuid4

from adapters.channels.door import Away
from adapters.job import Job
from adapters.room import NoRoom
from adapters.sessions import Sessions
from adapters.sms.sms import Never, NotTaken, Sms
from adapters.turn import Fenced, Turn
from bot.finishing import LANE, Dead, Later, Outcome, again
from flows.screen import Screen
from flows.session import Session

PATIENCE = 4
"""Rounds (about three minutes) after which a chat that takes nothing is left for an SMS, where one may be sent."""


class Blocked(Exception):
    """The person wants to hear nothing from us in this chat, or is gone from it."""


class Chat(Protocol):
    """Where a person chats. What says something gives the message's id, 0 where this chat does not take it.

    It raises Blocked; NotTaken: not now; NoRoom: it was not even tried.
    """

    async def say(self, session: Session, text: str) -> int:
        """Say something beside the conversation."""

    async def tell(self, session: Session, screen: Screen) -> int:
        """Show a screen."""

    def reaches(self, session: Session) -> bool:
        """Whether this person chats here, and has not blocked us."""

    def block(self, session: Session) -> None:
        """Remember in the session that they blocked us, until they write again."""

    def spoke(self, session: Session, message: int) -> None:
        """Remember in the session that this message stands below what the conversation showed last."""


class Reach:
    """The two ways to a person. Nothing is said here that is not a job's: what cannot be said now is done again."""

    def __init__(self, sessions: Sessions, sms: Sms, chat: Chat | None = None) -> None:
        self._sessions, self._sms, self.chat = sessions, sms, chat

    async def in_chat(self, job: Job, session: Session, say: Callable[[Chat], Awaitable[int]], *, instead: bool) -> int:
        """The id of the message, 0 where there is no chat that takes it. Raises NotTaken, NoRoom.

        `instead`: an SMS may be sent in its place, so that after some rounds a chat is not waited for any longer.
        """
        if self.chat is None or not self.chat.reaches(session):
            return 0
        try:
            return await say(self.chat)
        except Blocked:
            await self._keep_blocked(job.who, session.turn)
            return 0
        except NoRoom:
            raise
        except NotTaken:
            if instead and job.round >= PATIENCE:
                return 0
            raise

    async def by_sms(self, phone: str, text: str, key: str) -> None:
        """Hand an SMS to the provider; `key` names it, however often that is tried. Raises NotTaken."""
        if not phone:
            raise NotTaken("no chat that takes it, and no phone number")
        await self._sms.send(phone, text, key)

    async def _keep_blocked(self, who: str, as_of: int) -> None:
        """Unless they have been heard since. Where it cannot be kept it is found out again, at the next message."""
        with suppress(Away, Fenced):
            turn = await self._sessions.load(who, f"blocked:{uuid4().hex}", LANE)
            if turn.session is None or turn.session.turn != as_of or self.chat is None:
                await self._sessions.free(turn)
                return
            self.chat.block(turn.session)
            await self._sessions.save(turn, turn.session, b"")


def sms_key(turn: Turn, job: Job) -> str:
    """What names the one SMS of a job, 32 characters that tell nothing of the person."""
    return sha256(f"{turn.keys.name} {job.kind} {job.key}".encode()).hexdigest()[:32]


def put_off(job: Job, error: NoRoom | NotTaken) -> Outcome:
    """What becomes of a job by which a person could not be told now."""
    if isinstance(error, NoRoom):
        return Later(error.wait, job)
    return Dead("the borrower's number takes no SMS") if isinstance(error, Never) else again(job, error.wait)
