"""*Delete my data*: by the borrower in the menu or by /delete, and by an operator; refused while money moves."""

import asyncio
from typing import Any

import pytest

from adapters.job import Job
from adapters.staff import Became, Result
from bot.beside import Beside, glance
from bot.finishing import Later
from bot.leaving import SECOND_LOOK, Leaving, Left, Undeleted
from bot.topics import Topics
from flows.erasable import against
from flows.errands import Applied, NotErased
from flows.following import Followed
from flows.handover import STAFF
from flows.heard import Heard
from flows.session import Session
from flows.steps import everything as all_steps
from tests import pictures
from tests.loan_news import at_once
from tests.person import Person
from tests.phones import NUMBER, Shown, Telegram, Ussd
from tests.staff_desk import staff_desk
from tests.test_assistant import KNOWN, to_the_offer
from tests.test_documents_sent import at_work, to_the_documents
from tests.test_program import bot
from tests.test_trail import told
from tests.unsealed import everything
from tests.world import world

WHO = f"tel:{NUMBER}"
PERSONAL = (NUMBER[1:].encode(), KNOWN.encode(), b"Thandi", b"tg:7001", b"7001:", b"canary")


@pytest.fixture
async def around(redis_url, tmp_path):
    async with world(redis_url, tmp_path, role="web") as found:
        yield found


async def left(around):
    """What stands in Redis of people, all of it opened; the trail names nobody."""
    return await everything(around.assistant.redis, around.assistant.settings.data_keys.get_secret_value())


async def deletes(phone):
    """My data, Delete my data, yes; read to the end."""
    await phone.say("My data")
    shown = await phone.say("Delete my data")
    if isinstance(phone, Telegram):
        assert "The lender keeps its own records" in shown.text
        return await phone.say("Yes, delete my data")
    whole = await phone.to_the_end(shown)
    assert "The lender keeps its own records" in whole.text
    return await phone.say("Yes, delete")


# What stands against it.

MANDATE = {"mandate": "m1", "mandate_status": "pending"}
PAYOUT = {"payout": "p1", "payout_status": "pending"}


@pytest.mark.parametrize(
    ("said", "loans", "why"),
    [
        ({}, [], None),
        ({"owner": STAFF}, [], "staff"),
        ({"errand": "s:1:apply.submit"}, [], "errand"),
        ({"errand": "s:1:repay.pay"}, [], "errand"),
        ({"laid": ("s:1:payout.pay", 5)}, [], "errand"),
        ({"errand": "s:1:borrower.find"}, [], None),
        ({"errand": "s:1:a.step.of.old"}, [], None),
        ({"facts": MANDATE}, [], "mandate"),
        ({"facts": MANDATE}, [Followed(mandate="m1", told={"mandate_rejected:m1": ""})], None),
        ({"facts": MANDATE | {"mandate_status": "approved"}}, [], None),
        ({"facts": PAYOUT}, [], "payout"),
        ({"facts": {"payout": "p1"}}, [], "payout"),
        ({"facts": PAYOUT}, [Followed(payout="p1", told={"paid_out:": ""})], None),
        ({"facts": PAYOUT}, [Followed(payout="p1", told={"payout_failed:p1": "known"})], None),
        ({"facts": PAYOUT | {"payout_status": "paid"}}, [Followed(payout="p1")], None),
        ({}, [Followed(payout="p2")], "payout"),
        ({"facts": {"loan": "l1", "loan_status": "active"}}, [Followed(loan="l1")], None),
    ],
)
def test_what_stands_against_it(said, loans, why):
    assert against(Session(id="s").model_copy(update=said), loans) == why


def test_one_of_whom_no_session_is_kept_may_still_have_money_on_its_way():
    assert against(None, [Followed(payout="p1")]) == "payout"
    assert against(None, []) is None


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("staff", "one of our staff"),
        ("errand", "has not answered yet"),
        ("mandate", "debit order"),
        ("payout", "money is on its way to you"),
    ],
)
def test_the_reason_is_told_and_nothing_is_lost(why, words):
    person = Person(serves=all_steps(), EraseData=NotErased(kept_because=why))
    person.says("en", "yes", "data", "delete")
    shown = person.says("yes")
    assert shown.step == "data.kept"
    assert words in shown.text
    assert person.facts["consent"] == "yes"


def test_no_leads_back_and_so_does_a_second_thought():
    person = Person(serves=all_steps())
    person.says("en", "yes", "data", "delete")
    assert person.says("no").step == "data.mine"
    person.says("delete")
    assert person.says("0").step == "data.mine"
    assert person.sent == []


def test_who_does_not_agree_to_our_new_words_may_have_everything_deleted():
    person = Person(serves=all_steps())
    person.says("en", "yes")
    person.facts["agreed_to"]["version"] = "00000000"
    person.dials()
    assert person.says("delete").step == "data.delete"
    assert person.says("no").step == "start.changed"
    person.says("delete")
    assert person.says("yes").step == "data.erased"


