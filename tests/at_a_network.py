"""A network of our own that knows of changed SIMs, and what looks there, for tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from adapters.keyring import Keyring
from adapters.names import Keys, Namer
from adapters.redis_client import Client
from adapters.sim.door import mount, path
from adapters.sim.look import Looks
from adapters.sim.open import PROVIDERS
from adapters.sim.provider import Account, Provider
from adapters.stand_ins.serving import serving
from adapters.stand_ins.sim.africastalking import AfricasTalking
from adapters.stand_ins.sim.mtn import Mtn
from adapters.stand_ins.sim.network import Network
from adapters.vault import Vault
from tests.ports import free_port

THANDI = "+27821234567"
SECRET = "a-secret-of-the-tests"
NETWORKS: dict[str, type[Network]] = {"africastalking": AfricasTalking, "mtn": Mtn}
NAMER = Namer(b"k" * 32)


@dataclass
class Way:
    """From us to a network and back; `door` is where it tells us what it found later."""

    network: Network
    provider: Provider
    looks: Looks
    redis: Client
    ring: Keyring
    door: str

    @property
    def thandi(self) -> Keys:
        return NAMER.keys(f"tel:{THANDI}")

    def other(self) -> Looks:
        """Another process of ours."""
        return Looks(self.redis, self.ring, NAMER, self.provider)


@asynccontextmanager
async def way(redis: Client, name: str, read: float = 4.0) -> AsyncIterator[Way]:
    """A network's stand-in, our door for what it tells later, and what looks by it."""
    port, network = free_port(), NETWORKS[name]()
    door = f"http://127.0.0.1:{port}{path(name, SECRET)}"
    if isinstance(network, AfricasTalking):
        network.callback = door
    async with network as url:
        provider = PROVIDERS[name](Account(url, network.user, network.key, read))
        ring = Keyring(redis, Vault([b"v" * 32]))
        found = Way(network, provider, Looks(redis, ring, NAMER, provider), redis, ring, door)
        app = web.Application()
        mount(app, provider, SECRET, found.looks.hear)
        async with serving(app, port=port):
            yield found
        await found.looks.close()
