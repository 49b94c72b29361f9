"""Handing the agreement's document over in a chat: fetched from the lender, looked at, given on as it is, kept nowhere.

Its bytes pass through here and are no fact, no line in a log and nothing in Redis; what stays is their hash, by which a
lender can show later what was read before it was signed.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from hashlib import sha256

import structlog

from adapters.channels.door import Door, Giving
from adapters.lending import Late, Lending
from flows.errands import (
    AgreementFile,
    AgreementGiven,
    AgreementNotGiven,
    Answer,
    FetchAgreement,
    GiveAgreement,
)
from flows.session import Session

LARGEST = 20_000_000
"""Bytes of a document we hand on."""

IN_HAND = 4
"""Documents one process holds whole at a time."""

WITHIN = 10.0
"""Seconds to give it: less than the lane's lease."""

HEAD, END, END_WITHIN = b"%PDF-", b"%%EOF", 1024
"""How a PDF begins and, in its last bytes, ends."""

log = structlog.get_logger()

Renew = Callable[[], Awaitable[None]]
"""Takes the lane for a whole lease more."""


class Handing:
    """Hands over agreements through the doors that documents can go through."""

    def __init__(self, lending: Lending) -> None:
        self._lending = lending
        self._hands = asyncio.Semaphore(IN_HAND)

    def can(self, door: Door) -> bool:
        """Whether this door takes documents, and the lender hands any out."""
        return FetchAgreement.__name__ in self._lending.serves.errands and isinstance(door, Giving)

    async def run(
        self, errand: GiveAgreement, session: Session, who: str, door: Door, patience: float, renew: Renew
    ) -> AgreementGiven | AgreementNotGiven:
        """Fetch and give it, within `patience` and WITHIN seconds; `renew` is called in between. Raises Away."""
        until = asyncio.get_running_loop().time() + patience
        try:
            async with asyncio.timeout(patience):
                await self._hands.acquire()
        except TimeoutError:  # others are being given theirs
            return AgreementNotGiven()
        try:
            return await self._hand(errand, session, who, door, until, renew)
        finally:
            self._hands.release()

    async def _hand(
        self, errand: GiveAgreement, session: Session, who: str, door: Door, until: float, renew: Renew
    ) -> AgreementGiven | AgreementNotGiven:
        patience = max(until - asyncio.get_running_loop().time(), 0)
        content = await self._fetched(errand, session.errand, who, door, patience)
        if why := unfit(content):
            log.info("agreement not given", why=why)
            return AgreementNotGiven()
        await renew()
        name = named(errand)
        if not isinstance(door, Giving) or not await self._given(door, session, name, content):
            return AgreementNotGiven()
        return AgreementGiven(file_agreement=errand.agreement, file_name=name, file_sha256=sha256(content).hexdigest())

    async def _fetched(self, errand: GiveAgreement, key: str, who: str, door: Door, patience: float) -> bytes:
        """The document; nothing where the lender does not hand it out now."""

        async def nobody(_: Answer) -> None:
            """Whoever is not given it now may ask again."""

        fetch = FetchAgreement(loan=errand.loan, agreement=errand.agreement)
        try:
            answer = await self._lending.run(
                fetch, f"{key}:file", patience=patience, late=nobody, who=who, channel=door.name
            )
        except Late:
            return b""
        return answer.content if isinstance(answer, AgreementFile) else b""

    async def _given(self, door: Giving, session: Session, name: str, content: bytes) -> bool:
        try:
            async with asyncio.timeout(WITHIN):
                return await door.give(session, name, content)
        except TimeoutError:
            return False


def unfit(content: bytes) -> str:
    """Why this is no document to hand on, in a word; "" where it is one."""
    if not content:
        return "nothing"
    if len(content) > LARGEST:
        return "large"
    whole = content.startswith(HEAD) and END in content[-END_WITHIN:]
    return "" if whole else "no PDF"


def named(errand: GiveAgreement) -> str:
    """The name it goes under: by the loan's reference, of letters, digits and hyphens only."""
    return f"agreement-{re.sub(r'[^A-Za-z0-9-]+', '-', errand.reference or errand.agreement).strip('-')[:60]}.pdf"
