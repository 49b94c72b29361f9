"""The networks: a USSD gateway that gives up after a while, and Telegram, which brings an update until it is taken."""

import asyncio
import json
import random
import time
from typing import Any

import aiohttp

from adapters.stand_ins.sms.gateway import Gateway as Provider
from adapters.stand_ins.telegram.bot_api import BotApi
from adapters.stand_ins.telegram.chats import Json
from adapters.stand_ins.telegram.world import Refusal
from tests.soak.screens import AWAY, BROKEN
from tests.soak.tally import Tally

SECRET = "a-secret-of-the-soak"
GATEWAY_WAITS, TELEGRAM_WAITS = 6.0, 12.0
PAUSES = (0.1, 0.3, 0.8, 1.5)


class Telegram(BotApi):
    """The Bot API, except that updates are brought by whoever made them (`Gateway.bring`), who wants the answer."""

    def put_raw(self, update: Json) -> int:
        """Note an update; it is brought when it is brought."""
        mark = int(update["update_id"])
        self.past[mark] = update
        return mark


class Gateway:
    """Both networks. Sends a message again at times, at once or together, and holds the replies against each other."""

    def __init__(
        self, url: str, telegram: Telegram, sms: Provider, tally: Tally, chance: random.Random, together: float
    ) -> None:
        self.url, self.telegram, self.sms, self.tally, self.chance = url, telegram, sms, tally, chance
        self.together = together
        self.over = False
        self._web = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))

    async def close(self) -> None:
        await self._web.close()

    async def ussd(self, form: dict[str, str]) -> bytes | None:
        """The assistant's words to one USSD message; None where there were none, or it was away."""
        said = await self._twice(lambda: self._dialled(form))
        return said[0] if said else None

    def code(self, phone: str) -> str:
        """The code in the newest SMS to a phone, "" where none has come."""
        return next((text[:6] for text in reversed(self.sms.texts(phone)) if text[:6].isdecimal()), "")

    async def ussd_again(self, form: dict[str, str], before: bytes) -> None:
        """An old message once more: it gets what it got."""
        if (said := await self._dialled(form)) is not None:
            self._same([before, said], form["text"])

    async def bring(self, mark: int) -> bool:
        """Bring an update until it is taken, and do what the answer says. False: the soak was over before."""
        update = self.telegram.past.pop(mark)
        for turn in range(10_000):
            if said := await self._twice(lambda: self._posted(update)):
                await self._ride(said[0])
                return True
            if self.over:
                return False
            await asyncio.sleep(PAUSES[min(turn, len(PAUSES) - 1)])
        return False

    async def _twice(self, send: Any) -> list[bytes]:
        """Send, now and then twice at once or once more after; all real answers, which must be one and the same."""
        fate = self.chance.random()
        said = list(await asyncio.gather(send(), send())) if fate < self.together else [await send()]
        if fate > 0.95 or (fate > 0.6 and said == [None]):  # the gateway itself tries again after a failure
            said.append(await send())
        heard = [words for words in said if words is not None]
        self._same(heard, "")
        return heard

    def _same(self, heard: list[bytes], about: str) -> None:
        self.tally.repeats += len(heard) > 1
        if len(set(heard)) > 1:
            self.tally.breaches.append(f"different replies to one message {about!r}: {sorted(set(heard))}")

    async def _dialled(self, form: dict[str, str]) -> bytes | None:
        said = await self._post("ussd", "/ussd/africastalking", GATEWAY_WAITS, data=form)
        return None if said is None or AWAY.encode() in said else said

    async def _posted(self, update: Json) -> bytes | None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        said = await self._post("telegram", "/telegram", TELEGRAM_WAITS, json=update, headers=headers)
        if said is not None and BROKEN.encode() in said:
            self.tally.breaches.append("telegram: a turn broke off")
        return said

    async def _post(self, door: str, path: str, waits: float, **request: Any) -> bytes | None:
        began = time.monotonic()
        try:
            timeout = aiohttp.ClientTimeout(total=waits)
            async with self._web.post(f"{self.url}{path}", timeout=timeout, **request) as answer:
                said = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError):
            self.tally.unanswered += 1
            return None
        if answer.status not in (200, 503):
            self.tally.breaches.append(f"{door}: HTTP {answer.status} to a borrower's message")
        if answer.status != 200:
            self.tally.unanswered += 1
            return None
        self.tally.answered.setdefault(door, []).append(time.monotonic() - began)
        return said

    async def _ride(self, body: bytes) -> None:
        """Make the call in a webhook's answer."""
        if body:
            given = json.loads(body)
            try:
                await self.telegram.do(given.pop("method"), given)
            except Refusal:
                return
