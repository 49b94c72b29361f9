"""The simulator put together: what is started beside the assistant, and what its page is served by."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from pydantic import SecretStr

from adapters.channels.door import Converse
from adapters.stand_ins.telegram import serve
from bot.app import Assistant
from bot.beside import beside
from bot.erasing import forget
from bot.settings import Settings
from bot.simulator.carrier import Inboxes, Shown
from bot.simulator.deeds import mount_deeds
from bot.simulator.feed import Feed
from bot.simulator.files import mount_files, mount_page
from bot.simulator.guard import from_page
from bot.simulator.lender import Lender
from bot.simulator.overheard import Overheard
from bot.simulator.people import MEMBERS, people
from bot.simulator.stream import Stream
from bot.simulator.telegram import GROUP, Chats

ALWAYS = {"staff_hours": "always", "quiet_hours": "off"}
"""What a newcomer who tries it on a Sunday night would stumble over; whoever has set these keeps them."""


class Simulator:
    """The parts. `settings` are those the assistant is to run with: its Telegram is ours."""

    def __init__(self, settings: Settings) -> None:
        self.feed = Feed()
        self.people = people()
        self.chats = Chats(self.feed, self.people)
        self.inboxes = Inboxes(self.feed)
        self.carrier = Shown(self.inboxes)
        self.settings = settings
        self._overheard = Overheard(self.feed, self.people, settings.ussd_limit)
        self.lender: Lender

    @asynccontextmanager
    async def beside(self, assistant: Assistant) -> AsyncIterator[None]:
        """Watch the assistant's lender until the block is left."""
        self.lender = Lender(assistant.lender_url, self.settings.lender, self.feed, self.inboxes)
        self._show()
        async with self.lender.watched():
            yield

    def overhearing(self, converse: Converse) -> Converse:
        """The same conversation, overheard."""
        return self._overheard.overhearing(converse)

    def mount(self, app: web.Application) -> None:
        """Serve the page, and all it asks for and does."""
        stream = Stream(self.feed)
        mount_page(app)
        mount_files(app, self.chats.api.files)
        mount_deeds(app, self)
        app.router.add_get("/simulator/events", from_page(stream.get))
        app.on_shutdown.append(stream.close)

    async def reset(self) -> None:
        """Everybody is forgotten, here and at the lender; the new client is another one."""
        async with beside(self.settings) as parts:
            for one in self.people:
                for who in one.names:
                    await forget(parts, who)
        await self.lender.reset()
        self.people = people()
        self.chats.wipe(self.people)
        self.feed.reset()
        self._show()

    def _show(self) -> None:
        self.feed.put("people", [one.wire for one in self.people])
        self.feed.put("staff", [name for _, name in MEMBERS])
        self.feed.put("bot", {"name": self.chats.api.me["first_name"], "username": self.chats.api.me["username"]})
        self.lender.show()
        self.chats.show()


@asynccontextmanager
async def simulating(settings: Settings) -> AsyncIterator[Simulator]:
    """The simulator with its Telegram served on loopback; the assistant is to be assembled inside."""
    simulator = Simulator(settings)
    async with serve(simulator.chats.api) as telegram:
        mild = {name: value for name, value in ALWAYS.items() if name not in settings.model_fields_set}
        token, group = SecretStr(telegram.token), {"telegram_staff_chat": GROUP}
        known = {"telegram_token": token, "telegram_api": telegram.url, **group, **mild}
        simulator.settings = settings.model_copy(update=known)
        yield simulator
