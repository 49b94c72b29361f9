"""The embedded Redis keeps what it was told, and leaves nothing behind."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from contextlib import aclosing
from pathlib import Path

import pytest
from redis.exceptions import ConnectionError as NoConnection

from adapters.redis_binary import NoRedis
from adapters.redis_client import connect
from adapters.redis_server import EmbeddedRedis

STARTS_AND_STAYS = """
import sys, time
from adapters.redis_server import EmbeddedRedis
server = EmbeddedRedis(sys.argv[1])
server.start()
print(server.pid, flush=True)
time.sleep(60)
"""


async def say(url: str, *words: str):
    async with aclosing(connect(url)) as client:
        return await client.execute_command(*words)


async def at_last(url: str, *words: str):
    """The answer, however often one must ask; 10 seconds at most."""
    for _ in range(1000):
        with contextlib.suppress(NoConnection):
            return await say(url, *words)
        await asyncio.sleep(0.01)
    return None


def gone(pid: int) -> bool:
    """Whether the process ends within 10 seconds; one that only waits to be reaped has ended."""
    stat = Path(f"/proc/{pid}/stat")
    for _ in range(1000):
        try:
            if stat.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.01)
    return False


def assistant(data_dir: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", STARTS_AND_STAYS, data_dir], stdout=subprocess.PIPE, text=True)


async def test_it_persists_over_stop_and_start(tmp_path):
    with EmbeddedRedis(tmp_path) as url:
        await say(url, "SET", "said", "yes")
    with EmbeddedRedis(tmp_path) as url:
        assert await say(url, "GET", "said") == b"yes"


async def test_it_persists_over_a_kill_of_the_server(tmp_path):
    server = EmbeddedRedis(tmp_path)
    await say(server.start(), "SET", "said", "yes")
    os.kill(server.pid, signal.SIGKILL)
    server.stop()
    with server as url:
        assert await say(url, "GET", "said") == b"yes"


async def test_a_killed_server_is_started_again(tmp_path):
    server = EmbeddedRedis(tmp_path)
    with server as url:
        await say(url, "SET", "said", "yes")
        watching = asyncio.create_task(server.watch(every=0.01))
        first = server.pid
        os.kill(first, signal.SIGKILL)
        assert await at_last(url, "GET", "said") == b"yes"
        assert server.pid != first
        watching.cancel()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a process to its parent")
def test_no_server_is_left_when_we_are_killed(tmp_path):
    with assistant(tmp_path) as process:
        assert process.stdout
        pid = int(process.stdout.readline())
        process.kill()
    assert gone(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a process to its parent")
async def test_the_next_start_waits_for_the_server_of_a_killed_assistant(tmp_path):
    with assistant(tmp_path) as process:
        assert process.stdout
        process.stdout.readline()
        process.kill()
    with EmbeddedRedis(tmp_path) as url:
        assert await say(url, "DBSIZE") == 0


def test_two_assistants_never_share_a_directory(tmp_path):
    with EmbeddedRedis(tmp_path), pytest.raises(NoRedis, match=rf"Another assistant is running.*{os.getpid()}"):
        EmbeddedRedis(tmp_path).start()


def test_a_long_path_and_a_path_with_spaces_serve(tmp_path):
    with EmbeddedRedis(tmp_path / "a long name: 100% long" / ("x" * 120)) as url:
        socket = Path(url.removeprefix("unix://"))
        assert socket.is_socket()
        assert len(str(socket)) < 100
    assert not socket.parent.exists()


async def test_it_listens_to_nobody_else_and_evicts_nothing(tmp_path):
    with EmbeddedRedis(tmp_path, fsync="always") as url:
        async with aclosing(connect(url)) as client:
            config = await client.config_get("*")
    wanted = {
        "port": "0",
        "appendonly": "yes",
        "appendfsync": "always",
        "save": "",
        "maxmemory-policy": "noeviction",
        "aof-load-truncated": "yes",
    }
    assert {name: config[name] for name in wanted} == wanted


def test_its_directory_is_for_us_alone_and_one_that_was_there_stays_as_it_was(tmp_path):
    tmp_path.chmod(0o755)
    for data in (tmp_path / "new", tmp_path):
        with EmbeddedRedis(data):
            assert (data / "redis.sock").stat().st_mode & 0o777 == 0o700
            assert {path.stat().st_mode & 0o077 for path in data.rglob("*aof*")} == {0}
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_a_server_that_cannot_start_says_why(tmp_path):
    with pytest.raises(NoRedis, match="sometimes"):
        EmbeddedRedis(tmp_path, fsync="sometimes").start()


def test_a_wrong_server_is_complained_of(tmp_path, monkeypatch):
    monkeypatch.setenv("REDIS_SERVER", "/bin/true")
    with pytest.raises(NoRedis, match="/bin/true"):
        EmbeddedRedis(tmp_path).start()
