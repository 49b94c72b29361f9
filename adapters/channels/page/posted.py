"""A posted form, read part by part: no more of it is ever in memory than the file that is being read.

A borrower on a slow network takes minutes for a photo, so many may be read at once; but what is larger than a shrunken
photo has to wait for one of a few places. So memory is bounded: 64 x 1 MB and 4 x 20 MB (twice that for
the moment in which a file is closed).
"""

import asyncio
import warnings
from collections.abc import AsyncGenerator, Awaitable
from contextlib import AsyncExitStack, aclosing
from typing import NamedTuple, TypeVar

from aiohttp import BadContentDispositionHeader, BadContentDispositionParam, BodyPartReader, MultipartReader, web
from aiohttp.http_exceptions import HttpProcessingError

T = TypeVar("T")

MOST_FILES = 10
MOST_BYTES = 20_000_000
"""The largest file."""
SMALL_BYTES = 1_000_000
FIELD_BYTES = 200
CHUNK = 1 << 16
MOST_PARTS = 40
MOST_POSTED = MOST_FILES * MOST_BYTES + SMALL_BYTES
MOST_SKIPPED = MOST_BYTES
"""Of what we do not take, so much is read and let go: a browser shows no answer before it has sent everything."""


BROKEN = (
    AssertionError,
    ConnectionError,
    HttpProcessingError,
    KeyError,
    TimeoutError,
    ValueError,
    web.RequestPayloadError,
)
"""What a reader of multipart raises where the post is not right, or ends too soon."""

for _warning in (BadContentDispositionHeader, BadContentDispositionParam):
    warnings.filterwarnings("ignore", category=_warning)  # they quote the name of a file, and that is not for our log


class Unreadable(Exception):
    """The post broke off, came too slowly, or is no form."""


class TooMuch(Exception):
    """There is far more than we take; we have stopped reading."""


class Field(NamedTuple):
    """A word of the form."""

    name: str
    value: str


class Posted(NamedTuple):
    """A file of the form, whole; or else `refused` says why not: `large`, `many` or `empty`."""

    body: bytes = b""
    refused: str = ""


class Reading:
    """Reads posts, so many at once in this process. `idle`, `total`: seconds without a byte, and for a whole post."""

    def __init__(self, *, small: int = 64, large: int = 4, idle: float = 30, total: float = 900) -> None:
        self._small, self._large = asyncio.Semaphore(small), asyncio.Semaphore(large)
        self._idle, self._total = idle, total

    async def parts(self, request: web.Request) -> AsyncGenerator[Field | Posted, None]:
        """Each word and each file in the order they come. Raises Unreadable, TooMuch."""
        if (request.content_length or 0) > MOST_POSTED:
            raise TooMuch
        async with self._small:
            try:
                async with aclosing(_Post(request, self._large, self._idle, self._total).parts()) as parts:
                    async for part in parts:
                        yield part
            except BROKEN as error:
                raise Unreadable from error


class _Post:
    """One post being read."""

    def __init__(self, request: web.Request, large: asyncio.Semaphore, idle: float, total: float) -> None:
        # Not `request.multipart()`: that one holds each part to the bounds of the whole application.
        self._reader = MultipartReader(request.headers, request.content)
        self._large, self._idle = large, idle
        self._loop = asyncio.get_running_loop()
        self._end = self._loop.time() + total
        self._skipped = 0

    async def parts(self) -> AsyncGenerator[Field | Posted, None]:
        files = 0
        for _ in range(MOST_PARTS):
            part = await self._soon(self._reader.next())
            if part is None:
                return
            if not isinstance(part, BodyPartReader):
                raise Unreadable  # a form within a form
            if part.filename is None:
                yield Field(part.name or "", await self._field(part))
                continue
            async with AsyncExitStack() as place:
                posted = await self._file(part, place, files)
                if posted:
                    files += 1
                    yield posted
        yield Posted(refused="many")

    async def _field(self, part: BodyPartReader) -> str:
        value = bytearray()
        while not part.at_eof():
            value += await self._soon(part.read_chunk())
            if len(value) > FIELD_BYTES:
                raise Unreadable
        return value.decode("utf-8", "replace")

    async def _file(self, part: BodyPartReader, place: AsyncExitStack, files: int) -> Posted | None:
        """The file; None where a browser sends an empty place for none."""
        if files >= MOST_FILES:
            await self._skip(part)
            return Posted(refused="many")
        body, waits = bytearray(), True
        while not part.at_eof():
            chunk = await self._soon(part.read_chunk(CHUNK))
            if waits and len(body) + len(chunk) > SMALL_BYTES:
                await place.enter_async_context(self._large)
                waits = False
            body += chunk
            if len(body) > MOST_BYTES:
                body.clear()
                await self._skip(part)
                return Posted(refused="large")
        if not body:
            return Posted(refused="empty") if part.filename else None
        return Posted(bytes(body))

    async def _skip(self, part: BodyPartReader) -> None:
        while not part.at_eof():
            self._skipped += len(await self._soon(part.read_chunk(CHUNK)))
            if self._skipped > MOST_SKIPPED:
                raise TooMuch

    async def _soon(self, awaited: Awaitable[T]) -> T:
        async with asyncio.timeout_at(min(self._loop.time() + self._idle, self._end)):
            return await awaited
