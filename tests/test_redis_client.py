"""Redis is reached by any of its URLs, asked once, and not waited for for ever."""

import asyncio
from contextlib import aclosing

import pytest
from redis.exceptions import ConnectionError as NoConnection

from adapters import redis_manners, redis_sentinel
from adapters.channels.door import Away
from adapters.names import Namer
from adapters.redis_client import connect
from adapters.sessions import Sessions
from adapters.vault import Vault
from flows.session import Session
from tests.fault_proxy import faulty_redis


async def test_over_tcp_a_closed_connection_does_no_harm(redis_url, redis):
    async with faulty_redis(redis_url) as (_, url), aclosing(connect(url, connections=1)) as client:
        sessions = Sessions(client, Vault.from_settings(Vault.new_key()), Namer(b"k" * 32))
        turn = await sessions.load("tel:+27821234567", "1")
        await redis.client_kill_filter(skipme=True)
        assert await sessions.save(turn, Session(id="a"), b"hello") == b"hello"


async def test_a_command_whose_reply_is_lost_is_not_said_again_behind_our_back(redis_url, redis, tmp_path):
    async with faulty_redis(redis_url, tmp_path) as (proxy, url), aclosing(connect(url)) as client:
        proxy.lose = 1
        with pytest.raises(NoConnection):
            await client.incr("count")
    assert await redis.get("count") == b"1"


async def test_a_redis_that_never_answers_is_given_up(redis_url, monkeypatch):
    monkeypatch.setattr(redis_manners, "ANSWERS_IN", 0.05)
    async with faulty_redis(redis_url) as (proxy, url), aclosing(connect(url)) as client:
        proxy.mute = True
        sessions = Sessions(client, Vault.from_settings(Vault.new_key()), Namer(b"k" * 32))
        with pytest.raises(Away):
            await sessions.load("tel:+27821234567", "1")
    assert proxy.connections == 2


async def test_tls_is_spoken_where_the_url_says_so():
    async with aclosing(connect("rediss://127.0.0.1:1")) as client:
        assert "SSL" in repr(client)


async def test_no_sentinel_is_forgotten_when_many_look_at_once(monkeypatch):
    sentinels = redis_sentinel.Sentinels([("127.0.0.1", port) for port in (1, 2, 3)])
    away, *others = known = tuple(sentinels.sentinels)
    state = {"ip": "127.0.0.1", "port": 6, "is_master": True, "is_sdown": False, "is_odown": False}

    async def gone():
        await asyncio.sleep(0)
        raise NoConnection

    async def knows():
        await asyncio.sleep(0)
        return {"loans": state | {"num-other-sentinels": 2}}

    monkeypatch.setattr(away, "sentinel_masters", gone)
    for other in others:
        monkeypatch.setattr(other, "sentinel_masters", knows)
    found = await asyncio.gather(*(sentinels.discover_master("loans") for _ in range(3)))
    assert found == [("127.0.0.1", 6)] * 3
    assert len(sentinels.sentinels) == 3
    assert set(sentinels.sentinels) == set(known)
