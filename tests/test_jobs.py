"""A job is done once, by whoever is there; nobody keeps one by being silent, and what nobody can do is seen."""

import asyncio
from contextlib import aclosing

import pytest

from adapters.holds import Held
from adapters.job import Job
from adapters.jobs import MOST_TIMES, Aside, Jobs
from adapters.lenders.late import Late, NotSent
from adapters.names import read_namer
from adapters.redis_client import connect
from adapters.sessions import Sessions
from adapters.turn import Lives
from adapters.vault import Vault
from bot.finishing import Dead, Later
from bot.worker import Worker
from flows.session import Session

KEY = Vault.new_key()
THANDI = "tel:+27821234567"


def job(key="k", **more):
    return Job(**{"kind": "tell", "who": THANDI, "key": key} | more)


async def open_jobs(redis, silence=5.0):
    vault = Vault.from_settings(KEY)
    return Jobs(redis, vault, await read_namer(redis, vault), silence=silence)


async def open_sessions(redis, hold=5000):
    vault = Vault.from_settings(KEY)
    return Sessions(redis, vault, await read_namer(redis, vault), Lives(hold=hold))


async def leave(redis, *jobs, due=()):
    """End a turn that leaves these jobs behind."""
    sessions = await open_sessions(redis)
    for number, each in enumerate([*jobs, *due]):
        turn = await sessions.load(each.who, f"{each.key}-{number}")
        given = {"jobs": [each]} if each in jobs else {"due": [(0, each)]}
        await sessions.save(turn, turn.session or Session(id="a"), b"", **given)


async def until(true):
    for _ in range(1000):
        if true():
            return
        await asyncio.sleep(0.02)
    pytest.fail("it never came to be")


async def set_aside(jobs: Jobs) -> list[Aside]:
    """What is set aside, once something is."""
    for _ in range(500):
        if found := await jobs.aside():
            return found
        await asyncio.sleep(0.05)
    pytest.fail("nothing was set aside")


async def working(jobs, deeds):
    """A worker at work; stop it, and await what is given with it."""
    worker = Worker(jobs, deeds)
    return worker, asyncio.create_task(worker.run(within=5))


async def nothing_left(redis):
    return [key async for key in redis.scan_iter(match="*:due*")], [
        await redis.xlen(key) async for key in redis.scan_iter(match="*:jobs")
    ]


async def test_a_job_of_a_turn_is_handed_out_once_and_then_gone(redis):
    await leave(redis, job())
    one, two = await open_jobs(redis), await open_jobs(redis)
    [entry] = await one.fetch(10)
    assert entry.job == job()
    assert await two.fetch(10) == []
    await one.done(entry)
    assert await nothing_left(redis) == ([], [0])


async def test_what_falls_due_is_moved_once_however_many_workers_look(redis):
    wanted = [job(str(number), who=f"tel:{number}") for number in range(60)]
    await leave(redis, due=wanted)
    workers = [await open_jobs(redis) for _ in range(4)]
    parts = await asyncio.gather(*(worker.fetch(100) for worker in workers for _ in range(3)))
    found = [entry.job.key for part in parts for entry in part]
    assert sorted(found) == sorted(each.key for each in wanted)


async def test_the_same_duty_twice_is_one(redis):
    sessions, jobs = await open_sessions(redis), await open_jobs(redis)
    for mark in ("1", "2", "3"):
        turn = await sessions.load(THANDI, mark)
        await sessions.save(turn, Session(id="a", errand="e"), b"", due=[(0, job("e", kind="finish"))])
    assert len(await jobs.fetch(10)) == 1
    assert await jobs.fetch(10) == []


