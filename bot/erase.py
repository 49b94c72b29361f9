"""`python -m bot erase NUMBER`: what is kept here of a person is erased, their topic in the staff group included."""

import asyncio
import time

from adapters.followed import FollowedLoans
from adapters.rewriting import rewrite
from adapters.trail import Trail
from adapters.trail_line import Entry
from bot import log
from bot.beside import Beside, beside, e164, glance, say, stranger
from bot.erasing import accounts_of, forget, topics_of
from bot.settings import Settings
from flows.erasable import against
from flows.errands import Erased, EraseData
from flows.errands.erasing import Because
from flows.following import Followed

IN_FILES = "Redis did not write its files anew: their key stays in them, sealed, until it does"
BY_HAND = "their topic in the staff group could not be deleted: delete it there by hand"
WHY: dict[Because, str] = {
    "staff": "a member of staff has the conversation: it must be closed first",
    "errand": "something was sent to the lender that happens once, and its answer is not known yet",
    "mandate": "their bank was asked for a mandate, and its answer is not known yet",
    "payout": "money is on its way to them, and nobody has heard that it arrived",
}
ERASED, STRANGER, REFUSED = 0, 1, 2
"""The exit codes; STRANGER also where something is left to be done by hand."""


def erase(settings: Settings, number: str, *, anyway: bool = False) -> int:
    """Erase what we keep of this person: waiting pages, followed loans and what staff were told included.

    Refused while money moves and while staff have the conversation, unless `anyway`. What the lender has stays; so does
    the audit trail, which names nobody.
    """
    log.set_up(log.QUIET, settings.secrets)
    return asyncio.run(_erase(settings, f"tel:{e164(number)}", anyway=anyway))


async def _erase(settings: Settings, who: str, *, anyway: bool) -> int:
    async with beside(settings) as parts:
        session = (await glance(parts.sessions, who)).session
        loans = await FollowedLoans(*parts).all(who)
        if session is None and not loans:  # a loan is followed for longer than a session is kept
            say(stranger(who))
            return STRANGER
        if (why := against(session, loans)) and not anyway:
            say(f"nothing was erased: {WHY[why]}. To erase all the same: --anyway")
            return REFUSED
        topics = await topics_of(parts, who, accounts_of(session))
        await _note(parts, who)
        await forget(parts, who, accounts_of(session))
        written = await rewrite(parts.keyring.redis)
    left = await _undeleted(settings, topics) if topics else []
    _tell(loans, left, written=written)
    return STRANGER if left else ERASED


def _tell(loans: list[Followed], left: list[int], *, written: bool) -> None:
    say("erased; what the lender has is the lender's to erase")
    if any(loan.loan for loan in loans):
        say("a loan of theirs goes on with the lender; they are not told of it by us any more")
    if left:
        say(BY_HAND)
    if not written:
        say(IN_FILES)


async def _note(parts: Beside, who: str) -> None:
    """That it was done is on the trail, as where the borrower asks for it."""
    done = {"errand": EraseData.__name__, "outcome": Erased.__name__}
    line = Entry(at=time.time(), who=parts.namer.keys(who).name, channel="command", **done)
    await Trail(parts.redis, parts.keyring).write(line)


async def _undeleted(settings: Settings, topics: list[int]) -> list[int]:
    """Delete what was said in the staff group; the topics that are left."""
    from adapters.channels.telegram.sender import make_bot  # noqa: PLC0415 - aiogram takes seconds to import
    from adapters.staff import Staff  # noqa: PLC0415 - as above
    from bot.topics import Topics  # noqa: PLC0415 - as above

    token = settings.telegram_token.get_secret_value()
    if not token or not settings.telegram_staff_chat:
        return topics
    bot = make_bot(token, settings.telegram_api)
    try:
        undeleted = await Topics(Staff(bot, settings.telegram_staff_chat), settings.lang_default).delete(topics)
        return undeleted.again + undeleted.by_hand
    finally:
        await bot.session.close()
