"""Redis is reached by any of its URLs, asked once, and not waited for for ever."""

import asyncio
from asyncio import StreamReader, StreamWriter
from contextlib import aclosing

import pytest
from redis.exceptions import ConnectionError as NoConnection

from adapters import redis_client
from adapters.channels.door import Away
from adapters.names import Namer
from adapters.redis_client import connect
from adapters.sessions import Sessions
from adapters.vault import Vault
from flows.session import Session
from tests.fault_proxy import FaultProxy, faulty


async def test_over_tcp_a_closed_connection_does_no_harm(redis_url, redis):
    proxy = FaultProxy(redis_url.removeprefix("unix://"))
    async with await asyncio.start_server(proxy.serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with aclosing(connect(f"redis://127.0.0.1:{port}/0", connections=1)) as client:
            sessions = Sessions(client, Vault.from_settings(Vault.new_key()), Namer(b"k" * 32))
            turn = await sessions.load("tel:+27821234567", "1")
            await redis.client_kill_filter(skipme=True)
            assert await sessions.save(turn, Session(id="a"), b"hello") == b"hello"


async def test_a_command_whose_reply_is_lost_is_not_said_again_behind_our_back(redis_url, redis, tmp_path):
    async with faulty(redis_url, tmp_path) as (proxy, url), aclosing(connect(url)) as client:
        proxy.lose = 1
        with pytest.raises(NoConnection):
            await client.incr("count")
    assert await redis.get("count") == b"1"


async def test_a_redis_that_never_answers_is_given_up(monkeypatch):
    asked = 0

    async def silent(reader: StreamReader, writer: StreamWriter) -> None:
        nonlocal asked
        asked += 1
        await reader.read()
        writer.close()

    monkeypatch.setattr(redis_client, "ANSWERS_IN", 0.05)
    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with aclosing(connect(f"redis://127.0.0.1:{port}")) as client:
            sessions = Sessions(client, Vault.from_settings(Vault.new_key()), Namer(b"k" * 32))
            with pytest.raises(Away):
                await sessions.load("tel:+27821234567", "1")
    assert asked == 2


async def test_tls_is_spoken_where_the_url_says_so():
    async with aclosing(connect("rediss://127.0.0.1:1")) as client:
        assert "SSL" in repr(client)
