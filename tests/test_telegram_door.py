"""Telegram's door over real HTTP, by webhook and by polling, against the strict stand-in."""

import asyncio
import io
import json
import logging
from collections.abc import Callable

import aiohttp
import pytest

from adapters.channels.door import Away
from adapters.channels.telegram.door import Telegram
from adapters.channels.telegram.polling import poll
from adapters.channels.telegram.sender import Outcome, Said, Sender, make_bot
from adapters.channels.telegram.setting_up import Unwelcome, set_up
from adapters.channels.telegram.webhook import mount
from adapters.stand_ins.telegram import BotApi, Phone, Refusal, serve
from flows.heard import Paper
from flows.screen import Screen
from flows.session import Session
from tests.telegram_desk import COMMANDS, MENU, MESSAGE, NAME, SECRET, Desk, open_door


@pytest.fixture
async def api():
    async with serve() as api:
        yield api
    assert api.faults == []


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture(params=["webhook", "polling"])
async def door(request, api, desk):
    async with open_door(api, desk, webhook=request.param == "webhook") as sender:
        yield sender


@pytest.fixture
async def hook(api, desk):
    async with open_door(api, desk, webhook=True) as sender:
        yield sender


@pytest.fixture
async def polled(api, desk):
    async with open_door(api, desk, webhook=False) as sender:
        yield sender


SPEAKS = {"method": "sendMessage", "chat_id": 7001, "text": "Your loan is paid out."}


async def until(so: Callable[[], object]) -> None:
    """Wait until something is so, however long it takes on this machine."""
    async with asyncio.timeout(10):
        while not so():  # noqa: ASYNC110 - what is waited for happens in a server that knows of no event
            await asyncio.sleep(0.01)


async def to_menu(phone: Phone):
    phone.start()
    await phone.quiet()
    phone.press("English")
    await phone.quiet()
    phone.press("Share my number")
    await phone.quiet()
    phone.type("Thandi")
    return await phone.quiet()


async def test_a_conversation_is_held(api, desk, door):
    phone = Phone(api)
    phone.start("a-payload-nobody-knows")
    assert await phone.quiet() == ("Which language?", ("English", "Kiswahili"))
    phone.press("English")
    assert await phone.quiet() == ("What is your number?", ("Share my number", "Back"))
    phone.press("Share my number")
    assert await phone.quiet() == ("What is your name?", ("Back",))
    phone.type("Thandi")
    assert await phone.quiet() == ("What would you like?", ("Apply for a loan", "My loan"))
    assert desk.heard[0].new
    assert desk.heard[0].words is None
    assert desk.heard[1].words == "en"
    assert desk.heard[1].at == "start.language"
    assert desk.heard[2].contact == "+27821234567"
    assert desk.heard[2].who == "tg:7001"


async def test_the_last_message_is_edited_rather_than_another_sent(api, desk, door):
    phone = Phone(api)
    await to_menu(phone)
    said = len(phone.messages)
    phone.press("My loan")
    await phone.quiet()
    phone.press("Apply for a loan")
    await phone.quiet()
    assert len(phone.messages) == said


async def test_a_keyboard_leaves_no_trace_once_the_number_is_shared(api, desk, door):
    phone = Phone(api)
    phone.start()
    await phone.quiet()
    phone.press("English")
    await phone.quiet()
    assert phone.chat.keyboard
    assert phone.messages[0].buttons == []
    phone.press("Share my number")
    await phone.quiet()
    assert phone.chat.keyboard is None


async def test_a_key_of_the_keyboard_goes_back(api, desk, door):
    phone = Phone(api)
    phone.start()
    await phone.quiet()
    phone.press("English")
    await phone.quiet()
    phone.press("Back")
    assert (await phone.quiet()).text == "Which language?"


async def test_what_is_typed_is_answered_below_and_old_buttons_go(api, desk, door):
    phone = Phone(api)
    await to_menu(phone)
    phone.press("My loan")
    await phone.quiet()
    pressed = phone.messages[-1]
    phone.type("hello")
    seen = await phone.quiet()
    assert seen.text == f"Please answer again.\n\n{MENU.text}"
    assert phone.messages[-1].id > pressed.id
    assert pressed.buttons == []


async def test_a_button_that_has_scrolled_up_is_answered_below(api, desk, door):
    phone = Phone(api)
    phone.start()
    await phone.quiet()
    old = phone.messages[-1]
    phone.type("Swahili please")
    await phone.quiet()
    phone.messages[-1].buttons.clear()  # so that the phone presses the older one
    phone.press("English")
    await phone.quiet()
    assert old.text == "Which language?"
    assert old.buttons == []
    assert phone.messages[-1].text == "What is your number?"


