"""A wire that fails when told to: between a client and Redis, it loses a reply after the server has done the deed."""

import asyncio
import contextlib
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from pathlib import Path


class FaultProxy:
    """Passes bytes on. While `lose` is above 0, each reply is thrown away instead, and the connection closed."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.lose = 0
        self.lost = 0

    async def serve(self, down: StreamReader, down_to: StreamWriter) -> None:
        up, up_to = await asyncio.open_unix_connection(self.target)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._ask(down, up_to))
                both.create_task(self._answer(up, down_to))
        except* ConnectionError:
            pass
        finally:
            up_to.close()
            down_to.close()

    async def _ask(self, client: StreamReader, server: StreamWriter) -> None:
        while said := await client.read(65536):
            server.write(said)
        raise ConnectionResetError

    async def _answer(self, server: StreamReader, client: StreamWriter) -> None:
        while said := await server.read(65536):
            if self.lose and not said.startswith((b"-", b"+OK")):  # greetings and refusals are no deeds
                self.lose -= 1
                self.lost += 1
                break
            client.write(said)
        raise ConnectionResetError


@contextlib.asynccontextmanager
async def faulty(redis_url: str, where: Path) -> AsyncIterator[tuple[FaultProxy, str]]:
    """A proxy in front of the Redis at `redis_url`, and the URL to reach it by."""
    proxy = FaultProxy(redis_url.removeprefix("unix://"))
    path = where / "proxy.sock"
    server = await asyncio.start_unix_server(proxy.serve, path)
    try:
        yield proxy, f"unix://{path}"
    finally:
        server.close()
