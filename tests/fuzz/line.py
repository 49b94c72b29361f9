"""HTTP without a network: bytes go into aiohttp's own server as a connection brings them, and its answer comes out.

A case costs a tenth of what it does over a socket, and everything of ours between the bytes and the answer is the same.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from aiohttp import web

TURNS = 60
"""Turns of the loop without a word until the other end hangs up: nothing here waits for anything but the loop."""

STATUS = re.compile(rb"HTTP/\d\.\d \d{3} ")
"""How an answer begins; no body of ours says that."""


class Answered(NamedTuple):
    """A status, 0 where the connection was closed without one; the headers as they came; the body."""

    status: int
    head: bytes = b""
    body: bytes = b""


class Ours(asyncio.Transport):
    """The server's end of a connection."""

    def __init__(self) -> None:
        super().__init__({"peername": ("192.0.2.7", 4711), "sockname": ("192.0.2.1", 80)})
        self.sent, self.over = bytearray(), False

    def write(self, data: Any) -> None:
        """Keep what is said."""
        self.sent += data

    def writelines(self, list_of_data: Any) -> None:
        """Keep it, a piece after the other."""
        for data in list_of_data:
            self.sent += data

    def is_closing(self) -> bool:
        """Whether it is over."""
        return self.over

    def close(self) -> None:
        """Hang up."""
        self.over = True

    abort = close

    def pause_reading(self) -> None:
        """Nothing more comes anyway."""

    def resume_reading(self) -> None:
        """The like."""

    def is_reading(self) -> bool:
        """Always."""
        return True

    def get_write_buffer_size(self) -> int:
        """Nothing waits."""
        return 0


class Line:
    """Connections to one application."""

    def __init__(self, server: Any) -> None:
        self._server = server

    async def say(self, request: bytes) -> list[Answered]:
        """Send this on a connection of its own, and hang up; everything that was answered."""
        protocol, transport = self._server(), Ours()
        protocol.connection_made(transport)
        protocol.data_received(request)
        silent, said = 0, 0
        while silent < TURNS and not transport.over:
            await asyncio.sleep(0)
            silent = 0 if len(transport.sent) > said else silent + 1
            said = len(transport.sent)
            if silent > 2 and _whole(transport.sent):
                break
        protocol.connection_lost(None)
        for _ in range(3):
            await asyncio.sleep(0)
        return list(answers(bytes(transport.sent)))


def _whole(sent: bytes | bytearray) -> bool:
    """Whether one whole answer is there, and nothing else."""
    head, gap, body = bytes(sent).partition(b"\r\n\r\n")
    return bool(gap) and len(body) == _length(head)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


def answers(sent: bytes) -> list[Answered]:
    """The answers in what a server said, one after the other. Fails where it is no HTTP."""
    if not sent:
        return []
    begin = [found.start() for found in STATUS.finditer(sent)]
    assert begin[:1] == [0], f"no HTTP: {sent[:200]!r}"
    found = []
    for one, after in zip(begin, [*begin[1:], len(sent)], strict=True):
        head, gap, body = sent[one:after].partition(b"\r\n\r\n")
        assert gap, f"an answer that ends within its head: {head[:200]!r}"
        found.append(Answered(int(head.split(b" ", 2)[1]), head, body))
    return found


@asynccontextmanager
async def line_to(app: web.Application) -> AsyncIterator[Line]:
    """Connections to an application that listens nowhere."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        yield Line(runner.server)
    finally:
        await runner.cleanup()


def request(path: str, body: bytes, head: str = "", verb: str = "POST") -> bytes:
    """A request that says how long its body is. `head`: further lines, each ended by CR LF."""
    said = f"{verb} {path} HTTP/1.1\r\nHost: loans.example\r\nContent-Length: {len(body)}\r\n{head}\r\n"
    return said.encode("latin-1", "replace") + body
