"""What an SMS sender is."""

from typing import Protocol


class Sms(Protocol):
    """Sends short messages. `to` is in E.164, `text` is whole; the provider cuts it into parts."""

    async def send(self, to: str, text: str) -> None:
        """Hand the message to the provider."""
