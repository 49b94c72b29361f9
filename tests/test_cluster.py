"""A Redis Cluster serves as one Redis does: no script reaches over the bounds of a slot."""

from contextlib import aclosing

from adapters.codes import Codes, Right
from adapters.followed import FollowedLoans
from adapters.job import Job
from adapters.jobs import Jobs
from adapters.names import read_namer
from adapters.redis_client import connect
from adapters.sessions import Sessions
from adapters.vault import Vault
from flows.following import Followed
from flows.session import Session
from tests.servers import cluster

A_JOB = Job(kind="tell", who="tel:1", key="k")


async def test_a_cluster_serves(tmp_path):
    async with cluster(tmp_path) as (url, _), aclosing(connect(url)) as client:
        vault = Vault.from_settings(Vault.new_key())
        namer = await read_namer(client, vault)
        sessions, codes = Sessions(client, vault, namer), Codes(client, namer, vault)
        for n in range(20):
            turn = await sessions.load(f"tel:{n}", "1")
            await sessions.keep(turn, Session(id=str(n)))
            assert await sessions.save(turn, Session(id=str(n)), b"hello", [A_JOB]) == b"hello"
            assert (await sessions.load(f"tel:{n}", "1")).reply == b"hello"
        await sessions.move(await sessions.load("tg:1", "1"), "tel:1", b"hello")
        assert (await sessions.load("tg:1", "2")).moved == "tel:1"
        code = await codes.issue("tel:1", "join")
        assert isinstance(code, str)
        assert await codes.check("tel:1", "join", code) == Right()
        await sessions.forget("tel:1")
        turn = await sessions.load("tel:1", "1")
        assert turn.session is None
        await sessions.free(turn)


async def test_a_cluster_hands_out_jobs(tmp_path):
    async with cluster(tmp_path) as (url, _), aclosing(connect(url)) as client:
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
        assert await one.standing() == (20, 20, 0)
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


async def test_a_cluster_keeps_loans_and_whose_they_are(tmp_path):
    async with cluster(tmp_path) as (url, _), aclosing(connect(url)) as client:
        vault = Vault.from_settings(Vault.new_key())
        namer = await read_namer(client, vault)
        loans, jobs = FollowedLoans(client, vault, namer), Jobs(client, vault, namer)
        for n in range(20):
            who, loan = f"tel:{n}", Followed(application=f"a{n}", loan=f"l{n}", phone=f"+{n}")
            assert await loans.keep(who, loan, [Job(kind="notice", who=who, key="k")])
            assert not await loans.keep(who, loan)
            await loans.name(who, loan)
            assert await loans.find("", f"l{n}") == await loans.find(f"a{n}", "") == (who, f"a{n}")
            assert await loans.find("", f"a{n}") is None
        entries = await jobs.fetch(100)
        assert len(entries) == 20
        for entry in entries:
            assert entry.job
            await jobs.later(entry, 60, entry.job)
        for n in range(20):
            await loans.forget(f"tel:{n}")
            assert (await loans.all(f"tel:{n}"), await loans.find(f"a{n}", f"l{n}")) == ([], None)
        left = [key async for key in client.scan_iter() if not key.endswith(b":jobs")]
        assert [key for key in left if b":x:" not in key] == [b"naming"], "but their data keys, which go last"
