"""SMS on the page: written to standard error as ever, and into the phone's inbox."""

import time
from collections.abc import Sequence

from adapters.sms.console import Console
from adapters.sms.outcomes import Message, Report, Taken
from adapters.sms.provider import Posted
from bot.simulator.feed import Feed


class Inboxes:
    """The inboxes of all phones."""

    def __init__(self, feed: Feed) -> None:
        self._feed, self._count = feed, 0

    def put(self, to: str, text: str, sender: str) -> None:
        """A message has come to the phone with this number."""
        self._count += 1
        told = {"number": self._count, "to": to, "from": sender, "text": text, "at": time.time()}
        self._feed.put(f"sms/{self._count}", told)


class Shown:
    """A provider of SMS (`adapters.sms.provider.Provider`) that shows each message."""

    name = "console"

    def __init__(self, inboxes: Inboxes) -> None:
        self._inboxes, self._console = inboxes, Console()

    async def send(self, message: Message) -> Taken:
        """Deliver the message."""
        self._inboxes.put(message.to, message.text, "Loans")
        return await self._console.send(message)

    def reports(self, posted: Posted) -> Sequence[Report]:
        """Nobody reports what was shown."""
        return ()

    async def close(self) -> None:
        """Nothing is open."""
