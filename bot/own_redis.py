"""Which Redis we speak to: the operator's, or one of our own that we keep alive."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager, suppress
from typing import TypeVar

import structlog

from adapters.channels.door import Away
from adapters.redis_binary import NoRedis
from adapters.redis_client import connect
from adapters.redis_promises import promises
from adapters.redis_server import EmbeddedRedis, running
from bot.settings import Settings

TRIES, PAUSE = 30, 1.0
"""How often, and after how many seconds, a Redis that is away is asked again while we start."""

T = TypeVar("T")

log = structlog.get_logger()


@asynccontextmanager
async def redis_at(settings: Settings, *, lenient: bool = False) -> AsyncIterator[str]:
    """The address of Redis. One of our own is started, started again should it ever die, and ended on the way out.

    The operator's own is refused with NoRedis where it forgets and the lender is real, unless `lenient`.
    """
    if given := settings.redis_url.get_secret_value():
        if not (settings.pretend or lenient):
            await refuse_the_forgetful(given)
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
    async with redis_at(settings, lenient=True) as url:
        yield url


async def patiently(ask: Callable[[], Awaitable[T]], *, tries: int) -> T:
    """What Redis answers, waited for while it is away for a moment; Away after so many tries."""
    for _ in range(tries - 1):
        try:
            return await ask()
        except Away as error:
            log.warning("redis is waited for", note=str(error))
            await asyncio.sleep(PAUSE)
    return await ask()


async def refuse_the_forgetful(url: str) -> None:
    """Raise NoRedis where what was acknowledged would be gone after a restart: no lender's money goes over that."""
    async with aclosing(connect(url)) as redis:
        kept = (await patiently(lambda: promises(redis), tries=TRIES)).kept
    if kept is None:
        log.warning("redis does not tell whether it is append-only", todo="make sure that appendonly is yes")
    if kept is False:
        raise NoRedis(
            "This Redis forgets everything when it restarts, loans that are just being made among it, so it is not "
            "used with a real lender. Set `appendonly yes` in redis.conf, or now: redis-cli CONFIG SET appendonly yes; "
            "with a managed Redis, turn on AOF persistence."
        )
