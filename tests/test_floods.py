"""Too much at once is refused with a sentence, on every phone; what was heard before is answered as ever."""

import json

import pytest
from prometheus_client import REGISTRY

from adapters.channels.door import Slower
from adapters.channels.telegram import polling
from adapters.channels.telegram.webhook import SECRET_HEADER
from adapters.limits import Rate
from adapters.sms.sms import NotTaken
from adapters.sms.spending import Spending
from adapters.stand_ins.sms import Inbox
from adapters.stand_ins.telegram import Phone, serve
from bot.settings import Settings
from flows import often
from flows.errands import CheckCredit
from flows.session import Session
from flows.steps import STEPS
from flows.words import Send
from tests.phones import NUMBER, Telegram, Ussd
from tests.telegram_desk import Desk, open_door
from tests.test_codes import Clock
from tests.test_limits import limits  # noqa: F401 - a fixture
from tests.test_telegram_door import until
from tests.world import SECRET, world

DAY = 86_400


@pytest.fixture
def clock():
    return Clock()


def counted(what):
    return REGISTRY.get_sample_value("loan_limited_total", {"what": what}) or 0


async def test_one_who_dials_too_often_reads_when_to_dial_again_in_their_own_language(redis_url, tmp_path):
    before = counted("person")
    async with world(redis_url, tmp_path, rate_person=Rate(3, DAY)) as around:
        phone = Ussd(around)
        await phone.dial()
        shown = await phone.type("2")
        text = phone.text
        await phone.type("1")
        refused = await phone.type("1")
        assert refused.text.startswith("Umetuma mengi")
        assert phone.ended
        assert (await phone.send(text)).text == shown.text, "what was heard before is answered, and is no turn"
        stranger = Ussd(around, "+27820000099")
        assert "Welcome" in (await stranger.dial()).text
    assert counted("person") == before + 1


async def test_a_person_waits_as_long_as_it_says(redis_url, tmp_path, redis):
    async with world(redis_url, tmp_path, rate_person=Rate(2, 4 * 3600)) as around:
        phone = Ussd(around)
        for _ in range(2):
            await phone.dial()
        assert "wait 7,200 seconds" in (await phone.dial()).text
        turn = await around.assistant.sessions.load(f"tel:{NUMBER}", "what a worker does is no turn of theirs")
        await around.assistant.sessions.free(turn)


async def test_a_full_door_is_full_for_everybody_and_others_stand_open(redis_url, tmp_path):
    before = counted("door")
    async with world(redis_url, tmp_path, rate_door=Rate(2, DAY)) as around:
        for number in ("+27820000001", "+27820000002"):
            assert "Welcome" in (await Ussd(around, number).dial()).text
        assert "Many people are dialling" in (await Ussd(around, "+27820000003").dial()).text
        chat = Telegram(around)
        chat.handset.start()
        assert "Welcome" in (await chat.see()).text
    assert counted("door") == before + 1


def said(user, mark, text="/start"):
    person = {"id": user, "is_bot": False, "first_name": "Ann"}
    message = {"message_id": mark, "date": 1, "chat": {"id": user, "type": "private"}, "from": person, "text": text}
    return {"update_id": mark, "message": message}


async def test_telegram_is_asked_to_bring_it_again_and_the_person_is_told_once(redis_url, tmp_path):
    async with world(redis_url, tmp_path, rate_person=Rate(2, DAY)) as around:
        Phone(around.telegram, 7001)  # so that there is a chat to be told in

        async def brought(mark):
            headers = {SECRET_HEADER: SECRET}
            return await around.http.post(f"{around.url}/telegram", json=said(7001, mark), headers=headers)

        assert [(await brought(mark)).status_code for mark in (1, 2, 3, 4)] == [200, 200, 429, 429]
        refused = await brought(5)
        assert int(refused.headers["Retry-After"]) > 40_000
        assert (await brought(2)).status_code == 200, "heard before"
        await around.telegram.calm()
        told = [call for call in around.telegram.calls if "a lot at once" in json.dumps(call.given)]
        assert len(told) == 1


class Slow(Desk):
    """A desk that lets nobody through until told to."""

    def __init__(self):
        super().__init__()
        self.shut, self.tried = True, 0
        self.crowd = {"tg:7001"}

    async def converse(self, heard, door):
        self.tried += 1
        if self.shut and heard.who in self.crowd:
            raise Slower(0.01, who=heard.who)
        return await super().converse(heard, door)


async def test_a_poll_holds_back_what_one_person_sends_too_fast_and_hears_others_meanwhile(monkeypatch):
    monkeypatch.setattr(polling, "HELD_BACK", 3)
    desk = Slow()
    async with serve() as api, open_door(api, desk, webhook=False):
        flood, other = Phone(api, 7001), Phone(api, 7002)
        flood.start()
        for number in range(4):
            flood.type(f"word {number}")
        other.start()
        await until(lambda: [heard.who for heard in desk.heard] == ["tg:7002"])
        desk.shut = False
        await api.calm()
        heard = [heard for heard in desk.heard if heard.who == "tg:7001"]
        assert 3 <= len(heard) < 5, "three are held back, and what is more is let go"


