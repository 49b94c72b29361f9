"""What an SMS sender is."""

from typing import Protocol


class NotTaken(Exception):
    """Whoever carries our message does not take it now. `wait`: seconds it asked us to stay away."""

    def __init__(self, note: str = "", wait: float = 0.0) -> None:
        super().__init__(note)
        self.wait = wait


class Never(NotTaken):
    """It is not taken and will not be: no such number, or its owner wants no messages."""


class Doubt(NotTaken):
    """It may be on its way. Handed in again under its key after `wait` seconds, it is looked up before it is sent."""


class Sms(Protocol):
    """Sends short messages."""

    async def send(self, to: str, text: str, key: str = "") -> None:
        """Hand the message to the provider. Raises NotTaken, or Away where it was not even tried.

        `to` is in E.164, `text` is whole; the provider cuts it into parts. `key` names the message for some days:
        handed in again under the same key it is the same message, and is sent once. "" names a new one each time.
        Whoever stops waiting stops nothing: a message under way goes on.
        """
