"""What Telegram must know of the bot before anyone writes to it: its commands, and where to bring what people say."""

from collections.abc import Mapping, Sequence

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats

UPDATES = ["message", "edited_message", "callback_query"]
"""The kinds of update we ask for."""

CONNECTIONS = 40
"""Updates Telegram may bring at one time."""


class Unwelcome(Exception):
    """Telegram does not let this bot in. The text says why, and what to do."""


class NotNow(Unwelcome):
    """Telegram does not answer as it should just now; it may in a moment."""


async def set_up(
    bot: Bot,
    commands: Mapping[str, Sequence[tuple[str, str]]],
    *,
    url: str = "",
    secret: str = "",
    connections: int = CONNECTIONS,
) -> str:
    """Register the commands, and the webhook if there is a `url`; return the bot's own username.

    `commands` maps a language (ISO 639-1) to its (command, description) pairs; the first one also serves all others.
    Raises Unwelcome where Telegram does not take it, NotNow where that may pass.
    """
    try:
        me = await bot.me()
        for language, named in zip(["", *commands], [*list(commands.values())[:1], *commands.values()], strict=True):
            await bot.set_my_commands(
                [BotCommand(command=command, description=description) for command, description in named],
                scope=BotCommandScopeAllPrivateChats(),
                language_code=language or None,
            )
        if url:
            await bot.set_webhook(url, secret_token=secret, max_connections=connections, allowed_updates=UPDATES)
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise Unwelcome("Telegram does not know this bot: is TELEGRAM_TOKEN right?") from None
    except AiogramError as error:
        # By its class alone: its text may hold the address, and that holds the token.
        raise NotNow(f"Telegram does not answer as it should ({type(error).__name__}); try again") from None
    return me.username or ""
