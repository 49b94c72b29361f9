"""Serving a stand-in for a while, on a port of one's choice or any free one."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from aiohttp import web


@asynccontextmanager
async def serving(app: web.Application, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """The address where `app` answers, until the block is left. Port 0: any that is free."""
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        taken: int = runner.addresses[0][1]
        yield f"http://{host}:{taken}"
    finally:
        await runner.cleanup()


class Served(ABC):
    """What serves its `app()` on a free port for as long as `async with it as url` lasts."""

    _open: AbstractAsyncContextManager[str] | None = None

    @abstractmethod
    def app(self) -> web.Application:
        """The server, for whoever runs it."""

    async def __aenter__(self) -> str:
        self._open = serving(self.app())
        return await self._open.__aenter__()

    async def __aexit__(self, *error: object) -> None:
        if self._open:
            await self._open.__aexit__(None, None, None)
