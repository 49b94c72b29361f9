"""What holds for each connection, before any door hears of it: how large a head may be, and how long it may take.

Bodies are each door's own to bound (`adapters.bodies`, `adapters.channels.page.posted`).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

LINE_BYTES = 4096
"""Of a request's first line; ours are below 400."""
HEADER_BYTES, HEADERS = 4096, 64
"""Of one header, and how many of them."""

KEEP_ALIVE = 75.0
"""Seconds a connection may be silent between two requests, and a head may take after the first: longer than proxies
keep theirs (60), or they would send a request into a connection that closes."""

HEAD_SECONDS, LOOK = 10.0, 2.0
"""For the head of a connection's first request to arrive; and between two looks at who is late."""


def runner(app: web.Application, shutdown: float = 60.0) -> web.AppRunner:
    """What serves the application. `shutdown`: seconds for requests under way to end when we do."""
    return web.AppRunner(
        app,
        access_log=None,
        shutdown_timeout=shutdown,
        keepalive_timeout=KEEP_ALIVE,
        max_line_size=LINE_BYTES,
        max_field_size=HEADER_BYTES,
        max_headers=HEADERS,
    )


@asynccontextmanager
async def ending_silent(serving: web.AppRunner, head: float = HEAD_SECONDS, look: float = LOOK) -> AsyncIterator[None]:
    """End connections whose first head does not arrive in time, until the block is left.

    The library's own bound is KEEP_ALIVE for these too: long, where somebody holds many open and says nothing.
    """
    task = asyncio.ensure_future(_end_silent(serving, head, look))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


async def _end_silent(serving: web.AppRunner, head: float, look: float) -> None:
    since: dict[RequestHandler, float] = {}
    while serving.server:
        await asyncio.sleep(look)
        now = asyncio.get_running_loop().time()
        since = {each: since.get(each, now) for each in serving.server.connections if not each._request_count}
        for connection in [each for each, first in since.items() if now - first >= head]:
            connection.force_close()
