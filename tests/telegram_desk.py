"""A desk with a conversation of four steps, for tests of Telegram's door: the real one is not needed to try a door."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from adapters.channels.door import Door
from adapters.channels.telegram.door import Telegram
from adapters.channels.telegram.polling import poll
from adapters.channels.telegram.sender import Sender, make_bot
from adapters.channels.telegram.setting_up import set_up
from adapters.channels.telegram.webhook import mount
from adapters.stand_ins.telegram import BotApi
from flows.heard import Heard
from flows.screen import Screen
from flows.session import Session

SECRET = "a-secret-for-the-tests"
COMMANDS = {"en": [("start", "Begin"), ("menu", "The menu")], "sw": [("start", "Anza"), ("menu", "Menyu")]}

PERSON = {"id": 7, "is_bot": False, "first_name": "T"}
CARD = {"phone_number": "27821234567", "first_name": "T", "user_id": 7}
CHAT = {"id": 7, "type": "private"}
MESSAGE = {"message_id": 3, "date": 1, "chat": CHAT, "from": PERSON, "text": "/start x", "contact": CARD, "photo": []}

LANGUAGE = Screen("start.language", "Which language?", (("en", "English"), ("sw", "Kiswahili")))
NUMBER = Screen("start.number", "What is your number?", contact="Share my number", back="Back")
NAME = Screen("start.name", "What is your name?", back="Back")
MENU = Screen("home.menu", "What would you like?", (("apply", "Apply for a loan"), ("mine", "My loan")))
STEPS = {screen.step: screen for screen in (LANGUAGE, NUMBER, NAME, MENU)}
NEXT = {"start.language": "start.number", "start.number": "start.name", "start.name": "home.menu"}


def talk(session: Session, heard: Heard) -> Screen:
    """Language, number, name, menu; `0` is a step back, and whatever does not fit earns a sorry."""
    here = STEPS[session.state]
    if heard.new or heard.jump:
        session.state = heard.jump if heard.jump in STEPS else "start.language"
    elif heard.at and heard.at != session.state:
        return sorry(here, "That button is old.")
    elif heard.words == "0":
        session.state = {"start.number": "start.language", "start.name": "start.number"}.get(session.state, "home.menu")
    elif heard.contact or fits(session, heard):
        session.state = NEXT.get(session.state, "home.menu")
    elif heard.words is not None:
        return sorry(here, "Please answer again.")
    return STEPS[session.state]


def fits(session: Session, heard: Heard) -> bool:
    if session.state == "start.language":
        return heard.words in ("en", "sw")
    if session.state == "home.menu":
        return heard.words in ("apply", "mine")
    return session.state == "start.name" and bool(heard.words)


def sorry(screen: Screen, text: str) -> Screen:
    return Screen(**{name: getattr(screen, name) for name in screen.__slots__} | {"sorry": text})


@dataclass
class Desk:
    """Holds sessions as JSON between turns, hears each mark once, and one message of a person at a time."""

    talk: Callable[[Session, Heard], Screen] = talk
    kept: dict[str, str] = field(default_factory=dict)
    replies: dict[str, bytes] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    before: Callable[[Heard], object] | None = None
    lanes: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def converse(self, heard: Heard, door: Door) -> bytes:
        async with self.lanes.setdefault(heard.who, asyncio.Lock()):
            if self.before and (waiting := self.before(heard)):
                await waiting  # type: ignore[misc]  # a test's own coroutine
            if heard.mark not in self.replies:
                self.replies[heard.mark] = self._turn(heard, door)
            return self.replies[heard.mark]

    def session(self, who: str) -> Session:
        return Session.model_validate_json(self.kept.get(who) or Session(id=who).model_dump_json())

    def _turn(self, heard: Heard, door: Door) -> bytes:
        session = self.session(heard.who)
        heard = door.listen(session, heard)
        self.heard.append(heard)
        reply = door.draw(session, self.talk(session, heard))
        self.kept[heard.who] = session.model_dump_json()
        return reply


@asynccontextmanager
async def open_door(api: BotApi, desk: Desk, *, webhook: bool) -> AsyncIterator[Sender]:
    """Telegram's door, open to the stand-in by webhook or by polling."""
    sender = Sender(make_bot(api.token, api.url), first_pause=0.01)
    try:
        async with (by_webhook if webhook else by_polling)(api, desk, sender):
            yield sender
    finally:
        await sender.close()


@asynccontextmanager
async def by_webhook(api: BotApi, desk: Desk, sender: Sender) -> AsyncIterator[None]:
    app = web.Application()
    mount(app, desk.converse, Telegram(), sender, secret=SECRET)
    runner = web.AppRunner(app, shutdown_timeout=2)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = "http://{}:{}/telegram".format(*runner.addresses[0][:2])
        await set_up(sender.bot, COMMANDS, url=url, secret=SECRET)
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def by_polling(api: BotApi, desk: Desk, sender: Sender) -> AsyncIterator[None]:
    stop = asyncio.Event()
    polling = asyncio.create_task(poll(sender, desk.converse, Telegram(), stop, first_pause=0.01))
    try:
        yield
    finally:
        stop.set()
        await polling
