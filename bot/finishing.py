"""Errands nobody waits for on the line: seen through to their answer, which is kept and told.

The person's lane is not held while the lender answers, or a borrower who comes meanwhile would wait for a slow lender.
It is held for two short stretches: to look whether the errand is still wanted and to take its hold
(`adapters.holds`), and to hear the answer. A borrower who comes in between finds the errand held, and reads at once
that we are working on it; another worker comes back later. What follows the answer is a job of its own.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple
from uuid import uuid4

import structlog

from adapters.channels.door import Away
from adapters.holds import Held, Hold
from adapters.job import Job
from adapters.lending import Late, Lending
from adapters.sessions import Sessions
from adapters.turn import Due, Fenced, Turn
from bot.documents import Documents
from bot.rationing import Rationing
from bot.serving import Serving
from bot.sim_check import SimCheck
from bot.whose import is_taken
from flows.errands import OURS, Answer, Errand, Trouble
from flows.line import Line
from flows.screen import Screen
from flows.session import Session
from flows.show import errand as errand_of
from flows.steps import STEPS
from flows.talk import hear, show
from flows.words import End, Send

FINISH_AFTER = 5_000
"""Milliseconds until a worker looks after an errand that was sent, or that a turn ended without an answer to."""

PATIENCE = 20.0
"""Seconds a worker waits for a lender before it does something else; the call goes on, and its answer is heard."""

LANE = 5.0
"""Seconds to wait for the lane while the person is being heard."""

PAUSES = (5.0, 15.0, 45.0, 120.0, 300.0)
"""Seconds after the first round without an outcome, the second, ...; the last one for all that follow."""

WORKER = "worker"
"""What stands on the trail for the channel, where nobody waits on one."""

HELD = 2.0
"""Seconds until we look again at an errand that another process has under way."""

log = structlog.get_logger()


class Later(NamedTuple):
    """The job is to be done again, as it is here, after so many seconds."""

    seconds: float
    job: Job


class Dead(NamedTuple):
    """The job is to be set aside for a person to look at, and why."""

    why: str


Outcome = Later | Dead | None
"""What became of a job; None: it is done, or nobody needs it any more."""


def again(job: Job, wait: float = 0) -> Later:
    """After a round that came to nothing: the next, no sooner than in `wait` seconds."""
    pause = PAUSES[min(job.round, len(PAUSES) - 1)]
    return Later(max(pause, wait), job.model_copy(update={"round": job.round + 1}))


def finish(who: str, session: Session) -> Job:
    """The job that sees the session's present errand through."""
    return Job(kind="finish", who=who, key=session.errand)


def due_to_finish(who: str, session: Session) -> Due:
    """The same, for a worker to do if the turn does not."""
    return FINISH_AFTER, finish(who, session)


