"""Reading what is posted to a door of ours, within bounds."""

import asyncio

from aiohttp import StreamReader, web


class TooLarge(Exception):
    """The body has more bytes than are read."""


async def whole(request: web.Request, most: int, seconds: float) -> bytes:
    """The body, read no further than `most` bytes and no longer than `seconds`.

    Raises TooLarge; TimeoutError; web.RequestPayloadError where it breaks off or is not packed as it says.
    """
    if request.content.is_eof():  # it came with its head, as small ones do: nothing to wait for
        return await _read(request.content, most)
    async with asyncio.timeout(seconds):
        return await _read(request.content, most)


async def _read(content: StreamReader, most: int) -> bytes:
    read = bytearray()
    try:
        async for chunk in content.iter_any():
            read += chunk
            if len(read) > most:
                raise TooLarge
    except ConnectionError:
        raise web.RequestPayloadError("it broke off") from None
    return bytes(read)