async def test_a_stale_button_tells_the_step_it_was_drawn_on(api, desk, door):
    phone = Phone(api)
    await to_menu(phone)
    phone.type("/language")
    await phone.quiet()
    phone.press("English")
    await phone.quiet()
    phone.type("/menu")
    await phone.quiet()
    phone.press("My loan")
    await phone.quiet()
    desk.kept["tg:7001"] = desk.kept["tg:7001"].replace('"state":"home.menu"', '"state":"start.name"')
    phone.press("My loan")
    seen = await phone.quiet()
    assert desk.heard[-1].at == "home.menu"
    assert seen.text.startswith("That button is old.")
    assert NAME.text in seen.text


async def test_every_pressed_button_is_answered_exactly_once(api, desk, door):
    phone = Phone(api)
    phone.start()
    await phone.quiet()
    mark = phone.press("English")
    await phone.quiet()
    api.repeat(mark)
    await phone.quiet()
    assert [call.refused for call in api.made("answerCallbackQuery")] == [""]


async def test_a_repeated_update_is_answered_the_same_and_heard_once(api, desk, hook):
    phone = Phone(api)
    mark = phone.start()
    await phone.quiet()
    api.repeat(mark)
    await phone.quiet()
    first, second = api.made("sendMessage")
    assert first.given == second.given
    assert len(desk.heard) == 1


@pytest.mark.parametrize(
    "card",
    [{"user_id": 999}, {"user_id": None}, {"forwarded": True}, {"number": "not a number"}, {"number": "+88801234567"}],
)
async def test_only_ones_own_card_proves_a_number(api, desk, hook, card):
    phone = Phone(api)
    phone.start()
    await phone.quiet()
    phone.press("English")
    await phone.quiet()
    phone.share_contact(**card)
    seen = await phone.quiet()
    assert seen.text.startswith("Please answer again.")
    assert desk.heard[-1].contact == ""
    assert desk.heard[-1].words == "contact:other"


@pytest.mark.parametrize(
    ("text", "jump"),
    [
        ("/menu", "home.menu"),
        ("/help", "home.help"),
        ("/language@loans_stand_in_bot", "start.language"),
        ("/CANCEL now", "home.cancel"),
        ("/unknown", ""),
    ],
)
async def test_commands_jump(api, desk, hook, text, jump):
    phone = Phone(api)
    phone.type(text)
    await phone.quiet()
    assert desk.heard[-1].jump == jump
    assert desk.heard[-1].words == (None if jump else text)


async def test_media_are_heard_as_no_paper_and_other_chats_not_at_all(api, desk, hook):
    phone = Phone(api)
    phone.send(location={"latitude": -1.28, "longitude": 36.8})
    await phone.quiet()
    assert desk.heard[-1].words is None
    assert desk.heard[-1].paper == Paper(unfit="other")
    phone.send(new_chat_title="Not said by a person")
    api.put("message", phone.messages[-1].wire | {"chat": {"id": -5, "type": "group", "title": "A group"}})
    await phone.quiet()
    assert len(desk.heard) == 1
    phone.edit("something else")
    await phone.quiet()
    assert (desk.heard[-1].edited, desk.heard[-1].words) == (True, "something else")


async def test_messages_of_one_person_are_heard_in_order_and_none_is_lost(api, desk, polled):
    phones = [Phone(api, 7001), Phone(api, 7002)]
    for number in range(20):
        for phone in phones:
            phone.type(f"word {number}")
    await phones[0].quiet()
    for phone in phones:
        said = [heard.words for heard in desk.heard if heard.who == f"tg:{phone.user['id']}"]
        assert said == [f"word {number}" for number in range(20)]


async def test_one_slow_turn_holds_nobody_else_up_and_is_not_forgotten(api, desk, polled):
    slow = asyncio.Event()
    desk.before = lambda heard: slow.wait() if heard.who == "tg:7001" else None
    first, second = Phone(api, 7001), Phone(api, 7002)
    mark = first.start()
    second.start()
    await until(lambda: second.messages)
    assert mark in api.updates
    slow.set()
    assert (await first.quiet()).text == "Which language?"
    assert len(desk.heard) == 2


async def test_a_long_turn_shows_that_we_are_typing(api, desk, door):
    phone = Phone(api)

    phone.start()
    await phone.quiet()
    desk.before = lambda _: until(lambda: phone.chat.actions)
    phone.press("English")
    await phone.quiet()
    assert set(phone.chat.actions) == {"typing"}


async def test_while_we_are_away_nothing_is_lost(api, desk, door):
    away = iter(range(2))

    def before(_):
        if next(away, None) is not None:
            raise Away

    desk.before = before
    phone = Phone(api)
    phone.start()
    assert (await phone.quiet()).text == "Which language?"
    assert len(phone.messages) == 1
    assert api.rejected == ([503, 503] if api.webhook else [])


