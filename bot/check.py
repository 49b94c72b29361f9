"""`python -m bot check`: the settings and the connections, each with what to do."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import NamedTuple

from adapters.channels.door import Away
from adapters.lenders.late import Late
from adapters.redis_binary import NoRedis
from adapters.redis_client import Client
from adapters.scripts import or_away
from adapters.vault import BadKeys, Spoilt
from bot import log
from bot.app import Assistant, assemble
from bot.settings import Settings
from flows.errands import Answer, ListProducts, Trouble

PATIENCE = 10.0


class Finding(NamedTuple):
    """One thing looked at: whether it is well, and in a sentence what was found or what to do."""

    well: bool
    what: str
    words: str


def check(settings: Settings) -> int:
    """Print what was found, a line each; the exit code is 1 where something must be done."""
    log.set_up(log.QUIET)
    return asyncio.run(_check(settings))


async def _check(settings: Settings) -> int:
    all_well = True
    async with aclosing(findings(settings)) as found:
        async for finding in found:
            print(f"{'ok  ' if finding.well else 'TO DO'} {finding.what}: {finding.words}")  # noqa: T201
            all_well = all_well and finding.well
    return 0 if all_well else 1


async def findings(settings: Settings) -> AsyncGenerator[Finding, None]:
    """Look at one thing after the other, those that need nothing first."""
    yield _ussd(settings)
    try:
        async with assemble(settings) as assistant:
            for finding in [*await _redis(assistant.redis), await _lender(assistant)]:
                yield finding
            if assistant.telegram:
                yield await _telegram(assistant)
            else:
                yield Finding(True, "Telegram", "off; set TELEGRAM_TOKEN to turn it on")
    except NoRedis as error:
        yield Finding(False, "Redis", str(error))
    except Away:
        yield Finding(False, "Redis", "does not answer. Is REDIS_URL right, and is the server running?")
    except (BadKeys, Spoilt) as error:
        yield Finding(False, "DATA_KEYS", str(error))


def _ussd(settings: Settings) -> Finding:
    if settings.ussd_secret.get_secret_value() or settings.pretend:
        return Finding(True, "USSD", f"serving {', '.join(settings.ussd_gateways)}")
    return Finding(False, "USSD", "anyone who finds the address can speak for any phone: set USSD_SECRET")


async def _redis(redis: Client) -> list[Finding]:
    with or_away:
        policy = await redis.config_get("maxmemory-policy")
        kept = await redis.config_get("appendonly")
    safe = policy.get("maxmemory-policy") == "noeviction"
    return [
        Finding(
            kept.get("appendonly") == "yes",
            "Redis",
            "answers, and keeps what it was told"
            if kept.get("appendonly") == "yes"
            else "forgets everything when it restarts: set appendonly yes",
        ),
        Finding(safe, "Redis' memory", "is never made by forgetting" if safe else "set maxmemory-policy noeviction"),
    ]


async def _lender(assistant: Assistant) -> Finding:
    name = assistant.settings.lender

    async def nobody(_: Answer) -> None:
        """Nobody waits for an answer that comes too late."""

    try:
        answer = await assistant.lending.run(ListProducts(), "check", patience=PATIENCE, late=nobody)
    except Late as error:
        return Finding(False, f"Lender {name}", f"no answer ({error}). Is LENDER_URL right, and may we reach it?")
    if isinstance(answer, Trouble):
        return Finding(False, f"Lender {name}", f"refuses: {answer.note}. Are LENDER_USER and LENDER_KEY right?")
    return Finding(True, f"Lender {name}", "lets us in" + (" (our own stand-in)" if assistant.settings.pretend else ""))


async def _telegram(assistant: Assistant) -> Finding:
    assert assistant.telegram is not None  # noqa: S101 - asked for by the caller
    well, words = await assistant.telegram.look()
    return Finding(well, "Telegram", words)
