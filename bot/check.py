"""`python -m bot check`: the settings and the connections, each with what to do."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import NamedTuple

from adapters.channels.door import Away
from adapters.lenders.late import Late
from adapters.master_keys import standing
from adapters.redis_binary import NoRedis
from adapters.redis_client import Client
from adapters.redis_promises import Promises, promises
from adapters.sim.door import path as sim_path
from adapters.sim.outcomes import Unknown
from adapters.sim.provider import NOBODY, TellsLater
from adapters.sms.door import path
from adapters.vault import BadKeys, Spoilt
from bot import log
from bot.app import Assistant, assemble
from bot.operator_door import is_open
from bot.settings import LIMITS, OFF, Settings
from flows.errands import Answer, ListProducts, Trouble

PATIENCE = 10.0


class Finding(NamedTuple):
    """One thing looked at: whether it is well, and in a sentence what was found or what to do."""

    well: bool
    what: str
    words: str


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
    yield _ussd(settings)
    yield _notifications(settings)
    yield _sms(settings)
    yield _operator(settings)
    yield Finding(True, "Kept", settings.retention.words)
    yield _figures(settings)
    yield _limits(settings)
    try:
        async with assemble(settings, lenient=True) as assistant:
            for finding in [*await _redis(assistant.redis), await _keys(assistant), await _lender(assistant)]:
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


def _ussd(settings: Settings) -> Finding:
    served = f"serving {', '.join(settings.ussd_gateways)}"
    if not settings.ussd_allow and not settings.ussd_secret.get_secret_value() and not settings.pretend:
        return Finding(False, "USSD", "anyone who finds the address can speak for any phone: set USSD_SECRET")
    if settings.ussd_allow and not settings.alone and any(network.is_loopback for network in settings.ussd_allow):
        words = f"{served}; USSD_ALLOW lets in a proxy on this machine, and so everybody: set TRUSTED_PROXIES to it"
        return Finding(bool(settings.trusted_proxies), "USSD", served if settings.trusted_proxies else words)
    return Finding(True, "USSD", served)


def _notifications(settings: Settings) -> Finding:
    """Not a thing to do: without them what becomes of a loan is found by looking, only later."""
    words = {
        True: f"taken at {settings.seen_at or '...'}/lender/{settings.lender}, signed",
        False: "none: loans are looked at, once a day at last; set LENDER_NOTIFY_SECRET to be told sooner",
    }
    return Finding(True, "The lender's notifications", words[bool(settings.lender_notify_secret.get_secret_value())])


def _sms(settings: Settings) -> Finding:
    """As the settings have it: nothing is sent to find out."""
    if settings.sms == "console":
        words = "written to standard error" + ("" if settings.pretend else " and to nobody's phone: set SMS")
        return Finding(settings.pretend, "SMS", words)
    sender = f" from {settings.sms_sender}" if settings.sms_sender else ""
    if not settings.sms_report_secret.get_secret_value():
        words = "nobody tells whether they arrive: set SMS_REPORT_SECRET"
    else:
        home = settings.public_url.rstrip("/") or "..."
        words = f"reports are taken at {home}{path(settings.sms, '<SMS_REPORT_SECRET>')}"
    return Finding(True, "SMS", f"sent by {settings.sms}{sender}; {words}")


def _operator(settings: Settings) -> Finding:
    words = "opened by OPERATOR_PASSWORD; keep a TLS proxy in front of it"
    if not settings.operator_password.get_secret_value():
        words = "open on this machine, while we pretend" if is_open(settings) else "none; set OPERATOR_PASSWORD"
    return Finding(True, "The operator's page", words)


def _figures(settings: Settings) -> Finding:
    """Not a thing to do either: who has no Prometheus needs none."""
    those = [str(network) for network in settings.metrics_from]
    those += ["whoever has METRICS_TOKEN"] if settings.metrics_token.get_secret_value() else []
    return Finding(True, "/metrics", f"read from {', '.join(those)}" if those else "by nobody; set METRICS_ALLOW")


def _limits(settings: Settings) -> Finding:
    """None is needed while we pretend; before real people each is."""
    off = [name.upper() for name in LIMITS if getattr(settings, name) is None]
    words = f"switched off: {', '.join(off)}" if off else "people, doors, addresses and SMS each have one"
    return Finding(settings.pretend or not off, "Limits", words)


async def _redis(redis: Client) -> list[Finding]:
    said = await promises(redis)
    return [_kept(said), _written(said), _evicts(said)]


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


def _kept(said: Promises) -> Finding:
    words = {
        True: "answers, and keeps what it was told",
        False: "forgets everything when it restarts: set appendonly yes",
        None: "answers; it does not tell whether it keeps what it was told: make sure that appendonly is yes",
    }
    return Finding(said.kept is not False, "Redis", words[said.kept])


def _written(said: Promises) -> Finding:
    """Not a thing to do: which of the two is right is the operator's to say, once they know what it means."""
    words = {
        "always": "writes to disk before it answers: nothing acknowledged is lost, whatever ends",
        "everysec": "writes to disk every second (appendfsync everysec): when the machine dies, or Redis is killed "
        "while its disk is slow, the last second or two of turns may be lost; appendfsync always is slower, and loses "
        "none",
        "no": "writes to disk when the system likes (appendfsync no): when the machine dies, half a minute of turns "
        "may be lost; set appendfsync everysec or always",
    }
    if said.fsync is None:
        return Finding(True, "Redis' disk", "it does not tell how often it writes: appendfsync always loses nothing")
    return Finding(said.fsync != "no" or said.kept is False, "Redis' disk", words.get(said.fsync, said.fsync))


def _evicts(said: Promises) -> Finding:
    if said.policy is None:
        return Finding(True, "Redis' memory", "it does not tell: make sure that maxmemory-policy is noeviction")
    if said.policy == "noeviction":
        return Finding(True, "Redis' memory", "is never made by forgetting")
    return Finding(
        False, "Redis' memory", f"is made by forgetting people ({said.policy}): set maxmemory-policy noeviction"
    )


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
