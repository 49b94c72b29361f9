"""Two phones, one conversation: an account (a Telegram user) comes to speak for the person whose number it shared."""

import asyncio
from typing import Any

import structlog

from adapters.codes import Codes, Rests, Right, Spent, Wrong
from adapters.remembered import Remembered
from adapters.sessions import Sessions
from adapters.sms.sms import Doubt, NotTaken, Sms
from adapters.turn import Turn
from bot.quiet import minute_from
from flows import often
from flows.errands import Answer, CodeRests, CodeSent, CodeSpent, CodeUnsent, Errand, Join, Joined, Prove, WrongCode
from flows.session import Session
from flows.text import say

REMEMBERED = 100_000
PURPOSE = "join"

WITHIN = 1.5
"""Seconds in which a provider takes a message, as a rule; the person on the line waits no longer."""

log = structlog.get_logger()


class Joining:
    """Who speaks for whom, and the code that proves it.

    A contact card proves an account, not the SIM: numbers are recycled and accounts live on. So whoever shares a number
    is asked for a code sent to the number itself. That is so whether or not there is a conversation under it, and it is
    not even looked up before: nobody learns, by what we say or how long it takes, whether a number is known to us.
    The code is good for the account that asked for it, and no other. `zone`: whose clock they are told.
    """

    def __init__(self, sessions: Sessions, codes: Codes, sms: Sms, zone: str = "UTC") -> None:
        self._sessions, self._codes, self._sms, self._zone = sessions, codes, sms, zone
        self._moved = Remembered[str, str](REMEMBERED)

    def speaks_for(self, who: str) -> str:
        """The person this account is known to speak for, or the account itself. A memory, checked at each turn."""
        return self._moved.get(who, who)

    def remember(self, account: str, person: str) -> None:
        """Remember, so that the next turn needs no second look."""
        self._moved[account] = person

    def forget(self, account: str) -> None:
        """The memory was wrong."""
        self._moved.pop(account, None)

    async def run(self, errand: Errand[Any], session: Session, account: str) -> Answer:
        """Join, or Prove."""
        if isinstance(errand, Join):
            return await self._send_code(errand.phone, session, account)
        assert isinstance(errand, Prove)  # noqa: S101 - the only other errand of ours
        outcome = await self._codes.check(_person(session), PURPOSE, errand.code, about=[account])
        if isinstance(outcome, Right) or (isinstance(outcome, Spent) and await self._speaks(account, session)):
            return Joined()
        return WrongCode(left=outcome.left) if isinstance(outcome, Wrong) else CodeSpent()

    async def switch(self, account: Turn, session: Session) -> tuple[Turn, Session]:
        """Go on as the person: the claim on their conversation, and their session with this account in it."""
        person = _person(session)
        turn = await self._sessions.load(person, account.mark)
        theirs = turn.session or session
        if turn.session is None and turn.erased:
            often.spend_all(theirs, session.now)
        theirs.phone = person.removeprefix("tel:")
        theirs.lines |= session.lines
        theirs.accounts = [*(known for known in theirs.accounts if known != account.who), account.who]
        theirs.short, theirs.serves, theirs.now = session.short, session.serves, session.now
        return turn, theirs

    async def _speaks(self, account: str, session: Session) -> bool:
        """Whether the account was joined before: we ended between that and its own session, and hear the code again."""
        turn = await self._sessions.load(_person(session), f"joined:{account}")
        await self._sessions.free(turn)
        return turn.session is not None and account in turn.session.accounts

    async def _send_code(self, phone: str, session: Session, account: str) -> Answer:
        code = await self._codes.issue(f"tel:{phone}", PURPOSE, about=[account])
        if isinstance(code, Rests):
            return CodeRests(code_opens=minute_from(code.until, self._zone))
        return CodeSent() if await self._text(phone, say(session.lang, "way-code", {"code": code})) else CodeUnsent()

    async def _text(self, phone: str, text: str) -> bool:
        """Send a code, each a message of its own; whether it is on its way, for all we know."""
        try:
            async with asyncio.timeout(WITHIN):
                await self._sms.send(phone, text)
        except (TimeoutError, Doubt):
            return True
        except NotTaken as error:
            log.warning("code not sent", note=str(error))
            return False
        return True


def _person(session: Session) -> str:
    return f"tel:{session.facts['phone']}"
