"""The stand-in of Telegram is as strict as the original, and a phone on it shows what a person would see."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from adapters.stand_ins.telegram import BotApi, Phone, Refusal, serve
from adapters.stand_ins.telegram.schema import Misfit, bot_api, fit_type

MARKUP = {"inline_keyboard": [[{"text": "Yes", "callback_data": "step|yes"}]]}


@pytest.fixture
async def api():
    async with serve() as api:
        yield api


@pytest.fixture
async def http():
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def phone(api):
    return Phone(api)


async def ask(http: aiohttp.ClientSession, api: BotApi, method: str, **how: Any) -> tuple[int, Any]:
    """The status and the answer of a call over HTTP."""
    async with http.post(f"{api.url}/bot{api.token}/{method}", **how) as answer:
        return answer.status, await answer.json()


async def said(api: BotApi, method: str, **given: Any) -> Any:
    """The sentence a call is refused with, or its result."""
    try:
        return await api.do(method, given)
    except Refusal as refusal:
        return refusal.sentence


async def test_a_call_may_come_as_json_as_a_form_as_multipart_and_by_its_address(api, http, phone):
    call = {"chat_id": 7001, "text": "hello", "reply_markup": MARKUP}
    form = {"chat_id": "7001", "text": "hello", "reply_markup": json.dumps(MARKUP)}
    multipart = aiohttp.FormData(default_to_multipart=True)
    for name, value in form.items():
        multipart.add_field(name, value)
    for how in ({"json": call}, {"data": form}, {"data": multipart}, {"params": form}):
        status, answer = await ask(http, api, "sendMessage", **how)
        assert (status, answer["ok"]) == (200, True)
        fit_type("Message", answer["result"])
    assert [message.text for message in phone.messages] == ["hello"] * 4
    assert api.faults == []


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"chat_id": 7001}, "text missing"),
        ({"chat_id": 7001, "text": 5}, "not a String"),
        ({"chat_id": True, "text": "x"}, "not a Integer"),
        ({"chat_id": 7001, "text": "x", "colour": "red"}, "colour unknown"),
        ({"chat_id": 7001, "text": " "}, "message text is empty"),
        ({"chat_id": 7001, "text": "🙂" * 2049}, "message is too long"),
        ({"chat_id": 7001, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}}, "unallowed"),
        (
            {"chat_id": 7001, "text": "x", "reply_markup": {"inline_keyboard": [[{"callback_data": "a"}]]}},
            "text missing",
        ),
        ({"chat_id": 7001, "text": "x", "reply_markup": MARKUP | {"keyboard": []}}, "fits none of"),
    ],
)
async def test_a_malformed_call_is_refused_and_noted_as_a_fault(api, phone, given, why):
    assert why in await said(api, "sendMessage", **given)
    assert len(api.faults) == 1
    assert phone.messages == []


async def test_a_body_that_is_no_object_is_refused(api, http):
    for body in (b"[]", b"{"):
        headers = {"Content-Type": "application/json"}
        assert (await ask(http, api, "sendMessage", data=body, headers=headers))[0] == 400


@pytest.mark.parametrize(("data", "fits"), [("", False), ("é" * 32, True), ("é" * 32 + "x", False)])
async def test_a_buttons_data_is_1_to_64_bytes(api, phone, data, fits):
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": data}]]}
    answer = await said(api, "sendMessage", chat_id=7001, text="x", reply_markup=markup)
    assert (answer == "Bad Request: BUTTON_DATA_INVALID") is not fits


async def test_a_number_can_be_asked_for_in_private_chats_only(api, phone):
    phone.chat.wire["type"] = "group"
    markup = {"keyboard": [[{"text": "Share", "request_contact": True}]]}
    answer = await said(api, "sendMessage", chat_id=7001, text="x", reply_markup=markup)
    assert answer == "Bad Request: phone number can be requested in private chats only"


async def test_unknown_methods_and_tokens_are_refused(api, http):
    assert (await ask(http, api, "sendMessages"))[0] == 404
    assert api.faults == ["sendMessages: Not Found: method not found"]
    async with http.get(f"{api.url}/bot1:other/getMe") as answer:
        assert answer.status == 401


async def test_an_edit_needs_a_message_and_something_to_change(api, phone):
    sent = await said(api, "sendMessage", chat_id=7001, text="x", reply_markup=MARKUP)
    edit = {"chat_id": 7001, "message_id": sent["message_id"], "text": "x"}
    assert "message is not modified" in await said(api, "editMessageText", **edit, reply_markup=MARKUP)
    await api.do("editMessageText", edit)
    assert phone.screen.buttons == ()
    assert "message to edit not found" in await said(api, "editMessageText", **edit | {"message_id": 5})
    assert api.faults == []
    keyboard = await said(api, "sendMessage", chat_id=7001, text="x", reply_markup={"keyboard": [[{"text": "a"}]]})
    answer = await said(api, "editMessageText", chat_id=7001, message_id=keyboard["message_id"], text="y")
    assert answer == "Bad Request: message can't be edited"


async def test_a_pressed_button_is_answered_once(api, phone):
    await api.do("sendMessage", {"chat_id": 7001, "text": "x", "reply_markup": MARKUP})
    mark = phone.press("Yes")
    query = api.updates[mark]["callback_query"]["id"]
    assert await said(api, "answerCallbackQuery", callback_query_id=query) is True
    assert "query is too old" in await said(api, "answerCallbackQuery", callback_query_id=query)
    assert "query is too old" in await said(api, "answerCallbackQuery", callback_query_id="another")
    assert len(api.faults) == 2


async def test_a_stale_button_can_be_pressed_by_a_quick_finger_only(api, phone):
    sent = await said(api, "sendMessage", chat_id=7001, text="x", reply_markup=MARKUP)
    await api.do("editMessageReplyMarkup", {"chat_id": 7001, "message_id": sent["message_id"]})
    with pytest.raises(LookupError, match="Yes"):
        phone.press("Yes")
    assert phone.press("Yes", stale=True) in api.updates


async def test_unknown_chats_and_blocked_ones_differ(api, phone):
    assert await said(api, "sendMessage", chat_id=1, text="x") == "Bad Request: chat not found"
    phone.block()
    assert await said(api, "sendMessage", chat_id=7001, text="x") == "Forbidden: bot was blocked by the user"
    assert api.faults == []


async def test_a_poll_waits_and_an_offset_forgets(api, phone):
    poll = asyncio.create_task(api.do("getUpdates", {"timeout": 10}))
    await asyncio.sleep(0)
    mark = phone.start("code")
    (update,) = await poll
    assert update["update_id"] == mark
    assert update["message"]["text"] == "/start code"
    assert await api.do("getUpdates", {"offset": mark}) == [update]
    assert await api.do("getUpdates", {"offset": mark + 1}) == []


async def test_two_polls_at_a_time_are_a_conflict(api):
    first = asyncio.create_task(said(api, "getUpdates", timeout=10))
    await asyncio.sleep(0.01)
    assert await said(api, "getUpdates", timeout=0) == []
    assert "terminated by other getUpdates request" in await first
    await api.do("setWebhook", {"url": "http://127.0.0.1:9/"})
    assert "webhook is active" in await said(api, "getUpdates")


async def test_a_webhook_gets_the_secret_and_what_comes_back_is_done(api, phone):
    heard: list[tuple[str, str]] = []

    async def hook(request: web.Request) -> web.Response:
        heard.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], (await request.json())["message"]["text"]))
        if len(heard) < 3:
            return web.Response(status=503)
        return web.json_response({"method": "sendMessage", "chat_id": 7001, "text": "I am here"})

    async with listening(hook) as url:
        await api.do("setWebhook", {"url": url, "secret_token": "s"})
        phone.type("hello")
        assert (await phone.quiet()).text == "I am here"
    assert heard == [("s", "hello")] * 3
    assert api.rejected == [503, 503]
    assert api.faults == []


async def test_a_webhooks_answer_is_held_to_the_same_rules(api, phone):
    async def hook(_: web.Request) -> web.Response:
        return web.json_response({"method": "sendMessage", "chat_id": 7001, "words": "I am here"})

    async with listening(hook) as url:
        await api.do("setWebhook", {"url": url})
        phone.type("hello")
        await phone.quiet()
    assert len(api.faults) == 1


@asynccontextmanager
async def listening(hook: Callable[[web.Request], Awaitable[web.Response]]) -> AsyncIterator[str]:
    """A server of one address."""
    app = web.Application()
    app.router.add_post("/", hook)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield "http://{}:{}/".format(*runner.addresses[0][:2])
    finally:
        await runner.cleanup()


async def test_commands_must_be_well_formed(api):
    bad = [{"command": "Start!", "description": "x"}]
    assert await said(api, "setMyCommands", commands=bad) == "Bad Request: BOT_COMMAND_INVALID"
    good = [{"command": "start", "description": "x"}]
    await api.do("setMyCommands", {"commands": good, "language_code": "sw"})
    assert await api.do("getMyCommands", {"language_code": "sw"}) == good
    assert await api.do("getMyCommands", {}) == []


def test_what_the_phone_sends_is_held_to_the_schema_too():
    assert "Update" in bot_api()["types"]
    with pytest.raises(Misfit, match="is_bot missing"):
        fit_type("User", {"id": 1, "first_name": "T"})
    with pytest.raises(Misfit, match="not an array"):
        fit_type("InlineKeyboardMarkup", {"inline_keyboard": {}})


async def fetched(http: aiohttp.ClientSession, api: BotApi, path: str, token: str = "") -> tuple[int, bytes]:
    async with http.get(f"{api.url}/file/bot{token or api.token}/{path}") as answer:
        return answer.status, await answer.read()


async def test_a_file_is_fetched_from_the_address_it_is_lent_at(api, http, phone):
    sent = api.updates[phone.photo(b"a picture")]["message"]["photo"]
    assert (await fetched(http, api, "photos/file_4.jpg"))[0] == 404
    lent = await said(api, "getFile", file_id=sent[-1]["file_id"])
    fit_type("File", lent)
    assert lent["file_size"] == 9
    assert await fetched(http, api, lent["file_path"]) == (200, b"a picture")
    assert (await fetched(http, api, lent["file_path"], "1:other"))[0] == 404
    assert api.made("download")[-2].given == {"file_path": lent["file_path"]}
    api.files.kept[sent[-1]["file_id"]].until = 0
    assert (await fetched(http, api, lent["file_path"]))[0] == 404


async def test_a_file_over_20_mb_or_unknown_is_not_lent(api, phone):
    sent = api.updates[phone.send_file(b"x", size=(20 << 20) + 1)]["message"]["document"]
    assert await said(api, "getFile", file_id=sent["file_id"]) == "Bad Request: file is too big"
    assert "wrong file_id" in await said(api, "getFile", file_id="another")
    assert api.faults == []


async def test_an_album_is_a_message_each_and_ten_at_most(api, phone):
    messages = [api.updates[mark]["message"] for mark in phone.album([b"%d" % page for page in range(12)])]
    assert [message["media_group_id"] for message in messages] == 10 * ["1000-0"] + 2 * ["1000-1"]
    assert api.updates[phone.sticker()]["message"]["sticker"]
    assert api.updates[phone.voice()]["message"]["voice"]


async def test_a_webhook_gets_the_messages_of_a_chat_one_after_another(api, phone):
    heard: list[str] = []
    under_way: set[str] = set()

    async def hook(request: web.Request) -> web.Response:
        text = (await request.json())["message"]["text"]
        assert not under_way
        under_way.add(text)
        await asyncio.sleep(0.01)
        under_way.discard(text)
        heard.append(text)
        return web.Response(status=503 if heard == ["0"] else 200)

    async with listening(hook) as url:
        await api.do("setWebhook", {"url": url})
        for number in range(5):
            phone.type(str(number))
        await phone.quiet()
    assert heard == ["0", "0", "1", "2", "3", "4"]