class Finishing:
    """Sees errands through. After `rounds` rounds without an outcome a person must look, and the borrower is told.

    `moved` is told of each session that has got on by an answer: from which step, and to which.
    """

    def __init__(  # noqa: PLR0913 - the three it works with, and settings each with its default
        self,
        sessions: Sessions,
        lending: Lending,
        documents: Documents,
        *,
        serving: Serving | None = None,
        rounds: int = 12,
        clock: Callable[[], float] = time.time,
        moved: Callable[[str, str], None] | None = None,
        rationing: Rationing | None = None,
        sim: SimCheck | None = None,
    ) -> None:
        self._sessions, self._lending, self._documents, self._moved = sessions, lending, documents, moved
        self._serving, self._rounds, self._clock, self._sim = serving, rounds, clock, sim
        self._rationing = rationing or Rationing(lending)

    async def finish(self, job: Job) -> Outcome:
        """One round of a `finish` job. Raises Away and Fenced, after which it is to be done again."""
        turn, session = await self._come(job.who, f"finish:{uuid4().hex}")
        if session is None or session.errand != job.key:
            await self._sessions.free(turn)
            return None
        errand = _rebuilt(session)
        if errand is None or job.round >= self._rounds:
            await self._give_up(turn, session, errand)
            return None
        try:
            hold = await self._sessions.hold(turn, session) if errand.once else None
        except Held:
            return Later(HELD, job)
        finally:
            await self._sessions.free(turn)
        sent = max(session.sent, hold.before if hold else 0)
        if not sent and self._sim and (kept := await self._sim.instead(errand, session, turn.keys, WORKER, PATIENCE)):
            await self.hear(job.who, job.key, kept)
            return None
        return await self._round(job, errand, sent, hold, turn.keys.name)

    async def hear(self, who: str, key: str, answer: Answer) -> None:
        """Hear the answer to the errand under `key` and keep what it leads to, if the session still waits for it."""
        turn, session = await self._come(who, f"answer:{key}")
        if turn.reply is not None:
            return
        if session is None or session.errand != key:
            await self._sessions.free(turn)
            return
        await self._go_on(turn, session, hear(session, answer), key)

    async def hear_late(self, who: str, key: str, answer: Answer) -> None:
        """Hear an answer that came after its turn was over. Where that cannot be now, the errand's own job will."""
        try:
            await self.hear(who, key, answer)
        except (Away, Fenced) as error:
            log.warning("late answer not kept now", errand=key, note=str(error))

    async def _round(self, job: Job, errand: Errand[Any], sent: int, hold: Hold | None, who: str) -> Outcome:
        """Ask or look up, with no lane held. `who`: the person's hashed name."""
        late = partial(self.hear_late, job.who, job.key)
        whole = await self._documents.bound(errand, job.who, sent=bool(sent))
        if isinstance(whole, Trouble):
            await self.hear(job.who, job.key, whole)
            return None
        try:
            answer = await self._rationing.run(
                whole,
                job.key,
                person=job.who,
                now=int(self._clock()),
                patience=PATIENCE,
                sent=sent,
                late=late,
                hold=hold,
                who=who,
                channel=WORKER,
            )
        except Late as silence:
            return again(job, silence.wait)
        await self.hear(job.who, job.key, answer)
        return None

    async def _give_up(self, turn: Turn, session: Session, errand: Errand[Any] | None) -> None:
        """Too many rounds: a person must look. What cannot be asked again, its secret being gone, is asked of them."""
        key = session.errand
        if errand is None:
            await self._go_on(turn, session, show(session), key)
            return
        log.error("errand without an outcome: a person must look", errand=type(errand).__name__, key=key)
        note = "no answer after many tries"
        await self._go_on(turn, session, hear(session, Trouble(note=note, doubt=errand.once)), key)

    async def _go_on(self, turn: Turn, session: Session, said: Screen | Errand[Any], key: str) -> None:
        """Keep where the session came to: with a job for the errand that follows, or one to tell the person."""
        turn.open.add(key)
        try:
            await self._sessions.save(turn, session, b"", self._next(turn.who, session, said, key))
        except Away:
            await self._sessions.free(turn)
            raise
        if self._moved and not is_taken(session):
            self._moved(key.rpartition(":")[2], session.state)

    def _next(self, who: str, session: Session, said: Screen | Errand[Any], key: str) -> list[Job]:
        """The job for what was said. Who was told at parting what would happen now need not be told that it has."""
        if not isinstance(said, (Screen, *OURS)):
            return [finish(who, session)]
        if is_taken(session):
            session.unseen = True
            session.passed.append(_for_staff(session, said))
            return []
        asked, step = STEPS.get(key.rpartition(":")[2]), STEPS[session.state]
        if isinstance(asked, Send) and asked.apart and isinstance(step, End):
            return []
        session.unseen = True
        return [Job(kind="tell", who=who, key=f"{session.id}:{session.turn + 1}")]

    async def _come(self, who: str, mark: str) -> tuple[Turn, Session | None]:
        turn = await self._sessions.load(who, mark, LANE)
        session = turn.session
        if session:
            session.serves = self._serving.at() if self._serving else self._lending.serves
            session.now = int(self._clock())
        return turn, session


def _for_staff(session: Session, said: Screen | Errand[Any]) -> Line:
    """What would have been said to the borrower, for those who have the conversation meanwhile."""
    text = said.text if isinstance(said, Screen) else type(said).__name__
    return Line(kind="unsaid", by="bot", at=session.now, text=text)


def _rebuilt(session: Session) -> Errand[Any] | None:
    """The errand the session waits for, made again from its facts; None where that cannot be."""
    step = STEPS.get(session.errand.rpartition(":")[2])
    return errand_of(session, step) if isinstance(step, Send) else None
