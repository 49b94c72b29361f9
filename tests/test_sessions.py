"""A turn is heard once, saved once, in order, and read by nobody else."""

import asyncio
import contextlib
import os
import random
import signal
from collections.abc import Awaitable
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest
from redis.crc import key_slot

from adapters.channels.door import Away
from adapters.job import Job
from adapters.names import Keys, Namer, read_namer
from adapters.redis_client import connect
from adapters.redis_server import EmbeddedRedis
from adapters.sessions import Sessions
from adapters.turn import Fenced, Lives
from adapters.vault import Spoilt, Vault
from flows.session import Session
from tests.fault_proxy import faulty_redis

THANDI = "tel:+27821234567"
SIPHO = "tel:+27829876543"
KEY = Vault.new_key()
A_JOB = Job(kind="tell", who=THANDI, key="k")


async def store(redis, keys: str = KEY, **lives: int) -> Sessions:
    vault = Vault.from_settings(keys)
    return Sessions(redis, vault, await read_namer(redis, vault), Lives(**lives))


@pytest.fixture
async def sessions(redis) -> Sessions:
    return await store(redis)


async def tell(sessions: Sessions, who: str, mark: str, reply: bytes = b"hello") -> bytes:
    """One whole turn that counts itself in the facts."""
    turn = await sessions.load(who, mark)
    if turn.reply is not None:
        return turn.reply
    session = turn.session or Session(id="a")
    marks: Any = session.facts.setdefault("heard", [])
    marks.append(mark)
    return await sessions.save(turn, session, reply)


async def kept(sessions: Sessions, who: str = THANDI) -> Session:
    turn = await sessions.load(who, "look", patience=0)
    await sessions.free(turn)
    assert turn.session
    return turn.session


async def heard(sessions: Sessions, who: str = THANDI):
    return (await kept(sessions, who)).facts["heard"]


async def only_key(redis, kind: str) -> bytes:
    (key,) = [key async for key in redis.scan_iter(match=f"*:{kind}:*")]
    return bytes(key)


async def test_a_session_is_as_it_was_left(sessions):
    session = Session(id="7", state="apply.amount", phone="+27821234567", facts={"amount": "1200.50", "ok": True})
    turn = await sessions.load(THANDI, "1")
    assert turn.session is None
    assert await sessions.save(turn, session, b"reply") == b"reply"
    assert await kept(sessions) == session
    assert session.turn == 1


async def test_a_turn_is_two_round_trips_and_three_with_an_intent(sessions):
    await tell(sessions, THANDI, "1")
    before = sessions.trips
    await tell(sessions, THANDI, "2")
    assert sessions.trips - before == 2
    turn = await sessions.load(THANDI, "3")
    await sessions.keep(turn, turn.session)
    await sessions.save(turn, turn.session, b"paid")
    assert sessions.trips - before == 5


async def test_a_repeated_message_gets_the_very_first_reply(sessions):
    assert await tell(sessions, THANDI, "1", b"first") == b"first"
    assert await tell(sessions, THANDI, "1", b"second") == b"first"
    assert await heard(sessions) == ["1"]


async def test_marks_of_two_people_are_not_confused(sessions):
    await tell(sessions, THANDI, "1", b"to Thandi")
    assert await tell(sessions, SIPHO, "1", b"to Sipho") == b"to Sipho"


async def test_of_two_who_hear_the_same_message_both_give_the_first_ones_reply(redis):
    sessions = await store(redis, lease=1)
    first = await sessions.load(THANDI, "1")
    second = await sessions.load(THANDI, "1")
    assert await sessions.save(second, Session(id="b"), b"second") == b"second"
    assert await sessions.save(first, Session(id="a"), b"first") == b"second"
    assert (await kept(sessions)).id == "b"


async def test_who_held_the_lane_too_long_is_fenced_off(redis):
    sessions = await store(redis, lease=1)
    stale = await sessions.load(THANDI, "1")
    fresh = await sessions.load(THANDI, "2")
    for writing in (
        sessions.keep(stale, Session(id="stale")),
        sessions.save(stale, Session(id="stale"), b"", [A_JOB]),
        sessions.move(stale, SIPHO, b""),
    ):
        with pytest.raises(Fenced):
            await writing
    await sessions.save(fresh, Session(id="fresh"), b"")
    assert (await kept(sessions)).id == "fresh"
    assert not [key async for key in redis.scan_iter(match="*jobs")]