async def test_an_errand_answered_in_its_turn_leaves_nothing_behind(redis):
    sessions, jobs = await open_sessions(redis), await open_jobs(redis)
    turn = await sessions.load(THANDI, "1")
    session = Session(id="a", errand="e")
    await sessions.hold(turn, session, sent=1, due=(0, job("e", kind="finish")))
    session.errand = ""
    await sessions.save(turn, session, b"")
    assert await jobs.fetch(10) == []
    assert [key async for key in redis.scan_iter(match="*:e:*")] == []


async def test_a_worker_that_was_silent_has_lost_its_job_and_cannot_take_it_back(redis):
    await leave(redis, job())
    paused, other = await open_jobs(redis, silence=0.05), await open_jobs(redis, silence=0.05)
    [entry] = await paused.fetch(10)
    assert await paused.beat(entry)
    await asyncio.sleep(0.1)
    [taken] = (await other.reclaim(10)).entries
    assert taken.id == entry.id
    assert not await paused.beat(entry)
    assert await other.beat(taken)


async def test_beating_keeps_a_job(redis):
    await leave(redis, job())
    slow, other = await open_jobs(redis), await open_jobs(redis, silence=2)
    [entry] = await slow.fetch(10)
    await asyncio.sleep(0.1)
    assert await slow.beat(entry)
    assert (await other.reclaim(10)).entries == []
    assert (await other.reclaim(10)).oldest > 0


async def test_a_killed_workers_job_is_done_though_no_new_one_ever_comes(redis):
    await leave(redis, job())
    await (await open_jobs(redis)).fetch(10)
    told = []

    async def tell(given):
        told.append(given)

    worker, ends = await working(await open_jobs(redis, silence=0.5), {"tell": tell})
    await until(lambda: told)
    worker.stop()
    await ends
    assert told == [job()]
    assert await nothing_left(redis) == ([], [0])


async def test_a_job_that_goes_wrong_again_and_again_is_set_aside_and_can_be_done_again(redis):
    await leave(redis, job())
    jobs, tries = await open_jobs(redis, silence=0.05), []

    async def breaks(given):
        tries.append(given)
        raise ValueError("never works")

    worker, ends = await working(jobs, {"tell": breaks})
    aside = await set_aside(jobs)
    worker.stop()
    await ends
    assert len(tries) == MOST_TIMES
    [found] = aside
    assert (found.job, "too often" in found.why) == (job(), True)
    assert await jobs.again(found.name)
    assert not await jobs.again(found.name)
    assert await jobs.aside() == []
    [entry] = await jobs.fetch(10)
    assert entry.job == job()


async def test_a_job_that_is_put_off_comes_again_and_one_that_is_given_up_is_seen(redis):
    await leave(redis, job())
    jobs, rounds = await open_jobs(redis), []

    async def tell(given):
        rounds.append(given.round)
        return Dead("nobody there") if given.round else Later(0, given.model_copy(update={"round": 1}))

    worker, ends = await working(jobs, {"tell": tell})
    await until(lambda: len(rounds) == 2)
    worker.stop()
    await ends
    assert rounds == [0, 1]
    [found] = await jobs.aside()
    assert (found.why, found.job.round) == ("nobody there", 1)
    assert await nothing_left(redis) == ([], [0])


async def test_told_to_stop_a_worker_ends_its_jobs_first(redis):
    await leave(redis, job())
    begun, go = asyncio.Event(), asyncio.Event()

    async def tell(_):
        begun.set()
        await go.wait()

    worker, ends = await working(await open_jobs(redis), {"tell": tell})
    await begun.wait()
    worker.stop()
    await asyncio.sleep(0.3)
    assert not ends.done()
    go.set()
    await ends
    assert await nothing_left(redis) == ([], [0])


async def test_what_does_not_end_in_time_is_left_to_another(redis):
    await leave(redis, job())
    begun = asyncio.Event()

    async def tell(_):
        begun.set()
        await asyncio.Event().wait()

    worker = Worker(await open_jobs(redis), {"tell": tell})
    ends = asyncio.create_task(worker.run(within=0.1))
    await begun.wait()
    worker.stop()
    await ends
    other = await open_jobs(redis, silence=0)
    assert [entry.job for entry in (await other.reclaim(10)).entries] == [job()]


