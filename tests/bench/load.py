"""A load of our own: so many people at once over kept-alive connections, each waiting for its answer."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import quantiles


@dataclass
class Figures:
    """What one run measured: seconds each request took, and how long the run lasted."""

    seconds: float = 0.0
    took: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.took) / self.seconds

    def percentile(self, of: int) -> float:
        """Milliseconds within which so many percent were answered."""
        return quantiles(self.took, n=100)[of - 1] * 1000


def post(path: str, body: bytes, kind: str, extra: str = "") -> bytes:
    """An HTTP/1.1 request as it goes over the wire."""
    head = f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def load(port: int, people: list[Callable[[], Iterator[bytes]]], seconds: float) -> Figures:
    """Let every person speak for so long; only what is answered with 200 counts, and anything else is an error."""
    figures = Figures()
    until = time.perf_counter() + seconds
    started = time.perf_counter()
    await asyncio.gather(*(_person(port, speak(), until, figures) for speak in people))
    figures.seconds = time.perf_counter() - started
    return figures


async def _person(port: int, speak: Iterator[bytes], until: float, figures: Figures) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in speak:
        asked = time.perf_counter()
        if asked >= until:
            break
        writer.write(request)
        await _answer(reader)
        figures.took.append(time.perf_counter() - asked)
    writer.close()
    await writer.wait_closed()


async def _answer(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if not head.startswith(b"http/1.1 200"):
        raise RuntimeError(f"answered {head.splitlines()[0]!r}")
    length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0] or 0)
    await reader.readexactly(length)
