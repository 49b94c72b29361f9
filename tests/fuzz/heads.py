"""Requests no browser sends: heads, chunks and whole pipelines of them, mutated, to the address of every door."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from typing import cast

from aiohttp import web

from adapters import no_http
from adapters.channels.page import serve as page
from adapters.channels.telegram.door import Telegram
from adapters.channels.telegram.sender import make_bot
from adapters.channels.telegram.webhook import SECRET_HEADER
from adapters.channels.telegram.webhook import mount as mount_telegram
from adapters.channels.ussd.africastalking import mount as mount_ussd
from adapters.channels.ussd.door import Ussd
from adapters.job import Job
from adapters.lender_door import mount as mount_notices
from adapters.links import Links
from tests.fuzz.case import Door, Try
from tests.fuzz.desk import Desk
from tests.fuzz.line import line_to
from tests.fuzz.mutation import mutated
from tests.fuzz.page import _Links
from tests.fuzz.telegram import Mouth

SECRET = "a-secret-of-the-fuzzer-and-of-none-else"
PATHS = [
    f"/ussd/africastalking/{SECRET}",
    "/ussd/africastalking/guess",
    f"/ussd/africastalking/{SECRET}/events",
    "/telegram",
    f"/u/{'A' * 22}",
    "/lender/maxintegrate",
    "/",
    "/%00",
    "/../../etc/passwd",
    "//u//",
    "/u/%ff%fe",
    "http://other.example/telegram",
    "*",
    "/" + "x" * 9000,
    "/u/" + "%41" * 3000,
]
HEADERS = [
    f"{SECRET_HEADER}: {SECRET}",
    f"{SECRET_HEADER}: \xff",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: chunked, chunked",
    "Transfer-Encoding: gzip",
    "Content-Length: 5",
    "Content-Length: -5",
    "Content-Length: 99999999999999999999",
    "Content-Encoding: gzip",
    "Content-Encoding: deflate",
    "Content-Type: application/json",
    "Content-Type: multipart/form-data; boundary=x",
    "Content-Type: ;;;=\x00",
    "Expect: 100-continue",
    "Expect: \xe9",
    "Upgrade: websocket\r\nConnection: Upgrade",
    "Connection: close",
    "Connection: keep-alive, close, x",
    "Host: other.example",
    "Host:",
    "X-Forwarded-For: 10.0.0.1, \xff, ::1",
    "X-Signature: sha256=\xe9",
    "X-Timestamp: \xb2",
    "Cookie: a=\xff; b",
    "Range: bytes=0-,-1",
    "If-None-Match: *",
    "Accept-Language: \xe9;q=9, *",
    "Sec-Fetch-Site: cross-site",
    "Authorization: Basic \xff",
    " folded: yes",
    "no colon",
    "X: " + "y" * 9000,
]
BODIES = [
    b"",
    b"text=1",
    b"{}",
    b"5\r\nhello\r\n0\r\n\r\n",
    b"fffffffff\r\nx",
    b"-1\r\n",
    b"5;ext=\xff\r\nhello\r\n0\r\nA: b\r\n\r\n",
]
VERBS = ["POST"] * 6 + ["GET", "GET", "HEAD", "PUT", "OPTIONS", "CONNECT", "TRACE", "PRI", "\xe9", "post"]
CRASHES = 500


def one(random: Random) -> bytes:
    """A request, good or not."""
    lines = [f"{random.choice(VERBS)} {random.choice(PATHS)} HTTP/{random.choice(('1.1',) * 6 + ('1.0', '2.0', '9'))}"]
    lines += ["Host: loans.example"] if random.random() < 0.9 else []
    lines += random.choices(HEADERS, k=random.choice((0, 1, 2, 3, 200)) if random.random() < 0.9 else 0)
    body = random.choice(BODIES)
    if random.random() < 0.5:
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace") + body


def make(random: Random) -> bytes:
    """One, or some in a row on one connection."""
    said = b"".join(one(random) for _ in range(random.choice((1, 1, 1, 2, 5))))
    return mutated(random, said) if random.random() < 0.5 else said


@asynccontextmanager
async def opened() -> AsyncIterator[Try]:
    """All doors that borrowers and lenders knock at."""
    no_http.mend()
    app, desk = web.Application(client_max_size=1 << 20), Desk()
    sender = Mouth(make_bot("4711:a-token"))

    async def give(_: Job) -> None:
        """Take it."""

    mount_ussd(app, desk.converse, Ussd(), secret=SECRET)
    mount_telegram(app, desk.converse, Telegram(), sender, secret=SECRET)
    mount_notices(app, "maxintegrate", SECRET, give)
    page.mount(app, desk.converse, cast("Links", _Links()))
    async with line_to(app) as line:

        async def attempt(case: bytes) -> None:
            desk.begin(case)
            for answer in await line.say(case):
                assert 0 < answer.status < CRASHES, answer
            await sender.idle()

        yield attempt
    await sender.close()


DOOR = Door("heads", 14, make, opened)
