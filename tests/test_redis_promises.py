"""What a Redis promises to keep is asked of it, told to the operator, and insisted on where a real lender is behind."""

import asyncio
from contextlib import aclosing

import pytest
from structlog.testing import capture_logs

from adapters.redis_binary import NoRedis
from adapters.redis_client import connect
from adapters.redis_promises import Promises, promises
from adapters.vault import Vault
from bot import own_redis
from bot.own_redis import redis_at
from bot.settings import Settings
from tests.ports import free_port
from tests.servers import Server, cluster, ended, until
from tests.test_program import bot


@pytest.fixture
async def server(tmp_path):
    with ended([Server(tmp_path, "--save", "")]) as [server]:
        await until(server.say, "PING")
        yield server


def url(server):
    return f"redis://127.0.0.1:{server.port}"


async def asked(address):
    async with aclosing(connect(address)) as client:
        return await promises(client)


async def test_what_the_configuration_says_counts(server):
    assert await asked(url(server)) == Promises(False, "everysec", "noeviction")
    for words in (("appendonly", "yes"), ("appendfsync", "always"), ("maxmemory-policy", "allkeys-lru")):
        await server.say("CONFIG", "SET", *words)
    assert await asked(url(server)) == Promises(True, "always", "allkeys-lru")


async def test_where_the_configuration_is_forbidden_the_report_counts(server):
    await server.say("ACL", "SETUSER", "default", "-config")
    assert await asked(url(server)) == Promises(False, None, "noeviction")
    await server.say("ACL", "SETUSER", "default", "-info")
    assert await asked(url(server)) == Promises(None, None, None)


async def test_in_a_cluster_the_weakest_counts(tmp_path):
    async with cluster(tmp_path) as (address, nodes):
        assert await asked(address) == Promises(True, "always", "noeviction")
        await nodes[2].say("CONFIG", "SET", "appendonly", "no")
        await nodes[1].say("CONFIG", "SET", "appendfsync", "no")
        assert await asked(address) == Promises(False, "no", "noeviction")


def real(server, tmp_path):
    """The settings of a real lender, where nobody answers."""
    return {
        "REDIS_URL": url(server),
        "DATA_DIR": str(tmp_path),
        "DATA_KEYS": Vault.new_key(),
        "LENDER_URL": f"http://127.0.0.1:{free_port()}",
        "HTTP_PORT": str(free_port()),
    }


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_a_real_lender_is_not_served_over_a_redis_that_forgets(server, tmp_path, workers):
    run = bot("run", **real(server, tmp_path), WORKERS=workers)
    assert run.returncode == 1
    assert "Set `appendonly yes`" in run.stderr
    assert "Traceback" not in run.stderr


async def test_a_redis_that_does_not_tell_is_used_with_a_warning(server, tmp_path):
    await server.say("ACL", "SETUSER", "default", "-config", "-info")
    settings = {name.lower(): value for name, value in real(server, tmp_path).items()}
    with capture_logs() as lines:
        async with redis_at(Settings(_env_file=None, **settings)) as address:
            assert address == url(server)
    assert [line["log_level"] for line in lines] == ["warning"]


async def test_a_redis_that_is_away_while_we_start_is_waited_for(server, tmp_path, monkeypatch):
    said = asyncio.Event()
    monkeypatch.setattr(own_redis, "PAUSE", 0.05)
    monkeypatch.setattr(own_redis.log, "warning", lambda *_, **__: said.set())
    server.kill()
    settings = {name.lower(): value for name, value in real(server, tmp_path).items()}
    async with aclosing(redis_at(Settings(_env_file=None, **settings)).gen) as opening:
        looked = asyncio.ensure_future(anext(opening))
        await said.wait()
        server.again()
        with pytest.raises(NoRedis, match="appendonly"):
            await looked


async def test_check_says_what_each_setting_means(server, tmp_path):
    settings = real(server, tmp_path)
    forgets = bot("check", **settings).stdout
    assert "TO DO Redis: forgets everything when it restarts" in forgets
    await server.say("CONFIG", "SET", "appendonly", "yes")
    await server.say("CONFIG", "SET", "maxmemory-policy", "allkeys-lru")
    keeps = bot("check", **settings).stdout
    assert "ok   Redis: answers, and keeps" in keeps
    assert "ok   Redis' disk: writes to disk every second" in keeps
    assert "the last second or two of turns may be lost" in keeps
    assert "TO DO Redis' memory: is made by forgetting people (allkeys-lru)" in keeps