async def test_several_who_flood_a_poll_together_hold_back_no_more_than_one(monkeypatch):
    monkeypatch.setattr(polling, "HELD_BACK", 3)
    desk = Slow()
    desk.crowd = {f"tg:{user}" for user in range(7001, 7006)}
    async with serve() as api, open_door(api, desk, webhook=False):
        for user in range(7001, 7006):
            flood = Phone(api, user)
            flood.start()
            flood.type("and again")
        Phone(api, 8001).start()
        await until(lambda: [heard.who for heard in desk.heard] == ["tg:8001"])
        desk.shut = False
        await api.calm()
        assert 3 <= len([heard for heard in desk.heard if heard.who in desk.crowd]) < 6


async def test_the_page_asks_for_a_minute(redis_url, tmp_path):
    async with world(redis_url, tmp_path, rate_person=Rate(1, DAY)) as around:
        link = await around.assistant.links.issue(f"tel:{NUMBER}", "en")
        seen = [await around.http.get(f"{around.url}/u/{link.token}") for _ in range(2)]
        assert [page.status_code for page in seen] == [200, 429]
        assert "That was a lot at once" in seen[1].text
        assert int(seen[1].headers["Retry-After"]) > 80_000


async def test_reports_beyond_what_a_door_lets_through_are_to_be_brought_again(redis_url, tmp_path):
    async with world(redis_url, tmp_path) as around:
        around.assistant.permits._rate = Rate(1, DAY)
        await around.assistant.permits.spend("lender")
        hear = around.assistant.permits.before("lender", pytest.fail)
        with pytest.raises(Slower):
            await hear("a notice")


# What costs money.


async def test_sms_are_counted_in_parts_by_number_and_in_all(limits):  # noqa: F811 - the fixture
    inbox = Inbox()
    refused: list[str] = []
    sms = Spending(inbox, limits, Rate(3, DAY), Rate(5, DAY), refused.append)
    await sms.send("+27820000001", "x" * 200)
    for to, why in (("+27820000001", "number"), ("+27820000002", "asked")):
        await sms.send(to, "short")
        with pytest.raises(NotTaken, match="enough was sent") as full:
            await sms.send(to, "x" * 200)
        assert full.value.wait > 3600
        assert refused[-1] == why
    assert sum(map(len, inbox.messages.values())) == 3


async def test_a_link_that_there_is_no_money_for_is_said_not_to_be_sent(redis_url, tmp_path):
    async with world(redis_url, tmp_path, sms_asked=Rate(1, DAY)) as around:
        await Telegram(around).meet()
        chat = Telegram(around, 7002, "+27820000002")
        assert "could not send you an SMS" in (await chat.to_the_code()).text


def test_what_costs_the_lender_money_has_a_ration_a_day():
    session, errand = Session(id="s", now=1_800_000_000), CheckCredit(client="c")
    for number in range(5):
        session.errand = f"key {number}"
        assert often.take(session, errand)
        assert often.take(session, errand), "the same one again is counted once"
    session.errand = "one more"
    assert not often.take(session, errand)
    session = Session.model_validate_json(session.model_dump_json())
    session.now = 1_800_000_000 + DAY // 5
    assert often.take(session, errand)
    session.errand = "another"
    assert not often.take(session, errand)


async def test_one_who_comes_back_after_being_erased_has_no_new_rations(redis_url, tmp_path):
    async with world(redis_url, tmp_path, role="web") as around:
        phone, sessions = Ussd(around), around.assistant.sessions
        await phone.meet()
        await sessions.forget(f"tel:{NUMBER}")
        for kind in (phone, Telegram(around)):
            await kind.meet()
            await kind.say("Apply for a loan")
            shown = await kind.say("8001015009087")
            assert "only a few times a day" in shown.text
            await sessions.forget(f"tel:{NUMBER}")


def test_every_errand_with_a_ration_is_in_the_list():
    rationed = {step.errand for step in STEPS.values() if isinstance(step, Send) and step.errand.a_day}
    assert rationed == set(often.RATIONED)


def test_what_the_lender_refused_is_not_counted():
    session, errand = Session(id="s", now=1_800_000_000), CheckCredit(client="c")
    for number in range(9):
        session.errand = f"key {number}"
        assert often.take(session, errand)
        often.give_back(session, errand)


def test_a_rate_that_is_none_says_how_to_write_one():
    with pytest.raises(ValueError, match="40/60s"):
        Settings(_env_file=None, rate_person="many")
    assert Settings(_env_file=None, rate_person="off").rate_person is None
    assert Settings(_env_file=None, sms_asked="500/d").sms_asked == Rate(500, DAY)
