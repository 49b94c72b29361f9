"""The Telegram line: the bot, its commands, and where its updates come in."""

import asyncio
from collections.abc import Awaitable
from types import TracebackType
from typing import Self

from aiohttp import web

from adapters.channels.door import Converse
from adapters.channels.telegram.door import Telegram
from adapters.channels.telegram.intake import mount
from adapters.channels.telegram.polling import poll
from adapters.channels.telegram.sender import Outcome, Sender, make_bot
from adapters.channels.telegram.setting_up import Unwelcome, set_up
from bot.settings import Settings
from flows.screen import Screen
from flows.session import Session
from flows.text import LANGUAGES, say

COMMANDS = ("start", "menu", "language", "help", "cancel")
PATH = "/telegram"


def commands() -> dict[str, list[tuple[str, str]]]:
    """The bot's commands with their descriptions, in every language."""
    return {code: [(name, say(code, f"way-commands.{name}", {})) for name in COMMANDS] for code in LANGUAGES}


class Line:
    """Our line to Telegram, open for as long as the program runs."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.secret = settings.telegram_webhook_secret.get_secret_value()
        self._bot = make_bot(settings.telegram_token.get_secret_value(), settings.telegram_api)
        self._sender = Sender(self._bot)
        self._door = Telegram()
        self._stop = asyncio.Event()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self._sender.close()
        await self._bot.session.close()

    def mount(self, app: web.Application, converse: Converse) -> None:
        """Take updates at our webhook, where one is set up."""
        if self.secret:
            mount(app, converse, self._door, self._sender, secret=self.secret, path=PATH)

    async def announce(self) -> str:
        """Register commands and webhook; the bot's username."""
        url = f"{self._settings.public_url.rstrip('/')}{PATH}" if self.secret else ""
        try:
            return await set_up(self._bot, commands(), url=url, secret=self.secret)
        except Unwelcome as error:
            raise SystemExit(str(error)) from None

    async def look(self) -> tuple[bool, str]:
        """Whether Telegram knows us, and in a sentence as whom, or what to do."""
        try:
            me = await set_up(self._bot, {})
        except Unwelcome as error:
            return False, str(error)
        return True, f"knows us as @{me}"

    def poll(self, converse: Converse) -> Awaitable[None]:
        """Fetch updates until told to stop."""
        return poll(self._sender, converse, self._door, self._stop)

    def stop(self) -> None:
        """Stop fetching; turns under way end."""
        self._stop.set()

    async def tell(self, session: Session, screen: Screen) -> bool:
        """Show a screen unasked."""
        return await self._sender.tell(session, screen) is Outcome.SENT
