"""USSD: a gateway's form, mutated. Once the secret fits there is always a screen, and one that a phone can show."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from urllib.parse import quote_from_bytes

from aiohttp import web

from adapters.channels.ussd.africastalking import PATH, mount
from adapters.channels.ussd.door import Ussd
from adapters.gsm7 import DEFAULT, EXTENDED, septets
from tests.fuzz.case import Door, Try
from tests.fuzz.desk import Desk
from tests.fuzz.line import Answered, line_to, request
from tests.fuzz.mutation import ODD, mutated

SECRET = "a-secret-of-the-fuzzer-and-of-none-else"
AT = f"{PATH}/{SECRET}"
ALPHABET = frozenset(DEFAULT + EXTENDED)
WORDS = [b"1", b"2", b"0", b"00", b"98", b"#1", b"8001015009087", b"Thandi", b"2000.50", b"thandi@example.com", b""]
TYPES = [
    "application/x-www-form-urlencoded",
    "text/plain",
    "application/json",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded; charset=utf-16",
    "\xff",
    "",
]


def form(random: Random) -> bytes:
    """A form as Africa's Talking sends it, its values mutated one by one, or all of it as a whole."""
    said = [random.choice(WORDS) if random.random() < 0.7 else random.choice(ODD) for _ in range(random.randrange(6))]
    sent = {
        b"sessionId": b"ATUid_%d" % random.randrange(9),
        b"serviceCode": b"*384*1#",
        b"phoneNumber": b"+2782123456%d" % random.randrange(10),
        b"text": b"*".join(said),
    }
    name = random.choice((b"text", b"text", *sent))
    sent[name] = mutated(random, sent[name])
    body = b"&".join(name + b"=" + quote_from_bytes(value).encode() for name, value in sent.items())
    return mutated(random, body) if random.random() < 0.3 else body


def make(random: Random) -> bytes:
    """The request; its body is always as long as it says."""
    head = f"Content-Type: {random.choice(TYPES) if random.random() < 0.1 else TYPES[0]}\r\n"
    if random.random() < 0.01:
        head += f"Content-Encoding: {random.choice(('gzip', 'deflate', 'zstd', 'br', 'nonsense'))}\r\n"
    return request(AT, form(random), head)


def is_a_screen(answer: Answered) -> None:
    """Hold an answer to what a gateway and a phone can take."""
    assert answer.status == 200, answer
    page = answer.body.decode()
    assert page.startswith(("CON ", "END ")), page
    assert septets(page) <= 160, page
    assert set(page) <= ALPHABET, page


@asynccontextmanager
async def opened() -> AsyncIterator[Try]:
    """The door, with a desk behind it."""
    app, desk = web.Application(), Desk()
    mount(app, desk.converse, Ussd(), secret=SECRET)
    async with line_to(app) as line:

        async def attempt(case: bytes) -> None:
            desk.begin(case)
            [answer] = await line.say(case)
            if answer.status == 400 and b"\r\nContent-Encoding:" in case.partition(b"\r\n\r\n")[0]:
                return  # a body that is not packed as its head says never becomes one
            is_a_screen(answer)

        yield attempt


DOOR = Door("ussd", 16, make, opened)
