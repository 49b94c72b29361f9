"""How often we speak unasked: what Telegram lets a bot send, over all our processes, and what it asks us to wait.

Answers take no room: who waits for one comes first, and the room left free is for them.
"""

from contextlib import suppress

from adapters.channels.door import Away
from adapters.room import NoRoom, Room

BOT, STRIKES = "telegram", "telegram strikes"
IN_A_CHAT, BY_THE_BOT = (3, 3.0), (25, 1.0)
"""So many messages in any so many seconds.

Telegram's advice is one a second in a chat, short bursts apart, and about 30 by a bot: the rest is left for answers.
"""

STRIKE = 10.0
"""Seconds within which two chats that were refused mean the bot as a whole."""


class Pace:
    """The room there is for messages nobody asked for just now."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def take(self, chat: int) -> None:
        """Take room for one message. Raises NoRoom with the seconds to wait, and Away."""
        for name, limit in ((BOT, BY_THE_BOT), (_name(chat), IN_A_CHAT)):
            if wait := await self._room.take(name, *limit):
                raise NoRoom("telegram", wait)

    async def slow_down(self, chat: int, seconds: float) -> None:
        """Telegram asks us to wait, whether for a message or an answer; every process learns of it.

        It does not say whether the chat had too many or the bot as a whole. One chat alone is taken for itself, so that
        somebody who types without end holds up nobody else; when another is refused as well, it is the bot.
        """
        with suppress(Away):
            await self._room.away(_name(chat), seconds)
            first = not await self._room.take(f"{STRIKES} {chat}", 1, STRIKE)
            if first and await self._room.take(STRIKES, 1, STRIKE):
                await self._room.away(BOT, seconds)


def _name(chat: int) -> str:
    return f"{BOT} {chat}"
