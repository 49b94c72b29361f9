"""Whoever knocks with wrong secrets is shut out for a while; whoever knows the right one never pays for them."""

from contextlib import aclosing

import httpx
import pytest
from aiohttp import web
from structlog.testing import capture_logs

from adapters.channels.door import Away
from adapters.guesses import Guesses
from adapters.limits import Limits, Rate
from adapters.names import Namer
from adapters.peer import TRUSTED, networks
from adapters.redis_client import connect
from adapters.stand_ins.serving import serving
from adapters.strangers import MOST_PEERS, Strangers
from tests.test_codes import Clock

NAMER = Namer(b"k" * 32)
RATE = Rate(3, 300)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def strangers(redis, clock):
    return Strangers(Limits(redis, NAMER, clock), RATE, clock=clock)


@pytest.fixture
async def door(strangers):
    """A door with a secret in its path, behind a proxy that says who calls."""
    app = web.Application()
    app[TRUSTED] = networks("127.0.0.1")
    strangers.watch(app)
    app.router.add_get("/ussd/gateway/right", _in)
    app.router.add_get("/lender/gateway", _too_large)
    app.router.add_get("/u/token", _in)
    async with serving(app) as url, httpx.AsyncClient(base_url=url) as http:
        yield lambda path, peer="192.0.2.1": http.get(path, headers={"X-Forwarded-For": peer})


async def _too_large(_: web.Request) -> web.Response:
    """What is said before a secret was looked at."""
    return web.Response(status=413)


async def _in(_: web.Request) -> web.Response:
    return web.Response(text="in")


async def test_after_some_wrong_secrets_an_address_is_not_heard_even_with_the_right_one(door, clock):
    for _ in range(3):
        assert (await door("/ussd/gateway/wrong")).status_code == 404
    shut = await door("/ussd/gateway/wrong")
    assert (shut.status_code, shut.headers["Retry-After"]) == (429, "100")
    assert (await door("/ussd/gateway/right")).status_code == 429
    assert (await door("/ussd/gateway/right", "192.0.2.2")).status_code == 200
    assert (await door("/u/token")).status_code == 200
    clock.now += 100
    assert (await door("/ussd/gateway/right")).status_code == 200


async def test_each_that_was_wrong_is_logged_and_none_once_the_address_is_shut_out(door):
    with capture_logs() as lines:
        for _ in range(9):
            await door("/ussd/gateway/wrong")
        await door("/ussd/gateway/right", "192.0.2.2")
    said = [(line["event"], line["caller"]) for line in lines]
    assert said == [("a wrong secret", "192.0.2.1")] * 4 + [("too many wrong secrets", "192.0.2.1")]


async def test_an_address_that_knows_the_secret_is_not_kept_out_by_those_who_share_it(door):
    assert (await door("/ussd/gateway/right")).status_code == 200
    said = [(await door("/ussd/gateway/wrong")).status_code for _ in range(6)]
    assert said == [404] * 3 + [429] * 3
    assert (await door("/ussd/gateway/right")).status_code == 200


async def test_nor_fill_those_who_share_it_the_log_or_redis(door, strangers):
    await door("/ussd/gateway/right")
    with capture_logs() as lines:
        for _ in range(9):
            await door("/ussd/gateway/wrong")
    assert [line["event"] for line in lines] == ["a wrong secret"] * 4 + ["too many wrong secrets"]
    assert strangers._limits._scripts.trips == 4


async def test_whose_body_was_refused_has_shown_no_secret(door):
    assert (await door("/lender/gateway")).status_code == 413
    assert [(await door("/ussd/gateway/wrong")).status_code for _ in range(4)] == [404] * 3 + [429]
    assert (await door("/ussd/gateway/right")).status_code == 429


async def test_what_is_right_pays_no_round_trip_and_who_is_shut_out_none_more(door, strangers):
    for _ in range(5):
        await door("/ussd/gateway/right", "192.0.2.9")
    assert strangers._limits._scripts.trips == 0
    for _ in range(20):
        await door("/ussd/gateway/wrong")
    assert strangers._limits._scripts.trips == 4


async def test_all_processes_count_together_and_a_whole_64_is_one_caller(redis, clock, door):
    other = Strangers(Limits(redis, NAMER, clock), RATE, clock=clock)
    assert [await other.wrong("2001:db8:1:2::/64") for _ in range(3)] == [0, 0, 0]
    assert (await door("/ussd/gateway/wrong", "2001:db8:1:2::1")).status_code == 429
    assert (await door("/ussd/gateway/wrong", "2001:db8:1:3::1")).status_code == 404


async def test_without_redis_nobody_is_counted_and_nobody_shut_out(tmp_path):
    async with aclosing(connect(f"unix://{tmp_path}/nobody.sock", patience=0.1)) as client:
        limits = Limits(client, NAMER)
        with pytest.raises(Away):
            await limits.take("a", RATE)
        strangers = Strangers(limits, RATE)
        assert [await strangers.wrong("192.0.2.1") for _ in range(5)] == [0] * 5


async def test_switched_off_it_counts_nothing(redis):
    strangers = Strangers(Limits(redis, NAMER), None)
    assert [await strangers.wrong("192.0.2.1") for _ in range(5)] == [0] * 5
    assert await redis.dbsize() == 0


def test_the_memory_of_addresses_is_bounded(strangers):
    for n in range(MOST_PEERS + 5):
        strangers.is_known(str(n))
    assert len(strangers._known) == MOST_PEERS


def test_passwords_are_forgotten_after_a_minute_and_peers_are_bounded():
    now = [0.0]
    guesses = Guesses(most=2, clock=lambda: now[0])
    assert [guesses.too_many("a") for _ in range(3)] == [False, False, True]
    assert not guesses.too_many("b")
    now[0] = 60
    assert not guesses.too_many("a")
    for n in range(10_001):
        guesses.too_many(str(n))
    assert len(guesses._peers) == 10_000
