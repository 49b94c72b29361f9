"""The Telegram line: the bot, its commands, and where its updates come in."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

import structlog
from aiohttp import web

from adapters.channels.door import Converse
from adapters.channels.telegram import place
from adapters.channels.telegram.door import Telegram
from adapters.channels.telegram.fetching import Fetching
from adapters.channels.telegram.giving import Giving
from adapters.channels.telegram.intake import HearStaff, Intake, SetAside, forget
from adapters.channels.telegram.pace import Pace
from adapters.channels.telegram.polling import poll
from adapters.channels.telegram.sender import Outcome, Said, Sender, make_bot
from adapters.channels.telegram.setting_up import NotNow, Unwelcome, set_up
from adapters.channels.telegram.webhook import mount
from adapters.job import Job
from adapters.room import Room
from adapters.sms.sms import NotTaken
from adapters.staff import Staff
from bot.reach import Blocked
from bot.settings import Settings
from flows.screen import Screen
from flows.session import Session
from flows.text import LANGUAGES, say

COMMANDS = ("start", "menu", "person", "language", "help", "cancel", "reminders", "delete")
PATH = "/telegram"

TRIES, PAUSE = 40, 3.0
"""How often, and after how many seconds, Telegram is asked again while we start and it is away for a moment."""

log = structlog.get_logger()


def commands() -> dict[str, list[tuple[str, str]]]:
    """The bot's commands with their descriptions, in every language."""
    return {code: [(name, say(code, f"way-commands.{name}", {})) for name in COMMANDS] for code in LANGUAGES}


class Line:
    """Our line to Telegram, open for as long as the program runs."""

    def __init__(self, settings: Settings, room: Room, aside: SetAside = forget) -> None:
        self._settings, self._pace, self._aside = settings, Pace(room), aside
        self.secret = settings.telegram_webhook_secret.get_secret_value()
        self._bot = make_bot(settings.telegram_token.get_secret_value(), settings.telegram_api)
        self._sender = Sender(self._bot, slow_down=self._pace.slow_down)
        self._door = Telegram(Fetching(self._bot).bring, Giving(self._bot).give)
        chat = settings.telegram_staff_chat
        self.staff = Staff(self._bot, chat) if chat else None
        """The staff group, where there is one."""
        self.hear_staff: HearStaff | None = None
        self._stop = asyncio.Event()
        self.username = ""
        """The bot's name, once Telegram has told it."""
        self._learning: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._learning:
            self._learning.cancel()
            await asyncio.wait({self._learning})
        await self._sender.close()
        await self._bot.session.close()

    def mount(self, app: web.Application, converse: Converse) -> None:
        """Take updates at our webhook, where one is set up."""
        if self.secret:
            where = {"secret": self.secret, "path": PATH}
            mount(app, converse, self._door, self._sender, **where, aside=self._aside, hear_staff=self.hear_staff)

    def learn_name(self) -> None:
        """Learn the bot's name beside everything else: for a process that does not announce itself."""
        self._learning = asyncio.ensure_future(self._learn_name())

    async def _learn_name(self) -> None:
        for _ in range(TRIES):
            with suppress(Unwelcome):
                self.username = await set_up(self._bot, {})
                break
            await asyncio.sleep(PAUSE)

    async def announce(self) -> str:
        """Register commands and webhook; the bot's username."""
        url = f"{self._settings.public_url.rstrip('/')}{PATH}" if self.secret else ""
        for _ in range(TRIES):
            try:
                self.username = await set_up(self._bot, commands(), url=url, secret=self.secret)
            except NotNow as error:
                log.warning("telegram is waited for", note=str(error))
                await asyncio.sleep(PAUSE)
            except Unwelcome as error:
                raise SystemExit(str(error)) from None
            else:
                return self.username
        raise SystemExit("Telegram does not answer as it should. Is TELEGRAM_API right, and may we reach it?")

    async def look(self) -> tuple[bool, str]:
        """Whether Telegram knows us, and in a sentence as whom, or what to do."""
        try:
            me = await set_up(self._bot, {})
        except Unwelcome as error:
            return False, str(error)
        return True, f"knows us as @{me}"

    async def look_at_staff(self) -> str:
        """What is amiss with the staff group, and what to do; "" where all is well, or there is none."""
        me = await self._bot.me() if self.staff else None
        return await self.staff.look(me.id) if self.staff and me else ""

    def poll(self, converse: Converse) -> Awaitable[None]:
        """Fetch updates until told to stop."""
        staff = self.hear_staff
        return poll(self._sender, converse, self._door, self._stop, aside=self._aside, hear_staff=staff)

    def hearing_again(self, converse: Converse) -> Callable[[Job], Awaitable[None]]:
        """How an update that was set aside is heard after all; one that breaks off again is set aside again."""
        intake = Intake(converse, self._door, self._sender, aside=self._aside, hear_staff=self.hear_staff)

        async def hear(job: Job) -> None:
            await intake.send(await intake.take(job.body.encode()))

        return hear

    def stop(self) -> None:
        """Stop fetching; turns under way end."""
        self._stop.set()

    async def tell(self, session: Session, screen: Screen) -> int:
        """Show a screen unasked; as `say`."""
        await self._pace.take(place.place_of(session).get("chat", 0))
        return _message(await self._sender.tell(session, screen))

    async def say(self, session: Session, text: str) -> int:
        """Say something beside the conversation; its message's id, 0 where this chat does not take it.

        Raises Blocked: it never will; NotTaken: not now; NoRoom: it was not even tried; Away.
        """
        await self._pace.take(place.place_of(session).get("chat", 0))
        return _message(await self._sender.say(session, text))

    def reaches(self, session: Session) -> bool:
        """Whether they have a chat with us, and have not blocked us there."""
        return place.reaches(session)

    def block(self, session: Session) -> None:
        """Remember that they blocked us, until they write again."""
        place.block(session)

    def spoke(self, session: Session, message: int) -> None:
        """Remember that this message stands below the screen."""
        place.spoke(session, message)


def _message(said: Said) -> int:
    """The id of the message; 1 where it was sent, and we are not told its id."""
    if said.outcome is Outcome.BLOCKED:
        raise Blocked
    if said.outcome is Outcome.FAILED:
        raise NotTaken("telegram", said.wait)
    return (said.message or 1) if said.outcome is Outcome.SENT else 0
