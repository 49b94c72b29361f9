"""A stand-in for an SMS provider: it keeps what it was given, so that a test or a page can show it."""

from collections import defaultdict


class Inbox:
    """Every phone's messages, oldest first."""

    def __init__(self) -> None:
        self.messages: defaultdict[str, list[str]] = defaultdict(list)

    async def send(self, to: str, text: str) -> None:
        """Deliver the message."""
        self.messages[to].append(text)
