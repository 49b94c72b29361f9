"""A Redis Cluster serves as one Redis does: no script reaches over the bounds of a slot."""

from contextlib import aclosing

from adapters.codes import Codes, Right
from adapters.names import read_namer
from adapters.redis_client import connect
from adapters.sessions import Sessions
from adapters.vault import Vault
from flows.session import Session
from tests.servers import cluster


async def test_a_cluster_serves(tmp_path):
    async with cluster(tmp_path) as (url, _), aclosing(connect(url)) as client:
        vault = Vault.from_settings(Vault.new_key())
        namer = await read_namer(client, vault)
        sessions, codes = Sessions(client, vault, namer), Codes(client, namer)
        for n in range(20):
            turn = await sessions.load(f"tel:{n}", "1")
            await sessions.keep(turn, Session(id=str(n)))
            assert await sessions.save(turn, Session(id=str(n)), b"hello", [b"a job"]) == b"hello"
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
