"""A link opens for whoever holds its token, for a day, and nobody reads it out of Redis."""

import asyncio
import re
from contextlib import aclosing

import pytest

from adapters.channels.door import Away
from adapters.links import Links
from adapters.names import Namer
from adapters.redis_client import connect
from adapters.vault import Vault
from tests.fault_proxy import faulty_redis

THANDI = "tel:+27821234567"
KEY = b"v" * 32


def links_in(redis, *keys: bytes) -> Links:
    return Links(redis, Vault(keys or [KEY]), Namer(b"k" * 32))


@pytest.fixture
def links(redis):
    return links_in(redis)


async def test_a_link_opens_as_it_was_issued_as_often_as_need_be(links):
    link = await links.issue(THANDI, "sw")
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", link.token)
    assert re.fullmatch(r"[0-9a-f]{32}", link.id)
    assert (link.who, link.lang) == (THANDI, "sw")
    assert [await links.open(link.token) for _ in range(2)] == [link, link]


async def test_each_link_is_another(links):
    issued = [await links.issue(THANDI, "en") for _ in range(100)]
    assert len({link.token for link in issued}) == len({link.id for link in issued}) == 100
    assert await links.open(issued[0].token) == issued[0]


async def test_it_lives_a_day(links, redis):
    await links.issue(THANDI, "en")
    (key,) = await redis.keys("link:*")
    assert 86_390 < await redis.ttl(key) <= 86_400


async def test_one_that_is_spent_leads_to_nobody_for_as_long_as_it_would_have_lived(links, redis):
    link = await links.issue(THANDI, "sw", life=100)
    await links.spend(link)
    assert await links.open(link.token) == link._replace(who="")
    (key,) = await redis.keys("link:*")
    assert 90 < await redis.ttl(key) <= 100
    await redis.delete(key)
    await links.spend(link)
    assert await links.open(link.token) is None


async def test_one_that_has_run_out_is_as_one_that_never_was(links, redis):
    link = await links.issue(THANDI, "en", life=0.02)
    await asyncio.sleep(0.05)
    assert await links.open(link.token) is None
    assert await links.open("A" * 22) is None
    assert await redis.keys("link:*") == []


@pytest.mark.parametrize("token", ["", "x", "A" * 21, "A" * 23, "A" * 21 + "/", "A" * 21 + "\n", "é" * 22, "A" * 99999])
async def test_what_is_no_token_never_reaches_redis(token, redis_url):
    async with aclosing(connect("redis://127.0.0.1:1")) as nowhere:
        assert await links_in(nowhere).open(token) is None


async def test_nothing_of_it_can_be_read_out_of_redis(links, redis):
    link = await links.issue(THANDI, "en")
    (key,) = await redis.keys("link:*")
    kept = key + await redis.get(key)
    for secret in (link.token, THANDI, "27821234567"):
        assert secret.encode() not in kept
    assert Namer(b"k" * 32).hash(link.token) != link.id, "links are named under a key of their own"


async def test_a_link_put_in_anothers_place_does_not_open(links, redis):
    mine, other = await links.issue(THANDI, "en"), await links.issue("tel:+27829876543", "en")
    await redis.copy(f"link:{other.id}", f"link:{mine.id}", replace=True)
    assert await links.open(mine.token) is None


async def test_a_new_key_opens_what_the_old_one_sealed_until_it_is_dropped(links, redis):
    link = await links.issue(THANDI, "en")
    assert await links_in(redis, b"n" * 32, KEY).open(link.token) == link
    assert await links_in(redis, b"n" * 32).open(link.token) is None


async def test_a_lost_reply_or_a_cut_line_loses_no_link(redis, redis_url, tmp_path):
    async with faulty_redis(redis_url, tmp_path) as (proxy, url), aclosing(connect(url)) as client:
        links = links_in(client)
        link = await links.issue(THANDI, "en")
        proxy.lose = 1
        assert await links.open(link.token) == link
        assert proxy.lost == 1
        proxy.cut()
        assert await links.issue(THANDI, "sw")


async def test_without_redis_we_are_away():
    async with aclosing(connect("redis://127.0.0.1:1")) as nowhere:
        with pytest.raises(Away):
            await links_in(nowhere).issue(THANDI, "en")
        with pytest.raises(Away):
            await links_in(nowhere).open("A" * 22)
