"""Several processes behind one port: the parent keeps the Redis and the stand-in, the children serve."""

import asyncio
import os
import signal
import sys
from contextlib import AsyncExitStack

import structlog

from adapters.stand_ins.lenders import stand_in
from bot import log
from bot.keys import data_keys
from bot.outside import account_at
from bot.own_redis import redis_at
from bot.settings import Settings

PAUSE = 1.0
"""Seconds before a child that ended by itself is started again."""

log_line = structlog.get_logger()


def run_many(settings: Settings) -> int:
    """Serve with `WORKERS` processes until told to stop; one that dies is started again. The exit code."""
    log.set_up(secrets=settings.secrets)
    return asyncio.run(_parent(settings))


async def _parent(settings: Settings) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        redis_url = await stack.enter_async_context(redis_at(settings))
        lender_url = settings.lender_url or await stack.enter_async_context(
            stand_in(settings.lender, settings.data_dir)
        )
        account = account_at(settings, lender_url)
        env = os.environ | {
            "REDIS_URL": redis_url,
            "LENDER_URL": lender_url,
            "LENDER_USER": account.user,
            "LENDER_KEY": account.key,
            "DATA_KEYS": data_keys(settings),
            "WORKERS": "1",
            "SHARED_PORT": "true",
        }
        await asyncio.gather(*(_child(number, env, stop) for number in range(settings.workers)))
    return 0


async def _child(number: int, env: dict[str, str], stop: asyncio.Event) -> None:
    """Keep one child running; only the first fetches from Telegram, whose long poll there can be but one of."""
    own = env | {"POLLS": "true" if number == 0 else "false"}
    stopping = asyncio.ensure_future(stop.wait())
    while not stop.is_set():
        child = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=own)
        ending = asyncio.ensure_future(child.wait())
        await asyncio.wait({ending, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not ending.done():
            child.send_signal(signal.SIGTERM)
            await ending
        elif not stop.is_set():
            log_line.error("worker ended", number=number, code=child.returncode)
            await asyncio.wait({stopping}, timeout=PAUSE)
