"""A stand-in for an SMS provider: it keeps what it was given, so that a test or a page can show it."""

from collections import defaultdict


class Inbox:
    """Every phone's messages, oldest first. One handed in again under its key is the same message."""

    def __init__(self) -> None:
        self.messages: defaultdict[str, list[str]] = defaultdict(list)
        self._keys: set[str] = set()

    async def send(self, to: str, text: str, key: str = "") -> None:
        """Deliver the message."""
        if not key or key not in self._keys:
            self._keys.add(key)
            self.messages[to].append(text)
