"""What a lender answers, spoilt in every way a lender may spoil it: each errand ends in an answer or in Late, and an
answer ends in a screen that both phones can show and a session that can be kept."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from random import Random
from typing import Any
from zlib import crc32

import httpx

from adapters.channels.telegram.door import Telegram
from adapters.channels.ussd.door import Ussd
from adapters.lenders.account import Account
from adapters.lenders.late import Late
from adapters.lenders.open import LENDERS
from adapters.stand_ins.lenders import STAND_INS
from adapters.trail_line import entry
from flows.errands import Answer
from flows.longest import standing
from flows.screen import Screen
from flows.session import Session
from flows.steps import STEPS, everything
from flows.talk import hear
from flows.words import Send
from tests.fuzz import played
from tests.fuzz.case import Door, Try
from tests.fuzz.desk import NOW, SAID
from tests.fuzz.line import Answered
from tests.fuzz.mutation import mutated
from tests.fuzz.trees import changed, spelt
from tests.fuzz.ussd import is_a_screen

STATUSES = [200] * 14 + [201, 202, 204, 206, 301, 302, 400, 401, 403, 404, 408, 409, 418, 422, 429, 500, 502, 503, 504]
HTML = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
HEADS: list[dict[str, str]] = [{}] * 20 + [
    {"Retry-After": "1e99"},
    {"Retry-After": "\u00b2"},
    {"Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"},
    {"Retry-After": "Fri, 99 Foo 2026 99:99:99 +9999"},
    {"Retry-After": "-5"},
    {"Location": "http://169.254.169.254/latest"},
    {"Location": "\u00e9://["},
    {"Content-Encoding": "gzip"},
    {"Content-Encoding": "deflate, gzip"},
    {"Content-Encoding": "br"},
    {"Content-Type": "text/html; charset=utf-7"},
    {"Content-Type": "application/json; charset=nonsense"},
]


@cache
def exchanges(lender: str) -> list[played.Exchange]:
    """What that lender's stand-in says; asked once a process, in a loop of its own."""
    with asyncio.Runner() as runner:
        return runner.run(played.recorded(lender))


def spoilt(random: Random, body: bytes) -> bytes:
    """An answer's body, with something wrong."""
    way = random.random()
    if way < 0.75:
        try:
            tree = json.loads(body)
        except ValueError:
            return mutated(random, body)
        return spelt(random, changed(random, tree))
    return mutated(random, body) if way < 0.97 else random.choice((HTML, b"", b" ", b"null", b"[]", b"{}", b'""'))


def maker(lender: str) -> Callable[[Random], bytes]:
    """Makes cases of one lender: which exchange, which answer in it, its status and head; and its body."""

    def make(random: Random) -> bytes:
        found = exchanges(lender)
        which = random.randrange(len(found))
        at = random.randrange(len(found[which].said))
        head = {"which": which, "at": at, "status": random.choice(STATUSES), "head": random.choice(HEADS)}
        return json.dumps(head).encode() + b"\n" + spoilt(random, found[which].said[at].body)

    return make


class Playing(httpx.AsyncBaseTransport):
    """Says again what was said, in its order, and at one place something else."""

    def __init__(self) -> None:
        self._left: list[played.Said] = []
        self._spoilt: tuple[str, httpx.Response] | None = None

    def begin(self, exchange: played.Exchange, case: dict[str, Any], body: bytes) -> None:
        """Begin an exchange anew."""
        self._left = list(exchange.said)
        at = case["at"] % len(exchange.said)
        kept = exchange.said[at]
        self._left[at] = kept._replace(status=case["status"], body=body)
        self._place, self._head = kept.asked, case["head"]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The next answer to such a request; the one it got last where there is no more."""
        about = played.asked(request)
        for number, said in enumerate(self._left):
            if said.asked == about:
                rest = [each for each in self._left[number + 1 :] if each.asked == about]
                if rest:
                    del self._left[number]
                head = self._head if about == self._place else {}
                return httpx.Response(said.status, headers=_raw(head), stream=played.Body(said.body))
        return httpx.Response(404, stream=played.Body(b"{}"))


def _raw(head: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as they come over a wire."""
    return [(name.encode(), value.encode("latin-1")) for name, value in head.items()]


def opener(name: str) -> Callable[[], Any]:
    """Opens one lender's module, in front of what its stand-in said."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Try]:
        found = await asyncio.to_thread(exchanges, name)
        stage = STAND_INS[name]
        lender: Any = LENDERS[name](Account("http://lender.example", stage.key, stage.user, stage.file, currency="ZAR"))
        client = lender._api._wire._client
        await client._transport.aclose()
        client._transport = playing = Playing()

        async def attempt(case: bytes) -> None:
            head, _, body = case.partition(b"\n")
            told = json.loads(head)
            exchange = found[told["which"] % len(found)]
            played.forget(lender)
            playing.begin(exchange, told, body)
            try:
                answer = await getattr(lender, exchange.how)(exchange.errand, f"key-{told['which']}")
            except Late:
                return
            assert isinstance(answer, Answer) or (answer is None and exchange.how == "look_up"), answer
            if answer is not None:
                assert entry(NOW, "who", "ussd", exchange.errand, "ref", answer).model_dump_json()
                is_heard(type(exchange.errand), answer, crc32(case))

        yield attempt
        await lender.close()

    return opened


@cache
def sending(errand: type) -> list[str]:
    """The steps that send such an errand."""
    return [name for name, step in STEPS.items() if isinstance(step, Send) and step.errand is errand]


def is_heard(errand: type, answer: Answer, chance: int) -> None:
    """Have the conversation hear an answer where it waits for one, on both phones."""
    for step in sending(errand)[chance % 2 : chance % 2 + 1] or sending(errand)[:1]:
        for door in (Ussd(), Telegram()):
            session = standing(step, ("en", "sw")[chance % 2], short=door.short, many=6)
            session.facts |= SAID
            session.errand, session.now, session.serves, session.channel = "s:1:x", NOW, everything(), door.name
            said = hear(session, answer)
            reply = door.draw(session, said) if isinstance(said, Screen) else b"CON ?"
            kept = session.model_dump_json(exclude_defaults=True)
            again = Session.model_validate_json(kept)
            assert again.model_dump_json(exclude_defaults=True) == kept
            if door.name == "ussd":
                is_a_screen(Answered(200, b"", reply))


DOORS = [Door(f"answers-{name}", 3, maker(name), opener(name)) for name in LENDERS]
