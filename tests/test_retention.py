"""Nothing is kept longer than the settings say: what Redis does not forget by itself is forgotten every night."""

import asyncio
import time
from datetime import date

import pytest
from pydantic import ValidationError
from redis.asyncio import Redis

from adapters.handovers import LIFE as TOPIC
from adapters.job import Job
from adapters.jobs import Jobs
from adapters.keyring import Keyring
from adapters.names import read_namer
from adapters.retaining import SLACK
from adapters.sessions import Sessions
from adapters.trail import Trail
from adapters.trail_line import Entry
from adapters.turn import LIVES, Lives
from adapters.vault import Vault
from bot import retaining
from bot.beside import Beside, glance
from bot.retaining import enforce
from bot.retention import DAY, HOUR, Retention
from bot.settings import Settings
from flows.lapsing import lapse
from flows.line import Line
from flows.session import Session
from tests.person import NOW, applying
from tests.test_program import bot

WHO, OTHER = "tel:+27821234567", "tel:+27820000002"
KEPT = Retention()
KEY = Vault.new_key()


@pytest.fixture
async def parts(redis: Redis) -> Beside:
    ring = Keyring(redis, Vault.from_settings(KEY))
    return Beside(redis, ring, await read_namer(redis, ring.vault))


async def kept(parts, who=WHO, **said):
    """A session as a turn has left it."""
    turn = await parts.sessions.load(who, "a mark")
    session = Session(id="s", phone=who.removeprefix("tel:"), facts={"consent": "yes"}).model_copy(update=said)
    await parts.sessions.save(turn, session, b"a reply")
    return turn.keys


async def test_lines_and_jobs_of_different_ages_stand_together_and_go_one_by_one(parts):
    keys = await kept(parts, passed=[Line(kind="said", by="staff", text="old")])
    now = time.time()
    assert await enforce(parts, KEPT, now) == {
        "applications forgotten": 0,
        "lines of transcripts forgotten": 0,
        "jobs set aside forgotten": 0,
        "given a shorter life": 0,
    }
    jobs = Jobs(*parts)
    await jobs.put_aside(Job(kind="update", who=WHO, key="k", body="old"), "why")
    await parts.redis.xadd(keys.transcript, {"l": b"new"}, id=f"{int((now + 91 * DAY) * 1000)}-0")
    done = await enforce(parts, KEPT, now + 91 * DAY)
    assert (done["lines of transcripts forgotten"], done["jobs set aside forgotten"]) == (1, 1)
    assert [fields for _, fields in await parts.redis.xrange(keys.transcript)] == [{b"l": b"new"}]
    assert await jobs.aside() == []


@pytest.mark.parametrize(
    ("shorter", "where"),
    [
        ({"session": DAY}, "document"),
        ({"reply": HOUR}, "reply"),
        ({"transcript": DAY}, "transcript"),
        ({"trail": 8 * DAY}, "trail"),
    ],
)
async def test_what_was_written_before_a_setting_was_lowered_lives_no_longer(parts, shorter, where):
    keys = await kept(parts, passed=[Line(kind="said", by="staff", text="old")])
    await Trail(parts.redis, parts.keyring).write(Entry(at=time.time(), who=keys.name))
    [reply] = [key async for key in parts.redis.scan_iter(match="{s*}:r:*")]
    [day] = [key async for key in parts.redis.scan_iter(match="trail:*")]
    key = {"document": keys.document, "transcript": keys.transcript, "reply": reply, "trail": day}[where]
    before = await parts.redis.pttl(key)
    life = next(iter(shorter.values())) + (DAY if where == "trail" else 0)
    assert before > life * 1000
    assert (await enforce(parts, KEPT._replace(**shorter)))["given a shorter life"] >= 1
    assert 0 < await parts.redis.pttl(key) <= life * 1000 + SLACK
    assert (await enforce(parts, KEPT._replace(**shorter)))["given a shorter life"] == 0


async def test_what_has_no_time_to_live_gets_one_and_others_keep_theirs(parts):
    keys = await kept(parts)
    await parts.redis.persist(keys.document)
    await parts.redis.set("loan:x", b"sealed")
    await parts.redis.set("naming-of-others", b"ours")
    assert (await enforce(parts, KEPT))["given a shorter life"] == 2
    assert 0 < await parts.redis.pttl(keys.document) <= KEPT.session * 1000
    assert await parts.redis.ttl("naming-of-others") == -1


async def test_the_pointer_of_an_account_outlives_a_session(parts):
    turn = await parts.sessions.load("tg:1", "m")
    await parts.sessions.move(turn, WHO, b"")
    assert (await enforce(parts, KEPT))["given a shorter life"] == 0
    assert await parts.redis.pttl(turn.keys.document) > 300 * DAY * 1000


