"""The simulator as `make run` starts it, for tests: everything on free ports, an empty Redis, and a page to look at."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from aiohttp import web
from pydantic import SecretStr

from adapters.channels.door import Converse
from adapters.redis_client import connect
from bot import bounds
from bot.app import Assistant, assemble
from bot.settings import Settings
from bot.simulator.simulator import Simulator, simulating
from bot.staff_desk import staff_desk as _imported_early  # noqa: F401 - aiogram takes seconds
from bot.web import build, conversation
from tests.ports import free_port

CODE = "*120*777#"


def labels(message: Any) -> list[str]:
    """Of the buttons under a message."""
    return [label for row in message["buttons"] for label in row]


@dataclass
class Page:
    """What a browser has of the page: what is shown, by its keys, and the last event's id."""

    url: str
    http: httpx.AsyncClient
    shown: dict[str, Any] = field(default_factory=dict)
    last: str = ""
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def look(self) -> None:
        """Take events until cancelled."""
        async with self.http.stream("GET", f"{self.url}/simulator/events", timeout=None) as answer:
            assert answer.headers["content-type"] == "text/event-stream"
            kind = ""
            async for line in answer.aiter_lines():
                name, _, value = line.partition(": ")
                kind = value if name == "event" else kind if line else ""
                self.last = value if name == "id" else self.last
                if name == "data":
                    self._take(kind, json.loads(value))

    def _take(self, kind: str, told: Any) -> None:
        if kind == "fresh":
            self.shown.clear()
        elif not kind:
            self.shown[told["key"]] = told["value"]
        self.news.set()

    def all(self, begin: str) -> list[Any]:
        """What is shown under keys that begin so."""
        return [value for key, value in self.shown.items() if key.startswith(begin) and value is not None]

    async def until(self, so: Callable[[], Any], within: float = 30) -> Any:
        """Wait until something is shown; gives it."""
        async with asyncio.timeout(within):
            while not (found := so()):
                self.news.clear()
                await self.news.wait()
        return found

    async def do(self, deed: str, **said: Any) -> httpx.Response:
        """Do what a person does on the page."""
        return await self.http.post(f"{self.url}/simulator/{deed}", json=said)

    def bot_says(self, who: str) -> Any:
        """The bot's newest message in somebody's chat."""
        ours = [message for message in self.all(f"chat/{who}/") if message["ours"]]
        return max(ours, key=lambda message: message["id"]) if ours else {"text": "", "buttons": []}

    async def press(self, who: str, label: str) -> None:
        """Press a button under the bot's newest message, once it is there."""

        def there() -> Any:
            said = self.bot_says(who)
            return said if label in labels(said) else None

        message = await self.until(there)
        assert (await self.do("press", who=who, message=message["id"], label=label)).status_code == 204

    async def hears(self, who: str, words: str) -> Any:
        """Wait until the bot's newest message says this."""
        return await self.until(lambda: words in self.bot_says(who)["text"] and self.bot_says(who))

    async def meet(self, who: str) -> None:
        """Start the bot in the chat, and come to its menu."""
        await self.do("say", who=who, text="/start")
        await self.press(who, "English")
        await self.press(who, "I agree")
        await self.until(lambda: self.shown.get(f"keyboard/{who}"))
        await self.share(who)
        await self.hears(who, "What would you like to do?")

    async def share(self, who: str) -> None:
        """Share the number, and type the code that comes by SMS."""
        await self.do("contact", who=who)
        await self.hears(who, "sent you a code by SMS")
        await self.do("say", who=who, text=self.code(who))

    def code(self, who: str) -> str:
        """The code in the newest SMS to somebody's phone."""
        (number,) = [one["number"] for one in self.shown["people"] if one["key"] == who]
        newest = max((one for one in self.all("sms/") if one["to"] == number), key=lambda one: one["number"])
        return str(newest["text"])[:6]

    async def dial(self, number: str, *answers: str, line: str = "1") -> str:
        """Dial and answer as the feature phone does; the last screen."""
        text, said = "", ""
        for answer in ("", *answers):
            text = f"{text}*{answer}" if text else answer
            form = {"sessionId": line, "serviceCode": CODE, "phoneNumber": number, "text": text}
            said = (await self.http.post(f"{self.url}/ussd/africastalking", data=form)).text
        return said


@dataclass
class Simulated:
    """What there is."""

    url: str
    assistant: Assistant
    simulator: Simulator


@asynccontextmanager
async def simulated(redis_url: str, folder: Path, **settings: Any) -> AsyncIterator[Simulated]:
    """Start everything as `bot.run` does, and stop it again."""
    redis = connect(redis_url)
    await redis.flushall()
    await redis.aclose()
    port = free_port()
    given = Settings(_env_file=None, redis_url=SecretStr(redis_url), data_dir=folder, http_port=port, **settings)
    assert given.simulated
    async with AsyncExitStack() as stack:
        simulator = await stack.enter_async_context(simulating(given))
        assistant = await stack.enter_async_context(assemble(simulator.settings, carrier=simulator.carrier))
        await stack.enter_async_context(simulator.beside(assistant))
        runner = bounds.runner(build(assistant, simulator), 5)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await stack.enter_async_context(_at_work(assistant, conversation(assistant, simulator)))
        yield Simulated(f"http://127.0.0.1:{port}", assistant, simulator)
    assert simulator.chats.api.faults == []


@asynccontextmanager
async def _at_work(assistant: Assistant, converse: Converse) -> AsyncIterator[None]:
    """Telegram is polled, and jobs are done."""
    line, worker = assistant.telegram, assistant.worker
    assert line is not None
    await line.announce()
    under_way = [asyncio.ensure_future(line.poll(converse)), asyncio.ensure_future(worker.run())]
    try:
        yield
    finally:
        worker.stop()
        line.stop()
        await asyncio.gather(*under_way)


@asynccontextmanager
async def looked_at(there: Simulated) -> AsyncIterator[Page]:
    """A page that looks."""
    async with httpx.AsyncClient(timeout=60) as http:
        page = Page(there.url, http)
        looking = asyncio.create_task(page.look())
        try:
            await page.until(lambda: "people" in page.shown)
            yield page
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking
