"""Documents at the desk: a file that came becomes a page that waits, and waiting pages become one document."""

import asyncio
from collections.abc import Callable
from hashlib import blake2s
from typing import Any, TypeVar

import structlog

from adapters.channels.door import Bringing, Door, NotBrought
from adapters.documents import LARGEST, Unfit, bind, look
from adapters.job import Job
from adapters.waiting import Waiting
from flows.errands import Errand, Trouble, UploadDocument
from flows.heard import File, Heard, Paper
from flows.session import Session
from flows.uploading import wanted

AT_ONCE = 2
"""Pictures one process opens at a time: each may take some hundred megabytes for a second."""

IN_HAND = 8
"""Files one process holds whole at a time, each of up to twenty million bytes."""

WITHIN = 12.0
"""Seconds until a file must be fetched and looked into: less than the lane's lease, or the turn were no longer ours."""

T = TypeVar("T")

log = structlog.get_logger()


class Documents:
    """Has files looked into, and documents bound, in threads: nobody else's turn waits for a picture.

    `largest`: bytes of a document that the lender takes; pictures are made smaller until it is no larger.
    """

    def __init__(self, waiting: Waiting, largest: int = LARGEST) -> None:
        self._waiting, self._largest = waiting, largest
        self._room, self._hands = asyncio.Semaphore(AT_ONCE), asyncio.Semaphore(IN_HAND)

    async def look(self, who: str, session: Session, heard: Heard, door: Door) -> Heard:
        """What was heard, its file looked into and kept. One that nobody asked for is not even fetched. Raises Away."""
        if heard.file is None:
            return heard
        if not wanted(session.facts):
            return heard._replace(file=None, paper=Paper(unfit="early"))
        return heard._replace(file=None, paper=await self._paper(who, heard.file, heard.mark, door))

    async def bound(self, errand: Errand[Any], who: str, *, sent: bool) -> Errand[Any] | Trouble:
        """The errand with its document in it. Where a page has waited too long it is to be taken anew.

        `sent`: it was sent before with an outcome nobody knows; then only a person can tell what the lender has.
        """
        if not isinstance(errand, UploadDocument):
            return errand
        pages = await self._waiting.pages(who, [str(page["id"]) for page in errand.pages])
        if pages is None:
            return Trouble(note="the pages wait no more", doubt=sent)
        try:
            content, kind = await self._in_thread(lambda: bind(pages, self._largest))
        except Unfit as error:
            return Trouble(note=f"the pages together are {error.key}", doubt=sent)
        return errand.model_copy(update={"content": content, "filename": f"{errand.kind}.{kind}"})

    async def drop(self, job: Job) -> None:
        """Forget the pages a job names."""
        await self._waiting.drop(job.who, job.body.split())

    async def _paper(self, who: str, file: File, mark: str, door: Door) -> Paper:
        assert isinstance(door, Bringing)  # noqa: S101 - a file comes through such a door only
        try:
            async with asyncio.timeout(WITHIN), self._hands:
                content = await door.bring(file)
                page = await self._in_thread(lambda: look(content))
        except (NotBrought, Unfit) as error:
            return _refused(error.key)
        except TimeoutError:
            return _refused("slow")
        id = blake2s(mark.encode(), digest_size=8).hexdigest()  # noqa: A001 - the word of the house for it
        if not await self._waiting.keep(who, id, page):
            return _refused("many")
        log.info("page", kind=page.kind, pages=page.pages, bytes=len(page.content), faults=page.faults)
        return Paper(id, page.mark, page.pages, page.faults)

    async def _in_thread(self, deed: Callable[[], T]) -> T:
        async with self._room:
            return await asyncio.to_thread(deed)


def _refused(why: str) -> Paper:
    log.info("page refused", why=why)
    return Paper(unfit=why)
