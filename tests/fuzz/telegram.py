"""Telegram's webhook: updates of every kind, mutated. Each is taken, and all that we say fits the Bot API."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from typing import Any

from aiohttp import web

from adapters.channels.telegram.door import Telegram
from adapters.channels.telegram.drawing import Call
from adapters.channels.telegram.sender import Outcome, Said, Sender, make_bot
from adapters.channels.telegram.update import Update
from adapters.channels.telegram.webhook import BODY_BYTES, SECRET_HEADER, mount
from adapters.staff_hearing import hear, is_about
from adapters.stand_ins.telegram.schema import fit_method
from flows.heard import File
from tests.fuzz.case import Door, Try
from tests.fuzz.desk import Desk
from tests.fuzz.line import line_to, request
from tests.fuzz.mutation import ODD, mutated
from tests.fuzz.schema import CHAT, GROUP, USER, update
from tests.fuzz.trees import changed, spelt

SECRET = "a-secret-of-the-fuzzer-and-of-none-else"
SAID = ["/start", "/start LINK", "/menu@our_bot", "/person", "1", "#1", "2000", "Thandi", "00", "More", "", "/", "/ x"]
DATA = ["start.language|en", "home.menu|apply", "|", "?|", "mine.loan|more", "staff|take", "staff|close", "x" * 64]
FILE = {"file_id": "f" * 30, "file_unique_id": "u", "file_size": 80_000, "width": 1280, "height": 960}


def said(random: Random) -> dict[str, Any]:
    """An update as a borrower's or a member of staff's phone causes it."""
    if random.random() < 0.3:
        data, message = random.choice(DATA), {"message_id": 3, "date": 1, "chat": CHAT, "text": "?"}
        query = {"id": str(random.randrange(10**9)), "from": USER, "chat_instance": "1", "message": message}
        return {"update_id": random.randrange(10**9), "callback_query": query | {"data": data}}
    message = {"message_id": 3, "date": 1, "chat": GROUP if random.random() < 0.2 else CHAT, "from": USER}
    kinds: list[dict[str, Any]] = [
        {"text": random.choice(SAID)},
        {"text": random.choice(ODD).decode("utf-8", "replace")},
        {"contact": {"phone_number": "27821234567", "first_name": "T", "user_id": 7001}},
        {"photo": [FILE], "caption": "here"},
        {"document": FILE, "media_group_id": "1"},
        {"sticker": FILE},
        {"message_thread_id": 5, "text": "/say hello"},
    ]
    kind = random.choice(("message", "message", "edited_message"))
    return {"update_id": random.randrange(10**9), kind: message | random.choice(kinds)}


def make(random: Random) -> bytes:
    """The request, with its secret: who does not know it is not heard at all."""
    tree = said(random) if random.random() < 0.6 else update(random)
    if random.random() < 0.6:
        tree = changed(random, tree)
    body = spelt(random, tree)
    body = mutated(random, body) if random.random() < 0.1 else body
    return request("/telegram", body, f"Content-Type: application/json\r\n{SECRET_HEADER}: {SECRET}\r\n")


class Mouth(Sender):
    """Holds all that is said against the Bot API's description, and says nothing."""

    async def _sent(self, call: Call, tries: int) -> Said:
        fits(call)
        return Said(Outcome.SENT, 1)


def fits(call: Call) -> None:
    """Hold a call to what Telegram takes."""
    words = {name: value for name, value in call.items() if name != "method"}
    fit_method(call["method"], words, text=False)
    if "text" in words:
        assert len(words["text"].encode("utf-16-le")) // 2 <= 4096
    json.dumps(words).encode()


async def _bring(file: File) -> bytes:
    raise AssertionError("the desk here fetches nothing")


@asynccontextmanager
async def opened() -> AsyncIterator[Try]:
    """The door, with a desk behind it, and a staff group that hears of nothing."""
    app, desk = web.Application(client_max_size=1 << 20), Desk()
    sender = Mouth(make_bot("4711:a-token"))

    async def staff(told: Update) -> bool:
        if not is_about(told, int(str(GROUP["id"]))):
            return False
        act = hear(told)
        assert act is None or act.mark
        return True

    mount(app, desk.converse, Telegram(_bring), sender, secret=SECRET, hear_staff=staff)
    async with line_to(app) as line:

        async def attempt(case: bytes) -> None:
            desk.begin(case)
            [answer] = await line.say(case)
            await sender.idle()
            assert answer.status == 200 or (answer.status == 413 and len(case) > BODY_BYTES), answer
            if answer.body:
                fits(json.loads(answer.body))

        yield attempt
    await sender.close()


DOOR = Door("telegram", 16, make, opened)
