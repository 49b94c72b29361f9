"""The page behind a link: posted forms, mutated in their parts, their frames and their heads."""

import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import cache
from random import Random
from typing import cast

from aiohttp import BadContentDispositionHeader, BadContentDispositionParam, web

from adapters.channels.page.posted import Reading
from adapters.channels.page.serve import mount
from adapters.links import Link, Links
from flows.steps import STEPS
from flows.words import Upload
from tests.fuzz.case import Door, Try
from tests.fuzz.desk import Desk
from tests.fuzz.line import line_to, request
from tests.fuzz.mutation import ODD, mutated

TOKEN = "A" * 22
LINK = Link(TOKEN, "0f" * 16, "tel:+27821234567", "en")
BOUNDARY = b"----fuzz"
PACKED = ("base64", "quoted-printable", "binary", "gzip", "x")
ALLOWED = (200, 400, 403, 404, 413, 429)


@cache
def uploads() -> list[str]:
    """The steps that ask for documents."""
    return [name for name, step in STEPS.items() if isinstance(step, Upload)]


def part(random: Random) -> bytes:
    """A field or a file, now and then packed in some way, or a form of its own."""
    name = random.choice((b"nonce", b"at", b"words", b"files", b"", b"files"))
    head = b'Content-Disposition: form-data; name="' + name + b'"'
    if name == b"files":
        head += b'; filename="%s"' % random.choice((b"a.jpg", b"", b"../../x", b"\xff", b'"', b"a\x00b"))
        head += b"\r\nContent-Type: image/jpeg"
    if random.random() < 0.15:
        head += b"\r\nContent-Transfer-Encoding: " + random.choice(PACKED).encode()
    if random.random() < 0.05:
        head += b"\r\nContent-Encoding: " + random.choice(("gzip", "deflate", "br", "x")).encode()
    if random.random() < 0.03:
        head += b"\r\nContent-Type: multipart/mixed; boundary=x"
    if random.random() < 0.05:
        head += b"\r\nContent-Length: " + random.choice((b"0", b"5", b"-1", b"99999999999", b"x"))
    words = [random.choice(uploads()).encode(), b"done", b"A" * 16, b"x" * 250, random.choice(ODD)]
    value = random.randbytes(random.choice((1, 900, 5000))) if name == b"files" else random.choice(words)
    return head + b"\r\n\r\n" + value


def make(random: Random) -> bytes:
    """A form, and the request it comes in."""
    parts = [part(random) for _ in range(random.choice((0, 1, 2, 3, 12, 45)))]
    parts = [mutated(random, each) if random.random() < 0.25 else each for each in parts]
    body = b"".join(b"--" + BOUNDARY + b"\r\n" + each + b"\r\n" for each in parts) + b"--" + BOUNDARY + b"--\r\n"
    body = mutated(random, body) if random.random() < 0.3 else body
    kind = "multipart/form-data; boundary=----fuzz"
    if random.random() < 0.1:
        kinds = (
            "text/plain",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/x; boundary=" + 80 * "b",
        )
        kind = random.choice(kinds)
    token = random.choice((TOKEN,) * 9 + ("B" * 22, "%00", "%ED%A0%80", "..%2f..", "A" * 4000))
    head = f"Content-Type: {kind}\r\n" + random.choice(
        ("", "", "", "Sec-Fetch-Site: same-origin\r\n", "Accept-Language: \xff;q\r\n")
    )
    return request(f"/u/{token}", body, head, random.choice(("POST",) * 9 + ("GET",)))


class _Links:
    """One link, which is always there."""

    async def open(self, token: str) -> Link | None:
        """That one, and no other."""
        return LINK if token == TOKEN else None

    async def spend(self, link: Link) -> None:
        """It opens again, for the next case."""


@contextmanager
def as_served() -> Iterator[None]:
    """Pass over the warnings that the page passes over, whatever tests make of warnings."""
    with warnings.catch_warnings():
        for each in (BadContentDispositionHeader, BadContentDispositionParam):
            warnings.simplefilter("ignore", each)
        yield


@asynccontextmanager
async def opened() -> AsyncIterator[Try]:
    """The page, with a desk behind it; who sends half a post is waited for no longer than the loop turns."""
    app, desk = web.Application(), Desk()
    links = cast("Links", _Links())
    mount(app, desk.converse, links, reading=Reading(idle=2, total=5))
    async with AsyncExitStack() as stack:
        stack.enter_context(as_served())
        line = await stack.enter_async_context(line_to(app))

        async def attempt(case: bytes) -> None:
            desk.begin(case)
            for answer in await line.say(case):
                assert answer.status in ALLOWED, answer
                if answer.status == 200 and b"text/html" in answer.head:
                    assert b"<html" in answer.body

        yield attempt


DOOR = Door("page", 6, make, opened)
