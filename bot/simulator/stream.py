"""`GET /simulator/events`: the feed as server-sent events, taken up where `Last-Event-ID` says."""

from aiohttp import web

from bot.simulator.feed import Feed

MOST = 32
"""Pages that may look at a time."""
BEAT = 15.0
"""Seconds after which something is sent though nothing is new, so that a line that is cut is noticed."""


class Stream:
    """Serves the feed. After `fresh` the page forgets what it had; after `ready` it has all there is so far."""

    def __init__(self, feed: Feed) -> None:
        self._feed, self._open = feed, 0

    async def get(self, request: web.Request) -> web.StreamResponse:
        """Events until the page goes or we do."""
        if self._open >= MOST:
            return web.Response(status=503, text="Too many pages are open.\n")
        headers = {
            "Content-Type": "text/event-stream",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        self._open += 1
        try:
            await self._tell(response, request.headers.get("Last-Event-ID", ""))
        except ConnectionError:
            pass
        finally:
            self._open -= 1
        return response

    async def close(self, _: web.Application) -> None:
        """End all streams: we are leaving."""
        self._feed.close()

    async def _tell(self, response: web.StreamResponse, mark: str) -> None:
        first = True
        while not self._feed.closed:
            void, mark, events = self._feed.since(mark)
            told = [b"event: fresh\ndata: {}\n\n"] * void + events + [b"event: ready\ndata: {}\n\n"] * (first or void)
            await response.write(b"".join(told) or b": still here\n\n")
            first = False
            await self._feed.changed(mark, BEAT)
