"""A borrower has everything deleted: asked for in a turn, and done by a worker as soon as that turn is kept.

The turn itself ends with a session like a stranger's and the job, in one script: whoever says something in the next
moment is a stranger already, and whatever is killed, the rest is erased. The worker looks a second time a minute later,
for what was under way meanwhile and may have written something back.
"""

from collections.abc import Awaitable, Callable
from typing import NamedTuple
from uuid import uuid4

import structlog
from pydantic import BaseModel

from adapters.job import Job
from adapters.scripts import or_away
from bot.beside import Beside, glance
from bot.erasing import accounts_of, forget, stands_against, topics_of
from bot.finishing import HELD, LANE, Later, Outcome
from bot.retaining import ERASED
from flows.errands import Answer, Erased, NotErased
from flows.session import Session

SECOND_LOOK = 60.0
"""Seconds until we look again; nothing that began before is under way for longer."""

ROUNDS = 12
"""So often a topic is tried that cannot be deleted now."""


class Undeleted(NamedTuple):
    """Topics to be tried again, those that staff must delete by hand, and the seconds to wait before the next try."""

    again: list[int]
    by_hand: list[int]
    wait: float = 0.0


Delete = Callable[[list[int]], Awaitable[Undeleted]]
"""Deletes topics of the staff group."""

log = structlog.get_logger()


class Left(BaseModel):
    """What a job of erasing still needs to know: the accounts that spoke for the person, and topics not deleted yet."""

    accounts: list[str] = []
    topics: list[int] = []


class Leaving:
    """Answers the errand, and does the jobs `erase`. `delete`: None where there is no staff group."""

    def __init__(self, parts: Beside, delete: Delete | None = None) -> None:
        self._parts, self._delete = parts, delete

    async def run(self, session: Session, who: str) -> Answer:
        """Whether it can be done now. Raises Away."""
        why = await stands_against(self._parts, who, session)
        return NotErased(kept_because=why) if why else Erased()

    async def erase(self, job: Job) -> Outcome:
        """Erase a person, and look again later. Raises Away: do it again."""
        left, first = Left.model_validate_json(job.body), job.round == 0
        if first or await self._session(job) is None:
            left.topics = [*left.topics, *await topics_of(self._parts, job.who, left.accounts)]
        undeleted = await self._undeleted(left.topics)
        left.topics = undeleted.again
        session = await self._session(job)  # now, since Telegram may have taken its time
        if first and session and session.errand:  # they have come again, and something is under way
            return Later(HELD, job.model_copy(update={"body": left.model_dump_json()}))
        after = job.model_copy(update={"round": job.round + 1, "body": left.model_dump_json()})
        if first:
            with or_away:
                await self._parts.redis.set(ERASED, "1")
        if first or session is None:
            await forget(self._parts, job.who, left.accounts)
        if first:
            await self._bring_back(job, session)
            return Later(SECOND_LOOK, after)
        if left.topics and job.round < ROUNDS:
            return Later(max(SECOND_LOOK, undeleted.wait), after)
        for topic in left.topics:
            log.error("erased, but for a topic that staff must delete by hand", topic=topic)
        return None

    async def _session(self, job: Job) -> Session | None:
        return (await glance(self._parts.sessions, job.who)).session

    async def _bring_back(self, job: Job, session: Session | None) -> None:
        """What was said by one who came again before we did, as a stranger does, is theirs: kept under a new key."""
        if session is None or (session.id, session.turn) == (job.key, 1):
            return
        turn = await self._parts.sessions.load(job.who, f"back:{uuid4().hex}", LANE)
        if turn.session is None:
            await self._parts.sessions.save(turn, session, b"")
        else:
            await self._parts.sessions.free(turn)

    async def _undeleted(self, topics: list[int]) -> Undeleted:
        return await self._delete(topics) if self._delete and topics else Undeleted(topics, [])


def erase(who: str, session: Session, emptied: Session) -> Job:
    """The job that erases a person whose session was left `emptied`."""
    return Job(kind="erase", who=who, key=emptied.id, body=Left(accounts=accounts_of(session)).model_dump_json())
