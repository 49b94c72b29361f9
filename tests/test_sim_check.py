"""Whether a SIM was changed is looked at before activation and payout, noted and counted; off, it costs nothing."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr, ValidationError

from adapters.job import Job
from adapters.sim.outcomes import Found
from adapters.stand_ins.sim.africastalking import AfricasTalking
from adapters.stand_ins.sim.mtn import Mtn
from bot.check import findings
from bot.settings import Settings
from tests.at_a_network import NETWORKS
from tests.phones import NUMBER, Telegram, Ussd
from tests.test_assistant import kept, to_the_offer
from tests.threats import sim as theft
from tests.world import world

SECRET = "a-secret-of-the-tests"
NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)


def asking(network, url, **more):
    """The settings by which a network is asked."""
    name = next(name for name, kind in NETWORKS.items() if isinstance(network, kind))
    secrets = {"sim_swap_key": SecretStr(network.key), "sim_swap_secret": SecretStr(SECRET)}
    return {"sim_swap": name, "sim_swap_url": url, "sim_swap_user": network.user, **secrets, **more}


@asynccontextmanager
async def around_mtn(redis_url, folder, **more):
    network = Mtn()
    network.changed[NUMBER] = 0
    async with network as url, world(redis_url, folder, role="web", **asking(network, url, **more)) as around:
        yield around, network


async def lines(around):
    """The errands and outcomes on today's trail that are about a SIM."""
    await around.assistant.lending.noting.settle()
    today = datetime.now(UTC).date()
    return [
        (line.errand, line.outcome, line.channel)
        async for line in around.assistant.trail.read(today)
        if line.outcome.startswith("Sim")
    ]


async def test_each_look_is_noted_and_counted_and_no_number_is_in_either(redis_url, tmp_path, capfd):
    async with around_mtn(redis_url, tmp_path, time_zone="UTC") as (around, network):
        phone = Ussd(around)
        await theft._applied(phone)
        network.changed[NUMBER] = NOON.timestamp()
        around.assistant.desk._clock = lambda: NOON.timestamp() + 3600
        shown = await phone.say("Activate my loan")
        assert "from Thu 18 Jun, 12:00 on" in shown.text
        assert shown.labels == ("Main menu", "Back"), "where there are no staff nobody is offered"
        assert await lines(around) == [("SendOtp", "SimChanged", "ussd")]
        figures = (await around.http.get(f"{around.url}/metrics")).text
        assert 'loan_sim_checks_total{outcome="changed",provider="mtn"} ' in figures
        assert around.lender.books.calls["otp_send"] == 0
    said = "".join(capfd.readouterr())
    assert NUMBER[1:] not in said + figures


async def test_asking_for_the_pin_and_trying_it_are_one_look_and_the_payout_another(redis_url, tmp_path):
    async with around_mtn(redis_url, tmp_path) as (around, network):
        phone = Ussd(around)
        await theft._applied(phone)
        assert await theft._activate(around, phone)
        assert network.calls["look"] == 1
        await theft._to_the_money(around, phone)
        assert await theft._pay_out(around, phone)
        assert network.calls["look"] == 2
        assert [outcome for _, outcome, _ in await lines(around)] == ["SimClear"] * 3


async def test_a_telegram_chat_is_looked_at_by_the_number_its_owner_shared(redis_url, tmp_path):
    async with around_mtn(redis_url, tmp_path) as (around, network):
        phone = Telegram(around)
        await to_the_offer(phone)
        for words in ("I accept, apply", "Main menu", "My loan"):
            await phone.say(words)
        network.changed[NUMBER] = around.assistant.desk._clock() - 3600
        shown = await phone.say("Activate my loan")
        assert "new SIM card" in shown.text
        assert shown.labels == ("Main menu", "⬅ Back")


async def test_with_go_a_payout_does_not_wait_for_who_cannot_say(redis_url, tmp_path):
    async with around_mtn(redis_url, tmp_path, sim_swap_unknown="go") as (around, network):
        phone = Ussd(around)
        del network.changed[NUMBER]
        await theft._applied(phone)
        assert await theft._activate(around, phone)
        await theft._to_the_money(around, phone)
        assert await theft._pay_out(around, phone)
        assert {outcome for _, outcome, _ in await lines(around)} == {"SimUnknown"}


async def test_a_silent_network_leaves_the_lender_its_half_of_the_time(redis_url, tmp_path):
    async with around_mtn(redis_url, tmp_path, ussd_patience=0.6) as (around, network):
        phone = Ussd(around)
        await theft._applied(phone)
        network.faults.set("slow", "look", seconds=0.9, next=1)
        assert "Type it to activate" in (await phone.say("Activate my loan")).text
        assert around.lender.books.calls["otp_send"] == 1


