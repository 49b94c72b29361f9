"""Asking for a person, and reading what they said: the errands of a borrower that staff answer."""

import time
from collections.abc import Callable
from datetime import datetime

from babel.dates import get_timezone

from adapters.handovers import Handovers
from adapters.job import Job
from adapters.queue import Queue
from adapters.turn import Due
from bot.hours import Hours
from flows.declined import review
from flows.errands import Answer, CallPerson, MessageLeft, MessagesRead, PersonCalled, ReadMessages
from flows.handover import STAFF, ask
from flows.line import Line
from flows.session import Session

SHOWN = 5
"""Messages shown at a time to one who has read them all."""


class Calling:
    """Asks staff for a borrower. `patience`: minutes until one nobody came to is told so."""

    def __init__(
        self, handovers: Handovers, queue: Queue, hours: Hours, *, patience: int, clock: Callable[[], float] = time.time
    ) -> None:
        self._handovers, self._queue, self.hours = handovers, queue, hours
        self._patience, self.clock = patience, clock

    async def run(self, errand: CallPerson | ReadMessages, session: Session, who: str) -> Answer:
        """Ask, or read. Raises Away."""
        if isinstance(errand, ReadMessages):
            return await self._read(session, who)
        await self._ask(errand, session)
        name = self._handovers.called(who)
        place = 0 if session.owner == STAFF else await self._queue.join(name, int(str(session.desk["asked"])))
        opens = self.hours.opens(self.clock())
        return (MessageLeft if session.short else PersonCalled)(
            desk=self._desk(session),
            desk_place=place,
            desk_weekly=self.hours.weekly,
            desk_opens=opens.isoformat(timespec="minutes") if opens else "none",
        )

    def due(self, who: str, session: Session) -> list[Due]:
        """What falls due after a turn in which staff were asked for the first time."""
        if not any(line.kind == "asked" for line in session.passed):
            return []
        return [(self._patience * 60_000, Job(kind="unclaimed", who=who, key=str(session.desk.get("asked", 0))))]

    async def _ask(self, errand: CallPerson, session: Session) -> None:
        """Note what is asked; who asks a second time without a word only hears how it stands."""
        said = {"by": "borrower", "at": session.now, "channel": session.channel}
        if not session.owner or errand.call:
            ask(session, Line.model_validate({"kind": "asked", "text": errand.call, **said}))
        if (declined := review(session)) and session.desk.get("review") != declined:
            session.desk["review"] = declined
            session.passed.append(Line.model_validate({"kind": "review", "text": declined, **said}))
        if errand.message:
            ask(session, Line.model_validate({"kind": "said", "text": errand.message, **said}))
        session.desk["channel"] = session.channel

    def _desk(self, session: Session) -> str:
        if session.owner == STAFF:
            return STAFF
        return "open" if self.hours.open(self.clock()) else "closed"

    async def _read(self, session: Session, who: str) -> MessagesRead:
        """Those not read yet, or the last few."""
        lines = [line for line in await self._handovers.transcript(who) if line.by == "staff" and line.kind == "said"]
        count = int(str(session.facts.get("new_messages", 0))) or SHOWN
        said = "\n\n".join(f"{line.name} ({self._at(line)}): {line.text}" for line in lines[-count:])
        return MessagesRead(messages=said or "none")

    def _at(self, line: Line) -> str:
        return f"{datetime.fromtimestamp(line.at, get_timezone(self.hours.zone)):%H:%M}"