# Applications nobody goes on with.


def begun():
    """In the middle of applying."""
    person = applying(("apply", "8001015009087", "Thandi", "Nkosi"))
    person.session.heard = NOW
    assert "first_name" in person.facts
    return person.session


def test_what_was_begun_is_forgotten_after_its_days_and_nothing_else():
    session = begun()
    assert not lapse(session, NOW + 30 * DAY, 30 * DAY)
    assert lapse(session, NOW + 30 * DAY + 1, 30 * DAY)
    assert (session.state, session.trail) == ("home.menu", [])
    assert session.facts.keys() & {"first_name", "last_name", "id_number"} == set()
    assert session.facts["consent"] == "yes"
    assert not lapse(session, NOW + 99 * DAY, 30 * DAY)


@pytest.mark.parametrize("busy", [{"errand": "s:1:borrower.find"}, {"owner": "waiting"}, {"unseen": True}])
def test_not_while_somebody_is_still_at_it(busy):
    session = begun().model_copy(update=busy)
    assert not lapse(session, NOW + 99 * DAY, 30 * DAY)


async def test_it_is_forgotten_though_nobody_comes_and_the_session_lives_no_longer_for_it(parts, monkeypatch):
    session = begun().model_copy(update={"phone": WHO.removeprefix("tel:")})
    keys = await kept(parts, **{name: getattr(session, name) for name in ("state", "trail", "facts", "heard")})
    fresh = await kept(parts, OTHER, state="borrower.id_number", heard=NOW)
    left = (KEPT.session - 31 * DAY) * 1000
    await parts.redis.pexpire(keys.document, left)
    assert (await enforce(parts, KEPT, NOW + 31 * DAY))["applications forgotten"] == 1
    now = (await glance(parts.sessions, WHO)).session
    assert now
    assert (now.state, "first_name" in now.facts) == ("home.menu", False)
    assert 0 < await parts.redis.pttl(keys.document) <= left
    assert await parts.redis.pttl(fresh.document) > left
    assert (await enforce(parts, KEPT, NOW + 31 * DAY))["applications forgotten"] == 0


async def test_one_process_does_it_and_once_a_day(parts, monkeypatch):
    done = []

    async def enforced(*_):
        done.append(1)
        return {}

    monkeypatch.setattr(retaining, "enforce", enforced)
    days = [date(2026, 11, 22)] * 3 + [date(2026, 11, 23)]
    await asyncio.gather(*(retaining._once(parts, KEPT, day) for day in days))
    assert done == [1, 1]


async def test_files_are_written_anew_in_the_night_after_somebody_was_erased(parts, monkeypatch):
    written = []

    async def rewritten(redis):
        written.append(redis)
        return True

    monkeypatch.setattr(retaining, "rewrite", rewritten)
    await parts.redis.set(retaining.ERASED, "1")
    assert (await enforce(parts, KEPT))["files written anew"] == 1
    assert "files written anew" not in await enforce(parts, KEPT)
    assert len(written) == 1


async def test_by_hand_it_says_what_there_was(redis_url, parts):
    keys = await kept(parts)
    await parts.redis.persist(keys.document)
    env = {"REDIS_URL": redis_url, "DATA_KEYS": KEY, "KEEP_SESSION_DAYS": "10"}
    done = await asyncio.to_thread(bot, "retain", **env)
    assert done.returncode == 0, done.stderr
    assert "given a shorter life: 1" in done.stdout
    assert 0 < await parts.redis.pttl(keys.document) <= 10 * DAY * 1000


# Settings.


def test_the_settings_reach_what_keeps():
    life = Settings(_env_file=None, keep_session_days=7, keep_trail_days=1825).retention
    assert (life.session, life.trail, life.key) == (7 * DAY, 1825 * DAY, 1925 * DAY)
    assert "session 7 days" in life.words
    briefest = Retention(session=DAY, loan=30 * DAY, trail=8 * DAY)
    assert briefest.key * 1000 > max(LIVES.pointer, TOPIC), "these are sealed under it, too"


@pytest.mark.parametrize("wrong", [{"keep_session_days": 0}, {"keep_trail_days": 7}, {"keep_reply_hours": 1}])
def test_what_would_break_a_promise_is_refused(wrong):
    with pytest.raises(ValidationError):
        Settings(_env_file=None, **wrong)


async def test_a_turn_leaves_what_it_keeps_with_the_lives_that_were_set(redis, parts):
    sessions = Sessions(redis, parts.keyring, parts.namer, Lives(session=7 * DAY * 1000))
    turn = await sessions.load(WHO, "m")
    await sessions.save(turn, Session(id="s"), b"")
    assert await redis.pttl(turn.keys.document) <= 7 * DAY * 1000
