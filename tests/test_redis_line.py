"""Many commands share one connection: each gets its own answer or an error, and nobody another's or none at all."""

import asyncio
import contextlib
import datetime as dt
import os
import random
import signal
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest
import uvloop
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import NoScriptError, ReadOnlyError, ResponseError
from redis.exceptions import TimeoutError as NoAnswer

from adapters import redis_line, redis_manners
from adapters.redis_client import connect, saying
from adapters.redis_server import EmbeddedRedis
from tests.fault_proxy import FaultProxy, faulty_redis

LOOPS = {"asyncio": asyncio.new_event_loop, "uvloop": uvloop.new_event_loop}
"""Python's loop and the one we run on (`conftest.py`): they close connections each in its own way."""


@asynccontextmanager
async def line(url: str) -> AsyncIterator:
    async with aclosing(connect(url)) as client:
        yield saying(client)


async def settled(say, *commands: tuple):
    """What became of commands said all at once, within seconds."""
    async with asyncio.timeout(20):
        return await asyncio.gather(*(say(*command) for command in commands), return_exceptions=True)


async def test_a_thousand_at_once_each_get_their_own_answer(redis_url):
    async with faulty_redis(redis_url) as (proxy, url), line(url) as say:
        for _ in range(3):
            said = [(b"%d" % n) * random.randrange(1, 500) for n in range(redis_line.WAITING)]
            assert await settled(say, *(("ECHO", word) for word in said)) == said
    assert proxy.connections == 1


async def test_a_thousand_cancelled_calls_shift_nobodys_answer_and_cost_no_connection(redis_url):
    dice = random.Random(7)
    async with faulty_redis(redis_url) as (proxy, url), line(url) as say:
        await say("PING")
        for n in range(100):
            words = [b"%d %d" % (n, m) for m in range(20)]
            calls = [asyncio.create_task(say("ECHO", word)) for word in words]
            await asyncio.sleep(0)  # they are said now, and none is answered
            left = dice.sample(calls, 10)
            for call in left:
                call.cancel()
            over = await asyncio.gather(*calls, return_exceptions=True)
            assert all(call.cancelled() for call in left)
            assert [end for end in over if isinstance(end, bytes)] == [
                word for word, call in zip(words, calls, strict=True) if call not in left
            ]
    assert proxy.connections == 1


async def test_an_error_is_the_answer_of_the_one_who_asked(redis_url, redis):
    await redis.set("word", "a word")
    async with line(redis_url) as say:
        one, error, no_script, two = await settled(
            say, ("ECHO", 1), ("INCR", "word"), ("EVALSHA", "0" * 40, 0), ("ECHO", 2)
        )
    assert (one, two) == (b"1", b"2")
    assert type(error) is ResponseError
    assert type(no_script) is NoScriptError


async def test_a_lost_answer_is_told_to_all_who_wait_and_nothing_is_sent_twice(redis_url, redis):
    async with faulty_redis(redis_url) as (proxy, url), line(url) as say:
        await say("PING")
        proxy.lose = 1
        first, last = await settled(say, ("INCR", "count"), ("INCR", "count"))
        assert isinstance(first, NoConnection)
        assert isinstance(last, NoConnection)
        assert await redis.get("count") == b"2"
        assert await say("INCR", "count") == 3
    assert proxy.connections == 2


async def test_a_server_gone_mute_is_given_up_by_all_at_once_and_tried_anew(redis_url, monkeypatch):
    monkeypatch.setattr(redis_manners, "ANSWERS_IN", 0.1)
    async with faulty_redis(redis_url) as (proxy, url), line(url) as say:
        await say("PING")
        proxy.mute = True
        over = await settled(say, *[("PING",)] * 50)
        assert {type(end) for end in over} == {NoAnswer}
        proxy.mute = False
        assert await say("PING") == b"PONG"
    assert proxy.connections == 2


async def test_a_process_that_stood_still_itself_does_not_blame_redis(redis_url, monkeypatch):
    monkeypatch.setattr(redis_manners, "ANSWERS_IN", 0.2)
    async with line(redis_url) as say:
        await say("PING")
        waiting = asyncio.create_task(say("PING"))
        await asyncio.sleep(0)
        time.sleep(0.5)  # noqa: ASYNC251 - that is the point
        assert await waiting == b"PONG"


async def test_no_more_wait_than_there_is_room_for(redis_url, monkeypatch):
    monkeypatch.setattr(redis_line, "WAITING", 10)
    async with line(redis_url) as say:
        await say("PING")
        over = await settled(say, *[("PING",)] * 15)
    assert over[:10] == [b"PONG"] * 10
    assert {type(end) for end in over[10:]} == {NoConnection}


