"""A load of our own: so many people at once over kept-alive connections, each waiting for its answer.

A bare protocol and no streams: it shares a processor with Redis, and must not be what is measured.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import quantiles
from typing import cast

Speak = Callable[[], Iterator[bytes]]


@dataclass
class Figures:
    """What one run measured: seconds each request took, how long the run lasted, and the server's processor seconds."""

    seconds: float = 0.0
    processor: float = 0.0
    took: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.took) / self.seconds

    @property
    def cost(self) -> float:
        """Microseconds of the server's processor a request."""
        return self.processor / len(self.took) * 1e6

    def percentile(self, of: int) -> float:
        """Milliseconds within which so many percent were answered."""
        return quantiles(self.took, n=100)[of - 1] * 1000


def post(path: str, body: bytes, kind: str, extra: str = "") -> bytes:
    """An HTTP/1.1 request as it goes over the wire."""
    head = f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def load(port: int, people: list[Speak], seconds: float) -> Figures:
    """Let every person speak for so long; only what is answered with 200 counts, and anything else is an error."""
    figures = Figures()
    started = time.perf_counter()
    persons = [_Person(speak(), started + seconds, figures) for speak in people]
    for person in persons:
        await _connect(person, port)
    await asyncio.gather(*(person.over for person in persons))
    figures.seconds = time.perf_counter() - started
    return figures


async def _connect(person: "_Person", port: int) -> None:
    await asyncio.get_running_loop().create_connection(lambda: person, "127.0.0.1", port)


class _Person(asyncio.Protocol):
    """One connection: says the next thing as soon as the last one is answered, until its time is up."""

    def __init__(self, speak: Iterator[bytes], until: float, figures: Figures) -> None:
        self._speak, self._until, self._took = speak, until, figures.took
        self._asked, self._got = 0.0, b""
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._say()

    def data_received(self, data: bytes) -> None:
        self._got += data
        if not _whole(self._got):
            return
        if not self._got.startswith(b"HTTP/1.1 200"):
            self._end(RuntimeError(f"answered {self._got.splitlines()[0]!r}"))
            return
        self._got = b""
        now = time.perf_counter()
        self._took.append(now - self._asked)
        if now < self._until:
            self._say()
        else:
            self._end()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(exc or ConnectionError("the server hung up"))

    def _say(self) -> None:
        request = next(self._speak)
        self._asked = time.perf_counter()
        self._transport.write(request)

    def _end(self, error: Exception | None = None) -> None:
        if self.over.done():
            return
        if error:
            self.over.set_exception(error)
        else:
            self.over.set_result(None)
        self._transport.close()


def _whole(answer: bytes) -> bool:
    """Whether an answer has come to its end."""
    head, gap, body = answer.partition(b"\r\n\r\n")
    length = head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]
    return bool(gap) and len(body) >= int(length or 0)
