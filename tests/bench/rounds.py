"""Floor, USSD and Telegram in turn, several times, so that a machine that slows down slows all three."""

import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from adapters.redis_server import EmbeddedRedis
from tests.bench import servers
from tests.bench.bot_api import bot_api
from tests.bench.load import Figures, Speak, load
from tests.bench.people import telegram, ussd

FLOOR, USSD, TELEGRAM = "floor", "ussd", "telegram"


async def measure(rounds: int, seconds: float, people: int, say: Callable[[str], None]) -> dict[str, list[Figures]]:
    """The figures of each round by name; the first round, which is left out, warms everything up."""
    found: dict[str, list[Figures]] = {FLOOR: [], USSD: [], TELEGRAM: []}
    with (
        tempfile.TemporaryDirectory(prefix="loan-bench-") as folder,
        EmbeddedRedis(Path(folder) / "redis") as redis_url,
    ):
        servers.pin(os.getpid(), last=True)
        async with (
            bot_api() as api,
            servers.floor(redis_url) as floor,
            servers.assistant(redis_url, api, Path(folder)) as assistant,
        ):
            numbers = count(1)
            chat = partial(telegram, sms=Path(folder) / servers.SMS)
            for number in range(rounds + 1):
                for name, server, speak in (
                    (FLOOR, floor, ussd),
                    (USSD, assistant, ussd),
                    (TELEGRAM, assistant, chat),
                ):
                    figures = await _once(server, _crowd(speak, numbers, people), seconds)
                    say(f"{f'round {number} of {rounds}' if number else 'warming up'}: {name} {figures.rate:.0f}/s")
                    if number:
                        found[name].append(figures)
    return found


def _crowd(speak: Callable[[int], Speak], numbers: Iterator[int], people: int) -> list[Speak]:
    """So many people nobody has met yet."""
    return [speak(next(numbers)) for _ in range(people)]


async def _once(server: servers.Server, people: list[Speak], seconds: float) -> Figures:
    before = server.spent()
    figures = await load(server.port, people, seconds)
    figures.processor = server.spent() - before
    return figures
