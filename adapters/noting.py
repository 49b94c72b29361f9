"""Noting errands on the trail beside what is going on, so that nobody waits for it longer than they must."""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog

from adapters.channels.door import Away
from adapters.lenders.late import Late
from adapters.lenders.reference import reference
from adapters.trail import Entry, Trail, entry
from flows.errands import Answer, Errand

Note = asyncio.Task[bool]
"""A line being written; whether it was."""

log = structlog.get_logger()


class Noting:
    """Writes the lines of one process. Without a trail every line counts as written."""

    def __init__(self, trail: Trail | None, clock: Callable[[], float]) -> None:
        self._trail = trail
        self._clock = clock
        self._notes: set[Note] = set()

    def begin(self, errand: Errand[Any], key: str, who: str, answer: Answer | None = None) -> Note:
        """Begin to write a line: that the errand is about to be sent, or what was answered."""
        note = asyncio.create_task(self._write(entry(self._clock(), who, errand, reference(key), answer)))
        self._notes.add(note)
        note.add_done_callback(self._notes.discard)
        return note

    async def end(self, note: Note) -> None:
        """Wait until a line is written. Raises Late where it could not be.

        What is not on the trail is not told either: the session keeps its intent, and it is looked up later.
        """
        if not await note:
            raise Late("done, it may be, but not noted")

    async def close(self) -> None:
        """Wait for all lines begun."""
        await asyncio.gather(*self._notes)

    async def _write(self, line: Entry) -> bool:
        try:
            if self._trail:
                await self._trail.write(line)
        except Away as error:
            log.warning("not noted", errand=line.errand, reference=line.reference, outcome=line.outcome, why=str(error))
            return False
        return True
