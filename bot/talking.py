"""The conversation in a terminal, against a Redis and a stand-in lender of its own that go when it ends."""

import asyncio
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from adapters.channels.terminal import Terminal
from bot import log
from bot.app import assemble
from bot.settings import Settings
from flows.heard import Heard

PHONE = "+27821234567"


def talk(settings: Settings) -> int:
    """Hold one conversation on standard input and output, until it ends or the input does."""
    log.set_up(log.QUIET, settings.secrets)
    with tempfile.TemporaryDirectory(prefix="loan-talk-") as folder:
        own = settings.model_copy(
            update={"data_dir": Path(folder), "telegram_token": type(settings.telegram_token)("")}
        )
        asyncio.run(_hold(own))
    return 0


async def _hold(settings: Settings) -> None:
    async with assemble(settings) as assistant:
        door, words = Terminal(), None
        for number in count(1):
            heard = Heard(f"tel:{PHONE}", f"terminal:{number}", words, new=number == 1, now=int(time.time()))
            reply = await assistant.desk.converse(heard, door)
            print(f"\n{reply.decode()}\n")  # noqa: T201 - this is where the person reads it
            words = await asyncio.to_thread(_read)
            if words is None:
                return


def _read() -> str | None:
    """A line the person typed; None when they leave (Ctrl-D, or /quit)."""
    print("> ", end="", flush=True)  # noqa: T201 - this is where the person types
    line = sys.stdin.readline()
    return None if not line or line.strip() == "/quit" else line.strip()
