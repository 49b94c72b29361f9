"""A borrower's phone on each channel: come, say, share; what is shown, or None where no answer came."""

import asyncio
import random
import re
from itertools import count
from typing import Protocol

from adapters.stand_ins.telegram.phone import Phone as Handset
from tests.soak.gateway import Gateway
from tests.soak.people import Borrower
from tests.soak.screens import Shown

lines = count(1)
OPTION = re.compile(r"^(\d{1,3}) (.+)$", re.MULTILINE)


class Phone(Protocol):
    """Any phone."""

    async def come(self) -> Shown | None:
        """Dial, or press Start."""

    async def say(self, words: str) -> Shown | None:
        """Choose a label that is shown, or type."""

    async def back(self) -> Shown | None:
        """One step back."""


class Ussd:
    """Keeps the gateway's session and its cumulative text, and now and then has the gateway repeat an old message."""

    def __init__(self, gateway: Gateway, borrower: Borrower, chance: random.Random) -> None:
        self.gateway, self.borrower, self.chance = gateway, borrower, chance
        self.line, self.text = "", ""
        self.ways: dict[str, str] = {}
        self.past: list[tuple[dict[str, str], bytes]] = []

    async def come(self) -> Shown | None:
        self.line, self.past = f"ATUid_{next(lines)}", []
        return await self._send("")

    async def say(self, words: str) -> Shown | None:
        typed = self.ways.get(words, words)
        return await self._send(f"{self.text}*{typed}" if self.text else typed)

    async def back(self) -> Shown | None:
        return await self.say("0")

    async def _send(self, text: str) -> Shown | None:
        self.text = text
        self.borrower.marks += 1
        form = {"sessionId": self.line, "serviceCode": "*120*777#", "phoneNumber": self.borrower.phone, "text": text}
        reply = await self.gateway.ussd(form)
        if self.past and self.chance.random() < 0.04:
            await self.gateway.ussd_again(*self.chance.choice(self.past))
        if reply is None:
            return None
        self.borrower.acked += 1
        self.past = [*self.past[-4:], (form, reply)]
        kind, _, words = reply.decode().partition(" ")
        self.ways = {label: number for number, label in OPTION.findall(words)}
        return Shown(OPTION.sub("", words).strip(), tuple(self.ways), kind == "CON")


class Chat:
    """Presses the button with the label, or types; waits until the bot has said something to it."""

    def __init__(self, gateway: Gateway, borrower: Borrower, chance: random.Random) -> None:
        self.gateway, self.borrower = gateway, borrower
        self.handset = Handset(gateway.telegram, 5_000_000 + borrower.number, number=borrower.phone)

    async def come(self) -> Shown | None:
        return await self._done(self.handset.start)

    async def say(self, words: str) -> Shown | None:
        press = words in self.handset.screen.buttons
        return await self._done(lambda: self.handset.press(words) if press else self.handset.type(words))

    async def share(self) -> Shown | None:
        return await self._done(self.handset.share_contact)

    async def read_the_sms(self) -> Shown | None:
        """Type the code that came by SMS; while none has, what is said is no code."""
        return await self.say(self.gateway.code(self.borrower.phone) or "where is it?")

    async def photo(self, content: bytes) -> Shown | None:
        return await self._done(lambda: self.handset.photo(content))

    async def back(self) -> Shown | None:
        return await self.say("⬅ Back")

    async def _done(self, deed: "count[int] | object") -> Shown | None:
        before = self._seen()
        assert callable(deed)
        self.borrower.marks += 1
        if not await self.gateway.bring(deed()):
            return None
        self.borrower.acked += 1
        for _ in range(60):
            if self._seen() != before:
                break
            await asyncio.sleep(0.02)
        else:
            return None
        seen = self.handset.screen
        return Shown(seen.text, seen.buttons)

    def _seen(self) -> int:
        """How much the bot has said in this chat so far."""
        return sum(1 + message.edits for message in self.handset.chat.messages.values() if message.ours)

    def look(self) -> Shown:
        """What stands in the chat now, said or told unasked."""
        seen = self.handset.screen
        return Shown(seen.text, seen.buttons)
