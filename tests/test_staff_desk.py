"""Staff and borrowers over the strict Telegram stand-in: what is lost, doubled, mixed up, spoken over is found here."""

import asyncio
import json
import random

import pytest

from adapters.sms.parts import cut
from adapters.stand_ins.telegram import Staff
from adapters.stand_ins.telegram.phone import Phone
from adapters.stand_ins.telegram.world import Refusal
from bot.app import assemble
from bot.beside import glance
from tests.phones import Telegram as InChat
from tests.phones import Ussd
from tests.staff_desk import GROUP, staff_desk
from tests.test_assistant import to_the_offer
from tests.test_program import bot

BORROWERS, WORDS = 3, 7


@pytest.fixture
async def desk(redis_url, tmp_path):
    async with staff_desk(redis_url, tmp_path) as desk:
        yield desk


@pytest.fixture
async def talking(desk):
    """Thandi, with whom Anna talks, and their topic."""
    thandi = await desk.at_the_menu(desk.borrower())
    topic = await desk.asks(thandi)
    desk.anna.type("/take", topic=topic)
    await desk.rest()
    return desk, thandi, topic


async def test_nothing_is_lost_doubled_or_mixed_up_when_all_talk_at_once(redis_url, tmp_path, monkeypatch):
    """Several borrowers and staff at once, each in their own time; the group takes no more than it takes."""
    monkeypatch.setattr("bot.to_staff.WINDOW", 1.1)
    async with staff_desk(redis_url, tmp_path, role="all") as desk:
        desk.group.api.limits.group.seconds = 1.0
        people = [desk.borrower(7001 + n, f"B{n}", f"+2782000000{n}") for n in range(BORROWERS)]
        topics = [await settled(desk, person) for person in people]
        staff = [desk.anna, desk.ben, Staff(desk.group, 9003, name="Cleo")]
        await asyncio.gather(
            *(speaks(person, n) for n, person in enumerate(people)),
            *(answers(staff[n % 3], topic, n) for n, topic in enumerate(topics)),
        )
        for n, (person, topic) in enumerate(zip(people, topics, strict=True)):
            wanted = [f"👤 B{n}: b{n} says {word}" for word in range(WORDS)]
            await eventually(lambda: said_by_bot(desk, topic), wanted)  # noqa: B023 - awaited at once
            name = staff[n % 3].user["first_name"]
            told = [f"🧑‍💼 {name}: s{n} says {word}" for word in range(WORDS)]
            await eventually(lambda: [text for text in desk.shown(person) if text.startswith("🧑‍💼")], told)  # noqa: B023 - as above
            spoken = desk.shown(person)
            assert (
                spoken[
                    spoken.index(f"{name} is here now and reads what you write. The assistant is silent meanwhile.")
                    + 1 :
                ]
                == told
            )


async def settled(desk, person):
    """A borrower who talks with somebody; their topic."""
    await desk.at_the_menu(person)
    known = set(desk.group.topics)
    person.type("/person")
    await eventually(lambda: len(set(desk.group.topics) - known), 1)
    [topic] = set(desk.group.topics) - known
    await eventually(lambda: bool(desk.group.topics[topic].messages[1:]), True)
    taker = (desk.anna, desk.ben, None)[len(known) % 3] or Staff(desk.group, 9003, name="Cleo")
    taker.type("/take", topic=topic)
    await eventually(lambda: "is here now" in person.screen.text, True)
    return topic


async def speaks(person, n):
    for word in range(WORDS):
        person.type(f"b{n} says {word}")
        await asyncio.sleep(random.uniform(0, 0.05))


async def answers(member, topic, n):
    for word in range(WORDS):
        member.type(f"s{n} says {word}", topic=topic)
        await asyncio.sleep(random.uniform(0, 0.05))


async def stands_at(desk):
    """The step the session stands on, and those that lead back."""
    session = (await glance(desk.world.assistant.sessions, "tel:+27821234567")).session
    assert session is not None
    return [session.state, *session.trail]


def said_by_bot(desk, topic):
    """What was passed on into a topic."""
    return [
        message.text for message in desk.group.topics[topic].messages if message.ours and message.text.startswith("👤")
    ]


async def eventually(look, wanted, within=60.0):
    """Wait until it is so; says what was seen instead."""
    seen = look()
    try:
        async with asyncio.timeout(within):
            while (seen := look()) != wanted:  # noqa: ASYNC110 - what we wait for is in another's hands
                await asyncio.sleep(0.05)
    except TimeoutError:
        assert seen == wanted


