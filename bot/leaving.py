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
from bot.beside import Beside
from bot.erasing import accounts_of, forget, stands_against
from bot.finishing import LANE, Later, Outcome, again
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
        left = Left.model_validate_json(job.body)
        turn = await self._parts.sessions.load(job.who, f"erase:{uuid4().hex}", LANE)
        await self._parts.sessions.free(turn)
        if job.round == 0 or turn.session is None:
            anew = turn.session is not None and (turn.session.id, turn.session.turn) != (job.key, 1)
            left.topics += await forget(self._parts, job.who, left.accounts, anew=anew)
        undeleted = await self._undeleted(left.topics)
        left.topics = undeleted.again
        after = job.model_copy(update={"body": left.model_dump_json()})
        if job.round == 0:
            return Later(SECOND_LOOK, after.model_copy(update={"round": 1}))
        if left.topics and job.round < ROUNDS:
            return again(after, undeleted.wait)
        for topic in left.topics:
            log.error("erased, but for a topic that staff must delete by hand", topic=topic)
        return None

    async def _undeleted(self, topics: list[int]) -> Undeleted:
        return await self._delete(topics) if self._delete and topics else Undeleted(topics, [])


def erase(who: str, session: Session, emptied: Session) -> Job:
    """The job that erases a person whose session was left `emptied`."""
    return Job(kind="erase", who=who, key=emptied.id, body=Left(accounts=accounts_of(session)).model_dump_json())