def test_who_said_no_to_the_new_words_finds_it_at_their_next_visit_too():
    person = Person(serves=all_steps(), short=True)
    person.says("en", "yes")
    person.facts["agreed_to"]["version"] = "00000000"
    person.dials()
    person.says("no")
    person.dials()
    shown = person.says("en")
    assert (shown.step, [value for value, _ in shown.options]) == ("start.changed", ["yes", "no", "delete"])
    assert person.says("delete", "no").step == "start.changed"
    assert person.says("delete").step == "data.delete"
    assert person.says("yes").step == "data.erased"
    assert [value for value, _ in Person(serves=all_steps()).says("en").options] == ["yes", "no"]


def test_who_never_agreed_may_too_and_comes_to_no_menu_by_it():
    person = Person(serves=all_steps())
    person.says("en", "no")
    assert person.jumps("data.delete").step == "data.delete"
    assert person.says("no").step == "start.language"


def test_a_yes_before_the_end_turns_the_page():
    person = Person(serves=all_steps(), short=True)
    person.says("en", "yes", "data", "delete")
    person.turn(Heard("tel:x", "m", "1", page=1))
    assert (person.at, person.session.page) == ("data.delete", 1)


# In the menu.


@pytest.mark.parametrize("kind", [Ussd, Telegram])
async def test_everything_is_gone_and_they_are_a_stranger(around, kind):
    phone = kind(around)
    await to_the_offer(phone)
    await phone.say("00")
    shown = await deletes(phone)
    assert "what we kept about you is deleted" in shown.text
    kept = await left(around)
    assert b"first_name" not in kept  # at once, before any worker has come
    await at_once(around)
    await at_once(around)  # the worker looks again
    kept = await left(around)
    assert [canary for canary in PERSONAL if canary in kept] == []
    assert not await around.assistant.redis.exists(around.assistant.sessions._namer.keys(WHO).key)
    shown = await (phone.dial() if kind is Ussd else phone.say("hello"))
    assert "Choose" in shown.text
    assert "what we kept" not in shown.text


async def test_they_are_a_stranger_before_the_worker_has_come(around):
    phone = Ussd(around)
    await to_the_offer(phone)
    await phone.say("00")
    await deletes(phone)
    await phone.dial()
    await phone.say("1")
    assert "Agree?" in (await phone.to_the_end(phone_shown(phone))).text
    await phone.say("1")
    await at_work(around)  # what they have said since stays
    shown = await phone.dial()
    assert "What would you like to do?" in shown.text


def phone_shown(phone):
    """What stands on the phone."""
    return Shown(phone.reply, tuple(phone.ways()))


async def test_a_chat_that_was_joined_is_a_strangers_in_every_process(around):
    await Ussd(around).meet()
    chat = Telegram(around)
    await chat.meet()
    joining = around.assistant.desk._joining
    assert joining.speaks_for("tg:7001") == WHO
    await chat.say("/delete")
    await chat.say("Yes, delete my data")
    assert joining.speaks_for("tg:7001") == "tg:7001"
    await at_work(around)
    joining.remember("tg:7001", WHO)  # as another process does that has not heard of it
    shown = await chat.say("hello")
    assert "Choose your language" in shown.text
    session = (await glance(around.assistant.sessions, "tg:7001")).session
    assert session
    assert (session.phone, session.accounts) == ("", [])
    await at_once(around)
    assert NUMBER[1:].encode() not in await left(around)


async def test_that_it_was_asked_for_and_done_is_on_the_trail(around):
    phone = Telegram(around)
    await phone.meet()
    await deletes(phone)
    lines = [line for line in await told(around) if line.step or line.errand == "EraseData"]
    assert [(line.step, line.outcome) for line in lines] == [("data.delete", "shown"), ("", "Erased")]


async def test_pages_that_wait_links_and_what_was_set_aside_go_too(around):
    phone = Telegram(around)
    await to_the_documents(phone)
    await phone.photo(pictures.good("card"))
    jobs = around.assistant.jobs
    await jobs.put_aside(Job(kind="update", who=WHO, key="1", body="a canary"), "why")
    await jobs.put_aside(Job(kind="update", who="tel:+27820000009", key="1", body="another's"), "why")
    await phone.say("/delete")
    await phone.say("Yes, delete my data")
    await at_once(around)
    await at_once(around)
    assert [aside.job.body for aside in await jobs.aside()] == ["another's"]
    assert [key async for key in around.assistant.redis.scan_iter(match="*:w:*")] == []
    assert [canary for canary in PERSONAL if canary in await left(around)] == []


