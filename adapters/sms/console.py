"""SMS for a machine without a provider: each message is written where the operator sees it."""

import sys
from typing import TextIO


class Console:
    """Writes each message to a stream, standard error unless told."""

    def __init__(self, out: TextIO = sys.stderr) -> None:
        self._out = out

    async def send(self, to: str, text: str) -> None:
        """Print the message."""
        print(f"\N{ENVELOPE} SMS to {to}: {text}", file=self._out, flush=True)
