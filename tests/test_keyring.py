"""Each person's data lies under a key of their own, and goes with it: here, in the files, in a backup."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from datetime import date

import pytest
from redis.asyncio import Redis

from adapters.channels.door import Away
from adapters.job import Job
from adapters.jobs import Jobs
from adapters.keyring import Keyring, owned, owner
from adapters.links import Links
from adapters.master_keys import PATTERN, enter, rekey, standing
from adapters.names import Namer, read_namer
from adapters.redis_client import connect
from adapters.redis_server import EmbeddedRedis
from adapters.sessions import Sessions
from adapters.trail import Trail
from adapters.trail_line import Entry
from adapters.vault import BadKeys, Spoilt, Vault
from flows.session import Session
from tests.test_program import bot
from tests.unsealed import everything

OLD, NEW = Vault.new_key(), Vault.new_key()
THANDI, SIPHO = "tel:+27821234567", "tel:+27829999999"
CANARY = "Canary of Long Street"


def ring(redis, keys=OLD, apart=None):
    return Keyring(redis, Vault.from_settings(keys), apart)


async def sessions_in(redis, keys=OLD, apart=None):
    keyring = ring(redis, keys, apart)
    return Sessions(redis, keyring, await read_namer(redis, keyring.vault))


async def tells(sessions, who, mark="1"):
    turn = await sessions.load(who, mark)
    session = turn.session or Session(id="a", facts={"name": CANARY})
    await sessions.save(turn, session, CANARY.encode(), [Job(kind="tell", who=who, key=mark, body=CANARY)])


async def entered(url):
    client = connect(url, patience=60)
    assert isinstance(client, Redis)
    return client


async def read(sessions, who, mark="a look"):
    turn = await sessions.load(who, mark)
    await sessions.free(turn)
    return turn.session


async def test_no_two_people_share_a_key(redis):
    sessions = await sessions_in(redis)
    await asyncio.gather(*(tells(sessions, f"tel:{n}") for n in range(50)))
    await asyncio.gather(*(tells(sessions, f"tel:{n}", "2") for n in range(50)))
    kept = [await redis.get(key) async for key in redis.scan_iter(match=PATTERN)]
    opened = {Vault.from_settings(OLD).open(wrapped, "data key") for wrapped in kept}
    assert len(kept) == len(opened) == 50


async def test_whoever_has_the_key_of_one_reads_nothing_of_another(redis):
    sessions = await sessions_in(redis)
    for who in (THANDI, SIPHO):
        await tells(sessions, who)
    turns = [await sessions.load(who, "2") for who in (THANDI, SIPHO)]
    sealed = await redis.hget(turns[0].keys.document, "d")
    assert CANARY in turns[0].vault.open(sealed, turns[0].keys.document).decode()
    with pytest.raises(Spoilt):
        turns[1].vault.open(sealed, turns[0].keys.document)


async def test_with_the_key_all_of_a_person_is_gone_whatever_else_stays(redis):
    sessions = await sessions_in(redis)
    namer = await read_namer(redis, Vault.from_settings(OLD))
    keys, jobs, links = namer.keys(THANDI), Jobs(redis, ring(redis), namer), Links(redis, ring(redis), namer)
    await tells(sessions, THANDI)
    await jobs.put_aside(Job(kind="update", who=THANDI, key="k", body=CANARY), "why")
    link = await links.issue(THANDI, CANARY)
    await Trail(redis, ring(redis)).write(Entry(at=0, who=keys.name, errand="Sign", amount="5", words=CANARY))
    assert CANARY.encode() in await everything(redis, OLD)
    await redis.delete(keys.key)
    assert CANARY.encode() not in await everything(redis, OLD)
    assert await redis.exists(keys.document), "it is still there, and says nothing"
    assert [entry.gone for entry in await jobs.fetch(9)] == [True]
    assert [(aside.job, aside.why) for aside in await jobs.aside()] == [(None, "why")]
    assert await links.open(link.token) is None
    [line] = [line async for line in Trail(redis, ring(redis)).read(_day())]
    assert (line.errand, str(line.amount), line.words, line.erased) == ("Sign", "5", "", True)


async def test_a_repeated_message_of_one_who_was_erased_is_heard_as_a_strangers(redis):
    sessions = await sessions_in(redis)
    await tells(sessions, THANDI)
    turn = await sessions.load(THANDI, "2")
    await redis.delete(turn.keys.key, turn.keys.document, turn.keys.lock)  # and the reply to be gone in a moment
    again = await sessions.load(THANDI, "1")
    assert (again.session, again.reply) == (None, None)


async def test_keys_that_lie_apart_are_in_no_backup_of_the_data(redis, tmp_path):
    """A backup from before, DATA_KEYS at hand, and nothing of the person in it: their key was never there."""
    with EmbeddedRedis(tmp_path / "data") as url:
        data = await entered(url)
        sessions = await sessions_in(data, apart=redis)
        await tells(sessions, THANDI)
        session = await read(await sessions_in(data, apart=redis), THANDI)
        assert session.facts["name"] == CANARY
        assert [key async for key in data.scan_iter(match=PATTERN)] == []
        assert len([key async for key in redis.scan_iter(match=PATTERN)]) == 1
        shutil.copytree(tmp_path / "data", tmp_path / "backup", ignore=shutil.ignore_patterns("*.sock", "*.lock"))
        await sessions.forget(THANDI)
        assert await redis.keys(PATTERN) == []
        await data.aclose()
    with EmbeddedRedis(tmp_path / "backup") as url:
        restored = await entered(url)
        assert await restored.keys("{s*}:s:*"), "the backup does hold the session"
        assert CANARY.encode() not in await everything(restored, OLD)
        with pytest.raises(Spoilt):
            await read(await sessions_in(restored, apart=redis), THANDI)
        await restored.aclose()


async def test_an_account_that_is_used_for_years_keeps_the_key_of_what_it_points_to(redis):
    sessions = await sessions_in(redis)
    await sessions.move(turn := await sessions.load("tg:1", "1"), THANDI, b"")
    await redis.pexpire(turn.keys.key, 60_000)
    assert (await sessions.load("tg:1", "2")).moved == THANDI
    assert await redis.pttl(turn.keys.key) >= await redis.pttl(turn.keys.document) - 1000


async def test_what_is_left_of_one_whose_key_is_gone_stands_in_nobodys_way(redis):
    sessions = await sessions_in(redis)
    await tells(sessions, THANDI)
    await sessions.move(turn := await sessions.load("tg:1", "1"), THANDI, b"")
    await redis.delete(turn.keys.key, (await sessions_in(redis))._namer.keys(THANDI).key)
    for who, mark in ((THANDI, "1"), (THANDI, "2"), ("tg:1", "1"), ("tg:1", "2")):
        again = await sessions.load(who, mark)
        assert (again.session, again.moved, again.reply) == (None, "", None)
        await sessions.free(again)
    again = await sessions.load(THANDI, "1")
    assert await sessions.save(again, Session(id="b"), b"anew") == b"anew", "and no reply that nobody can read"


async def test_a_session_kept_in_the_middle_of_a_first_turn_lives_no_longer_than_its_key(redis):
    sessions = await sessions_in(redis)
    turn = await sessions.load(THANDI, "1")
    assert await redis.pttl(turn.keys.key) < 2 * 86_400_000, "of a stranger nothing stays for long"
    await sessions.keep(turn, Session(id="a"))
    assert await redis.pttl(turn.keys.key) >= await redis.pttl(turn.keys.document) - 1000


class Interrupted(Keyring):
    """A keyring that lies apart; once, something else happens between its answer and whoever asked."""

    then: Callable[[], Awaitable[None]] | None = None

    async def made(self, keys):
        vault, then, self.then = await super().made(keys), self.then, None
        if then:
            await then()
        return vault


async def test_who_is_erased_while_their_key_is_fetched_from_elsewhere_begins_anew(redis, tmp_path):
    with EmbeddedRedis(tmp_path / "keys", fsync="no") as url:
        apart = await entered(url)
        keyring = Interrupted(redis, Vault.from_settings(OLD), apart)
        sessions = Sessions(redis, keyring, await read_namer(redis, keyring.vault))
        await tells(sessions, THANDI)
        keyring.then = lambda: sessions.forget(THANDI)
        await tells(sessions, THANDI, "2")
        again = await read(await sessions_in(redis, apart=apart), THANDI)
        assert again.facts["name"] == CANARY
        await apart.aclose()


async def test_an_erasing_that_breaks_off_leaves_no_session_without_its_key(redis, tmp_path):
    with EmbeddedRedis(tmp_path / "keys", fsync="no") as url:
        apart = await entered(url)
        sessions = await sessions_in(redis, apart=apart)
        await tells(sessions, THANDI)
    with pytest.raises(Away):
        await sessions.forget(THANDI)
    await apart.aclose()
    assert not await redis.hexists(sessions._namer.keys(THANDI).document, "d")


async def test_turns_and_a_command_seal_the_keys_anew_and_then_the_old_one_may_go(redis):
    sessions = await sessions_in(redis)
    await enter(ring(redis))
    for who in (THANDI, SIPHO):
        await tells(sessions, who)
    await Trail(redis, ring(redis)).write(Entry(at=0, errand="Quote"))
    both = f"{NEW},{OLD}"
    await enter(ring(redis, both))
    await tells(await sessions_in(redis, both), THANDI, "2")  # the next time it is written
    with pytest.raises(BadKeys, match="lacks"):
        await enter(ring(redis, NEW))
    counts = [done async for done in rekey(ring(redis, both))]
    assert (counts[-1].anew, counts[-1].unreadable) == (2, 0), "Sipho's key, and the trail's"
    assert counts[-1].retired == [Vault.from_settings(OLD).newest.name]
    await enter(ring(redis, NEW))
    for who in (THANDI, SIPHO):
        assert (await read(await sessions_in(redis, NEW), who)).facts["name"] == CANARY
    assert len([line async for line in Trail(redis, ring(redis, NEW)).read(_day())]) == 1


async def test_a_retired_key_opens_nothing_and_is_not_taken_for_the_newest(redis):
    await enter(ring(redis))
    sessions = await sessions_in(redis)
    await tells(sessions, THANDI)
    keys = (await sessions.load(THANDI, "look")).keys
    under_the_old = await redis.get(keys.key)
    assert [done async for done in rekey(ring(redis, f"{NEW},{OLD}"))][-1].retired
    with pytest.raises(BadKeys, match="retired"):
        await enter(ring(redis, f"{OLD},{NEW}"))
    both = ring(redis, f"{NEW},{OLD}")
    await enter(both)
    await redis.set(keys.key, under_the_old)  # as one who has a copy of it might put it back
    with pytest.raises(Spoilt):
        await both.of(keys)


async def test_nothing_is_retired_while_something_cannot_be_opened(redis):
    await enter(ring(redis))
    await tells(await sessions_in(redis), THANDI)
    await redis.set("{s00}:x:00:", b"rotten")
    done = [done async for done in rekey(ring(redis, f"{NEW},{OLD}"))][-1]
    assert (done.unreadable, done.retired) == (1, [])
    assert not any(key.retired for key in await standing(ring(redis)))


async def test_turns_go_on_while_keys_are_sealed_anew(redis):
    sessions = await sessions_in(redis)
    for n in range(100):
        await tells(sessions, f"tel:{n}")
    both = f"{NEW},{OLD}"

    async def goes_on():
        fresh = await sessions_in(redis, both)
        for n in range(100):
            await tells(fresh, f"tel:{n}", "2")

    async def sealing():
        return [done async for done in rekey(ring(redis, both))][-1]

    _, done = await asyncio.gather(goes_on(), sealing())
    assert done.unreadable == 0
    last = await sessions_in(redis, NEW)
    assert [(await read(last, f"tel:{n}")).turn for n in range(100)] == [2] * 100


def test_keys_have_names_and_those_without_go_by_their_id():
    vault = Vault.from_settings(f"2026-11:{NEW}, {OLD}")
    assert [known.name for known in vault.keys] == ["2026-11", vault.keys[1].id]
    assert vault.newest.id not in NEW
    for wrong in (f"no spaces:{NEW}", f"{'x' * 33}:{NEW}", f"ü:{NEW}"):
        with pytest.raises(BadKeys, match="the name of key 1"):
            Vault.from_settings(wrong)


def test_a_rotten_name_is_not_taken_for_one_erased():
    keys = Namer(b"k" * 32).keys(THANDI)
    value = owned(keys, b"sealed")
    assert owner(value) == (keys, b"sealed")
    for at in range(20):
        rotten = bytearray(value)
        rotten[at] ^= 1
        with pytest.raises(Spoilt):
            owner(bytes(rotten))
    with pytest.raises(Spoilt):
        owner(b"rotten")


def _day():
    return date(1970, 1, 1)


def test_a_change_of_keys_as_an_operator_makes_it(tmp_path):
    known = {"DATA_DIR": str(tmp_path / "var"), "DATA_KEYS": f"2026-05:{OLD}"}
    assert "2026-05 seals" in bot("check", **known).stdout
    known["DATA_KEYS"] = f"2026-11:{NEW},2026-05:{OLD}"
    assert "still needed: 2026-05" in bot("check", **known).stdout
    refused = bot("check", **known | {"DATA_KEYS": f"2026-11:{NEW}"})
    assert "DATA_KEYS lacks 2026-05" in refused.stdout
    anew = bot("rekey", **known)
    assert (anew.returncode, anew.stdout.splitlines()[-1]) == (
        0,
        "nothing needs 2026-05 any more: take it out of DATA_KEYS, and destroy it",
    )
    assert "take out 2026-05" in bot("check", **known).stdout
    done = bot("check", **known | {"DATA_KEYS": f"2026-11:{NEW}"})
    assert (done.returncode, "ok   DATA_KEYS: 2026-11 seals" in done.stdout) == (0, True)
    wrong = bot("rekey", **known | {"DATA_KEYS": f"2026-05:{OLD},2026-11:{NEW}"})
    assert wrong.returncode == 1
    assert "begins with 2026-05, which was retired" in wrong.stderr
    assert "Traceback" not in wrong.stderr
