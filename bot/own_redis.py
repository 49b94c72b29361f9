"""Which Redis we speak to: the operator's, or one of our own that we keep alive."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from adapters.redis_server import EmbeddedRedis, running
from bot.settings import Settings


@asynccontextmanager
async def redis_at(settings: Settings) -> AsyncIterator[str]:
    """The address of Redis. One of our own is started, started again should it ever die, and ended on the way out."""
    if given := settings.redis_url.get_secret_value():
        yield given
        return
    server = EmbeddedRedis(settings.data_dir)
    with server as url:
        watching = asyncio.create_task(server.watch())
        try:
            yield url
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching


@asynccontextmanager
async def redis_beside(settings: Settings) -> AsyncIterator[str]:
    """The same for a command that may be given while an assistant runs: then it is that one's Redis."""
    if not settings.redis_url.get_secret_value() and (url := running(settings.data_dir)):
        yield url
        return
    async with redis_at(settings) as url:
        yield url