async def test_a_lease_that_ran_out_unnoticed_does_no_harm(redis):
    sessions = await store(redis)
    turn = await sessions.load(THANDI, "1")
    await redis.delete(turn.keys.lock)
    await sessions.keep(turn, Session(id="a"))
    assert await sessions.save(turn, Session(id="a"), b"in time") == b"in time"


async def test_keeping_holds_the_lane_on(sessions):
    turn = await sessions.load(THANDI, "1")
    await sessions.keep(turn, Session(id="a", errand="a/1/apply.submit"))
    with pytest.raises(Away):
        await sessions.load(THANDI, "2", patience=0)
    await sessions.free(turn)
    assert (await kept(sessions)).errand == "a/1/apply.submit"


async def test_a_keep_said_twice_that_comes_late_does_not_undo_its_turn(sessions):
    turn = await sessions.load(THANDI, "1")
    await sessions.keep(turn, Session(id="a", errand="a/1/apply.submit"))
    await sessions.save(turn, Session(id="a", state="apply.done"), b"it is with the lender")
    with pytest.raises(Fenced):
        await sessions.keep(turn, Session(id="a", errand="a/1/apply.submit"))
    session = await kept(sessions)
    assert (session.state, session.turn) == ("apply.done", 1)


async def test_a_held_lane_is_waited_for(sessions):
    held = await sessions.load(THANDI, "1")
    waiting = asyncio.create_task(sessions.load(THANDI, "2", patience=30))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    await sessions.save(held, Session(id="a"), b"")
    assert (await waiting).session.id == "a"


async def test_freeing_is_for_ones_own_lane_only(redis):
    sessions = await store(redis, lease=1)
    stale = await sessions.load(THANDI, "1")
    fresh = await (await store(redis)).load(THANDI, "2")
    await sessions.free(stale)
    assert await redis.get(fresh.keys.lock) == fresh.token.encode()


async def test_twenty_at_once_are_twenty_turns(redis, redis_url):
    async with aclosing(connect(redis_url)) as another:
        doors = [await store(redis), await store(another)]
        await asyncio.gather(*(tell(doors[n % 2], THANDI, str(n)) for n in range(20)))
    assert sorted(await heard(doors[0]), key=int) == [str(n) for n in range(20)]


@pytest.mark.parametrize("lose_at", ["load", "keep", "save", "free", "move"])
async def test_a_lost_reply_neither_doubles_nor_loses(redis, redis_url, tmp_path, lose_at):
    async with faulty_redis(redis_url, tmp_path) as (proxy, url), aclosing(connect(url)) as client:
        sessions = await store(client)
        await tell(sessions, THANDI, "1")

        async def losing(name: str, deed: Awaitable[Any]) -> Any:
            proxy.lose = int(name == lose_at)
            return await deed

        turn = await losing("load", sessions.load(THANDI, "2"))
        turn.session.facts["heard"].append("2")
        await losing("keep", sessions.keep(turn, turn.session))
        assert await losing("save", sessions.save(turn, turn.session, b"two", [A_JOB])) == b"two"
        await losing("free", sessions.free(await sessions.load(THANDI, "3")))
        moving = await sessions.load("tg:4711", "3")
        assert await losing("move", sessions.move(moving, THANDI, b"moved")) == b"moved"
        assert proxy.lost == 1
        assert await heard(sessions) == ["1", "2"]
        assert (await kept(sessions)).turn == 2
        assert await redis.xlen(turn.keys.jobs) == 1


async def test_many_lost_replies_neither_double_nor_lose(redis_url, redis, tmp_path):
    dice = random.Random(7)
    async with faulty_redis(redis_url, tmp_path) as (proxy, url), aclosing(connect(url)) as client:
        sessions = await store(client)
        for n in range(200):
            proxy.lose = dice.choice([0, 0, 1])
            await tell(sessions, THANDI, str(n))
            await tell(sessions, THANDI, str(dice.randrange(n + 1)), b"again")
        proxy.lose = 0
        assert proxy.lost > 20
        assert await heard(sessions) == [str(n) for n in range(200)]


