"""A document sent into a chat. One try: a second could put the same document there twice, and the way by link stays."""

import logging

from aiogram import Bot

from adapters.channels.telegram.wire import Wire

log = logging.getLogger(__name__)

SECONDS = 8.0
"""For one document: less than the lane's lease, or the turn were no longer ours."""


class Giving:
    """Sends documents through one bot."""

    def __init__(self, bot: Bot, *, seconds: float = SECONDS) -> None:
        self._wire = Wire(bot, seconds)

    async def give(self, chat: int, name: str, content: bytes) -> int:
        """Send a PDF under this name; the message's id, 0 where it could not be sent."""
        told = await self._wire.upload({"method": "sendDocument", "chat_id": chat}, "document", name, content)
        if told.status != 200 or not isinstance(told.result, dict):
            log.warning("telegram: a document is not sent: %d %.120s", told.status, told.sentence or told.broken)
            return 0
        return int(told.result.get("message_id", 0))
