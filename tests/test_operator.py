"""The operator's page: who gets in, what it counts over all processes, and where it says that borrowers stop."""

import asyncio
import base64
import re
from contextlib import aclosing

import httpx
import pytest
from pydantic import SecretStr, ValidationError

from adapters.channels.door import Away
from adapters.redis_client import connect
from adapters.tally import Batch, Tally
from bot.funnel import funnel
from bot.noted import Noted
from bot.operator_page import FRAME
from bot.settings import Settings
from bot.tallying import ASIDE, BACK, ON, STAYED, Tallying, move
from tests.fault_proxy import faulty_redis
from tests.phones import Ussd
from tests.servers import cluster
from tests.world import world

PASSWORD = "a password of the tests, with ü"
HOUR = 3600
NOON = 1_800_000_000 // HOUR * HOUR


def basic(password, name="anybody"):
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def guarded(redis_url, folder):
    return world(redis_url, folder, role="web", operator_password=SecretStr(PASSWORD))


@pytest.fixture
async def around(redis_url, tmp_path):
    async with guarded(redis_url, tmp_path) as world_:
        yield world_


def note(came, step, channel="ussd", errands=0, parked=""):
    return Noted(channel, came, step, errands, 0.01, parked, 0.0)


async def test_who_knows_the_password_is_let_in_and_nobody_else(around):
    for path in ("/operator", "/operator/live"):
        for headers in ({}, basic("wrong"), basic(""), {"Authorization": "Basic ???"}, {"Authorization": "Bearer me"}):
            told = await around.http.get(around.url + path, headers=headers)
            assert (told.status_code, "turns" in told.text.lower()) == (401, False)
            assert told.headers["WWW-Authenticate"].startswith("Basic")
    told = await around.http.get(f"{around.url}/operator", headers=basic(PASSWORD))
    assert told.status_code == 200
    assert told.headers["Content-Security-Policy"] == f"{FRAME.policy}; frame-ancestors 'none'"
    assert told.headers["Cache-Control"] == "no-store"


async def test_without_a_password_there_is_no_page_beside_a_real_lender(redis_url, tmp_path):
    async with world(redis_url, tmp_path, role="web") as around:
        assert (await around.http.get(f"{around.url}/operator")).status_code == 404


async def test_while_we_pretend_on_our_own_machine_none_is_needed(redis_url, tmp_path):
    async with world(
        redis_url, tmp_path, role="web", lender_url="", public_url="", telegram_webhook_secret=""
    ) as around:
        assert (await around.http.get(f"{around.url}/operator")).status_code == 200
        rebound = await around.http.get(f"{around.url}/operator", headers={"Host": "evil.example"})
        assert rebound.status_code == 403


def test_a_short_password_is_refused():
    with pytest.raises(ValidationError, match="16 characters"):
        Settings(_env_file=None, operator_password=SecretStr("short"))


async def test_turns_are_counted_over_all_processes_and_nobody_is_named(around):
    phone = Ussd(around)
    await phone.meet()
    await phone.type("1")
    await counted(around)
    other = Tallying(Tally(around.assistant.redis))
    other.turn(note("", "start.language", channel="telegram", errands=2, parked="late"))
    await other.close()
    page = (await around.http.get(f"{around.url}/operator?hours=1", headers=basic(PASSWORD))).text
    assert figure(page, "ussd") == figure(page, "Turns") - 1
    assert figure(page, "telegram") == 1
    assert figure(page, "– late: no answer in time, or the lender left alone") == 1
    assert "start" in page
    assert phone.number.removeprefix("+") not in page


def figure(page, name):
    """The number beside a name, or in the head of a card."""
    found = re.search(rf"<dt>{re.escape(name)}</dt><dd>([^<]*)", page) or re.search(
        rf'<h2>{name}</h2><p class="head">([^<]*)', page
    )
    assert found, name
    return int(found[1].replace("\u2009", ""))


async def counted(around):
    """What has been noted is written and added."""
    around.assistant.desk.notes.write()
    await around.assistant.tallying.add()


async def test_the_funnel_says_where_borrowers_stop(around):
    for number in range(4):
        phone = Ussd(around, f"+2782000000{number}")
        await phone.meet()
        if number:
            await phone.type("1")  # three of four apply, and hang up where their ID number is asked for
        if number == 3:
            await phone.type("nonsense")
    await counted(around)
    levels = {each.step: each for some in funnel(await read(around)).values() for each in some}
    assert (levels["home.menu"].came, levels["home.menu"].on, levels["home.menu"].still) == (4, 3, 1)
    asked = levels["borrower.id_number"]
    assert (asked.came, asked.on, asked.stayed, asked.still) == (3, 0, 1, 3)
    page = (await around.http.get(f"{around.url}/operator", headers=basic(PASSWORD))).text
    assert "3 (100%)" in page


async def test_who_dials_again_is_aside_and_comes_anew(around):
    phone = Ussd(around)
    await phone.meet()
    await phone.type("1")
    await phone.dial()
    await phone.type("1")
    await counted(around)
    level = next(each for each in funnel(await read(around))["borrower"] if each.step == "borrower.id_number")
    assert (level.came, level.aside, level.still) == (2, 1, 1)