async def test_a_redis_that_stays_away_is_said_so(sessions, redis_url, tmp_path):
    async with aclosing(connect(f"unix://{tmp_path}/nobody.sock")) as client:
        lost = Sessions(client, Vault.from_settings(KEY), Namer(b"k" * 32))
        with pytest.raises(Away, match="Redis"):
            await lost.load(THANDI, "1")


@pytest.mark.parametrize(("setting", "value", "back"), [("maxmemory", "1", "0"), ("min-replicas-to-write", "3", "0")])
async def test_a_redis_that_cannot_write_now_loses_nothing(redis, sessions, setting, value, back):
    await tell(sessions, THANDI, "1")
    turn = await sessions.load(THANDI, "2")
    await redis.config_set(setting, value)
    try:
        for deed in (
            sessions.load(SIPHO, "1"),
            sessions.keep(turn, Session(id="a")),
            sessions.save(turn, Session(id="a"), b""),
        ):
            with pytest.raises(Away):
                await deed
    finally:
        await redis.config_set(setting, back)
    await sessions.free(turn)
    assert await heard(sessions) == ["1"]


async def test_a_restarted_redis_is_used_again(tmp_path):
    server = EmbeddedRedis(tmp_path)
    async with aclosing(connect(server.start())) as client:
        sessions = await store(client)
        await tell(sessions, THANDI, "1")
        server.stop()
        with pytest.raises(Away):
            await sessions.load(THANDI, "2")
        with server:
            await tell(sessions, THANDI, "2")
            assert await heard(sessions) == ["1", "2"]


async def test_a_redis_killed_again_and_again_loses_no_turn_and_doubles_none(tmp_path):
    server = EmbeddedRedis(tmp_path)
    with server as url:
        async with aclosing(connect(url)) as client:
            sessions = await store(client)

            async def insist(who: str, mark: str) -> None:
                for _ in range(100):
                    with contextlib.suppress(Away):
                        await tell(sessions, who, mark)
                        return
                pytest.fail("never heard")

            async def talk(who: str) -> None:
                for n in range(50):
                    await insist(who, str(n))

            people = [f"tel:{n}" for n in range(4)]
            async with asyncio.TaskGroup() as talks:
                for who in people:
                    talks.create_task(talk(who))
                for _ in range(4):
                    await asyncio.sleep(0.02)
                    os.kill(server.pid, signal.SIGKILL)
                    server.stop()
                    server.start()
            assert [await heard(sessions, who) for who in people] == [[str(n) for n in range(50)]] * 4


async def test_nothing_personal_lies_open(tmp_path):
    with EmbeddedRedis(tmp_path) as url:
        async with aclosing(connect(url)) as client:
            sessions = await store(client)
            turn = await sessions.load(THANDI, "session-1*canary-mark")
            person = Session(id="a", phone="+27821234567", facts={"first_name": "canary-fact"})
            await sessions.keep(turn, person)
            await sessions.save(turn, person, b"canary-reply", [Job(kind="tell", who=THANDI, key="canary-job")])
            await sessions.move(await sessions.load("tg:47114711471147", "1"), THANDI, b"canary-reply")
    written = b"".join(file.read_bytes() for file in _files(tmp_path))
    assert turn.keys.name.encode() in written
    assert [word for word in (b"canary", b"7821234567", b"47114711471147") if word in written] == []


def _files(directory: Path) -> list[Path]:
    return [file for file in directory.rglob("*") if file.is_file()]


async def test_a_rotten_session_is_refused_kept_and_holds_no_lane(redis, sessions):
    await tell(sessions, THANDI, "1")
    key = await only_key(redis, "s")
    rotten = bytearray(await redis.hget(key, "d"))
    rotten[-20] ^= 4
    await redis.hset(key, "d", bytes(rotten))
    for mark in "23":
        with pytest.raises(Spoilt):
            await sessions.load(THANDI, mark, patience=0)
    assert await redis.hget(key, "d") == rotten


