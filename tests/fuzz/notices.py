"""The lender's notifications: mutated and signed. Each is kept or refused with a sentence."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random

from aiohttp import web

from adapters.job import Job
from adapters.lender_door import mount
from adapters.lender_event import signature
from flows.loan_news import KINDS
from tests.fuzz.case import Door, Try
from tests.fuzz.line import line_to, request
from tests.fuzz.mutation import mutated
from tests.fuzz.trees import changed, spelt

SECRET = "a-secret-of-the-fuzzer-and-of-none-else"
NOW = 1_770_000_000
REFUSALS = (400, 401, 413)


def make(random: Random) -> bytes:
    """The request; mostly signed, or what is wrong with the body would never be looked at."""
    event = {"id": "4711", "event": random.choice(sorted(KINDS)), "at": "2026-02-02T10:00:00Z"}
    event |= {"application": "A-1", "loan": "L-1", "mandate": "M-1", "payout": "P-1", "due": "2026-02-28"}
    body = spelt(random, changed(random, event) if random.random() < 0.9 else event)
    body = mutated(random, body) if random.random() < 0.2 else body
    stamp = random.choice(("", "", str(NOW), str(NOW - 301), "soon", "\u0661", "9" * 400, "-1", "\xb2"))
    signed = signature(SECRET, body, stamp)
    if random.random() < 0.1:
        signed = mutated(random, signed.encode()).replace(b"\r", b"").replace(b"\n", b"").decode("latin-1")
    head = f"X-Signature: {signed}\r\n" + (f"X-Timestamp: {stamp}\r\n" if stamp else "")
    return request("/lender/maxintegrate", body, head)


@asynccontextmanager
async def opened() -> AsyncIterator[Try]:
    """The door; what it keeps is written as a job is, and read again."""
    app = web.Application()

    async def give(job: Job) -> None:
        assert Job.model_validate_json(job.written()) == job

    mount(app, "maxintegrate", SECRET, give, clock=lambda: NOW)
    async with line_to(app) as line:

        async def attempt(case: bytes) -> None:
            [answer] = await line.say(case)
            assert answer.status == 200 or answer.status in REFUSALS, answer
            if b"X-Signature" in case and b"json" in answer.head:
                assert json.loads(answer.body)["note"]

        yield attempt


DOOR = Door("notices", 12, make, opened)
