"""One exchange with a lender is bounded in time and in size, and leaves the pool whole however it ends."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from adapters.lenders.late import Late
from adapters.lenders.wire import LARGEST, Wire
from adapters.stand_ins.serving import serving


async def drip(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    try:
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.01)
    except ConnectionError:
        return response


async def flood(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(2 * LARGEST // 100_000):
        await response.write(b" " * 100_000)
    return response


async def announce(request: web.Request) -> web.Response:
    return web.Response(body=b" " * (LARGEST + 1))


async def well(request: web.Request) -> web.Response:
    return web.json_response({"said": "well"})


@asynccontextmanager
async def wired(read: float) -> AsyncIterator[Wire]:
    app = web.Application()
    app.router.add_routes([web.post(f"/{each.__name__}", each) for each in (drip, flood, announce, well)])
    async with serving(app) as url:
        wire = Wire(url, lambda _: None, connections=2, read=read)
        yield wire
        await wire.close()


@pytest.mark.parametrize(
    ("path", "read", "why"), [("/drip", 0.2, "does not end"), ("/flood", 20, "more than"), ("/announce", 20, "more")]
)
async def test_an_answer_without_end_is_hung_up_on_and_the_pool_is_whole_after_it(path, read, why):
    async with wired(read) as wire:
        for _ in range(2):
            ends = await asyncio.gather(*(wire.call("POST", path, {}, {}) for _ in range(2)), return_exceptions=True)
            assert [type(end) for end in ends] == [Late] * 2
            assert all(why in str(end) for end in ends)
        gc.collect()  # a generator left half read would complain here
        calls = (wire.call("POST", "/well", {}, {}) for _ in range(4))
        assert await asyncio.gather(*calls) == [{"said": "well"}] * 4
