"""Whoever reads the log: what a library says of an address, of what it was sent, or of what broke."""

import io
import json
import logging
import sys
from contextlib import redirect_stdout

import httpx

from bot import log, redacted
from tests.test_log import NEVER, NUMBER, PERSON, SECRET, TOKEN
from tests.threats.attack import Attack, Ground

SAID = (
    ("httpx", "HTTP Request: POST %s", f"https://api.telegram.org/bot{TOKEN}/sendMessage"),
    ("aiohttp.access", "POST %s 200", f"/ussd/africastalking/{SECRET}?phone={NUMBER}"),
    ("aiogram", "no chat %s", f"of {NUMBER}"),
    ("asyncio", "Task exception was never retrieved\nfuture: %s", f"<Task exception=ValueError('{PERSON}')>"),
)


async def _read_the_log(_: Ground) -> bool:
    written, ours = io.StringIO(), log._Lines(redacted.redactor([SECRET]), 0)
    with redirect_stdout(written):
        for name, words, what in SAID:
            ours.handle(logging.LogRecord(name, logging.ERROR, "", 0, words, (what,), None))
        try:
            raise ValueError(PERSON)  # noqa: TRY301 - it is what breaks
        except ValueError:
            ours.handle(logging.LogRecord("aiohttp.server", logging.ERROR, "", 0, "It broke", (), sys.exc_info()))
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [line["logger"] for line in lines] == [*(name for name, _, _ in SAID), "aiohttp.server"]
    return any(word in written.getvalue() for word in NEVER)


async def _read_the_address(_: Ground) -> bool:
    """What the client library itself says at each call, by default: the bot's token is part of the address."""
    written, ours = io.StringIO(), log._Lines(redacted.redactor(), 0)
    logger = logging.getLogger("httpx")
    before = logger.level
    logger.addHandler(ours)
    logger.setLevel(logging.DEBUG)
    try:
        with redirect_stdout(written):
            async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200))) as http:
                await http.post(f"https://here.example/bot{TOKEN}/sendMessage", params={"phone": f"+{NUMBER}"})
    finally:
        logger.removeHandler(ours)
        logger.setLevel(before)
    assert "HTTP Request" in written.getvalue()
    return any(word in written.getvalue() for word in NEVER)


ATTACKS = [
    Attack(
        "log-of-secrets",
        _read_the_log,
        lambda patch: patch.setattr(redacted, "redactor", lambda *_: str),
    ),
    Attack("log-of-addresses", _read_the_address, lambda patch: patch.setattr(redacted, "_LOOKS", {})),
]
