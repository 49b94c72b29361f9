"""Noting errands on the trail beside what is going on, so that nobody waits for it longer than they must."""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog

from adapters.channels.door import Away
from adapters.lenders.late import Late
from adapters.lenders.reference import reference
from adapters.trail import Trail
from adapters.trail_line import Entry, agreed, entry
from flows.errands import Answer, Errand
from flows.screen import Screen
from flows.session import Session

Note = asyncio.Task[bool]
"""A line being written; whether it was."""

PAUSE = 0.05
"""Seconds for which lines nobody waits for are gathered. Whoever is killed loses those of that time and no others."""

AT_ONCE, MOST = 200, 20_000
"""Gathered lines that are written together, and that may wait while Redis is slow; what is beyond is dropped."""

log = structlog.get_logger()


class Noting:
    """Writes the lines of one process. Without a trail every line counts as written."""

    def __init__(self, trail: Trail | None, clock: Callable[[], float]) -> None:
        self._trail = trail
        self._clock = clock
        self._notes: set[Note] = set()
        self._gathered: list[Entry] = []
        self._writing: asyncio.Task[None] | None = None

    def line(self, errand: Errand[Any], key: str, who: str, channel: str, *outcome: Answer | str) -> Entry:
        """The line of an errand, as of now: that it is about to be sent, or what came of it."""
        return entry(self._clock(), who, channel, errand, reference(key) if key else "", *outcome)

    def begin(self, line: Entry) -> Note:
        """Begin to write a line that must not be lost: that an errand is about to be sent, or what was answered."""
        note = asyncio.create_task(self._write(line))
        self._notes.add(note)
        note.add_done_callback(self._notes.discard)
        return note

    async def end(self, note: Note) -> None:
        """Wait until a line is written. Raises Late where it could not be.

        What is not on the trail is not told either: the session keeps its intent, and it is looked up later.
        """
        if not await note:
            raise Late("done, it may be, but not noted")

    async def shown(
        self, session: Session, screen: Screen, errand: Errand[Any] | None, who: str, channel: str, page: int = 0
    ) -> None:
        """Write what a borrower was shown when they agreed, and to which errand it leads (None: to none any more).

        `page`: the one of the screen that they were on, from 0. Raises Away: then nothing may come of their yes yet.
        """
        if self._trail is None:
            return
        if errand:
            line = self.line(errand, session.errand, who, channel)
        else:
            application = str(session.facts.get("application", ""))
            line = Entry(at=self._clock(), who=who, channel=channel, application=application)
        await self._trail.write(agreed(line, session, screen, page))

    def beside(self, line: Entry) -> None:
        """Note a line that nobody waits for; it is written with others, in a moment."""
        if not self._trail:
            return
        self._gathered.append(line)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_gathered(PAUSE))

    async def settle(self) -> None:
        """Wait until all lines begun or gathered are written."""
        while self._notes or self._gathered or (self._writing and not self._writing.done()):
            if self._gathered and (self._writing is None or self._writing.done()):
                self._writing = asyncio.create_task(self._write_gathered(0))
            await asyncio.gather(*self._notes, *filter(None, [self._writing]))

    async def _write(self, *lines: Entry) -> bool:
        try:
            if self._trail:
                await self._trail.write(*lines)
        except Away as error:
            first = lines[0]
            about = {"errand": first.errand, "reference": first.reference, "outcome": first.outcome}
            log.warning("not noted", **about, lines=len(lines), why=str(error))
            return False
        return True

    async def _write_gathered(self, pause: float) -> None:
        """Write what is gathered, so many at a time, until nothing is left."""
        await asyncio.sleep(pause)
        while self._gathered:
            if dropped := max(len(self._gathered) - MOST, 0):
                log.warning("not noted", lines=dropped, why="Redis is too slow")
            lines, self._gathered = self._gathered[dropped : dropped + AT_ONCE], self._gathered[dropped + AT_ONCE :]
            await self._write(*lines)
