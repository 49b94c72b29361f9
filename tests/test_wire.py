"""One exchange with a lender is bounded in time and in size, and leaves the pool whole however it ends."""

import asyncio
import gc
import gzip
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from functools import cache

import pytest
from aiohttp import web

from adapters.lenders.late import Late
from adapters.lenders.wire import LARGEST, Wire, read, written
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


def packed(body: bytes, how: str = "gzip") -> web.Response:
    return web.Response(body=body, headers={"Content-Encoding": how}, content_type="application/json")


@cache
def zeros() -> bytes:
    """200 kB that unpack to 200 MB."""
    return gzip.compress(bytes(200_000_000), 1)


async def bomb(request: web.Request) -> web.Response:
    return packed(zeros())


async def bombs(request: web.Request) -> web.Response:
    """Some bytes that unpack to 200 kB that unpack to 200 MB."""
    return packed(gzip.compress(zeros()), "gzip, gzip")


async def broken(request: web.Request) -> web.Response:
    return packed(b"no gzip at all")


async def cut(request: web.Request) -> web.Response:
    return packed(gzip.compress(b'{"said": "well"}')[:-9])


async def small(request: web.Request) -> web.Response:
    return packed(gzip.compress(b'{"said": "well"}'))


async def well(request: web.Request) -> web.Response:
    return web.json_response({"said": "well"})


EVERY = (drip, flood, announce, bomb, bombs, broken, cut, small, well)


@asynccontextmanager
async def wired(read: float) -> AsyncIterator[Wire]:
    app = web.Application()
    app.router.add_routes([web.post(f"/{each.__name__}", each) for each in EVERY])
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


@pytest.mark.parametrize(
    ("path", "why"),
    [("/bomb", "more than"), ("/bombs", "another way"), ("/broken", "as it says"), ("/cut", "cut off")],
)
async def test_a_packed_answer_is_unpacked_no_further_than_it_may_be_large(path, why):
    async with wired(20) as wire:
        assert zeros()
        tracemalloc.start()
        with pytest.raises(Late, match=why):
            await wire.call("POST", path, {}, {})
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 4 * LARGEST


async def test_a_packed_answer_is_read():
    async with wired(20) as wire:
        assert await wire.call("POST", "/small", {}, {}) == {"said": "well"}


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        (b'{"a": 1e999999999999999999999}', None),
        (b'{"a": ' + b"9" * 5000 + b"}", None),
        (b"[" * 100_000, None),
        (b"\xff\xfe{\x00}\x00", None),
        (b'\xef\xbb\xbf{"a": 1.10}', {"a": Decimal("1.10")}),
        (b'{"\\ud800": ["\\udfff", "\\ud83d\\ude42"]}', {"?": ["?", "\U0001f642"]}),
        (b" ", {}),
    ],
    ids=["huge", "long", "deep", "utf-16", "marked", "halves", "nothing"],
)
def test_what_is_read_can_be_written(body, tree):
    assert read(body) == tree
    assert written(tree)
