"""`python -m bot documents NUMBER`: which documents of a person the lender has, for an operator."""

import asyncio

from bot import log
from bot.beside import beside, e164, glance, say, stranger
from bot.settings import Settings
from flows.session import Session
from flows.uploading import absent, waiting


def documents(settings: Settings, number: str) -> int:
    """Print which documents the lender has of this person and which are missing; the exit code is 1 for a stranger."""
    log.set_up(log.QUIET, settings.secrets)
    return asyncio.run(_documents(settings, f"tel:{e164(number)}"))


async def _documents(settings: Settings, who: str) -> int:
    async with beside(settings) as parts:
        session = (await glance(parts.sessions, who)).session
    if session is None:
        say(stranger(who))
        return 1
    _tell(session)
    return 0


def _tell(session: Session) -> None:
    missing = absent(session.facts)
    for kind in session.facts.get("needs") or []:  # type: ignore[union-attr]  # a list, where it is there
        say(f"{kind}: {'missing' if kind in missing else 'with the lender'}")
    if not session.facts.get("needs"):
        say("no document was asked for yet")
    if count := len(waiting(session.facts)):
        say(f"{count} page(s) wait here until their document is whole")
