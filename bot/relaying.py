"""Passing on what is said between borrowers and staff: in order, each line once, as fast as the other side takes it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import uuid4

import structlog

from adapters.channels.telegram.drawing import pieces
from adapters.channels.telegram.place import read_line
from adapters.handovers import Busy, Entry, Passing
from adapters.job import Job
from adapters.staff import Became, Result
from bot.finishing import LANE, Dead, Later, Outcome, again
from bot.kept import Kept
from flows.line import Line
from flows.session import Session

BUSY = 0.5
"""Seconds until we look again at lines that another process is passing on."""

ROUNDS = 50
"""Rounds that came to nothing until a person must look."""

log = structlog.get_logger()


class NotNow(Exception):
    """It cannot be passed on now. `wait`: seconds; `ours`: it was we who held back, and nothing is amiss."""

    def __init__(self, wait: float = 0.0, *, ours: bool = False) -> None:
        super().__init__(wait)
        self.wait, self.ours = wait, ours


@dataclass(slots=True)
class Passage:
    """A line on its way: whose, in which passing on, and what the session says."""

    who: str
    passing: Passing
    entry: Entry
    line: Line
    session: Session


class Relaying:
    """Passes lines on to one side, in order. What is left of a line is done before it is said to be passed on."""

    side: str

    def __init__(self, kept: Kept) -> None:
        self._sessions, self._handovers = kept.sessions, kept.handovers

    async def relay(self, job: Job) -> Outcome:
        """Pass on what this side has not been told yet. Raises Away: do it again."""
        try:
            passing = await self._handovers.begin(job.who, self.side)
            try:
                await self._all(job.who, passing)
            finally:
                await self._handovers.end(passing)
        except Busy:
            return Later(BUSY, job)
        except NotNow as wait:
            if wait.ours:
                return Later(wait.wait, job)
            log.warning("handover: not passed on now", side=self.side)
            return again(job, wait.wait) if job.round < ROUNDS else Dead(f"{self.side}: could not be passed on")
        return None

    async def _all(self, who: str, passing: Passing) -> None:
        """Pass on line by line. With whom, and where, is read once a round: it changes under our hands."""
        session = await self._glance(who)
        while passing.entries:
            for entry in passing.entries:
                if entry.line and session and self._wants(entry.line):
                    known = await self._pass(Passage(who, passing, entry, entry.line, session))
                    await self._handovers.passed(passing, entry, **{self._part: 0}, **known)
                else:
                    await self._handovers.passed(passing, entry)
            await self._handovers.more(passing)
            session = await self._glance(who)
        if session:
            await self._end(who, passing, session)

    def _wants(self, line: Line) -> bool:
        """Whether this side is told of it."""
        raise NotImplementedError

    async def _pass(self, way: Passage) -> dict[str, int]:
        """Pass a line on; what to remember with it. Raises NotNow."""
        raise NotImplementedError

    async def _end(self, who: str, passing: Passing, session: Session) -> None:
        """What is left to do once all lines are passed on. Raises NotNow."""

    async def _glance(self, who: str) -> Session | None:
        turn = await self._sessions.load(who, f"glance:{uuid4().hex}", LANE)
        if not turn.moved:
            await self._sessions.free(turn)
        return turn.session

    async def _said(self, way: Passage, text: str, say: Callable[[str], Awaitable[Result]]) -> Result:
        """Say a text, in pieces where it is long: one that was said before we were held up is not said again."""
        said, parts = Result(Became.DONE), pieces(text)
        [done] = await self._handovers.recall(way.who, self._part) if len(parts) > 1 else [0]
        for number, piece in enumerate(parts[done:], done + 1):
            said = await say(piece)
            if said.became is not Became.DONE:
                return said
            if number < len(parts):
                await self._handovers.note(way.passing, **{self._part: number})
        return said

    @property
    def _part(self) -> str:
        return f"{self.side}:part"


def remembered(line: Line, said: Result) -> dict[str, int]:
    """Where a line stands on the other side, to change it there if it is changed here."""
    return {here(line): said.id} if said.id and line.ref and line.kind == "said" else {}


def here(line: Line) -> str:
    """The name under which that is remembered."""
    return f"{line.by}:{read_line(line.ref)[1]}"


def taken(result: Result) -> Result:
    """The result, unless it is to be tried again. Raises NotNow."""
    if result.became is Became.NOT_NOW:
        raise NotNow(result.wait)
    if result.became is Became.REFUSED:
        log.error("handover: Telegram does not take a message")
    return result
