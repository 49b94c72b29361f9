"""A Bot API that says yes to everything at once: what it costs to call it is ours, what it does is not."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

RESULTS: dict[str, object] = {
    "getMe": {"id": 1234567, "is_bot": True, "first_name": "Loans", "username": "bench_bot"},
    "sendMessage": {"message_id": 7, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "?"},
    "editMessageText": {"message_id": 7, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "?"},
}


@asynccontextmanager
async def bot_api() -> AsyncIterator[str]:
    """Serve on a free port of loopback; its address."""
    server = await asyncio.get_running_loop().create_server(_Line, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


class _Line(asyncio.Protocol):
    """One connection, a bare protocol for the same reason as the load's."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._got = cast("asyncio.Transport", transport), b""

    def data_received(self, data: bytes) -> None:
        self._got += data
        while length := _request(self._got):
            path = self._got.split(b" ", 2)[1].decode()
            self._got = self._got[length:]
            self._transport.write(_yes(path.rpartition("/")[2]))


def _request(got: bytes) -> int:
    """The bytes of the first request, 0 while it is not whole. A body in chunks ends with an empty one."""
    head, gap, body = got.partition(b"\r\n\r\n")
    words = head.lower()
    if b"transfer-encoding: chunked" in words:
        end = body.find(b"0\r\n\r\n")
        return len(head) + len(gap) + end + 5 if gap and end >= 0 else 0
    length = int(words.partition(b"content-length:")[2].split(b"\r\n", 1)[0] or 0)
    return len(head) + len(gap) + length if gap and len(body) >= length else 0


def _yes(method: str) -> bytes:
    body = json.dumps({"ok": True, "result": RESULTS.get(method, True)}).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body