async def test_a_turn_that_breaks_off_three_times_says_sorry_and_logs_no_words(api, desk, door, caplog):
    def before(heard):
        raise ValueError(f"{heard.words} broke it")

    desk.before = before
    phone = Phone(api)
    phone.type("my very own words")
    assert "Nothing is lost" in (await phone.quiet()).text
    assert caplog.text.count("ValueError") == 3
    assert "my very own words" not in caplog.text
    assert api.rejected == ([503, 503] if api.webhook else [])


async def test_a_poison_update_does_not_come_again(api, desk, door, caplog):
    api.put_raw({"update_id": 5, "message": {"text": "no chat, no id"}})
    api.put_raw({"update_id": 6, "message": 7})
    api.put_raw({"update_id": 7, "message": MESSAGE | {"text": "half a character: \ud83d"}})
    phone = Phone(api)
    phone.start()
    assert (await phone.quiet()).text == "Which language?"
    assert "no chat" not in caplog.text
    assert api.rejected == []


async def test_what_is_not_json_is_acknowledged(api, desk, hook):
    assert await post(api, b"{not json") == 200
    assert await post(api, b"\xff\xfe") == 200
    assert await post(api, b"[" * 100_000) == 200


async def test_without_the_secret_nothing_runs(api, desk, hook):
    body = json.dumps({"update_id": 1}).encode()
    assert await post(api, body, secret="wrong") == 403
    assert await post(api, body, secret="") == 403
    assert await post(api, body, secret=None) == 401
    assert await post(api, b" " * (1 << 20) + b" ") == 413
    assert desk.heard == []


async def post(api: BotApi, body: bytes, secret: str | None = SECRET) -> int:
    assert api.webhook
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(api.webhook.url, data=io.BytesIO(body), headers=headers) as answer,
    ):
        return answer.status


def test_a_webhook_without_a_secret_is_not_opened():
    with pytest.raises(ValueError, match="secret"):
        mount(aiohttp.web.Application(), Desk().converse, Telegram(), None, secret="")  # type: ignore[arg-type]


async def test_commands_are_registered_in_every_language(api, desk, hook):
    assert api.commands["all_private_chats", ""] == api.commands["all_private_chats", "en"]
    assert api.commands["all_private_chats", "sw"][0] == {"command": "start", "description": "Anza"}
    assert api.webhook.secret == SECRET
    assert api.allowed == ["message", "edited_message", "callback_query"]


async def told(api: BotApi, sender: Sender, session: Session) -> Said:
    return await sender.tell(session, Screen("home.menu", "Your loan is paid out.", (("mine", "My loan"),)))


async def test_a_late_answer_is_told_below_with_new_buttons(api, desk, door):
    phone = Phone(api)
    await to_menu(phone)
    phone.press("My loan")
    await phone.quiet()
    pressed = phone.messages[-1]
    assert await told(api, door, desk.session("tg:7001")) == (Outcome.SENT, phone.messages[-1].id, 0)
    assert await phone.quiet() == ("Your loan is paid out.", ("My loan",))
    assert pressed.buttons == []
    phone.press("My loan")
    assert (await phone.quiet()).text == MENU.text


async def test_whoever_blocked_us_is_told_no_more(api, desk, polled):
    phone = Phone(api)
    phone.start()
    await phone.quiet()
    phone.block()
    assert await told(api, polled, desk.session("tg:7001")) == Said(Outcome.BLOCKED)
    assert await told(api, polled, Session(id="never here")) == Said(Outcome.BLOCKED)


@pytest.mark.parametrize(
    "trouble", [Refusal(429, "Too Many Requests", retry_after=1), Refusal(502, "Bad Gateway"), Refusal(0, "")]
)
async def test_what_telegram_cannot_take_now_is_sent_again(api, desk, polled, trouble):
    phone = Phone(api)
    phone.start()
    await phone.quiet()
    api.trouble("sendMessage", trouble)
    assert await polled.send_all([SPEAKS]) is Outcome.SENT
    assert phone.screen.text == SPEAKS["text"]


async def test_a_wait_longer_than_anyone_would_is_not_waited(api, desk, polled):
    phone = Phone(api)
    phone.start()
    await phone.quiet()
    api.trouble("sendMessage", Refusal(429, "Too Many Requests", retry_after=3600))
    assert await polled.send_all([SPEAKS]) is Outcome.FAILED


