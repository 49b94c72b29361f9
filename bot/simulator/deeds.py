"""What a person can do on the page, one small address each: `POST /simulator/<deed>` with a JSON body."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal, NamedTuple, Protocol

from aiohttp import web
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from adapters.stand_ins.pictures import SAMPLES, sample
from bot.simulator.guard import from_page
from bot.simulator.lender import MOODS, Lender
from bot.simulator.telegram import Chats

MOST_WORDS = 64_000
"""Bytes of a deed."""
MOST_FILE = 20_000_000
"""Bytes of a file; Telegram lends a bot no larger one."""

Words = Annotated[str, StringConstraints(min_length=1, max_length=4096)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=256)]


class Deed(BaseModel):
    """By one of the people (`thandi`) or the staff (`anna`)."""

    model_config = ConfigDict(extra="forbid")
    who: Label


class Say(Deed):
    """Type a text, as staff in a topic."""

    text: Words
    topic: int = 0


class Press(Deed):
    """Press the button with this label under a message."""

    message: int
    label: Label


class Sample(Deed):
    """Send one of the sample documents."""

    name: Literal[tuple(SAMPLES)]  # type: ignore[valid-type]  # the names there are


class Mood(BaseModel):
    """Switch the lender."""

    mood: Literal[tuple(MOODS)]  # type: ignore[valid-type]  # the moods there are


class Nothing(BaseModel):
    """Nothing need be said."""


class Parts(Protocol):
    """What deeds are done on."""

    chats: Chats
    lender: Lender

    async def reset(self) -> None:
        """Begin anew."""


async def _say(parts: Parts, said: Say) -> None:
    parts.chats.phones[said.who].type(said.text)


async def _press(parts: Parts, said: Press) -> None:
    phone = parts.chats.phones[said.who]
    phone.tap(phone.chat.messages[said.message], said.label)


async def _contact(parts: Parts, said: Deed) -> None:
    parts.chats.phones[said.who].share_contact()


async def _sample(parts: Parts, said: Sample) -> None:
    parts.chats.phones[said.who].photo(await asyncio.to_thread(sample, said.name))


async def _staff_say(parts: Parts, said: Say) -> None:
    parts.chats.staff[said.who].type(said.text, topic=said.topic or None)


async def _staff_press(parts: Parts, said: Press) -> None:
    parts.chats.staff[said.who].tap(parts.chats.group.messages[said.message], said.label)


async def _lender(parts: Parts, said: Mood) -> None:
    await parts.lender.switch(said.mood)


async def _reset(parts: Parts, _: Nothing) -> None:
    await parts.reset()


class Doing(NamedTuple):
    """What is to be said of a deed, and how it is done."""

    says: type[BaseModel]
    do: Callable[[Parts, Any], Awaitable[None]]


DEEDS = {
    "say": Doing(Say, _say),
    "press": Doing(Press, _press),
    "contact": Doing(Deed, _contact),
    "sample": Doing(Sample, _sample),
    "staff/say": Doing(Say, _staff_say),
    "staff/press": Doing(Press, _staff_press),
    "lender": Doing(Mood, _lender),
    "reset": Doing(Nothing, _reset),
}


def mount_deeds(app: web.Application, parts: Parts) -> None:
    """Take every deed, and files."""
    for name, doing in DEEDS.items():
        app.router.add_post(f"/simulator/{name}", from_page(_done(parts, doing)))
    app.router.add_post("/simulator/file", from_page(_filed(parts)))


def _done(parts: Parts, doing: Doing) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def do(request: web.Request) -> web.StreamResponse:
        body = await _body(request, MOST_WORDS)
        if body is None or request.content_type != "application/json":
            return _sorry(400, "This is no deed")
        try:
            await doing.do(parts, doing.says.model_validate_json(body))
        except ValidationError:
            return _sorry(400, "This is no deed")
        except LookupError:
            return _sorry(409, "That is not there any more")
        parts.chats.show()
        return web.Response(status=204)

    return do


def _filed(parts: Parts) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """`POST /simulator/file?who=&name=` with the file itself: a picture goes as a photo, any other as a document."""

    async def do(request: web.Request) -> web.StreamResponse:
        phone, name = parts.chats.phones.get(request.query.get("who", "")), request.query.get("name", "")[:100]
        if phone is None:
            return _sorry(400, "Nobody sends this")
        body = await _body(request, MOST_FILE)
        if not body:
            return _sorry(413, "A file of 1 byte to 20 MB can be sent")
        if request.content_type in ("image/jpeg", "image/png", "image/webp"):
            phone.photo(body)
        else:
            phone.send_file(body, name or "file", request.content_type)
        parts.chats.show()
        return web.Response(status=204)

    return do


async def _body(request: web.Request, most: int) -> bytes | None:
    """The body; None where it is larger than that."""
    read = bytearray()
    async for chunk in request.content.iter_any():
        read += chunk
        if len(read) > most:
            return None
    return bytes(read)


def _sorry(status: int, text: str) -> web.Response:
    return web.Response(status=status, text=f"{text}.\n")
