"""A wire that fails when told to: between a client and Redis, it loses a reply after the server has done the deed."""

import asyncio
import contextlib
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from pathlib import Path


class FaultProxy:
    """Passes bytes on. While `lose` is above 0, each reply is thrown away instead, and the connection closed.

    While `mute`, replies are thrown away and nothing more happens. `lost` counts replies, `connections` those made.
    """

    def __init__(self, target: str) -> None:
        self.target = target
        self.lose = 0
        self.mute = False
        self.lost = 0
        self.connections = 0
        self.serving: set[asyncio.Task[None] | None] = set()

    async def serve(self, down: StreamReader, down_to: StreamWriter) -> None:
        self.connections += 1
        self.serving.add(asyncio.current_task())
        up, up_to = await asyncio.open_unix_connection(self.target)
        with contextlib.suppress(ExceptionGroup):
            async with asyncio.TaskGroup() as both:
                both.create_task(self._ask(down, up_to))
                both.create_task(self._answer(up, down_to))
        for end in (up_to, down_to):
            end.close()
            with contextlib.suppress(ConnectionError):
                await end.wait_closed()

    async def _ask(self, client: StreamReader, server: StreamWriter) -> None:
        while said := await client.read(65536):
            server.write(said)
        raise ConnectionResetError

    async def _answer(self, server: StreamReader, client: StreamWriter) -> None:
        while said := await server.read(65536):
            if self.mute:
                continue
            if self.lose and not said.startswith((b"-", b"+OK")):  # greetings and refusals are no deeds
                self.lose -= 1
                self.lost += 1
                break
            client.write(said)
        raise ConnectionResetError


@contextlib.asynccontextmanager
async def faulty(redis_url: str, where: Path | None = None) -> AsyncIterator[tuple[FaultProxy, str]]:
    """A proxy in front of the Redis at `redis_url`, and the URL to reach it by: a socket in `where`, or a TCP port.

    Close what is connected to it first: it waits for that.
    """
    proxy = FaultProxy(redis_url.removeprefix("unix://"))
    if where:
        server = await asyncio.start_unix_server(proxy.serve, where / "proxy.sock")
        url = f"unix://{where}/proxy.sock"
    else:
        server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
        url = f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0"
    try:
        yield proxy, url
    finally:
        server.close()
        await asyncio.gather(*filter(None, proxy.serving))
