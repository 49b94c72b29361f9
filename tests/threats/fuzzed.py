"""Attacks that fuzzing found, by what is no HTTP, no answer, and no document."""

import contextlib
import gzip
import io
import logging
import time
import tracemalloc

import httpx
import pytest
from aiohttp import web, web_urldispatcher

from adapters import no_http
from adapters.documents import Unfit, look
from adapters.documents.papers import clean
from adapters.lenders import wire
from adapters.lenders.late import Late
from adapters.lenders.wire import Wire
from adapters.stand_ins.serving import serving
from tests import papers
from tests.fuzz.line import line_to
from tests.threats.attack import Attack, Ground

SECRET = b"KwaZulu-4711"
BOMB = gzip.compress(gzip.compress(bytes(30_000_000), 1))


async def _unpack_a_bomb(ground: Ground) -> bool:
    """Whether some bytes of a lender's, packed twice, become many of ours."""

    async def told(request: web.Request) -> web.Response:
        return web.Response(body=BOMB, headers={"Content-Encoding": "gzip, gzip"}, content_type="application/json")

    async def well(request: web.Request) -> web.Response:
        return web.Response(body=gzip.compress(b'{"said": "well"}'), headers={"Content-Encoding": "gzip"})

    app = web.Application()
    app.router.add_post("/told", told)
    app.router.add_post("/well", well)
    async with serving(app) as url:
        line = Wire(url, lambda _: None)
        assert await line.call("POST", "/well", {}, {}) == {"said": "well"}
        tracemalloc.start()
        with contextlib.suppress(Late):
            await line.call("POST", "/told", {}, {})
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        await line.close()
    return peak > 10_000_000


async def _whole_pieces(response: httpx.Response, until: float, largest: int) -> bytes:
    """A body as httpx unpacks it."""
    assert until > time.monotonic() - 60
    body = await response.aread()
    if len(body) > largest:
        raise Late("too large")
    return body


async def _fill_the_log(_: Ground) -> bool:
    """Whether what is no HTTP is written down, with what was sent."""
    no_http.mend()
    said = io.StringIO()
    listening = logging.StreamHandler(said)
    logging.getLogger("aiohttp.server").addHandler(listening)

    async def hello(request: web.Request) -> web.Response:
        return web.Response(text="hello")

    app = web.Application()
    app.router.add_get("/", hello)
    try:
        async with line_to(app) as line:
            [honest] = await line.say(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            assert honest.status == 200
            await line.say(b"GET / HTTP/1.1\r\nHost: a\r\n" + SECRET + b"\r\n\r\n")
            await line.say(b"GET / HTTP/1.1\r\nHost: a\r\nExpect: " + SECRET + b"\xe9\r\n\r\n")
    finally:
        logging.getLogger("aiohttp.server").removeHandler(listening)
    return bool(said.getvalue())


def _as_aiohttp_has_it(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(no_http, "mend", lambda: None)
    patch.setattr(logging.getLogger("aiohttp.server"), "filters", [])
    patch.setattr(web_urldispatcher, "_default_expect_handler", no_http._theirs)


async def _have_a_document_quoted(_: Ground) -> bool:
    """Whether a damaged PDF is quoted on standard error, and so in the log of a container."""
    page = look(papers.statement())
    assert page.pages == 1
    assert clean(papers.statement())
    damaged = papers.statement().replace(b"/Type /Font /Subtype", b"/Type " + SECRET)
    with contextlib.redirect_stderr(io.StringIO()) as said, contextlib.suppress(Unfit):
        look(damaged)
    return SECRET.decode() in said.getvalue()


ATTACKS = [
    Attack("lender-answer-bomb", _unpack_a_bomb, lambda patch: patch.setattr(wire, "body_of", _whole_pieces)),
    Attack("log-filled-by-noise", _fill_the_log, _as_aiohttp_has_it),
    Attack(
        "document-quoted-in-log",
        _have_a_document_quoted,
        lambda patch: patch.setattr(logging.getLogger("pypdf"), "handlers", []),
    ),
]
