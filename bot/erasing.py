"""`python -m bot erase NUMBER`: what is kept here of a person is erased, their topic in the staff group included."""

import asyncio

from adapters.followed import FollowedLoans
from adapters.handovers import Handovers
from adapters.queue import Queue
from adapters.rewriting import rewrite
from bot import log
from bot.beside import Beside, beside, e164, glance, say, stranger
from bot.settings import Settings

IN_FILES = "Redis did not write its files anew: their key stays in them, sealed, until it does"
BY_HAND = "their topic in the staff group could not be deleted: delete it there by hand"


def erase(settings: Settings, number: str) -> int:
    """Erase what we keep of this person: waiting pages, followed loans and what staff were told included.

    What the lender has stays; so does the audit trail. The exit code is 1 for a stranger, and where something is left
    to be done by hand.
    """
    log.set_up(log.QUIET, settings.secrets)
    return asyncio.run(_erase(settings, f"tel:{e164(number)}"))


async def _erase(settings: Settings, who: str) -> int:
    async with beside(settings) as parts:
        topics = await forget(parts, who)
        written = topics is None or await rewrite(parts.keyring.redis)
    if topics is None:
        say(stranger(who))
        return 1
    left = [topic for topic in topics if not await _deleted(settings, topic)]
    say("erased; what the lender has is the lender's to erase")
    if left:
        say(BY_HAND)
    if not written:
        say(IN_FILES)
    return int(bool(left))


async def forget(parts: Beside, who: str) -> list[int] | None:
    """Erase what is kept of a person; their topics in the staff group, or None for a stranger."""
    session = (await glance(parts.sessions, who)).session
    loans = FollowedLoans(*parts)
    if session is None and not await loans.all(who):  # a loan is followed for longer than a session is kept
        return None
    await loans.forget(who)  # before their key goes: where it is looked up by stands in the loan itself
    topics = [await _forget(parts, name) for name in (*(session.accounts if session else ()), who)]
    return [topic for topic in topics if topic]


async def _forget(parts: Beside, who: str) -> int:
    """Erase what is kept under one name; gives their topic, 0 where there is none."""
    handovers = Handovers(*parts)
    await parts.sessions.forget(who)
    await Queue(parts.redis).leave(handovers.called(who))
    return await handovers.forget(who)


async def _deleted(settings: Settings, topic: int) -> bool:
    """Delete what was said in the staff group; whether it is gone."""
    from adapters.channels.telegram.sender import make_bot  # noqa: PLC0415 - aiogram takes seconds to import
    from adapters.staff import Became, Staff  # noqa: PLC0415 - as above

    token = settings.telegram_token.get_secret_value()
    if not token or not settings.telegram_staff_chat:
        return False
    bot = make_bot(token, settings.telegram_api)
    try:
        became = (await Staff(bot, settings.telegram_staff_chat).delete(topic)).became
    finally:
        await bot.session.close()
    return became in (Became.DONE, Became.NO_TOPIC)