async def test_what_nobody_asked_for_is_tried_once_and_whoever_keeps_it_hears_how_long_to_wait(api, desk):
    heard: list[tuple[int, float]] = []

    async def slow_down(chat, seconds):
        heard.append((chat, seconds))

    sender, phone = Sender(make_bot(api.token, api.url), slow_down=slow_down), Phone(api)
    session = Session(id="x", lines={"telegram": {"chat": 7001}})
    api.trouble("sendMessage", Refusal(429, "Too Many Requests", retry_after=5))
    assert await told(api, sender, session) == Said(Outcome.FAILED, wait=5)
    api.trouble("sendMessage", Refusal(502, "Bad Gateway"))
    assert await sender.say(session, "Your loan is paid out.") == Said(Outcome.FAILED)
    assert [call.method for call in api.calls] == ["sendMessage"] * 2
    assert heard == [(7001, 5)]
    said = await sender.say(session, "Your loan is paid out.")
    assert said == (Outcome.SENT, phone.messages[-1].id, 0)
    await sender.close()


async def test_an_edit_of_a_message_that_is_gone_becomes_a_new_one(api, desk, polled):
    phone = Phone(api)
    await to_menu(phone)
    last = phone.messages[-1]
    desk.before = lambda _: phone.chat.messages.pop(last.id, None) and None
    phone.press("My loan")
    seen = await phone.quiet()
    assert seen.text == MENU.text
    assert phone.messages[-1].id > last.id


async def test_the_token_reaches_no_log(api, desk, caplog):
    caplog.set_level(logging.DEBUG)
    sender = Sender(make_bot(api.token, api.url), first_pause=0.01)
    session = Session(id="x", lines={"telegram": {"chat": 7001}})
    Phone(api)
    api.trouble("sendMessage", Refusal(0, ""), times=4)
    assert await sender.send_all([SPEAKS]) is Outcome.FAILED
    api.trouble("sendMessage", Refusal(418, "I am a teapot"))
    assert await told(api, sender, session) == Said(Outcome.REFUSED)
    nowhere = Sender(make_bot(api.token, "http://127.0.0.1:9"), first_pause=0.01)
    assert await told(api, nowhere, session) == Said(Outcome.FAILED)
    with pytest.raises(Unwelcome) as error:
        await set_up(nowhere.bot, COMMANDS)
    await sender.close()
    await nowhere.close()
    assert "sendMessage" in caplog.text
    assert api.token not in caplog.text + str(error.value)
    assert error.value.__cause__ is None


async def test_a_wrong_token_is_said_plainly(api, desk):
    sender = Sender(make_bot("1:wrong", api.url))
    with pytest.raises(Unwelcome, match="TELEGRAM_TOKEN"):
        await poll(sender, desk.converse, Telegram(), asyncio.Event())
    with pytest.raises(Unwelcome, match="TELEGRAM_TOKEN"):
        await set_up(sender.bot, COMMANDS)
    await sender.close()


async def test_another_program_with_our_token_is_said_plainly(api, desk):
    sender = Sender(make_bot(api.token, api.url))
    api.trouble("getUpdates", Refusal(409, "Conflict: terminated by other getUpdates request"), times=6)
    with pytest.raises(Unwelcome, match="another program"):
        await poll(sender, desk.converse, Telegram(), asyncio.Event(), first_pause=0.001)
    await sender.close()


async def test_polling_goes_on_after_trouble(api, desk, polled):
    api.trouble("getUpdates", Refusal(502, "Bad Gateway"), times=3)
    phone = Phone(api)
    phone.start()
    assert (await phone.quiet()).text == "Which language?"


async def test_polling_told_to_stop_ends_its_turns_and_says_how_far_it_came(api, desk):
    go = asyncio.Event()
    desk.before = lambda _: go.wait()
    phone = Phone(api)
    phone.start()
    async with open_door(api, desk, webhook=False):
        await until(lambda: desk.lanes)
        asyncio.get_running_loop().call_later(0.05, go.set)
    assert phone.screen.text == "Which language?"
    assert api.updates == {}


async def test_a_text_of_several_messages_keeps_its_order(api, desk, door):
    desk.talk = lambda session, heard: Screen(
        "start.language", "\n\n".join(f"Paragraph {n} " + "x" * 1500 for n in range(6))
    )
    phone = Phone(api)
    phone.start()
    await phone.quiet()
    firsts = [message.text[:11] for message in phone.messages]
    assert firsts == ["Paragraph 0", "Paragraph 2", "Paragraph 4"]


async def test_many_options_are_paged_and_each_can_be_pressed(api, desk, door):
    options = tuple((f"v{number}", f"Bank number {number}, with a long name") for number in range(90))
    desk.talk = lambda session, heard: Screen("start.language", "Which bank?", options, more="More")
    phone = Phone(api)
    phone.start()
    labels = list((await phone.quiet()).buttons)
    for _ in range(2):
        phone.press("More")
        labels += (await phone.quiet()).buttons
    assert [label for label in labels if label != "More"] == [label for _, label in options]
    phone.press("Bank number 89, with a long name")
    await phone.quiet()
    assert desk.heard[-1].words == "v89"
