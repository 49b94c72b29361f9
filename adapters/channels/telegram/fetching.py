"""A file that a person sent, fetched whole from Telegram: never more than we take, nor longer than anyone would wait.

The token is part of every address here, so what becomes of a try is told in a word of our own, and no error of the
wire is passed on.
"""

import asyncio
import logging
from typing import NamedTuple

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiohttp import ClientError, ClientResponse, ClientTimeout

from adapters.channels.door import NotBrought
from adapters.channels.telegram.hearing import LARGEST
from adapters.channels.telegram.wire import Told, Wire
from flows.heard import File

log = logging.getLogger(__name__)

SECONDS = 10.0
"""For all of it: asking where the file is, fetching it, and once more where that failed."""
TRIES = 2
PAUSE = 0.3
"""Seconds before the second try, where Telegram does not ask for more."""
PIECE = 1 << 16
"""Bytes read at a time: so much more than we take may be in our hands before we stop."""

LARGE, GONE, SLOW = "large", "gone", "slow"


class Tried(NamedTuple):
    """What became of a try: the file, or why not (a key of NotBrought), and the seconds Telegram asks us to wait."""

    body: bytes = b""
    why: str = ""
    wait: float = 0.0


class Fetching:
    """Fetches files through one bot. `seconds` are for one file, `largest` is in bytes."""

    def __init__(self, bot: Bot, *, seconds: float = SECONDS, largest: int = LARGEST) -> None:
        self._bot, self._seconds, self._largest = bot, seconds, largest
        self._wire, self._timeout = Wire(bot, seconds), ClientTimeout(total=seconds)

    async def bring(self, file: File) -> bytes:
        """The file itself, whole. Raises NotBrought."""
        try:
            async with asyncio.timeout(self._seconds) as limit:
                tried = await self._try(file, limit.when() or 0.0)
        except TimeoutError:
            tried = Tried(why=SLOW)
        if tried.why:
            log.warning("telegram: a file is not brought: %s", tried.why)
            raise NotBrought(tried.why)
        return tried.body

    async def _try(self, file: File, until: float) -> Tried:
        """Fetch it, again where that may help and there is time `until` then (the loop's); a wait asked for is free."""
        failed = 0
        while True:
            tried = await self._once(file)
            failed += not tried.wait
            late = asyncio.get_running_loop().time() + tried.wait >= until
            if tried.why != SLOW or failed == TRIES or late:
                return tried
            await asyncio.sleep(tried.wait or PAUSE)

    async def _once(self, file: File) -> Tried:
        """Ask where the file is, and fetch it from there."""
        told = await self._wire.call({"method": "getFile", "file_id": file.place})
        if told.status != 200 or told.broken:
            return Tried(why=_why(told.status, told.sentence), wait=told.wait)
        path = _path(told)
        return await self._download(path) if path else Tried(why=GONE)

    async def _download(self, path: str) -> Tried:
        assert isinstance(self._bot.session, AiohttpSession)  # noqa: S101 - `make_bot` gives it no other
        session = await self._bot.session.create_session()
        url = self._bot.session.api.file_url(self._bot.token, path)
        try:
            async with session.get(url, timeout=self._timeout, allow_redirects=False) as response:
                if response.status != 200:
                    return Tried(why=_why(response.status), wait=_wait(response))
                return await self._read(response)
        except (ClientError, TimeoutError):
            return Tried(why=SLOW)

    async def _read(self, response: ClientResponse) -> Tried:
        """The body, given up as soon as it is more than we take, whatever was said of its size."""
        if (response.content_length or 0) > self._largest:
            return Tried(why=LARGE)
        body = bytearray()
        async for piece in response.content.iter_chunked(PIECE):
            body += piece
            if len(body) > self._largest:
                return Tried(why=LARGE)
        return Tried(bytes(body))


def _path(told: Told) -> str:
    """Where the file is, in Telegram's answer to `getFile`; "" where it does not say."""
    path = told.result.get("file_path") if isinstance(told.result, dict) else None
    return path if isinstance(path, str) else ""


def _why(status: int, sentence: str = "") -> str:
    """Why a call that failed did: what Telegram refuses once it always refuses, except for being asked too often."""
    if "file is too big" in sentence:
        return LARGE
    return GONE if 400 <= status < 500 and status != 429 else SLOW


def _wait(response: ClientResponse) -> float:
    """The seconds asked for with a 429."""
    after = response.headers.get("Retry-After", "")
    return float(after) if after.isdecimal() else 0.0
