"""What an SMS sender is."""

from typing import Protocol


class NotTaken(Exception):
    """Whoever carries our message does not take it now. `wait`: seconds it asked us to stay away."""

    def __init__(self, note: str = "", wait: float = 0.0) -> None:
        super().__init__(note)
        self.wait = wait


class Sms(Protocol):
    """Sends short messages. `to` is in E.164, `text` is whole; the provider cuts it into parts."""

    async def send(self, to: str, text: str) -> None:
        """Hand the message to the provider. Raises NotTaken where it does not take it now."""
