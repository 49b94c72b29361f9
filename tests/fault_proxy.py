"""A wire that fails when told to: late, deaf, cut, refusing, or losing a reply after the server has done the deed."""

import asyncio
import contextlib
import random
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from pathlib import Path


class FaultProxy:
    """Passes bytes on between whoever connects and a server: the path of a Unix socket, or `host:port`.

    Of several servers each connection gets one by chance, the next where that one is not there, as a balancer does.
    While `lose` is above 0, each reply is thrown away instead, and the connection closed. While `mute`, replies are
    thrown away and nothing more happens. `latency`: seconds each chunk waits. While `refuse`, nobody gets in. While
    `hole`, bytes vanish on their way there and back, and the connections they vanished from are cut when it ends.
    `lost` counts replies, `connections` those made.
    """

    def __init__(self, *targets: str) -> None:
        self.targets = targets
        self.lose = 0
        self.mute = False
        self.latency = 0.0
        self.refuse = False
        self.hole = False
        self.lost = 0
        self.connections = 0
        self.serving: set[asyncio.Task[None] | None] = set()
        self._ends: set[StreamWriter] = set()

    async def serve(self, down: StreamReader, down_to: StreamWriter) -> None:
        self.connections += 1
        self.serving.add(task := asyncio.current_task())
        up = None if self.refuse else await self._connect()
        if up is None:
            down_to.transport.abort()
        else:
            await self._between(down, down_to, *up)
        self.serving.discard(task)

    def cut(self) -> None:
        """Reset every connection there is now."""
        for end in self._ends:
            end.transport.abort()

    async def _between(self, down: StreamReader, down_to: StreamWriter, up: StreamReader, up_to: StreamWriter) -> None:
        ends = {down_to, up_to}
        self._ends |= ends
        with contextlib.suppress(ExceptionGroup):
            async with asyncio.TaskGroup() as both:
                both.create_task(self._ask(down, up_to))
                both.create_task(self._answer(up, down_to))
        self._ends -= ends
        for end in ends:
            end.close()
            with contextlib.suppress(OSError):
                await end.wait_closed()

    async def _connect(self) -> tuple[StreamReader, StreamWriter] | None:
        for target in random.sample(self.targets, len(self.targets)):
            host, _, port = target.rpartition(":")
            with contextlib.suppress(OSError):
                if port.isdigit():
                    return await asyncio.open_connection(host, int(port))
                return await asyncio.open_unix_connection(target)
        return None

    async def _ask(self, client: StreamReader, server: StreamWriter) -> None:
        while said := await client.read(65536):
            if await self._passes():
                server.write(said)
        raise ConnectionResetError

    async def _answer(self, server: StreamReader, client: StreamWriter) -> None:
        while said := await server.read(65536):
            if self.mute or not await self._passes():
                continue
            if self.lose and not said.startswith((b"-", b"+OK")):  # greetings and refusals are no deeds
                self.lose -= 1
                self.lost += 1
                break
            client.write(said)
        raise ConnectionResetError

    async def _passes(self) -> bool:
        """Whether bytes get through, once they have waited as long as they must."""
        if self.latency:
            await asyncio.sleep(self.latency)
        return not self.hole


@contextlib.asynccontextmanager
async def faulty(*targets: str, where: Path | None = None) -> AsyncIterator[tuple[FaultProxy, str]]:
    """A proxy in front of what listens at `targets`, and where it listens itself: a socket, or `host:port`.

    `where` is the socket's path; without one, a free TCP port of this machine.
    """
    proxy = FaultProxy(*targets)
    if where:
        server = await asyncio.start_unix_server(proxy.serve, where)
        at = str(where)
    else:
        server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
        at = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield proxy, at
    finally:
        server.close()
        proxy.cut()
        await asyncio.gather(*filter(None, proxy.serving))


@contextlib.asynccontextmanager
async def faulty_redis(redis_url: str, folder: Path | None = None) -> AsyncIterator[tuple[FaultProxy, str]]:
    """A proxy in front of the Redis at `redis_url`, and the URL to reach it by: a socket in `folder`, or a TCP port."""
    async with faulty(redis_url.removeprefix("unix://"), where=folder / "proxy.sock" if folder else None) as (wire, at):
        yield wire, f"unix://{at}" if folder else f"redis://{at}/0"