async def test_a_job_nobody_can_read_is_set_aside(redis):
    await leave(redis, job())
    [stream] = [key async for key in redis.scan_iter(match="*:jobs")]
    await redis.delete(stream)
    await redis.xadd(stream, {"j": b"rotten"})
    jobs = await open_jobs(redis)
    worker, ends = await working(jobs, {})
    aside = await set_aside(jobs)
    worker.stop()
    await ends
    assert aside[0].job is None
    assert not await jobs.again(aside[0].name)


async def test_an_update_nobody_could_hear_is_kept_sealed_and_can_be_heard_again(redis):
    jobs = await open_jobs(redis)
    update = job("7", kind="update", body='{"update_id": 7, "message": "canary"}')
    await jobs.put_aside(update, "its turn broke off")
    [stream] = [key async for key in redis.scan_iter(match="*:dead")]
    assert "canary" not in str(await redis.xrange(stream))
    [found] = await jobs.aside()
    assert (found.job, found.why) == (update, "its turn broke off")
    assert await jobs.again(found.name)
    assert [entry.job for entry in await jobs.fetch(10)] == [update]


async def test_an_errand_is_held_by_one_process_at_a_time(redis):
    mine, theirs = await open_sessions(redis), await open_sessions(redis)
    session = Session(id="a", errand="e")
    turn = await mine.load(THANDI, "1")
    held = await mine.hold(turn, session, sent=1000)
    assert held.before == 0
    await mine.save(turn, session, b"")
    turn = await theirs.load(THANDI, "2")
    with pytest.raises(Held):
        await theirs.hold(turn, session, sent=1001)
    with pytest.raises(NotSent):
        async with held:
            raise NotSent
    assert (await theirs.hold(turn, session, sent=1002)).before == 0


async def test_who_takes_an_errand_over_knows_when_it_was_sent(redis):
    mine, theirs = await open_sessions(redis), await open_sessions(redis)
    session = Session(id="a", errand="e")
    turn = await mine.load(THANDI, "1")
    held = await mine.hold(turn, session, sent=1000)
    assert await held.may_send(1000)
    assert await held.may_send(1007)
    with pytest.raises(Late):
        async with held:
            raise Late
    assert (await theirs.hold(turn, session, sent=1100)).before == 1007


async def test_one_that_was_paused_past_its_lease_sends_nothing_once_another_took_over(redis):
    paused, other = await open_sessions(redis, hold=50), await open_sessions(redis)
    session = Session(id="a", errand="e")
    turn = await paused.load(THANDI, "1")
    held = await paused.hold(turn, session, sent=1000)
    await asyncio.sleep(0.1)
    assert (await other.hold(turn, session)).before == 1000
    assert not await held.may_send(1001)


async def test_a_hold_lasts_as_long_as_the_errand_is_under_way(redis):
    mine, theirs = await open_sessions(redis, hold=300), await open_sessions(redis)
    session = Session(id="a", errand="e")
    turn = await mine.load(THANDI, "1")
    async with await mine.hold(turn, session, sent=1000) as held:
        await asyncio.sleep(0.8)
        with pytest.raises(Held):
            await theirs.hold(turn, session)
        assert await held.may_send(1001)


async def test_without_redis_nothing_is_sent(redis_url, tmp_path, redis):
    from tests.fault_proxy import faulty_redis

    async with faulty_redis(redis_url, tmp_path) as (proxy, url), aclosing(connect(url)) as client:
        sessions = await open_sessions(client)
        turn = await sessions.load(THANDI, "1")
        held = await sessions.hold(turn, Session(id="a", errand="e"))
        proxy.lose = 1000
        assert not await held.may_send(1)
        proxy.lose = 0
        assert await held.may_send(1)
