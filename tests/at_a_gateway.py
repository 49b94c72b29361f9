"""A provider of SMS of our own, and what sends by it, for tests to break the wire in between."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from adapters.names import Namer
from adapters.redis_client import Client
from adapters.sms.door import mount, path
from adapters.sms.once import Once
from adapters.sms.open import PROVIDERS
from adapters.sms.provider import Account, Provider
from adapters.stand_ins.serving import serving
from adapters.stand_ins.sms.africastalking import AfricasTalking
from adapters.stand_ins.sms.clickatell import Clickatell
from adapters.stand_ins.sms.gateway import Gateway
from adapters.stand_ins.sms.infobip import Infobip
from adapters.stand_ins.sms.twilio import Twilio
from tests.ports import free_port

THANDI, SIPHO = "+27821234567", "+27829876543"
TEXT = "Your application MM000001 is approved."
SECRET = "a-secret-of-the-tests"

GATEWAYS: dict[str, type[Gateway]] = {
    "africastalking": AfricasTalking,
    "infobip": Infobip,
    "twilio": Twilio,
    "clickatell": Clickatell,
}
NAMER = Namer(b"k" * 32)


@dataclass
class Way:
    """From us to a phone and back. `counted`: what was counted, by outcome; `parts`: of what was taken."""

    gateway: Gateway
    provider: Provider
    redis: Client
    url: str
    door: str
    counted: Counter[str] = field(default_factory=Counter)
    parts: int = 0
    once: Once = field(init=False)

    def other(self, **how: Any) -> Once:
        """Another process of ours."""
        return Once(self.redis, NAMER, self.provider, self.count, **how)

    def count(self, provider: str, outcome: str, parts: int) -> None:
        assert provider == self.provider.name
        self.counted[outcome] += 1
        self.parts += parts

    async def state(self, key: str) -> str:
        """The state a message is in."""
        found: bytes | None = await self.redis.execute_command("HGET", f"sms:{self.mark(key)}", "s")
        return (found or b"").decode()

    def mark(self, key: str) -> str:
        return NAMER.child("sms").hash("message", key)


@asynccontextmanager
async def way(redis: Client, name: str, *, read: float = 10.0, **how: Any) -> AsyncIterator[Way]:
    """A provider's stand-in, our door for its reports, and what sends by it. `how`: as for Once."""
    port, gateway = free_port(), GATEWAYS[name]()
    async with gateway as url:
        door = f"http://127.0.0.1:{port}{path(name, SECRET)}"
        provider = PROVIDERS[name](Account(url, gateway.user, gateway.key, "LOANS", door, read))
        found = Way(gateway, provider, redis, url, door)
        found.once = found.other(**how)
        gateway.reports_to = door
        app = web.Application()
        mount(app, provider, SECRET, found.once.hear)
        async with serving(app, port=port):
            yield found
        await found.once.close()
