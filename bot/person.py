"""`python -m bot documents NUMBER` and `erase NUMBER`: what an operator looks up or does about one person."""

import asyncio
from collections.abc import Awaitable, Callable

from adapters.followed import FollowedLoans
from adapters.sessions import Sessions
from bot import log
from bot.beside import beside, e164, glance, say, stranger
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
    async with beside(settings) as parts:
        turn = await glance(parts.sessions, who)
        return await deed(parts.sessions, FollowedLoans(*parts), who, turn.session)


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