async def test_what_comes_in_late_brings_nothing_back(around):
    phone = Ussd(around)
    await to_the_offer(phone)
    around.lender.faults.set("drop", "create_loan_application", next=1)
    await phone.say("1")
    session = (await glance(around.assistant.sessions, WHO)).session
    assert session
    assert session.errand
    settings = around.assistant.settings
    env = {name.upper(): getattr(settings, name).get_secret_value() for name in ("redis_url", "data_keys")}
    refused = await asyncio.to_thread(bot, "erase", NUMBER, **env)
    assert (refused.returncode, "its answer is not known yet" in refused.stdout) == (2, True)
    done = await asyncio.to_thread(bot, "erase", NUMBER, "--anyway", **env)
    assert done.returncode == 0, done.stdout + done.stderr
    finishing = around.assistant.desk._asking._finishing
    await finishing.hear_late(WHO, session.errand, Applied(application="a1", reference="R"))
    assert await finishing.finish(Job(kind="finish", who=WHO, key=session.errand)) is None
    assert [canary for canary in PERSONAL if canary in await left(around)] == []
    assert [line.channel for line in await told(around) if line.errand == "EraseData"] == ["command"]


# In the staff group.


async def test_the_topic_is_deleted_and_the_place_in_the_queue_given_up(redis_url, tmp_path):
    async with staff_desk(redis_url, tmp_path) as desk:
        thandi = await desk.at_the_menu(desk.borrower())
        topic = await desk.asks(thandi)
        assert await desk.staff.kept.queue.waiting() != (0, 0)
        thandi.type("/delete")
        await desk.rest()
        thandi.press("Yes, delete my data")
        await desk.rest()
        assert topic not in desk.group.topics
        assert await desk.staff.kept.queue.waiting() == (0, 0)


async def test_while_staff_have_the_chat_it_goes_to_them_and_by_another_phone_the_reason_is_told(redis_url, tmp_path):
    async with staff_desk(redis_url, tmp_path) as desk:
        thandi = await desk.at_the_menu(desk.borrower())
        topic = await desk.asks(thandi)
        desk.anna.type("/take", topic=topic)
        await desk.rest()
        before = len(desk.shown(thandi))
        thandi.type("/delete")
        await desk.rest()
        assert len(desk.shown(thandi)) == before
        assert "/delete" in str(desk.group.topics[topic].messages[-1].wire)
        phone = Ussd(desk.world)
        await phone.dial()
        await phone.say("Main menu")
        shown = await deletes(phone)
        assert "a person is talking with you" in shown.text


async def test_a_topic_that_cannot_be_deleted_now_is_tried_again_and_then_left_to_staff(around):
    it = around.assistant
    answers = [Undeleted([5], [], 3.0), Undeleted([5], [], 3.0), Undeleted([], [5])]

    async def delete(topics):
        assert topics == [5]
        return answers.pop(0)

    leaving = Leaving(Beside(it.redis, it.keyring, it.sessions._namer), delete)
    first = Job(kind="erase", who=WHO, key="x", body=Left(topics=[5]).model_dump_json())
    again = await leaving.erase(first)
    assert isinstance(again, Later)
    assert (again.seconds, again.job.round) == (SECOND_LOOK, 1)
    later = await leaving.erase(again.job)
    assert isinstance(later, Later)
    assert later.job.round == 2
    assert await leaving.erase(later.job) is None
    assert answers == []


async def test_what_was_said_while_a_topic_was_being_deleted_is_not_lost(around):
    it = around.assistant

    async def says(session):
        turn = await it.sessions.load(WHO, f"they are back with {session.errand}")
        await it.sessions.save(turn, session, b"")

    async def delete(topics):
        await says(Session(id="back", facts={"name": "anew"}, errand="back:1:borrower.find"))
        return Undeleted([], [])

    leaving = Leaving(Beside(it.redis, it.keyring, it.sessions._namer), delete)
    first = Job(kind="erase", who=WHO, key="x", body=Left(topics=[5]).model_dump_json())
    held = await leaving.erase(first)
    assert isinstance(held, Later)
    assert held.job == first.model_copy(update={"body": Left().model_dump_json()}), "and the topic is gone"
    session = (await glance(it.sessions, WHO)).session
    assert session
    await says(session.model_copy(update={"errand": ""}))
    assert isinstance(await leaving.erase(held.job), Later)
    found = (await glance(it.sessions, WHO)).session
    assert found
    assert (found.id, found.facts["name"]) == ("back", "anew")


async def test_staff_are_asked_to_delete_by_hand_what_the_bot_may_not():
    class Refusing:
        def __init__(self):
            self.said = []

        async def delete(self, topic):
            return Result({1: Became.DONE, 2: Became.NO_TOPIC, 3: Became.REFUSED, 4: Became.NOT_NOW}[topic], wait=7.0)

        async def post(self, topic, text):
            self.said.append((topic, text))

    staff: Any = Refusing()
    undeleted = await Topics(staff, "en").delete([1, 2, 3, 4])
    assert (undeleted.again, undeleted.by_hand, undeleted.wait) == ([4], [3], 7.0)
    [(topic, text)] = staff.said
    assert topic == 3
    assert "delete it by hand" in text