async def test_the_bot_does_not_speak_over_a_person_whatever_arrives(talking):
    desk, thandi, topic = talking
    before = desk.shown(thandi)
    for words in ("/start", "/menu", "/help", "/cancel", "/person", "0", "1", "apply", "8001015009087"):
        thandi.type(words)
    thandi.photo(b"an ID")
    thandi.sticker()
    thandi.voice()
    thandi.location()
    thandi.share_contact()
    thandi.share_contact("+27820000000", user_id=4711)
    await desk.rest()
    assert desk.shown(thandi) == before
    shown = desk.anna.seen(topic)
    assert "👤 Thandi: apply" in shown
    assert [line for line in shown if line.startswith("[photo]")] == ["[photo] 👤 Thandi"]
    assert sum(line.startswith("[") for line in shown) == 6
    assert json.dumps(shown).count("/menu") == 1


async def test_an_old_button_does_nothing_while_a_person_has_the_chat(desk):
    thandi = await desk.at_the_menu(desk.borrower())
    topic = await desk.asks(thandi)
    desk.anna.type("/take", topic=topic)
    await desk.rest()
    before, menu = desk.shown(thandi), thandi.messages[0]
    for data in ("home.menu|apply", "person.talk|call", "person.talk|#2", "nonsense", ""):
        thandi._query(menu, data)
    await desk.rest()
    assert desk.shown(thandi) == before
    assert (await desk.world.ledger())["applications"] == []


async def test_a_message_delivered_twice_is_passed_on_once(talking):
    desk, thandi, topic = talking
    mark = thandi.type("How much do I owe?")
    await desk.rest()
    desk.world.telegram.repeat(mark)
    answer = desk.anna.type("R500", topic=topic)
    await desk.rest()
    desk.world.telegram.repeat(answer)
    await desk.rest()
    assert desk.anna.seen(topic).count("👤 Thandi: How much do I owe?") == 1
    assert desk.shown(thandi).count("🧑‍💼 Anna: R500") == 1


async def test_two_who_take_a_chat_at_once_are_told_apart(desk):
    thandi = await desk.at_the_menu(desk.borrower())
    topic = await desk.asks(thandi)
    desk.anna.press("✋ Take", topic=topic)
    desk.ben.press("✋ Take", topic=topic)
    await desk.rest()
    [told] = [text for text in (desk.anna.alert, desk.ben.alert) if text]
    winner, loser = ("Anna", desk.ben) if desk.ben.alert else ("Ben", desk.anna)
    assert told.startswith(f"{winner} has this chat.")
    assert loser.alert == told
    assert sum("is here now" in text for text in desk.shown(thandi)) == 1
    assert f"{winner} is here now" in thandi.screen.text


async def test_only_members_of_the_group_can_act(desk):
    thandi = await desk.at_the_menu(desk.borrower())
    topic = await desk.asks(thandi)
    stranger = Phone(desk.world.telegram, 8888, name="Mallory", number="+27821111111")
    for words in ("/take", "/close", "/say hello", f"/take {topic}"):
        stranger.type(words)
    desk.ben.leave()
    desk.ben.press("✋ Take", topic=topic)
    desk.anna.type("/take")  # in the General topic, which is nobody's
    await desk.rest()
    assert "🟢" not in desk.anna.seen(topic)[0]
    assert "is here now" not in thandi.screen.text
    desk.ben.join()
    desk.ben.press("✋ Take", topic=topic)
    await desk.rest()
    assert "Ben is here now" in thandi.screen.text


async def test_who_hides_behind_the_group_is_told_why_they_cannot_act(desk):
    thandi = await desk.at_the_menu(desk.borrower())
    topic = await desk.asks(thandi)
    desk.anna.anonymous = True
    desk.anna.type("/take", topic=topic)
    await desk.rest()
    assert "Remain anonymous" in desk.anna.seen(topic)[-1]
    assert "is here now" not in thandi.screen.text


async def test_who_left_the_group_cannot_answer_any_more(talking):
    desk, thandi, topic = talking
    desk.staff.staff._members.clear()  # a minute passes
    desk.group.members[9001] = "kicked"
    said = desk.shown(thandi)
    desk.world.telegram.put("message", desk.anna_says("one last word", topic))
    await desk.rest()
    assert desk.shown(thandi) == said


async def test_what_was_under_way_at_the_lender_goes_on_beneath_and_is_shown_when_the_chat_returns(
    redis_url, tmp_path, monkeypatch
):
    monkeypatch.setattr("bot.finishing.FINISH_AFTER", 0)
    async with staff_desk(redis_url, tmp_path, lender_settle=0) as desk:
        thandi = await desk.at_the_menu(desk.borrower())
        desk.world.lender.faults.set(method="client_search", next=1, kind="slow", seconds=0.6)
        monkeypatch.setattr("adapters.channels.telegram.door.Telegram.patience", 0.2)
        thandi.press("Apply for a loan")
        await desk.world.telegram.calm()
        thandi.type("8001015009087")
        await desk.world.telegram.calm()
        assert "still working on it" in thandi.screen.text
        topic = await desk.asks(thandi)
        desk.anna.type("/take", topic=topic)
        await desk.rest()
        while "borrower.confirm" not in await stands_at(desk):  # noqa: ASYNC110 - the lender takes its time
            await asyncio.sleep(0.05)
        desk.anna.type("/back", topic=topic)
        await desk.rest()
        assert "T****i M****a" in thandi.screen.text
        calls = [call for call in (await desk.world.ledger())["calls"] if "client_search" in str(call)]
        assert len(calls) == 1


