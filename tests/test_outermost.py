"""Around every answer and every connection: no detail of what broke, headers, and bounds."""

import asyncio
from contextlib import asynccontextmanager

import httpx
import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot import bounds
from bot.outermost import HEADERS, HSTS, SORRY, surround


@asynccontextmanager
async def served(handle, public_url=""):
    app = web.Application()
    surround(app, public_url)
    app.router.add_route("*", "/", handle)
    runner = bounds.runner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with httpx.AsyncClient(base_url="http://{}:{}".format(*runner.addresses[0][:2])) as http:
            yield runner, http
    finally:
        await runner.cleanup()


async def well(_):
    return web.Response(text="well", headers={"Cache-Control": "max-age=60"})


SAID = "+27821234567 of Thandi"


async def breaks(_):
    raise ValueError(SAID) from KeyError(SAID)


async def begins_and_breaks(request):
    response = web.StreamResponse()
    await response.prepare(request)
    await response.write(b"half")
    raise ValueError(SAID)


@pytest.mark.parametrize(("handle", "path", "status"), [(well, "/", 200), (breaks, "/", 500), (well, "/none", 404)])
async def test_every_answer_has_the_headers(handle, path, status):
    async with served(handle, "https://loans.example") as (_, http):
        answer = await http.get(path)
    own = {"Cache-Control": "max-age=60"} if status == 200 else {}
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS | HSTS} == HEADERS | HSTS | own
    assert "Server" not in answer.headers


async def test_without_https_nothing_is_said_of_it():
    async with served(well, "http://localhost:8080") as (_, http):
        assert "Strict-Transport-Security" not in (await http.get("/")).headers


async def test_a_fault_of_ours_is_a_sentence_without_detail_and_its_place_in_the_log():
    async with served(breaks) as (_, http):
        with capture_logs() as logs:
            answer = await http.get("/", headers={"Accept": "text/html"})
    assert answer.text == SORRY
    assert [line["event"] for line in logs] == ["request failed"]
    assert "in breaks" in logs[0]["stack"]
    assert not [word for word in ("27821234567", "Thandi") if word in str(logs)]


async def test_an_answer_that_has_begun_breaks_off(caplog):
    async with served(begins_and_breaks) as (_, http):
        with pytest.raises(httpx.RemoteProtocolError):
            await http.get("/")
    assert "27821234567" not in caplog.text


@pytest.mark.parametrize(
    "head",
    [
        f"GET /{'a' * bounds.LINE_BYTES} HTTP/1.1\r\nHost: here\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: here\r\nX: {'a' * bounds.HEADER_BYTES}\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: here\r\n{''.join(f'X{n}: 1{chr(13)}{chr(10)}' for n in range(bounds.HEADERS))}\r\n",
        "GET / HTTP/1.1\r\nHost here\r\n\r\n",
        "\x16\x03\x01\x02",
    ],
)
async def test_a_head_that_is_too_much_is_refused(head, caplog):
    async with served(well) as (runner, _):
        read, write = await asyncio.open_connection(*runner.addresses[0][:2])
        write.write(head.encode("latin-1"))
        write.write_eof()
        answer = await read.read()
        write.close()
        await write.wait_closed()
    assert answer.startswith(b"HTTP/1.0 400 Bad Request") or not answer


async def test_a_connection_that_never_says_anything_whole_is_ended():
    async with served(well) as (runner, http), bounds.ending_silent(runner, head=0.05, look=0.01):
        assert (await http.get("/")).status_code == 200
        read, write = await asyncio.open_connection(*runner.addresses[0][:2])
        write.write(b"GET / HTTP/1.1\r\nHost: he")
        async with asyncio.timeout(30):
            assert await read.read() == b""
        write.close()
        await write.wait_closed()
        assert (await http.get("/")).status_code == 200  # the one that had said something is kept
