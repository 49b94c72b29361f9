"""Serving until told to stop: one process, or several behind one port."""

import asyncio
import gc
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

import structlog
import uvloop
from aiohttp import web

from adapters.channels.door import Converse
from bot import bounds, log, reconciling, retaining
from bot.app import Assistant, assemble
from bot.settings import Settings
from bot.web import LEAVING, build, conversation
from bot.welcome import next_steps
from bot.workers import run_many

if TYPE_CHECKING:  # only where it is on
    from bot.simulator.simulator import Simulator

log_line = structlog.get_logger()

GRACE = 10.0
"""Seconds turns and jobs under way may take to end once we are told to stop."""


def run(settings: Settings) -> int:
    """Serve until SIGTERM or Ctrl-C. The exit code."""
    if settings.workers > 1:
        return run_many(settings)
    log.set_up(secrets=settings.secrets)
    gc.disable()  # until all is built: none of it is garbage, and looking for some takes seconds
    return uvloop.run(_serve(settings))


async def _serve(settings: Settings) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with _simulating(settings) as simulator, _assembled(settings, simulator) as assistant:
        app, converse = build(assistant, simulator), conversation(assistant, simulator)
        runner = bounds.runner(app, GRACE)
        await runner.setup()
        try:
            await _listen(runner, assistant, simulator=bool(simulator))
            under_way = [*await _start_telegram(assistant, converse), *_start_working(assistant)]
            gc.enable()
            gc.collect()
            gc.freeze()  # what is built once need not be looked at at every collection
            async with _nightly(assistant), bounds.ending_silent(runner):
                await _until(stop, under_way)
            app[LEAVING].append(True)
            await asyncio.sleep(settings.leave_pause)
            await asyncio.gather(_leave(assistant, under_way), runner.cleanup())
        finally:
            await runner.cleanup()
    return 0


@asynccontextmanager
async def _simulating(settings: Settings) -> AsyncIterator["Simulator | None"]:
    """The simulator, where it is on: nothing of it is imported where it is not."""
    if not settings.simulated:
        yield None
        return
    print("Starting: a few seconds.", file=sys.stderr, flush=True)  # noqa: T201 - said to a person
    from bot.simulator.simulator import simulating  # noqa: PLC0415 - see above

    async with simulating(settings) as simulator:
        yield simulator


@asynccontextmanager
async def _assembled(settings: Settings, simulator: "Simulator | None") -> AsyncIterator[Assistant]:
    """The assistant, with the simulator's people around it if there are any."""
    settings, carrier = (simulator.settings, simulator.carrier) if simulator else (settings, None)
    async with AsyncExitStack() as stack:
        assistant = await stack.enter_async_context(assemble(settings, carrier=carrier))
        if simulator:
            await stack.enter_async_context(simulator.beside(assistant))
        yield assistant


async def _listen(runner: web.AppRunner, assistant: Assistant, *, simulator: bool) -> None:
    settings = assistant.settings
    site = web.TCPSite(runner, settings.http_host, settings.http_port, reuse_port=settings.shared_port or None)
    try:
        await site.start()
    except OSError as error:
        raise SystemExit(
            f"Cannot listen on {settings.http_host}:{settings.http_port} ({error.strerror}). "
            "Is another assistant running? Set HTTP_PORT to a free port."
        ) from None
    if settings.polls:
        print("\n".join(next_steps(assistant, simulator=simulator)), file=sys.stderr, flush=True)  # noqa: T201 - said to a person


async def _start_telegram(assistant: Assistant, converse: Converse) -> list[asyncio.Future[None]]:
    """Announce ourselves, and where Telegram does not call us, begin to fetch."""
    line, settings = assistant.telegram, assistant.settings
    if line is None or settings.role == "worker":
        return []
    if not settings.polls:
        line.learn_name()
        return []
    name = await line.announce()
    log_line.info("telegram", bot=name, webhook=bool(line.secret))
    return [] if line.secret else [asyncio.ensure_future(line.poll(converse))]


def _start_working(assistant: Assistant) -> list[asyncio.Future[None]]:
    """Begin to do jobs, where that is part of our role."""
    if assistant.settings.role == "web":
        return []
    return [asyncio.create_task(assistant.worker.run(within=GRACE))]


@asynccontextmanager
async def _nightly(assistant: Assistant) -> AsyncIterator[None]:
    """Compare each night with the lender's books, if we are to, and forget what was kept long enough."""
    settings = assistant.settings
    tasks = {asyncio.ensure_future(retaining.nightly(assistant.beside, settings.retention))}
    tasks |= {asyncio.ensure_future(reconciling.nightly(assistant))} if settings.reconcile_at else set()
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


async def _until(stop: asyncio.Event, under_way: list[asyncio.Future[None]]) -> None:
    """Until we are told to stop, or something under way ends by itself: Telegram turns us away."""
    stopping = asyncio.ensure_future(stop.wait())
    ends: set[asyncio.Future[Any]] = {stopping, *under_way}
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()


async def _leave(assistant: Assistant, under_way: list[asyncio.Future[None]]) -> None:
    """Take nothing new, and let turns and jobs end; raises what ended us."""
    assistant.worker.stop()
    if assistant.telegram:
        assistant.telegram.stop()
    await asyncio.gather(*under_way)
