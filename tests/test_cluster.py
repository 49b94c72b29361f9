"""A Redis Cluster serves as one Redis does: no script reaches over the bounds of a slot."""

import asyncio
import contextlib
import socket
import subprocess
from collections.abc import Iterator
from contextlib import aclosing
from typing import Any

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as NoConnection

from adapters.codes import Codes, Right
from adapters.job import Job
from adapters.jobs import Jobs
from adapters.names import read_namer
from adapters.redis_binary import find_server
from adapters.redis_client import connect
from adapters.sessions import Sessions
from adapters.vault import Vault
from flows.session import Session

A_JOB = Job(kind="tell", who="tel:1", key="k")


def free_port() -> int:
    """A free port whose neighbour 10,000 further on, by which the nodes of a cluster talk, is free as well."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as one, contextlib.suppress(OSError, OverflowError):
            port: int = one.getsockname()[1]
            with socket.create_server(("127.0.0.1", port + 10_000)):
                return port


@pytest.fixture
def cluster(tmp_path) -> Iterator[int]:
    """A node that holds all slots of a cluster, once it is told to; its port."""
    port = free_port()
    said = ["--port", str(port), "--cluster-enabled", "yes", "--bind", "127.0.0.1"]
    node = subprocess.Popen([find_server(), *said], cwd=tmp_path, stdout=subprocess.DEVNULL)
    yield port
    node.terminate()
    node.wait()


async def gather_slots(port: int) -> None:
    """Give the node all slots, and wait until it says that the cluster is whole."""
    async with aclosing(Redis(port=port, protocol=2)) as node, asyncio.timeout(30):
        say: Any = node.execute_command
        while True:
            with contextlib.suppress(NoConnection):
                if b"cluster_slots_assigned:0" in await say("CLUSTER", "INFO"):
                    await say("CLUSTER", "ADDSLOTS", *range(16384))
                if b"cluster_state:ok" in await say("CLUSTER", "INFO"):
                    return
            await asyncio.sleep(0.05)


async def test_a_cluster_serves(cluster):
    await gather_slots(cluster)
    async with aclosing(connect(f"redis+cluster://127.0.0.1:{cluster}")) as client:
        vault = Vault.from_settings(Vault.new_key())
        namer = await read_namer(client, vault)
        sessions, codes = Sessions(client, vault, namer), Codes(client, namer)
        for n in range(20):
            turn = await sessions.load(f"tel:{n}", "1")
            await sessions.keep(turn, Session(id=str(n)))
            assert await sessions.save(turn, Session(id=str(n)), b"hello", [A_JOB]) == b"hello"
            assert (await sessions.load(f"tel:{n}", "1")).reply == b"hello"
        await sessions.move(await sessions.load("tg:1", "1"), "tel:1", b"hello")
        assert (await sessions.load("tg:1", "2")).moved == "tel:1"
        code = await codes.issue("tel:1", "join")
        assert code
        assert await codes.check("tel:1", "join", code) == Right()
        await sessions.forget("tel:1")
        turn = await sessions.load("tel:1", "1")
        assert turn.session is None
        await sessions.free(turn)


async def test_a_cluster_hands_out_jobs(cluster):
    await gather_slots(cluster)
    async with aclosing(connect(f"redis+cluster://127.0.0.1:{cluster}")) as client:
        vault = Vault.from_settings(Vault.new_key())
        namer = await read_namer(client, vault)
        sessions = Sessions(client, vault, namer)
        one, two = (Jobs(client, vault, namer, silence=0) for _ in range(2))
        for n in range(20):
            turn, session = await sessions.load(f"tel:{n}", "1"), Session(id=str(n), errand="e")
            due = 0, Job(kind="finish", who=f"tel:{n}", key="e")
            hold = await sessions.hold(turn, session, due=due)
            assert await hold.may_send(1)
            await sessions.save(turn, session, b"", [A_JOB])
        entries = await one.fetch(1000)
        assert len(entries) == 40
        await one.done(entries[0])
        await one.later(entries[1], 60, A_JOB)
        await one.set_aside(entries[2], "for a test")
        assert len((await two.reclaim(1000)).entries) == 37
        assert not await one.beat(entries[3])
        [aside] = await two.aside()
        assert await two.again(aside.name)
        await two.tidy()
