"""Redis servers for the tests that need several: one primary with its replica and Sentinels, or a cluster."""

import asyncio
import contextlib
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError

from adapters.redis_binary import find_server
from tests.ports import free_port

PATIENCE = 60
SERVICE = "loans"


class Server:
    """One process of the server's binary, by the words of its command line; its files are in `folder`."""

    def __init__(self, folder: Path, *said: str, port: int = 0) -> None:
        self.port = port or free_port()
        self._folder = folder / str(self.port)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._said = said
        self.process = self._start()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def again(self) -> None:
        """Start it again on its files."""
        self.process = self._start()

    async def say(self, *words: str | int) -> Any:
        async with aclosing(Redis(port=self.port, protocol=2, socket_timeout=5)) as client:
            say: Callable[..., Awaitable[Any]] = client.execute_command
            return await say(*words)

    def _start(self) -> subprocess.Popen[bytes]:
        words = [str(find_server()), *self._said, "--port", str(self.port), "--bind", "127.0.0.1"]
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(words, cwd=self._folder, stdout=log, stderr=log)


async def until(holds: Callable[..., Awaitable[Any]], *of: Any) -> Any:
    """Wait until something holds of these; of a server that is not there yet nothing does."""
    async with asyncio.timeout(PATIENCE):
        while True:
            with contextlib.suppress(RedisError, OSError, KeyError):
                if found := await holds(*of):
                    return found
            await asyncio.sleep(0.05)


@contextlib.contextmanager
def ended(servers: list[Server]):
    try:
        yield servers
    finally:
        for server in servers:
            server.kill()


KEEPS = ("--appendonly", "yes", "--appendfsync", "always", "--save", "")


@asynccontextmanager
async def watched(folder: Path) -> AsyncIterator[tuple[str, Server, Server]]:
    """A primary, its replica and three Sentinels; the URL, the primary and the replica."""
    with ended([]) as all_of_them:
        primary = Server(folder, *KEEPS, "--repl-diskless-sync-delay", "0")
        all_of_them.append(primary)
        replica = Server(folder, *KEEPS, "--replicaof", f"127.0.0.1 {primary.port}")
        all_of_them.append(replica)
        await until(caught_up, primary)
        sentinels = [Server(folder, str(_sentinel(folder, primary, n)), "--sentinel") for n in range(3)]
        all_of_them.extend(sentinels)
        for sentinel in sentinels:
            await until(_sees_all, sentinel)
        hosts = ",".join(f"127.0.0.1:{sentinel.port}" for sentinel in sentinels)
        yield f"redis+sentinel://{hosts}/{SERVICE}", primary, replica


async def caught_up(primary: Server) -> bool:
    """Whether one replica has all that the primary had written until now: it is asked, not waited for."""
    async with aclosing(
        Redis(port=primary.port, protocol=2, socket_timeout=5, single_connection_client=True)
    ) as client:
        await client.set("is it there yet", 1, px=60_000)  # WAIT is about what its own connection has written
        return bool(await client.wait(1, 1000))


def _sentinel(folder: Path, primary: Server, number: int) -> Path:
    file = folder / f"sentinel-{number}.conf"
    file.write_text(
        f"sentinel monitor {SERVICE} 127.0.0.1 {primary.port} 2\n"
        f"sentinel down-after-milliseconds {SERVICE} 700\n"
        f"sentinel failover-timeout {SERVICE} 5000\n"
    )
    return file


async def _sees_all(sentinel: Server) -> bool:
    told = await sentinel.say("SENTINEL", "MASTER", SERVICE)
    words = {str(name): value for name, value in _pairs(told)}
    return int(words["num-other-sentinels"]) == 2 and int(words["num-slaves"]) == 1


def _pairs(told: Any) -> list[tuple[Any, Any]]:
    if isinstance(told, dict):
        return [(_text(name), _text(value)) for name, value in told.items()]
    words = [_text(word) for word in told]
    return list(zip(words[::2], words[1::2], strict=True))


def _text(word: Any) -> Any:
    return word.decode() if isinstance(word, bytes) else word


@asynccontextmanager
async def cluster(folder: Path) -> AsyncIterator[tuple[str, list[Server]]]:
    """Three nodes that share the slots of a cluster; the URL, and the nodes."""
    said = ("--cluster-enabled", "yes", "--cluster-node-timeout", "2000", *KEEPS)
    with ended([]) as nodes:
        nodes.extend(Server(folder, *said) for _ in range(3))
        for node in nodes:
            await until(node.say, "PING")
        share = -(-16384 // 3)
        for number, node in enumerate(nodes):
            last = min((number + 1) * share, 16384) - 1
            await node.say("CLUSTER", "ADDSLOTSRANGE", number * share, last)
            await nodes[0].say("CLUSTER", "MEET", "127.0.0.1", node.port)
        for node in nodes:
            await until(whole, node)
        yield f"redis+cluster://127.0.0.1:{nodes[0].port}", nodes


async def whole(node: Server) -> bool:
    """Whether a node sees all slots served by all three."""
    told = await node.say("CLUSTER", "INFO")
    words = told if isinstance(told, dict) else dict(line.split(":") for line in _text(told).split("\r\n") if line)
    return bool(words["cluster_state"] == "ok" and words["cluster_size"] == "3")
