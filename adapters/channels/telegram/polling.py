"""Long polling: for a bot with no address of its own to be called at."""

import asyncio
import contextlib
import json
import logging
import random
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import DeleteWebhook, TelegramMethod

from adapters.channels.door import Away, Converse, Slower
from adapters.channels.telegram.door import Telegram
from adapters.channels.telegram.intake import SORRY, HearStaff, Intake, SetAside, forget
from adapters.channels.telegram.sender import Sender
from adapters.channels.telegram.setting_up import UPDATES, Unwelcome

log = logging.getLogger(__name__)

AT_ONCE = 50
"""Turns at one time. Those of one person the desk's lane keeps in order, as they are started in theirs."""
HELD_BACK = 60
"""Updates that wait because their senders sent too much at once. Of those that wait Telegram brings a hundred and no
more, and others wait behind them: so what is too much beyond that is let go, be it one person's or of several who do
it together, and they are told."""
POLL_SECONDS = 25
SLOW_TURN = 0.25
"""Seconds between two polls while a turn still holds the offset back: such a poll returns at once."""
LONGEST_PAUSE = 30.0
CONFLICTS = 6
"""Conflicts in a row until we give up. One or two are what is left of a poll of our own before a restart."""


class GetUpdates(TelegramMethod[list[dict[str, Any]]]):
    """`getUpdates` with each update as it came, so that one we cannot read does not hide the others."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = POLL_SECONDS
    limit: int = 100
    allowed_updates: list[str] = UPDATES


async def poll(  # noqa: PLR0913 - one a part it joins
    sender: Sender,
    converse: Converse,
    door: Telegram,
    stop: asyncio.Event,
    *,
    within: float = 10.0,
    aside: SetAside = forget,
    sorry_text: str = SORRY,
    hear_staff: HearStaff | None = None,
    first_pause: float = 0.5,
) -> None:
    """Take updates until `stop` is set, then let turns under way end for at most `within` seconds.

    `first_pause` is how many seconds to wait after a first trouble; each next one in a row doubles it.
    Raises Unwelcome where Telegram does not know the token, or another program polls with it.
    """
    intake = Intake(converse, door, sender, aside=aside, sorry_text=sorry_text, hear_staff=hear_staff)
    await Poll(intake, sender.bot, stop, first_pause).run(within)


class Poll:
    """One poll: which turns are under way, and how far Telegram may forget."""

    def __init__(self, intake: Intake, bot: Bot, stop: asyncio.Event, first_pause: float) -> None:
        self._intake, self._bot, self._stop, self._first_pause = intake, bot, stop, first_pause
        self._room = asyncio.Semaphore(AT_ONCE)
        self._turns: dict[int, asyncio.Task[bool]] = {}
        self._held = 0
        self._offset: int | None = None
        self._troubles = self._conflicts = 0

    async def run(self, within: float) -> None:
        """Poll until told to stop."""
        try:
            while not self._stop.is_set() and await self._ask(DeleteWebhook()) is None:
                log.info("telegram: the webhook is still to be taken away")
            while not self._stop.is_set():
                await self._round()
        finally:
            await self._end(within)

    async def _round(self) -> None:
        """Fetch, start a turn for each update not seen yet, and move the offset past those that are done."""
        fetched = await self._ask(GetUpdates(offset=self._offset, timeout=0 if self._turns else POLL_SECONDS))
        for raw in fetched or ():
            mark = raw["update_id"]
            if mark not in self._turns and mark >= (self._offset or 0):
                self._turns[mark] = asyncio.create_task(self._take(raw))
        if self._turns:
            await asyncio.wait(self._turns.values(), timeout=SLOW_TURN)
        self._settle()

    async def _take(self, raw: dict[str, Any]) -> bool:
        """Run one update's turn, waiting as long as we cannot hear anyone. False: we were stopped before."""
        body = json.dumps(raw).encode()  # as JSON, which is read more strictly: half a character is none
        pause = self._first_pause
        while True:
            try:
                async with self._room:
                    reply = await self._intake.take(body)
                    await self._intake.send(reply)
            except Slower as refusal:
                if self._held >= HELD_BACK and not refusal.door:
                    return True
                if await self._hold_back(refusal):
                    return False
            except Away:
                if await self._pause(pause):
                    return False
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                return True

    async def _hold_back(self, refusal: Slower) -> bool:
        """Wait until it may be tried again, and say whether we were told to stop meanwhile."""
        theirs = not refusal.door
        self._held += theirs
        try:
            return await self._pause(min(refusal.wait, LONGEST_PAUSE))
        finally:
            self._held -= theirs

    def _settle(self) -> None:
        """Move the offset past the turns that are saved, up to the first that is not."""
        for mark in sorted(self._turns):
            task = self._turns[mark]
            if not task.done() or task.cancelled() or not task.result():
                return
            self._offset = mark + 1
            del self._turns[mark]

    async def _ask(self, method: TelegramMethod[Any]) -> Any:
        """Ask Telegram, or stop asking when told to stop (None). What is amiss for now is waited out (None)."""
        asking = asyncio.ensure_future(self._bot(method, request_timeout=POLL_SECONDS + 15))
        stopping = asyncio.ensure_future(self._stop.wait())
        await asyncio.wait((asking, stopping), return_when=asyncio.FIRST_COMPLETED)
        told = not asking.done()
        stopping.cancel()
        asking.cancel()
        await asyncio.wait((asking, stopping))
        if told:
            return None
        try:
            answer = asking.result()
        except AiogramError as error:
            await self._pause(self._trouble(error))
            return None
        self._troubles = self._conflicts = 0
        return answer

    def _trouble(self, error: AiogramError) -> float:
        """How many seconds to wait after an error. Raises Unwelcome for one that waiting does not mend.

        Errors are told by their class: their text may hold the address, and that holds the token.
        """
        if isinstance(error, (TelegramUnauthorizedError, TelegramNotFound)):
            raise Unwelcome("Telegram does not know this bot: is TELEGRAM_TOKEN right?") from None
        self._conflicts = self._conflicts + 1 if isinstance(error, TelegramConflictError) else 0
        if self._conflicts >= CONFLICTS:
            raise Unwelcome(
                "another program polls with this bot's token, or gave it a webhook: stop it first"
            ) from None
        self._troubles += 1
        log.warning("telegram: polling is held up: %s", type(error).__name__)
        if isinstance(error, TelegramRetryAfter):
            return float(error.retry_after)
        longest = min(self._first_pause * 2.0**self._troubles, LONGEST_PAUSE)
        return longest * random.uniform(0.5, 1.0)  # noqa: S311 - spreads the load, hides nothing

    async def _pause(self, seconds: float) -> bool:
        """Wait, and say whether we were told to stop meanwhile."""
        try:
            await asyncio.wait_for(self._stop.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def _end(self, within: float) -> None:
        """Let turns end, and tell Telegram how far we came, so that it does not begin again with what is done."""
        if self._turns:
            _, late = await asyncio.wait(self._turns.values(), timeout=within)
            for task in late:
                task.cancel()
        self._settle()
        if self._offset is not None:
            with contextlib.suppress(AiogramError):
                await self._bot(GetUpdates(offset=self._offset, timeout=0, limit=1), request_timeout=5)
