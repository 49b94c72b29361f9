"""Links by SMS for what this phone cannot do: to our upload page, to our chat in Telegram, to the agreement."""

import asyncio
from collections.abc import Callable

import structlog

from adapters.links import Links
from adapters.sms.sms import Doubt, NotTaken, Sms
from flows.errands import AgreementSent, LinkSent, SendAgreement, SendLink
from flows.session import Session
from flows.text import say

WITHIN = 1.5
"""Seconds in which a provider takes a message, as a rule; the person on the line waits no longer."""

A_DAY = 5
"""Messages one person is sent on one day: each costs, and a stranger's number is no toy."""

log = structlog.get_logger()


class Linking:
    """Sends links. `address` is ours seen from outside ("": no page), `chat` tells the bot's name ("": no Telegram)."""

    def __init__(self, links: Links, sms: Sms, address: str, chat: Callable[[], str]) -> None:
        self._links, self._sms = links, sms
        self._address, self._chat = address.rstrip("/"), chat

    @property
    def ways(self) -> frozenset[str]:
        """The ways we can send a link for."""
        found = {"link": self._address, "telegram": self._chat()}
        return frozenset(way for way, there in found.items() if there)

    async def run(self, errand: SendLink | SendAgreement, session: Session, who: str) -> LinkSent | AgreementSent:
        """Send what this errand is for, unless this person has had enough for today. Raises Away."""
        day = session.now // 86_400
        count = int(str(session.facts.get("link_count", 0))) if session.facts.get("link_day") == day else 0
        if isinstance(errand, SendAgreement):
            sent = count < A_DAY and await self._text(session, "way-agreement", errand.address, session.errand)
            return AgreementSent(agreement_sent="sms" if sent else "unsent", link_day=day, link_count=count + sent)
        old = str(session.facts.get("link", ""))
        if count >= A_DAY:
            return LinkSent(way="enough", link=old, link_day=day, link_count=count)
        # Of two links to our page the newer one counts.
        link = await self._links.issue(who, session.lang) if errand.way == "link" else None
        there = f"{self._address}/u/{link.token}" if link else f"https://t.me/{self._chat()}"
        key = link.id if link else session.errand  # each link is another message: only the newest one opens
        if not await self._text(session, "way-photos" if link else "way-chat", there, key):
            return LinkSent(way="unsent", link=old, link_day=day, link_count=count)
        return LinkSent(way=errand.way, link=link.id if link else old, link_day=day, link_count=count + 1)

    async def _text(self, session: Session, words: str, address: str, key: str) -> bool:
        """Send an address in the borrower's language; whether it is on its way, for all we know."""
        text = say(session.lang, words, {"address": address})
        try:
            async with asyncio.timeout(WITHIN):
                await self._sms.send(session.phone, text, f"{words} {key}" if key else "")
        except (TimeoutError, Doubt):
            return True
        except NotTaken as error:
            log.warning("link not sent", words=words, note=str(error))
            return False
        return True
