"""Nobody has come for long to one who asked for a person, while somebody was there: both sides are told so."""

import time
from collections.abc import Callable

from adapters.job import Job
from adapters.sessions import Sessions
from bot.finishing import LANE, Later, Outcome
from bot.hours import Hours
from bot.whose import channel
from flows.handover import WAITING
from flows.line import UNTOLD, Line


class Unclaimed:
    """Does the jobs `unclaimed`. `patience` in minutes."""

    def __init__(
        self, sessions: Sessions, hours: Hours, *, patience: int, clock: Callable[[], float] = time.time
    ) -> None:
        self._sessions, self._hours = sessions, hours
        self._patience, self.clock = patience * 60.0, clock

    async def tell(self, job: Job) -> Outcome:
        """Tell them, unless somebody has come. Raises Away: do it again."""
        turn = await self._sessions.load(job.who, f"unclaimed:{job.key}", LANE)
        session = turn.session
        if turn.reply is not None:
            return None
        if session is None or session.owner != WAITING or str(session.desk.get("asked")) != job.key:
            await self._sessions.free(turn)
            return None
        if not self._hours.open(self.clock()):
            await self._sessions.free(turn)
            return Later(self._patience, job)
        # Who asked to be called waits for a call, and does not wonder why nobody answers here.
        text = UNTOLD if session.facts.get("desk_call", "none") != "none" else ""
        line = Line(kind="unclaimed", by="bot", at=int(self.clock()), text=text, channel=channel(session))
        session.passed.append(line)
        await self._sessions.save(turn, session, b"told")
        return None
