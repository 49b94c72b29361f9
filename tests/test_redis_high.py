"""Conversations over a Redis with Sentinels that fails over, over a cluster, and over one that is full, or away."""

import asyncio
from contextlib import asynccontextmanager

from adapters.redis_client import connect
from tests.phones import Ussd
from tests.servers import KEEPS, Server, caught_up, cluster, ended, until, watched, whole
from tests.test_assistant import applications, to_the_offer
from tests.world import world

NOT_NOW = "We cannot answer just now. Nothing is lost: please dial again in a minute."
ANOTHER = "8909025012083"


async def once_it_serves(phone, what):
    """Dial until we are served again, as a borrower would; what they see then. Whatever comes first is a sentence."""
    async with asyncio.timeout(60):
        while True:
            await phone.dial()
            if phone.ended:
                assert phone.reply == NOT_NOW
            elif (shown := await phone.say(what)).text != NOT_NOW:
                return shown
            await asyncio.sleep(0.1)


async def is_copy(server):
    return (await server.say("ROLE"))[0] == b"slave"


async def test_a_failover_loses_nothing_acknowledged(tmp_path):
    async with watched(tmp_path) as (url, primary, replica), world(url, tmp_path) as around:
        phone, other = Ussd(around), Ussd(around, "+27820000002")
        offer = await to_the_offer(phone)
        await to_the_offer(other, ANOTHER)
        assert "MM000001" in (await other.say("1")).text
        await until(caught_up, primary)
        primary.kill()
        assert (await phone.say("1")).text == NOT_NOW
        assert await phone.to_the_end(await once_it_serves(phone, "Continue")) == offer
        assert not await is_copy(replica)
        assert "MM000002" in (await phone.say("1")).text
        await other.dial()
        assert "MM000001" in (await other.say("My loan")).text
        assert len(await applications(around)) == 2
        assert (await around.http.get(f"{around.url}/readyz")).status_code == 200


async def test_a_failover_while_a_loan_is_applied_for_makes_it_once_and_tells(tmp_path):
    async with watched(tmp_path) as (url, primary, _), world(url, tmp_path) as around:
        phone = Ussd(around)
        await to_the_offer(phone)
        around.lender.faults.set("slow", "create_loan_application", seconds=1.5, after=True, next=1)
        accepted = asyncio.ensure_future(phone.say("1"))
        await until(applied, around)
        await until(caught_up, primary)
        primary.kill()
        told = (await accepted).text
        # Either nobody serves yet, and it is told in the end; or the new primary was there by then, and it is told now.
        if told == NOT_NOW:
            told = await in_the_end(phone)
        assert "MM000001" in told
        assert len(await applications(around)) == 1


async def test_a_primary_that_is_made_a_copy_is_left_for_the_new_one(tmp_path):
    async with watched(tmp_path) as (url, primary, _), world(url, tmp_path) as around:
        phone = Ussd(around)
        offer = await to_the_offer(phone)
        sentinel = connect(f"redis://{url.partition('://')[2].split(',')[0]}")
        await sentinel.execute_command("SENTINEL", "FAILOVER", "loans")
        await sentinel.aclose()
        await until(is_copy, primary)
        assert await phone.to_the_end(await once_it_serves(phone, "Continue")) == offer
        assert "MM000001" in (await phone.say("1")).text


async def test_a_cluster_of_three_holds_conversations_and_bears_that_nodes_are_killed(tmp_path):
    async with cluster(tmp_path) as (url, nodes), world(url, tmp_path) as around:
        phones = [Ussd(around, f"+2782000{n:04}") for n in range(4)]
        offers = [await to_the_offer(phone) for phone in phones]
        for node in nodes[1:]:
            node.kill()
        for phone in phones:
            await phone.dial()
            assert phone.reply
        for node in nodes[1:]:
            node.again()
        for node in nodes:
            await until(whole, node)
        for phone, offer in zip(phones, offers, strict=True):
            assert await phone.to_the_end(await once_it_serves(phone, "Continue")) == offer
        assert "MM000001" in (await phones[0].say("1")).text
        assert len(await applications(around)) == 1


@asynccontextmanager
async def one(folder):
    """One Redis over TCP, and the assistant on it."""
    with ended([Server(folder, *KEEPS)]) as [server]:
        await until(server.say, "PING")
        async with world(f"redis://127.0.0.1:{server.port}", folder) as around:
            yield server, around


async def test_a_full_redis_has_a_sentence_and_loses_nothing(tmp_path):
    async with one(tmp_path) as (server, around):
        phone = Ussd(around)
        offer = await to_the_offer(phone)
        await server.say("CONFIG", "SET", "maxmemory", 1)
        assert (await phone.say("1")).text == NOT_NOW
        assert (await phone.dial()).text == NOT_NOW
        assert await applications(around) == []
        assert (await around.http.get(f"{around.url}/readyz")).status_code == 200
        await server.say("CONFIG", "SET", "maxmemory", 0)
        assert await phone.to_the_end(await once_it_serves(phone, "Continue")) == offer
        assert "MM000001" in (await phone.say("1")).text


async def test_a_redis_that_fills_while_a_loan_is_applied_for_forgets_neither(tmp_path):
    async with one(tmp_path) as (server, around):
        phone = Ussd(around)
        await to_the_offer(phone)
        around.lender.faults.set("slow", "create_loan_application", seconds=2, after=True)
        accepted = asyncio.ensure_future(phone.say("1"))
        await until(applied, around)
        await server.say("CONFIG", "SET", "maxmemory", 1)
        assert (await accepted).text == NOT_NOW
        await server.say("CONFIG", "SET", "maxmemory", 0)
        around.lender.faults.clear()
        assert "MM000001" in await in_the_end(phone)
        assert len(await applications(around)) == 1


async def applied(around):
    return around.lender.books.applications


async def in_the_end(phone):
    """Dial until the application's number is told."""
    async with asyncio.timeout(60):
        while True:
            for shown in (await phone.dial(), await phone.say("1")):
                if "MM" in shown.text:
                    return shown.text
            await asyncio.sleep(0.1)


async def test_a_redis_that_is_away_has_a_sentence_and_loses_nothing(tmp_path):
    async with one(tmp_path) as (server, around):
        phone = Ussd(around)
        offer = await to_the_offer(phone)
        server.kill()
        assert (await phone.say("1")).text == NOT_NOW
        assert (await around.http.get(f"{around.url}/readyz")).status_code == 503
        server.again()
        assert await phone.to_the_end(await once_it_serves(phone, "Continue")) == offer
        assert "MM000001" in (await phone.say("1")).text
