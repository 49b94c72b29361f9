"""`python -m bot documents NUMBER` and `erase NUMBER`: what an operator looks up or does about one person."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import uuid4

import phonenumbers

from adapters.followed import FollowedLoans
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

Deed = Callable[[Sessions, FollowedLoans, str, Session | None], Awaitable[int]]


def documents(settings: Settings, number: str) -> int:
    """Print which documents the lender has of this person and which are missing; the exit code is 1 for a stranger."""
    return asyncio.run(_about(settings, number, _documents))


def erase(settings: Settings, number: str) -> int:
    """Erase what we keep of this person, waiting pages and what we follow of their loans included.

    What the lender has stays; so does the audit trail.
    """
    return asyncio.run(_about(settings, number, _erase))


async def _about(settings: Settings, number: str, deed: Deed) -> int:
    log.set_up(log.QUIET)
    who = f"tel:{e164(number)}"
    async with redis_beside(settings) as url:
        redis = connect(url)
        try:
            vault = Vault.from_settings(data_keys(settings))
            namer = await read_namer(redis, vault)
            sessions = Sessions(redis, vault, namer)
            turn = await sessions.load(who, f"person:{uuid4().hex}", 15)
            await sessions.free(turn)
            return await deed(sessions, FollowedLoans(redis, vault, namer), who, turn.session)
        finally:
            await redis.aclose()


async def _documents(_: Sessions, __: FollowedLoans, who: str, session: Session | None) -> int:
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


async def _erase(sessions: Sessions, loans: FollowedLoans, who: str, session: Session | None) -> int:
    """A loan is followed for longer than its borrower's session is kept."""
    if session is None and not await loans.all(who):
        say(stranger(who))
        return 1
    for account in (*(session.accounts if session else ()), who):
        await sessions.forget(account)
    await loans.forget(who)
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