async def test_a_session_of_another_shape_is_refused_in_silence(redis, sessions):
    turn = await sessions.load(THANDI, "1")
    sealed = Vault.from_settings(KEY).seal(b'{"turn": "canary"}', turn.keys.document)
    await redis.hset(turn.keys.document, "d", sealed)
    await sessions.free(turn)
    with pytest.raises(Spoilt) as told:
        await sessions.load(THANDI, "2", patience=0)
    assert "canary" not in str(told.value)


async def test_swapped_sessions_are_refused(redis, sessions):
    turns = [await sessions.load(who, "1") for who in (THANDI, SIPHO)]
    for turn in turns:
        await sessions.save(turn, Session(id=turn.who), b"")
    thandis, siphos = (turn.keys.document for turn in turns)
    await redis.hset(thandis, "d", await redis.hget(siphos, "d"))
    with pytest.raises(Spoilt):
        await sessions.load(THANDI, "2")


async def test_sessions_outlive_a_change_of_keys(redis):
    new = Vault.new_key()
    await tell(await store(redis, KEY), THANDI, "1", b"first")
    both = await store(redis, f"{new},{KEY}")
    assert await tell(both, THANDI, "1") == b"first"
    await tell(both, THANDI, "2")
    assert await heard(await store(redis, new)) == ["1", "2"]


async def test_an_account_speaks_for_a_person(sessions):
    account = await sessions.load("tg:4711", "1")
    await sessions.save(account, Session(id="a"), b"your number?")
    account = await sessions.load("tg:4711", "2")
    person = await sessions.load(THANDI, "2")
    await sessions.save(person, Session(id="p"), b"welcome")
    assert await sessions.move(account, THANDI, b"welcome") == b"welcome"

    assert (await sessions.load("tg:4711", "2")).reply == b"welcome"
    assert (await sessions.load(THANDI, "2")).reply == b"welcome"
    before = sessions.trips
    turns = [await sessions.load("tg:4711", "3", patience=0) for _ in range(2)]
    assert [(turn.moved, turn.session) for turn in turns] == [(THANDI, None)] * 2
    assert sessions.trips - before == 2


async def test_forgetting_leaves_a_fence_only(redis, sessions):
    await tell(sessions, SIPHO, "1")
    others = await redis.dbsize()
    await tell(sessions, THANDI, "1")
    late = await sessions.load(THANDI, "2")
    await sessions.forget(THANDI)
    with pytest.raises(Fenced):
        await sessions.save(late, late.session, b"")
    assert await redis.hgetall(late.keys.document) == {b"f": b"4", b"x": b"1"}
    assert await redis.dbsize() == others + 1
    assert (await sessions.load(THANDI, "1", patience=0)).session is None
    assert await heard(sessions, SIPHO) == ["1"]


async def test_everything_expires(redis, sessions):
    turn = await sessions.load(THANDI, "1")
    assert await redis.pttl(turn.keys.document) <= Lives().fence
    await sessions.save(turn, Session(id="a"), b"")
    await sessions.move(await sessions.load("tg:4711", "1"), THANDI, b"")
    lives = {key: await redis.pttl(key) for key in await redis.keys("{*")}
    assert len(lives) == 6  # of each: the document, the reply, the data key
    assert all(left > 0 for left in lives.values())


def test_all_keys_of_a_person_are_in_one_slot():
    keys = Namer(b"k" * 32).keys(THANDI)
    names = [keys.lock, keys.document, keys.jobs, keys.reply("m"), keys.own("c", "x")]
    assert len(set(names)) == 5
    assert len({key_slot(name.encode()) for name in names}) == 1
    assert isinstance(keys, Keys)


async def test_a_long_session_fits_into_two_kilobytes(redis, sessions):
    facts = {f"fact_{n}": f"something typed {n}" for n in range(40)}
    session = Session(id="0123456789abcdef", state="apply.amount", phone="+27821234567", facts=facts)
    turn = await sessions.load(THANDI, "1")
    await sessions.save(turn, session, b"")
    plain = len(session.model_dump_json(exclude_defaults=True))
    assert await redis.hstrlen(turn.keys.document, "d") == plain + 33
    assert plain < 2000