async def test_a_redis_killed_amid_fifty_calls_leaves_none_hanging(tmp_path):
    server = EmbeddedRedis(tmp_path)
    with server as url:
        async with line(url) as say:
            for _ in range(3):
                calls = [asyncio.create_task(say("ECHO", n)) for n in range(50)]
                await asyncio.wait(calls, return_when=asyncio.FIRST_COMPLETED)
                more = [asyncio.create_task(say("ECHO", n)) for n in range(50)]
                await asyncio.sleep(0)
                os.kill(server.pid, signal.SIGKILL)
                async with asyncio.timeout(20):
                    over = await asyncio.gather(*calls, *more, return_exceptions=True)
                for n, end in enumerate(over):
                    assert end == b"%d" % (n % 50) or isinstance(end, NoConnection)
                server.stop()
                server.start()
                with contextlib.suppress(NoConnection):  # that the line is lost may be noticed only now
                    await say("PING")
                assert await say("ECHO", "again") == b"again"


async def test_without_a_server_all_are_told_so_by_one_attempt(tmp_path):
    async with line(f"unix://{tmp_path}/nobody.sock") as say:
        over = await settled(say, *[("PING",)] * 50)
        assert {type(end) for end in over} == {NoConnection}


async def test_one_who_leaves_while_connecting_does_not_take_the_others_along(redis_url):
    async with faulty_redis(redis_url) as (proxy, url), line(url) as say:
        leaving, staying = (asyncio.create_task(say("PING")) for _ in range(2))
        await asyncio.sleep(0)
        leaving.cancel()
        assert await staying == b"PONG"
        assert leaving.cancelled()
    assert proxy.connections == 1


async def test_a_server_that_may_no_longer_write_is_left(redis_url, redis):
    async with faulty_redis(redis_url) as (proxy, url), line(url) as say:
        await redis.execute_command("REPLICAOF", "127.0.0.1", "1")
        try:
            with pytest.raises(ReadOnlyError):
                await say("SET", "a", "b")
        finally:
            await redis.execute_command("REPLICAOF", "NO", "ONE")
        assert await say("SET", "a", "b") == b"OK"
    assert proxy.connections == 2


async def test_hanging_up_tells_those_who_wait_and_takes_no_more(redis_url):
    client = connect(redis_url)
    say = saying(client)
    await say("PING")
    waiting = asyncio.create_task(say("BLPOP", "nothing", 5))
    await asyncio.sleep(0)
    await client.aclose()
    for call in (waiting, say("PING")):
        with pytest.raises(NoConnection, match="hung up"):
            await call


async def test_hanging_up_while_connecting_leaves_nothing_open(redis_url):
    async with faulty_redis(redis_url) as (_, url):
        client = connect(url)
        waiting = asyncio.create_task(saying(client)("PING"))
        await asyncio.sleep(0)
        await client.aclose()
        over = await asyncio.gather(waiting, return_exceptions=True)
    assert over == [b"PONG"] or isinstance(over[0], NoConnection)


@pytest.mark.parametrize(("answer", "heard"), [(b"+one\r\n+two\r\n", b"one"), (b"one\r\n", NoConnection)])
async def test_what_nobody_asked_for_is_nobodys_answer(answer, heard):
    """A server out of step: it says more than it was asked for, or something that is no answer."""

    connections = 0

    async def serve(reader, writer) -> None:
        nonlocal connections
        connections += 1
        while said := await reader.read(65536):
            writer.write(b"+OK\r\n" * said.count(b"SETINFO") or answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server, line(f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}") as say:
        for _ in range(3):
            (end,) = await settled(say, ("PING",))
            assert heard in (end, type(end))
    assert connections == 3


async def test_over_tls_too(redis_url, tmp_path):
    proxy = FaultProxy(redis_url.removeprefix("unix://"))
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0, ssl=_certified(tmp_path))
    port = server.sockets[0].getsockname()[1]
    async with line(f"rediss://localhost:{port}?ssl_ca_certs={tmp_path}/cert.pem") as say:
        said = [b"%d" % n * 1000 for n in range(50)]
        assert await settled(say, *(("ECHO", word) for word in said)) == said
        proxy.lose = 1
        (lost,) = await settled(say, ("PING",))
        assert isinstance(lost, NoConnection)
        assert await say("PING") == b"PONG"
    server.close()
    await asyncio.gather(*filter(None, proxy.serving))
    assert proxy.connections == 2


def _certified(folder) -> ssl.SSLContext:
    """A server's context with a certificate for localhost that is its own authority, written to `cert.pem`."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    cert = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    (folder / "cert.pem").write_bytes(cert.public_bytes(Encoding.PEM))
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(secret)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context