async def test_figures_of_the_desk_stand_in_the_metrics(talking):
    desk, _, topic = talking
    ben = await desk.at_the_menu(desk.borrower(7002, "Sipho", "+27829876543"))
    ben.type("/person")
    desk.anna.type("Good morning", topic=topic)
    await desk.rest()
    desk.anna.type("/close", topic=topic)
    await desk.rest()
    page = (await desk.world.http.get(f"{desk.world.url}/metrics")).text
    assert "loan_desk_waiting 1.0" in page
    figures = {
        line.split('what="')[1].split('"')[0]: line.rpartition(" ")[2]
        for line in page.splitlines()
        if "loan_desk_hour{" in line
    }
    assert {name: figures[name] for name in ("asked", "taken", "closed", "answered")} == {
        "asked": "2.0",
        "taken": "1.0",
        "closed": "1.0",
        "answered": "1.0",
    }


async def test_the_transcript_is_exported_and_goes_with_the_borrower(redis_url, tmp_path):
    async with staff_desk(redis_url, tmp_path) as desk:
        thandi = await desk.at_the_menu(desk.borrower())
        topic = await desk.asks(thandi)
        desk.anna.type("/take", topic=topic)
        await desk.rest()
        thandi.type("a canary in a coal mine")
        desk.anna.type("/note she sings", topic=topic)
        desk.anna.type("It sings", topic=topic)
        await desk.rest()
        settings, redis = desk.world.assistant.settings, desk.world.assistant.redis
        env = {
            "REDIS_URL": redis_url,
            "DATA_KEYS": settings.data_keys.get_secret_value(),
            "TELEGRAM_TOKEN": settings.telegram_token.get_secret_value(),
            "TELEGRAM_API": desk.world.telegram.url,
            "TELEGRAM_STAFF_CHAT": str(GROUP),
        }
        run = await asyncio.to_thread(bot, "transcript", "+27821234567", **env)
        said = [line.partition(" ")[2] for line in run.stdout.splitlines()]
        assert said == [
            "borrower (asked)",
            "Anna (taken)",
            "borrower: a canary in a coal mine",
            "Anna (note): she sings",
            "bot (told): Noted. The borrower does not see it.",
            "Anna: It sings",
        ]
        lines = json.loads((await asyncio.to_thread(bot, "transcript", "+27821234567", "--json", **env)).stdout)
        assert [line["kind"] for line in lines] == ["asked", "taken", "said", "note", "told", "said"]
        run = await asyncio.to_thread(bot, "erase", "+27821234567", **env)
        assert run.returncode == 2
        assert "a member of staff has the conversation" in run.stdout
        run = await asyncio.to_thread(bot, "erase", "+27821234567", "--anyway", **env)
        assert run.returncode == 0, run.stdout + run.stderr
        assert topic not in desk.group.topics
        assert (await asyncio.to_thread(bot, "transcript", "+27821234567", **env)).returncode == 1
        kept = [key async for key in redis.scan_iter() if b":t:" in key or b":h:" in key or key.startswith(b"topic:")]
        assert kept == []
        assert await desk.staff.kept.queue.waiting() == (0, 0)


async def test_what_goes_wrong_on_the_way_is_tried_again_in_order(talking):
    desk, thandi, topic = talking
    api = desk.world.telegram
    api.trouble("sendMessage", Refusal(502, "Bad Gateway"), times=2)
    thandi.type("one")
    thandi.type("two")
    desk.anna.type("eins", topic=topic)
    desk.anna.type("zwei", topic=topic)
    for _ in range(6):
        await desk.rest()
        await falls_due(desk)
    assert said_by_bot(desk, topic)[-2:] == ["👤 Thandi: one", "👤 Thandi: two"]
    assert desk.shown(thandi)[-2:] == ["🧑‍💼 Anna: eins", "🧑‍💼 Anna: zwei"]


async def test_a_wait_that_telegram_asks_for_is_waited(talking):
    desk, thandi, topic = talking
    api = desk.world.telegram
    api.trouble("sendMessage", Refusal(429, "Too Many Requests: retry after 30", retry_after=30))
    thandi.type("one")
    await desk.rest()
    made = len(api.made("sendMessage"))
    thandi.type("two")
    await desk.rest()
    assert len(api.made("sendMessage")) == made  # nobody asks before it is over
    assert said_by_bot(desk, topic) == []