async def read(around, hours=1):
    return await around.assistant.tallying.tally.read(around.assistant.desk._clock(), hours)


async def test_an_answer_that_a_worker_heard_is_a_move_too(redis_url, tmp_path):
    async with world(redis_url, tmp_path, ussd_patience=0.5) as around:
        phone = Ussd(around)
        await phone.meet()
        await phone.type("1")
        around.lender.faults.set("slow", method="client_search", seconds=1.0, next=1)
        await phone.type("8001015009087")
        async with asyncio.timeout(30):
            while not (await read(around)).get("on:borrower.find"):
                await counted(around)
                await asyncio.sleep(0.05)
        found = await read(around)
        assert found["parked:late"] == 1
        assert found["came:borrower.find"] == found["on:borrower.find"] == found["came:borrower.confirm"] == 1


@pytest.mark.parametrize(
    ("came", "step", "how"),
    [
        ("apply.amount", "apply.amount", STAYED),
        ("apply.amount", "apply.instalments", ON),
        ("apply.amount", "apply.product", BACK),
        ("apply.amount", "home.menu", ASIDE),
        ("apply.amount", "person.talk", ASIDE),
        ("start.consent", "home.menu", ON),
        ("start.phone", "start.consent", BACK),
        ("home.again", "apply.amount", ON),
        ("home.menu", "home.help", ON),
        ("gone.in_this_release", "home.menu", ASIDE),
        ("gone.in_this_release", "start.language", ON),
    ],
)
def test_a_move_has_one_name(came, step, how):
    assert move(came, step) == how


async def test_a_batch_said_twice_is_counted_once_and_hours_are_kept_apart(redis):
    tally, other = Tally(redis), Tally(redis)
    batch = Batch(1, NOON, {"turn:ussd": 2})
    await tally.add(batch)
    await tally.add(batch)
    await other.add(batch)
    await tally.add(Batch(2, NOON - HOUR, {"turn:ussd": 5}))
    assert await tally.read(NOON + 10, 1) == {"turn:ussd": 4}
    assert await tally.read(NOON + 10, 2) == {"turn:ussd": 9}
    assert await tally.read(NOON + HOUR, 1) == {}
    assert 0 < await redis.ttl("figures:2027-01-15T08") <= 8 * 86400


class Lossy(Tally):
    """A tally whose first reply is lost on its way back."""

    calls = 0

    async def add(self, batch):
        await super().add(batch)
        self.calls += 1
        if self.calls == 1:
            raise Away("Redis is away")


async def test_figures_of_many_hours_are_read_from_a_cluster_too(tmp_path):
    async with cluster(tmp_path) as (url, _), aclosing(connect(url)) as client:
        tally = Tally(client)
        for back in range(5):
            await tally.add(Batch(back, NOON - back * HOUR, {"errands": 1}))
        assert await tally.read(NOON, 4) == {"errands": 4}


async def test_what_may_have_been_added_is_added_again_and_counted_once(redis):
    tallying = Tallying(lossy := Lossy(redis), clock=lambda: NOON)
    tallying.turn(note("home.menu", "home.help"))
    await tallying.add()
    tallying.sms("taken")
    await tallying.close()
    assert lossy.calls == 3
    expected = {"turn:ussd": 1, "on:home.menu": 1, "came:home.help": 1, "sms:taken": 1}
    assert await lossy.read(NOON, 1) == expected


async def test_the_figures_come_again_and_again_until_we_leave(redis_url, tmp_path, monkeypatch):
    monkeypatch.setattr("bot.operator_door.PAUSE", 0.0)
    async with guarded(redis_url, tmp_path) as around:
        live = httpx.AsyncClient(timeout=30)
        async with live, live.stream("GET", f"{around.url}/operator/live?hours=1", headers=basic(PASSWORD)) as told:
            assert told.headers["Content-Type"].startswith("text/event-stream")
            lines = [line async for line in first(told.aiter_lines(), 4)]
    assert [line[:6] for line in lines] == ["data: ", "", "data: ", ""]
    assert "Where borrowers stop" in lines[2]


async def first(lines, count):
    async for line in lines:
        yield line
        count -= 1
        if not count:
            return


async def test_jobs_set_aside_and_errands_left_alone_are_told(around):
    phone = Ussd(around)
    await phone.meet()
    await phone.type("1")
    around.lender.faults.set("status", "client_search", status=503)
    for words in ("8001015009087", "1", "1"):
        await phone.type(words)
    await around.assistant.redis.xadd("{s07}:dead", {"j": b"", "why": b"x"})
    page = (await around.http.get(f"{around.url}/operator", headers=basic(PASSWORD))).text
    assert '<p class="head">1 left alone</p>' in page
    assert "<dt>FindClient</dt><dd>left alone</dd>" in page
    assert figure(page, "Set aside: python -m bot jobs") == 1


async def test_while_redis_is_away_the_page_says_so(redis_url, tmp_path):
    async with faulty_redis(redis_url, tmp_path) as (line, url), guarded(url, tmp_path) as around:
        line.refuse = True
        line.cut()
        told = await around.http.get(f"{around.url}/operator", headers=basic(PASSWORD))
        line.refuse = False
    assert told.status_code == 503
    assert "Redis does not answer" in told.text
