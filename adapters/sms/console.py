"""SMS for a machine without a provider: each message is written where the operator sees it."""

import sys
from collections.abc import Sequence
from typing import TextIO

from adapters.sms.outcomes import Message, Report, Taken
from adapters.sms.provider import Account, Posted


class Console:
    """Writes each message to a stream, standard error unless told."""

    name = "console"

    def __init__(self, account: Account | None = None, out: TextIO | None = None) -> None:
        self._out = out

    async def send(self, message: Message) -> Taken:
        """Print the message."""
        print(f"\N{ENVELOPE} SMS to {message.to}: {message.text}", file=self._out or sys.stderr, flush=True)
        return Taken(message.mark)

    def reports(self, posted: Posted) -> Sequence[Report]:
        """Nobody reports what was printed."""
        return ()

    async def close(self) -> None:
        """Nothing is open."""
