"""`python -m bot check`: the settings and the connections, each with what to do."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from adapters.channels.door import Away
from adapters.lenders.late import Late
from adapters.master_keys import standing
from adapters.redis_binary import NoRedis
from adapters.sim.door import path as sim_path
from adapters.sim.outcomes import Unknown
from adapters.sim.provider import NOBODY, TellsLater
from adapters.vault import BadKeys, Spoilt
from bot import log
from bot.app import Assistant, assemble
from bot.check_redis import of_redis
from bot.check_settings import of_settings
from bot.finding import Finding
from bot.settings import OFF, Settings
from flows.errands import Answer, ListProducts, Trouble

PATIENCE = 10.0


def check(settings: Settings) -> int:
    """Print what was found, a line each; the exit code is 1 where something must be done."""
    log.set_up(log.QUIET, settings.secrets)
    return asyncio.run(_check(settings))


async def _check(settings: Settings) -> int:
    all_well = True
    async with aclosing(findings(settings)) as found:
        async for finding in found:
            print(f"{'ok  ' if finding.well else 'TO DO'} {finding.what}: {finding.words}")  # noqa: T201 - said to a person
            all_well = all_well and finding.well
    return 0 if all_well else 1


async def findings(settings: Settings) -> AsyncGenerator[Finding, None]:
    """Look at one thing after the other, those that need nothing first."""
    for each in of_settings(settings):
        yield each
    try:
        async with assemble(settings, lenient=True) as assistant:
            for finding in [*await of_redis(assistant.redis), await _keys(assistant), await _lender(assistant)]:
                yield finding
            yield await _sim(assistant)
            if assistant.telegram:
                yield await _telegram(assistant)
                yield await _staff(assistant)
            else:
                yield Finding(True, "Telegram", "off; set TELEGRAM_TOKEN to turn it on")
    except NoRedis as error:
        yield Finding(False, "Redis", str(error))
    except Away:
        yield Finding(False, "Redis", "does not answer. Is REDIS_URL right, and is the server running?")
    except (BadKeys, Spoilt) as error:
        yield Finding(False, "DATA_KEYS", str(error))


async def _keys(assistant: Assistant) -> Finding:
    """Which keys of DATA_KEYS are in use, and what is left to do after one was put in front."""
    ring = assistant.keyring
    known = {key.id: key for key in await standing(ring)}
    older = [key for key in ring.vault.keys if key.id != ring.vault.newest.id]
    needed = [key.name for key in older if key.id in known and not known[key.id].retired]
    where = "in a Redis of their own" if ring.apart else "beside the data"
    words = f"{ring.vault.newest.name} seals; people's keys lie {where}"
    if needed:
        return Finding(False, "DATA_KEYS", f"{words}; still needed: {', '.join(needed)}: python -m bot rekey")
    if older:
        return Finding(
            False, "DATA_KEYS", f"{words}; take out {', '.join(key.name for key in older)}: nothing needs it"
        )
    return Finding(True, "DATA_KEYS", words)


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


async def _sim(assistant: Assistant) -> Finding:
    """Asked about a number that nobody has."""
    settings, what = assistant.settings, "Changed SIMs"
    if assistant.sim is None:
        return Finding(True, what, f"nobody is asked (SIM_SWAP={OFF}): whoever takes a number over is paid out")
    provider = assistant.sim.looks.provider
    found = await provider.look(NOBODY)
    if isinstance(found, Unknown) and not found.heard:
        words = f"{provider.name} does not tell ({found.why}). Are SIM_SWAP_USER, SIM_SWAP_KEY and SIM_SWAP_URL right?"
        return Finding(False, what, words)
    words = f"{provider.name} lets us in; kept back for {settings.sim_swap_hours} hours"
    if isinstance(provider, TellsLater):
        home = settings.public_url.rstrip("/") or "..."
        words += f"; its answers are taken at {home}{sim_path(provider.name, '<SIM_SWAP_SECRET>')}"
    return Finding(True, what, words)


async def _telegram(assistant: Assistant) -> Finding:
    assert assistant.telegram is not None  # noqa: S101 - asked for by the caller
    well, words = await assistant.telegram.look()
    return Finding(well, "Telegram", words)


async def _staff(assistant: Assistant) -> Finding:
    assert assistant.telegram is not None  # noqa: S101 - asked for by the caller
    if assistant.telegram.staff is None:
        return Finding(True, "Staff", "off; set TELEGRAM_STAFF_CHAT to let borrowers ask for a person")
    amiss = await assistant.telegram.look_at_staff()
    return Finding(not amiss, "Staff", amiss or "the group is a forum, and the bot may manage its topics")