async def test_what_a_worker_sends_for_the_first_time_is_looked_at_then(redis_url, tmp_path):
    """The lender is away when the borrower says yes; the SIM is changed before the worker gets through to it."""
    async with around_mtn(redis_url, tmp_path) as (around, network):
        phone, finishing = Ussd(around), around.assistant.desk._asking._finishing
        await theft._applied(phone)
        assert await theft._activate(around, phone)
        await theft._to_the_money(around, phone)
        breaker = around.assistant.lending._breakers.of("PayOut")
        breaker._until = breaker._clock() + 60
        assert "still working" in (await phone.say("Yes, pay out")).text
        breaker._until = 0
        network.changed[NUMBER] = around.assistant.desk._clock() - 60
        await forgotten(around)
        job = Job(kind="finish", who=f"tel:{NUMBER}", key=(await kept(around)).errand)
        assert await finishing.finish(job) is None
        assert around.lender.books.payouts == []
        assert (await kept(around)).state == "payout.sim"
        assert (await lines(around))[-1] == ("PayOut", "SimChanged", "worker")
        assert "new SIM card" in (await phone.dial()).text


async def forgotten(around):
    """Some minutes pass: what was found stands no more."""
    redis = around.assistant.redis
    places = [place async for place in redis.scan_iter(match="*:im:*")]
    assert places
    for place in places:
        assert 0 < await redis.ttl(place) <= 180
        await redis.delete(place)


async def test_what_may_have_been_sent_is_looked_up_and_not_kept_back(redis_url, tmp_path):
    async with around_mtn(redis_url, tmp_path) as (around, network):
        phone, finishing = Ussd(around), around.assistant.desk._asking._finishing
        await theft._applied(phone)
        assert await theft._activate(around, phone)
        await theft._to_the_money(around, phone)
        around.lender.faults.set("drop", "allps_payout", after=True, next=1)
        around.lender.faults.set("status", "allps_payout_status", status=503)
        assert "still working" in (await phone.say("Yes, pay out")).text
        around.lender.faults.clear()
        network.changed[NUMBER] = around.assistant.desk._clock() - 60
        await forgotten(around)
        job = Job(kind="finish", who=f"tel:{NUMBER}", key=(await kept(around)).errand)
        assert await finishing.finish(job) is None
        assert len(around.lender.books.payouts) == 1
        assert (await kept(around)).state == "payout.done"


async def test_where_it_is_off_nothing_looks(redis_url, tmp_path):
    async with world(redis_url, tmp_path, role="web") as around:
        assert around.assistant.sim is None
        assert around.assistant.sim is None
        phone = Ussd(around)
        await theft._applied(phone)
        before = around.assistant.sessions.trips
        await phone.say("Activate my loan")
        assert around.assistant.sessions.trips - before == 2


async def test_africas_talking_answers_at_our_door(redis_url, tmp_path):
    network = AfricasTalking()
    network.changed[NUMBER] = NOON.timestamp()
    async with network as url, world(redis_url, tmp_path, role="web", **asking(network, url)) as around:
        network.callback = f"{around.url}/sim/africastalking/{SECRET}"
        sim = around.assistant.sim
        assert sim is not None
        keys = around.assistant.sessions._namer.keys(f"tel:{NUMBER}")
        await sim.looks.look(keys, "payout", NUMBER, 0.1)
        assert await network.tell() == [200]
        found = await sim.looks.look(keys, "payout", NUMBER, 5)
        assert isinstance(found, Found)
        assert found.changed > NOON.timestamp()


def given(**words):
    return Settings(_env_file=None, **words)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"sim_swap": "pigeon"}, "there is off, africastalking, mtn"),
        ({"sim_swap": "mtn", "sim_swap_user": "u"}, "SIM_SWAP_KEY not set"),
        ({"sim_swap": "africastalking", "sim_swap_user": "u", "sim_swap_key": "k"}, "SIM_SWAP_SECRET not set"),
        ({"sim_swap_url": "api.mtn.com"}, "must begin with https://"),
        ({"sim_swap_secret": "short"}, "16 or more"),
        ({"sim_swap_hours": 0}, "greater than or equal to 1"),
        ({"sim_swap_unknown": "stay"}, "'person' or 'go'"),
        ({"sim_swap": "mtn", "sim_swap_user": "u", "sim_swap_key": "k", "simulator": "on"}, "SIM_SWAP=mtn"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(words, says):
    with pytest.raises(ValidationError, match=says):
        given(**words)


async def found_by_check(settings):
    [said] = [finding async for finding in findings(settings) if finding.what == "Changed SIMs"]
    return said


@pytest.mark.parametrize("name", NETWORKS)
async def test_check_says_whether_we_are_let_in(redis, redis_url, tmp_path, name):
    network = NETWORKS[name]()
    async with network as url:
        own = {"redis_url": SecretStr(redis_url), "data_dir": tmp_path, "public_url": "https://us.example"}
        settings = given(**asking(network, url), **own)
        said = await found_by_check(settings)
        assert said.well
        assert f"{name} lets us in; kept back for 72 hours" in said.words
        assert ("https://us.example/sim/africastalking/<SIM_SWAP_SECRET>" in said.words) == (name == "africastalking")
        network.key = "another"
        said = await found_by_check(settings)
        assert not said.well
        assert "HTTP 401" in said.words
        assert "off" in (await found_by_check(given(**own))).words
