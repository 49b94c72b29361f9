"""Erasing what is kept here of a person: one way for all who ask for it."""

from collections.abc import Sequence

from adapters.followed import FollowedLoans
from adapters.handovers import TOPIC, Handovers
from adapters.jobs import Jobs
from adapters.leftovers import drop_aside
from adapters.queue import Queue
from bot.beside import Beside, glance
from flows.erasable import against
from flows.errands.erasing import Because
from flows.session import Session


async def stands_against(parts: Beside, who: str, session: Session | None) -> Because | None:
    """Why this person must not be erased now, if anything stands in the way. Raises Away."""
    return against(session, await FollowedLoans(*parts).all(who))


async def topics_of(parts: Beside, who: str, accounts: Sequence[str] = ()) -> list[int]:
    """The topics in the staff group of a person and of the accounts that speak for them. Raises Away."""
    handovers = Handovers(*parts)
    found = [await handovers.recall(name, TOPIC) for name in (*accounts, who)]
    return [topic for [topic] in found if topic]


async def forget(parts: Beside, who: str, accounts: Sequence[str] | None = None) -> None:
    """Erase what is kept of a person and of the accounts that speak for them: these, or those their session names.

    Raises Away; said again it does what is left. The person's key goes last: without it nobody could tell what is left.
    """
    if accounts is None:
        accounts = accounts_of((await glance(parts.sessions, who)).session)
    mine = [name for name in accounts if await _speaks_for(parts, name, who)]
    await FollowedLoans(*parts).forget(who)
    await _forget_aside(parts, {who, *mine})
    for name in (*mine, who):
        await _forget(parts, name)


async def _speaks_for(parts: Beside, account: str, who: str) -> bool:
    """Whether an account's own key still points at this person: it may be a stranger's, or another's, by now."""
    turn = await glance(parts.sessions, account)
    return turn.moved == who


async def _forget(parts: Beside, who: str) -> None:
    """Erase what is kept under one name."""
    handovers = Handovers(*parts)
    await Queue(parts.redis).leave(handovers.called(who))
    await handovers.forget(who)
    await parts.sessions.forget(who)


async def _forget_aside(parts: Beside, names: set[str]) -> None:
    """Jobs of theirs that were set aside for somebody to look at hold what they said."""
    for aside in await Jobs(*parts).aside():
        if aside.job and aside.job.who in names:
            await drop_aside(parts.redis, aside.name)


def accounts_of(session: Session | None) -> list[str]:
    """The accounts that speak for the person of a session."""
    return list(session.accounts) if session else []