async def falls_due(desk):
    """What was put off falls due."""
    redis = desk.world.assistant.redis
    async for key in redis.scan_iter(match="*:due"):
        for name, _ in await redis.zrange(key, 0, -1, withscores=True):
            await redis.zadd(key, {name: 0})


async def test_who_blocked_the_bot_is_answered_by_sms_and_staff_are_told(talking):
    desk, thandi, topic = talking
    thandi.block()
    desk.anna.type("Are you still there?", topic=topic)
    await desk.rest()
    assert desk.world.inbox.messages["+27821234567"] == ["Anna: Are you still there?"]
    assert desk.anna.seen(topic)[-1] == "The borrower's chat takes nothing from us: what you wrote went by SMS."


async def test_an_answer_too_long_for_an_sms_is_cut_and_waits_whole(desk):
    phone = Ussd(desk.world, "+27829876543")
    await phone.meet()
    for words in ("Talk to a person", "Write a message", "How do I pay?"):
        await phone.say(words)
    await desk.rest()
    desk.anna.type("/take", topic=desk.topic)
    await desk.rest()
    answer = "At any branch of the bank. " * 30
    desk.anna.type(answer, topic=desk.topic)
    await desk.rest()
    [sms] = desk.world.inbox.messages["+27829876543"]
    assert sms.endswith(" ...")
    assert len(cut(sms)) == 3
    await phone.dial()
    shown = await phone.to_the_end(await phone.say("Messages (1)"))
    assert shown.text.replace("\n", " ").count("At any branch of the bank.") == 30


async def test_two_workers_pass_on_each_line_once(redis_url, tmp_path):
    async with staff_desk(redis_url, tmp_path) as desk:
        thandi = await desk.at_the_menu(desk.borrower())
        topic = await desk.asks(thandi)
        settings = desk.world.assistant.settings.model_copy(update={"role": "worker"})
        async with assemble(settings, sms=desk.world.inbox) as second:
            workers = [asyncio.create_task(one.worker.run()) for one in (desk.world.assistant, second)]
            for number in range(12):
                thandi.type(f"line {number}")
            wanted = [f"👤 Thandi: line {number}" for number in range(12)]
            await eventually(lambda: said_by_bot(desk, topic), wanted)
            for one in (desk.world.assistant, second):
                one.worker.stop()
            await asyncio.gather(*workers)


async def test_an_account_without_its_own_topic_is_nobody_s(desk):
    """A topic that staff opened themselves has no borrower: what is written there goes nowhere."""
    topic = desk.anna.open_topic("Coffee")
    desk.anna.type("/take", topic=topic)
    desk.anna.type("hello?", topic=topic)
    await desk.rest()
    assert [message for message in desk.group.topics[topic].messages if message.ours] == []


async def test_staff_activate_a_loan_from_the_topic_and_read_what_came_of_it(redis_url, tmp_path):
    async with staff_desk(redis_url, tmp_path) as desk:
        phone = InChat(desk.world)
        await to_the_offer(phone)
        await phone.say("I accept, apply")
        topic = await desk.asks(phone.handset)
        assert "Application: MM000001" in desk.anna.seen(topic)[0]
        desk.anna.type("/take", topic=topic)
        desk.anna.type("/activate", topic=topic)
        await desk.rest(6)
        told = desk.anna.seen(topic)
        assert "Asked the lender to activate. What comes of it is said here." in told
        assert any(line.startswith("🤖 While you have the chat the bot does not say: ") for line in told)
        assert len((await desk.world.ledger())["loans"]) == 1
        desk.anna.type("/activate", topic=topic)
        await desk.rest()
        assert "Not asked: " in desk.anna.seen(topic)[-1]
        desk.anna.type("/back", topic=topic)
        await desk.rest()
        assert "activated your loan MM000001" in phone.handset.screen.text
        assert len((await desk.world.ledger())["loans"]) == 1


async def test_check_says_what_is_amiss_with_the_group(desk):
    line = desk.world.assistant.telegram
    assert await line.look_at_staff() == ""
    desk.group.rights.can_manage_topics = False
    assert "administrator of the staff group that may manage topics" in await line.look_at_staff()
    del desk.group.wire["is_forum"]
    assert "turn on topics" in await line.look_at_staff()
    del desk.world.telegram.chats[GROUP]
    assert "does not see that group" in await line.look_at_staff()
    desk.world.telegram.faults.clear()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"TELEGRAM_STAFF_CHAT": "-1001900000001"}, "TELEGRAM_TOKEN is not"),
        ({"TELEGRAM_STAFF_CHAT": "9001", "TELEGRAM_TOKEN": "4242:x"}, "begins with -100"),
    ],
)
def test_settings_that_make_no_staff_desk_are_refused(settings, said):
    run = bot("check", **settings)
    assert run.returncode == 1
    assert said in run.stderr
