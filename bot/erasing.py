"""Erasing what is kept here of a person, their topic in the staff group included: one function for every door to it."""

from collections.abc import Sequence

from adapters.followed import FollowedLoans
from adapters.handovers import Handovers
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


async def forget(parts: Beside, who: str, accounts: Sequence[str] = (), *, anew: bool = False) -> list[int]:
    """Erase what is kept of a person and of the accounts that speak for them; gives their topics in the staff group.

    `anew`: they have come again since, as a stranger does, and what they say now stays. Raises Away; done again it does
    what is left to do.
    """
    mine = [name for name in accounts if await _speaks_for(parts, name, who)]
    topics = [await _forget(parts, name, session=True) for name in mine]
    topics.append(await _forget(parts, who, session=not anew))
    await FollowedLoans(*parts).forget(who)
    await _forget_aside(parts, {who, *mine})
    return [topic for topic in topics if topic]


async def _speaks_for(parts: Beside, account: str, who: str) -> bool:
    """Whether an account's own key still points at this person: it may be a stranger's, or another's, by now."""
    turn = await glance(parts.sessions, account)
    return turn.moved == who or (turn.session is None and not turn.moved)


async def _forget(parts: Beside, who: str, *, session: bool) -> int:
    """Erase what is kept under one name; gives their topic, 0 where there is none."""
    handovers = Handovers(*parts)
    if session:
        await parts.sessions.forget(who)
    await Queue(parts.redis).leave(handovers.called(who))
    return await handovers.forget(who)


async def _forget_aside(parts: Beside, names: set[str]) -> None:
    """Jobs of theirs that were set aside for somebody to look at hold what they said."""
    jobs = Jobs(*parts)
    for aside in await jobs.aside():
        if aside.job and aside.job.who in names:
            await drop_aside(parts.redis, aside.name)


def accounts_of(session: Session | None) -> list[str]:
    """The accounts that speak for the person of a session."""
    return list(session.accounts) if session else []
