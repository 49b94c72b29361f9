"""`python -m bot documents NUMBER` and `erase NUMBER`: what an operator looks up or does about one person."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import uuid4

import phonenumbers

from adapters.names import read_namer
from adapters.redis_client import connect
from adapters.sessions import Sessions
from adapters.vault import Vault
from bot import log
from bot.keys import data_keys
from bot.own_redis import redis_beside
from bot.settings import Settings
from flows.session import Session
from flows.uploading import absent, waiting

Deed = Callable[[Sessions, str, Session | None], Awaitable[int]]


def documents(settings: Settings, number: str) -> int:
    """Print which documents the lender has of this person and which are missing; the exit code is 1 for a stranger."""
    return asyncio.run(_about(settings, number, _documents))


def erase(settings: Settings, number: str) -> int:
    """Erase what we keep of this person, waiting pages included. What the lender has stays; so does the audit trail."""
    return asyncio.run(_about(settings, number, _erase))


async def _about(settings: Settings, number: str, deed: Deed) -> int:
    log.set_up(log.QUIET)
    who = f"tel:{e164(number)}"
    async with redis_beside(settings) as url:
        redis = connect(url)
        try:
            vault = Vault.from_settings(data_keys(settings))
            sessions = Sessions(redis, vault, await read_namer(redis, vault))
            turn = await sessions.load(who, f"person:{uuid4().hex}", 15)
            await sessions.free(turn)
            return await deed(sessions, who, turn.session)
        finally:
            await redis.aclose()


async def _documents(_: Sessions, who: str, session: Session | None) -> int:
    if session is None:
        say(stranger(who))
        return 1
    missing = absent(session.facts)
    for kind in session.facts.get("needs") or []:  # type: ignore[union-attr]  # a list, where it is there
        say(f"{kind}: {'missing' if kind in missing else 'with the lender'}")
    if not session.facts.get("needs"):
        say("no document was asked for yet")
    if count := len(waiting(session.facts)):
        say(f"{count} page(s) wait here until their document is whole")
    return 0


async def _erase(sessions: Sessions, who: str, session: Session | None) -> int:
    if session is None:
        say(stranger(who))
        return 1
    for account in (*session.accounts, who):
        await sessions.forget(account)
    say("erased; what the lender has is the lender's to erase")
    return 0


def e164(number: str) -> str:
    """The number as sessions are named by it; SystemExit for none."""
    try:
        found = phonenumbers.parse(number if number.startswith("+") else f"+{number}")
    except phonenumbers.NumberParseException:
        found = None
    if found is None or not phonenumbers.is_possible_number(found):
        raise SystemExit(f"{number} is no telephone number; write it like +27821234567")
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def stranger(who: str) -> str:
    """That we do not know this person."""
    return f"we keep nothing of {who.removeprefix('tel:')}"


def say(line: str) -> None:
    """Print a line."""
    print(line)  # noqa: T201 - this is what the operator asked for
