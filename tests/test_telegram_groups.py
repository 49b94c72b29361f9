"""The stand-in's forum supergroups are as strict as Telegram's; staff see there what a person would."""

import asyncio

import aiohttp
import pytest
from aiohttp import web

from adapters.stand_ins.telegram import Group, Phone, Staff, serve
from adapters.stand_ins.telegram.schema import fit_type
from tests.test_telegram_stand_in import ask, listening

TAKE = {"inline_keyboard": [[{"text": "Take", "callback_data": "take|1"}]]}
DONE = {"inline_keyboard": [[{"text": "Done", "callback_data": "done|1"}]]}


@pytest.fixture
async def api():
    """Telegram, where it is always the same moment."""
    async with serve() as api:
        api.clock = lambda: 100.0
        yield api


@pytest.fixture
async def http():
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def call(api, http):
    """Make a call over HTTP: its result, or the sentence it is refused with."""

    async def call(method, **given):
        _, answer = await ask(http, api, method, json=given)
        return answer["result"] if answer["ok"] else answer["description"]

    return call


@pytest.fixture
def group(api):
    return Group(api)


@pytest.fixture
def anna(group):
    return Staff(group, 9001, name="Anna")


@pytest.fixture
def phone(api):
    return Phone(api)


@pytest.fixture
async def thread(api, call, group):
    opened = await call("createForumTopic", chat_id=group.id, name="Thandi")
    fit_type("ForumTopic", opened)
    api.updates.clear()
    return opened["message_thread_id"]


@pytest.fixture
def say(call, group, thread):
    """Send a message into the topic."""

    async def say(text, **given):
        return await call("sendMessage", **{"chat_id": group.id, "message_thread_id": thread, "text": text} | given)

    return say


def told(api, kind="message"):
    """What the updates so far say of messages, oldest first."""
    return [update[kind] for update in api.past.values() if kind in update]


async def test_what_stands_in_a_topic_is_seen_there_and_nowhere_else(api, say, anna, thread):
    sent = await say("A card", reply_markup=TAKE)
    fit_type("Message", sent)
    assert sent["is_topic_message"] is True
    heard = api.updates[anna.type("/take now", topic=thread)]["message"]
    assert (heard["message_thread_id"], heard["from"]["id"], heard["chat"]["is_forum"]) == (thread, 9001, True)
    assert heard["entities"] == [{"type": "bot_command", "offset": 0, "length": 5}]
    assert "is_topic_message" not in api.updates[anna.type("hello")]["message"]
    assert anna.seen(thread) == ["A card", "/take now"]
    assert anna.seen() == ["hello"]
    assert [message.text for message in anna.group.topics[thread].messages] == ["", "A card", "/take now"]
    assert api.faults == []


async def test_in_a_topic_a_message_that_answers_no_other_answers_the_one_that_opened_it(api, say, anna, thread):
    asked = await say("What is it about?")
    plain = api.updates[anna.type("hello", topic=thread)]["message"]["reply_to_message"]
    assert (plain["message_id"], plain["forum_topic_created"]["name"]) == (thread, "Thandi")
    answer = api.updates[anna.reply("A loan", to=asked["message_id"], topic=thread)]["message"]
    assert answer["reply_to_message"]["text"] == "What is it about?"
    assert "reply_to_message" not in answer["reply_to_message"]


async def test_the_bot_answers_a_message_that_is_there(api, call, say, group, anna, thread):
    heard = api.updates[anna.type("hello", topic=thread)]["message"]["message_id"]
    answered = await call("sendMessage", chat_id=group.id, text="yes?", reply_parameters={"message_id": heard})
    assert (answered["message_thread_id"], answered["reply_to_message"]["text"]) == (thread, "hello")
    other = (await call("createForumTopic", chat_id=group.id, name="Other"))["message_thread_id"]
    elsewhere = await say("there", message_thread_id=other, reply_parameters={"message_id": heard})
    assert elsewhere["external_reply"]["message_id"] == heard
    gone = {"message_id": 5}
    assert await say("yes?", reply_parameters=gone) == "Bad Request: message to be replied not found"
    assert (await say("yes?", reply_parameters=gone | {"allow_sending_without_reply": True}))["text"] == "yes?"


async def test_a_topic_is_closed_opened_and_renamed_and_the_bot_hears_of_it(api, call, group, anna, thread):
    topic = {"chat_id": group.id, "message_thread_id": thread}
    assert await call("reopenForumTopic", **topic) == "Bad Request: TOPIC_NOT_MODIFIED"
    assert await call("closeForumTopic", **topic) is True
    assert await call("closeForumTopic", **topic) == "Bad Request: TOPIC_NOT_MODIFIED"
    assert group.topics[thread].open is False
    anna.reopen_topic(thread)
    assert group.topics[thread].open is True
    assert await call("editForumTopic", **topic, name="Thandi N") is True
    assert await call("editForumTopic", **topic, name="Thandi N") == "Bad Request: TOPIC_NOT_MODIFIED"
    assert await call("editForumTopic", **topic) is True
    anna.rename_topic(thread, "T")
    anna.close_topic(thread)
    kinds = ["forum_topic_created", "forum_topic_closed", "forum_topic_reopened", "forum_topic_edited"]
    heard = [next(kind for kind in kinds if kind in message) for message in told(api)]
    assert heard == [*kinds, "forum_topic_edited", "forum_topic_closed"]
    by_us = [message["from"]["is_bot"] for message in told(api)]
    assert by_us == [True, True, False, True, False, False]
    assert (group.topics[thread].name, anna.seen(thread), api.faults) == ("T", [], [])


@pytest.mark.parametrize(
    ("name", "why"), [("", "title must be non-empty"), (" ", "non-empty"), ("x" * 129, "title is too long")]
)
async def test_a_topic_has_a_name_of_128_characters_at_most(api, call, group, name, why):
    assert why in await call("createForumTopic", chat_id=group.id, name=name)
    assert len(api.faults) == 1
    assert (await call("createForumTopic", chat_id=group.id, name="x" * 128))["name"] == "x" * 128


async def test_a_deleted_topic_is_gone_with_all_that_stood_in_it(api, call, say, group, anna, thread):
    card = (await say("A card"))["message_id"]
    anna.delete_topic(thread)
    assert (anna.seen(thread), group.topics, api.updates) == ([], {}, {})
    topic = {"chat_id": group.id, "message_thread_id": thread}
    for method in ("closeForumTopic", "reopenForumTopic", "deleteForumTopic", "editForumTopic"):
        assert await call(method, **topic) == "Bad Request: TOPIC_ID_INVALID"
    assert await say("hello") == "Bad Request: message thread not found"
    edit = await call("editMessageText", chat_id=group.id, message_id=card, text="A card!")
    assert edit == "Bad Request: message to edit not found"
    assert await call("sendChatAction", **topic, action="typing") is True
    with pytest.raises(LookupError):
        anna.type("hello", topic=thread)
    mine = anna.open_topic("Mine")
    assert await call("deleteForumTopic", **topic | {"message_thread_id": mine}) is True
    assert (group.topics, api.faults) == ({}, [])


async def test_without_its_rights_the_bot_may_still_do_what_it_likes_with_topics_of_its_own(call, group, anna, thread):
    theirs = {"chat_id": group.id, "message_thread_id": anna.open_topic("Mine")}
    own = theirs | {"message_thread_id": thread}
    group.rights.can_manage_topics = False
    assert await call("createForumTopic", chat_id=group.id, name="x") == (
        "Bad Request: not enough rights to create a topic"
    )
    assert await call("closeForumTopic", **theirs) == "Bad Request: not enough rights to close or open the topic"
    assert await call("editForumTopic", **theirs, name="x") == "Bad Request: not enough rights to edit the topic"
    assert await call("closeForumTopic", **own) is True
    group.bot_is_admin = False
    assert await call("deleteForumTopic", **own) == "Bad Request: not enough rights to delete the topic"
    assert await call("reopenForumTopic", **own) is True


async def test_in_a_closed_topic_only_those_write_who_may_open_it(call, say, group, anna, thread):
    anna.close_topic(thread)
    assert (await say("still here"))["text"] == "still here"
    theirs = anna.open_topic("Mine")
    anna.close_topic(theirs)
    assert (await say("still here", message_thread_id=theirs))["text"] == "still here"
    group.bot_is_admin = False
    assert await say("and now", message_thread_id=theirs) == "Bad Request: TOPIC_CLOSED"
    assert (await say("still here"))["text"] == "still here"


async def test_a_group_without_topics_has_none(api, call, group):
    plain = Group(api, -1002, forum=False)
    assert await call("createForumTopic", chat_id=plain.id, name="x") == "Bad Request: the chat is not a forum"
    answer = await call("sendMessage", chat_id=plain.id, message_thread_id=3, text="x")
    assert answer == "Bad Request: message thread not found"
    assert (await call("sendMessage", chat_id=plain.id, text="x"))["chat"]["type"] == "supergroup"


async def test_a_button_is_pressed_in_its_topic_even_by_one_who_has_left(api, call, say, anna, thread):
    card = await say("A card", reply_markup=TAKE)
    ben = Staff(anna.group, 9002, name="Ben")
    mark = anna.press("Take", topic=thread)
    query = api.updates[mark]["callback_query"]
    assert (query["from"]["first_name"], query["message"]["message_thread_id"]) == ("Anna", thread)
    assert await call("answerCallbackQuery", callback_query_id=query["id"], text="Taken") is True
    assert (anna.alert, anna.alerts, ben.alert) == ("Taken", ["Taken"], "")
    await call("editMessageReplyMarkup", chat_id=anna.group.id, message_id=card["message_id"], reply_markup=DONE)
    ben.leave()
    with pytest.raises(LookupError, match="Take"):
        ben.press("Take", topic=thread)
    late = api.updates[ben.press("Take", topic=thread, stale=True)]["callback_query"]
    assert (late["from"]["id"], late["data"]) == (9002, "take|1")
    await call("answerCallbackQuery", callback_query_id=late["id"])
    again = api.updates[anna.press("Done", topic=thread)]["callback_query"]
    await call("answerCallbackQuery", callback_query_id=again["id"])
    assert (anna.alert, anna.alerts) == ("", ["Taken"])
    with pytest.raises(LookupError, match="Ben"):
        ben.type("hello", topic=thread)


async def test_who_comes_and_goes_is_told_and_in_chat_member_updates_only_if_they_are_asked_for(api, call, anna):
    anna.leave()
    assert told(api)[-1]["left_chat_member"]["id"] == 9001
    assert told(api, "chat_member") == []
    await call("getUpdates", allowed_updates=["message", "chat_member"])
    anna.join()
    assert told(api)[-1]["new_chat_members"][0]["id"] == 9001
    (change,) = told(api, "chat_member")
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("left", "member")


async def test_an_edit_comes_as_an_edit(api, anna, phone, thread):
    anna.photo(b"a picture", topic=thread, caption="hello")
    anna.type("hallo", topic=thread)
    first, last = (message.id for message in anna.group.topics[thread].messages[1:])
    edited = api.updates[anna.edit("/hi", topic=thread)]["edited_message"]
    assert (edited["message_id"], edited["text"], edited["entities"][0]["length"]) == (last, "/hi", 3)
    edited = api.updates[anna.edit("bye", message_id=first, topic=thread)]["edited_message"]
    assert (edited["caption"], edited["message_thread_id"]) == ("bye", thread)
    assert edited["edit_date"]
    assert anna.seen(thread) == ["[photo] bye", "/hi"]
    sent = api.updates[phone.photo(b"a picture", caption="mine")]["message"]["message_id"]
    phone.type("hello")
    assert api.updates[phone.edit("yours", sent)]["edited_message"]["caption"] == "yours"
    assert api.updates[phone.edit("hi")]["edited_message"]["text"] == "hi"


async def test_an_anonymous_administrator_writes_as_the_group(api, anna, thread):
    anna.anonymous = True
    heard = api.updates[anna.type("hello", topic=thread)]["message"]
    assert (heard["from"]["username"], heard["sender_chat"]["id"]) == ("GroupAnonymousBot", anna.group.id)
    assert api.updates[anna.edit("hi", topic=thread)]["edited_message"]["text"] == "hi"


async def test_files_are_sent_anew_and_by_the_id_of_one_that_is_known(api, http, call, anna, phone, thread):
    photo = api.updates[phone.photo(b"a picture", caption="mine")]["message"]["photo"]
    place = {"chat_id": anna.group.id, "message_thread_id": thread}
    sent = await call("sendPhoto", **place, photo=photo[-1]["file_id"], caption="from the borrower")
    assert sent["photo"][-1]["file_unique_id"] == photo[-1]["file_unique_id"]
    for method, kind in (("sendVideo", "video"), ("sendVoice", "voice"), ("sendAudio", "audio")):
        form = aiohttp.FormData({name: str(value) for name, value in place.items()})
        form.add_field(kind, "attach://one")
        form.add_field("one", b"bytes", filename=f"a.{kind}")
        status, answer = await ask(http, api, method, data=form)
        assert (status, kind in answer["result"]) == (200, True)
        fit_type("Message", answer["result"])
        again = await call(method, **place, **{kind: answer["result"][kind]["file_id"]})
        assert again[kind] == answer["result"][kind]
    document = api.updates[anna.send_file(b"x", "a.pdf", topic=thread, caption="as asked")]["message"]["document"]
    copied = await call("sendDocument", chat_id=7001, document=document["file_id"])
    assert copied["document"]["file_name"] == "a.pdf"
    assert anna.seen(thread)[0] == "[photo] from the borrower"
    assert anna.seen(thread)[-1] == "[document] as asked"
    assert api.faults == []
    assert await call("sendVoice", **place, voice=document["file_id"]) == "Bad Request: type of file mismatch"
    assert "wrong file identifier" in await call("sendPhoto", **place, photo="https://example.com/a.jpg")
    long = await call("sendPhoto", **place, photo=photo[-1]["file_id"], caption="x" * 1025)
    assert long == "Bad Request: message caption is too long"
    assert len(api.faults) == 3


async def test_a_copy_has_the_content_and_nothing_of_who_sent_it(api, call, group, anna, phone, thread):
    for send in (phone.sticker, phone.voice, phone.location, phone.share_contact):
        send()
    phone.photo(b"a picture", caption="mine")
    place = {"chat_id": group.id, "message_thread_id": thread, "from_chat_id": 7001}
    for message in list(phone.chat.messages.values()):
        copy = await call("copyMessage", **place, message_id=message.id)
        assert list(copy) == ["message_id"]
        assert group.messages[copy["message_id"]].ours
    expected = ["[sticker]", "[voice]", "[location]", "[contact]", "[photo] mine"]
    assert anna.seen(thread) == expected
    other = await call("copyMessage", **place, message_id=message.id, caption="theirs")
    await call("copyMessage", **place, message_id=message.id, caption="")
    assert anna.seen(thread)[-2:] == ["[photo] theirs", "[photo]"]
    back = {"chat_id": 7001, "from_chat_id": group.id}
    await call("copyMessage", **back, message_id=other["message_id"])
    assert phone.screen.text == "theirs"
    assert await call("copyMessage", **back, message_id=5) == "Bad Request: message to copy not found"
    assert await call("copyMessage", **back | {"from_chat_id": 1}, message_id=5) == "Bad Request: chat not found"
    assert api.faults == []
    assert await call("copyMessage", **back, message_id=thread) == "Bad Request: the message can't be copied"
    assert len(api.faults) == 1


async def test_the_bot_edits_its_own_messages_only(api, call, say, group, anna, thread):
    card = (await say("A card", reply_markup=TAKE))["message_id"]
    place = {"chat_id": group.id}
    bold = [{"type": "bold", "offset": 0, "length": 2}]
    edited = await call("editMessageText", **place, message_id=card, text="Taken", entities=bold, reply_markup=DONE)
    assert (edited["text"], edited["entities"], edited["message_thread_id"]) == ("Taken", bold, thread)
    again = await call("editMessageText", **place, message_id=card, text="Taken", entities=bold, reply_markup=DONE)
    assert "message is not modified" in again
    photo = api.updates[anna.photo(b"a picture", topic=thread)]["message"]["photo"][-1]["file_id"]
    own = (await call("sendPhoto", **place, message_thread_id=thread, photo=photo))["message_id"]
    assert (await call("editMessageCaption", **place, message_id=own, caption="seen"))["caption"] == "seen"
    assert anna.seen(thread) == ["Taken", "[photo]", "[photo] seen"]
    assert api.faults == []
    answer = await call("editMessageText", **place, message_id=own, text="x")
    assert answer == "Bad Request: there is no text in the message to edit"
    answer = await call("editMessageCaption", **place, message_id=card, caption="x")
    assert answer == "Bad Request: there is no caption in the message to edit"
    theirs = api.updates[anna.type("hello", topic=thread)]["message"]["message_id"]
    for message in (theirs, thread):
        answer = await call("editMessageText", **place, message_id=message, text="x")
        assert answer == "Bad Request: message can't be edited"
    assert len(api.faults) == 4


async def test_deleting_the_messages_of_others_takes_a_right(call, say, group, anna, thread):
    own = (await say("A card"))["message_id"]
    anna.type("hello", topic=thread)
    theirs = group.topics[thread].messages[-1].id
    group.rights.can_delete_messages = False
    refused = "Bad Request: message can't be deleted for everyone"
    assert await call("deleteMessage", chat_id=group.id, message_id=theirs) == refused
    assert await call("deleteMessage", chat_id=group.id, message_id=own) is True
    group.rights.can_delete_messages = True
    assert await call("deleteMessage", chat_id=group.id, message_id=theirs) is True
    assert await call("deleteMessage", chat_id=group.id, message_id=thread) == refused
    assert anna.seen(thread) == []


async def test_a_pinned_message_is_told_of_in_its_topic(api, call, say, group, anna, thread):
    card = (await say("A card"))["message_id"]
    assert await call("pinChatMessage", chat_id=group.id, message_id=card, disable_notification=True) is True
    heard = told(api)[-1]
    assert (heard["pinned_message"]["text"], heard["message_thread_id"]) == ("A card", thread)
    assert "reply_to_message" not in heard
    assert (group.pinned, anna.seen(thread)) == ([card], ["A card"])
    assert await call("unpinChatMessage", chat_id=group.id) is True
    group.rights.can_pin_messages = False
    answer = await call("pinChatMessage", chat_id=group.id, message_id=card)
    assert answer == "Bad Request: not enough rights to manage pinned messages in the chat"


async def test_a_reaction_is_one_of_those_there_are(api, call, group, anna, thread):
    anna.type("hello", topic=thread)
    message = group.topics[thread].messages[-1]
    react = {"chat_id": group.id, "message_id": message.id}
    assert await call("setMessageReaction", **react, reaction=[{"type": "emoji", "emoji": "👍"}]) is True
    assert message.reactions == ["👍"]
    assert await call("setMessageReaction", **react, reaction=[{"type": "emoji", "emoji": "✅"}]) == (
        "Bad Request: REACTION_INVALID"
    )
    assert await call("setMessageReaction", **react) is True
    assert message.reactions == []


async def test_what_is_told_of_the_group_and_its_members(api, call, group, anna):
    told = await call("getChat", chat_id=group.id)
    fit_type("ChatFullInfo", told)
    assert (told["type"], told["title"], told["is_forum"]) == ("supergroup", "Loan staff", True)
    us = await call("getChatMember", chat_id=group.id, user_id=api.me["id"])
    fit_type("ChatMemberAdministrator", us)
    assert us["can_manage_topics"] is True
    assert await call("getChatAdministrators", chat_id=group.id) == [us]
    group.rights.can_manage_topics = False
    assert (await call("getChatMember", chat_id=group.id, user_id=api.me["id"]))["can_manage_topics"] is False
    for status in ("creator", "administrator", "member", "restricted", "left", "kicked"):
        group.members[9001] = status
        member = await call("getChatMember", chat_id=group.id, user_id=9001)
        fit_type("ChatMember", member)
        assert member["status"] == status
    assert await call("getChatMember", chat_id=group.id, user_id=1) == "Bad Request: member not found"
    group.bot_is_admin = False
    fit_type("ChatMemberMember", await call("getChatMember", chat_id=group.id, user_id=api.me["id"]))


async def test_one_who_is_no_administrator_hears_what_is_meant_for_it(api, say, group, anna, thread):
    group.bot_is_admin = False
    card = (await say("A card"))["message_id"]
    assert (anna.type("hello", topic=thread), anna.edit("hi", topic=thread)) == (0, 0)
    for mark in (anna.type("/take", topic=thread), anna.reply("mine", to=card, topic=thread), anna.close_topic(thread)):
        assert mark in api.updates


async def test_a_bot_that_was_thrown_out_hears_so_and_can_do_nothing(api, http, say, group, anna, thread):
    group.kick_bot()
    (change,) = told(api, "my_chat_member")
    assert change["new_chat_member"]["status"] == "kicked"
    assert await say("hello") == "Forbidden: bot was kicked from the supergroup chat"
    status, _ = await ask(http, api, "getChat", json={"chat_id": group.id})
    assert (status, anna.type("hello", topic=thread)) == (403, 0)


async def test_a_group_that_has_moved_says_where_to(api, http, call, anna):
    old = Group(api, -4001, forum=False)
    new = old.migrate(-1002)
    status, answer = await ask(http, api, "sendMessage", json={"chat_id": -4001, "text": "x"})
    assert (status, answer["parameters"]) == (400, {"migrate_to_chat_id": -1002})
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert [message.get("migrate_to_chat_id", 0) for message in told(api)] == [-1002, 0]
    assert (await call("sendMessage", chat_id=new.id, text="x"))["chat"]["id"] == -1002
    assert api.faults == []


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://example.com/a:b", ""),
        ("http://127.0.0.1:8080/u/x", ""),
        ("tg://user?id=7001", ""),
        ("tel:+27821234567", "is invalid: Wrong port number specified in the URL"),
        ("tel://27821234567", "is invalid: Unsupported URL protocol"),
        ("viber://chat", "is invalid: Unsupported URL protocol"),
        ("", "is invalid: URL host is empty"),
    ],
)
async def test_a_button_leads_to_what_telegram_opens(api, say, url, why):
    answer = await say("x", reply_markup={"inline_keyboard": [[{"text": "a", "url": url}]]})
    assert (answer == f"Bad Request: inline keyboard button URL '{url}' {why}") is bool(why)
    assert len(api.faults) == bool(why)


async def test_a_button_that_opens_an_app_is_for_private_chats(say):
    markup = {"inline_keyboard": [[{"text": "a", "web_app": {"url": "https://example.com"}}]]}
    assert await say("x", reply_markup=markup) == "Bad Request: BUTTON_TYPE_INVALID"


@pytest.mark.parametrize(
    ("offset", "length", "why"),
    [
        (0, 5, ""),
        (0, 2, ""),
        (0, 6, "ends after the end of the text at UTF-16 offset 6"),
        (5, 1, "begins after the end of the text"),
        (-1, 2, "incorrect offset"),
        (0, 0, "incorrect length"),
        (0, 1, "ends in a middle of a UTF-16 symbol at byte offset 4"),
        (1, 2, "begins in a middle of a UTF-16 symbol at byte offset 4"),
    ],
)
async def test_what_is_marked_lies_in_the_text_in_units_of_utf_16(api, say, offset, length, why):
    entities = [{"type": "bold", "offset": offset, "length": length}]
    answer = await say("🙂abc", entities=entities)
    assert (why in answer) if why else answer["entities"] == entities
    assert len(api.faults) == bool(why)


async def test_the_21st_message_of_a_minute_is_too_many_for_a_group(api, http, call, say, group):
    now = 100.0
    api.clock = lambda: now
    card = (await say("A card"))["message_id"]  # opening the topic was the first
    for number in range(9):
        await say(str(number))
        await call("editMessageText", chat_id=group.id, message_id=card, text=f"A card {number}")
    now = 110.5
    assert api.floods == []
    status, answer = await ask(http, api, "sendMessage", json={"chat_id": group.id, "text": "x"})
    assert (status, answer["description"]) == (429, "Too Many Requests: retry after 50")
    assert answer["parameters"] == {"retry_after": 50}
    assert api.faults == []
    now = 130.0
    for method, given in (
        ("editMessageText", {"message_id": card, "text": "x"}),
        ("createForumTopic", {"name": "x"}),
        ("copyMessage", {"from_chat_id": group.id, "message_id": card}),
    ):
        assert await call(method, chat_id=group.id, **given) == "Too Many Requests: retry after 31"
    assert [(flood.chat, flood.wait, flood.early) for flood in api.floods] == [
        (group.id, 50, False),
        *[(group.id, 31, True)] * 3,
    ]
    assert len(api.faults) == 3
    now = 160.5
    assert (await say("hello"))["text"] == "hello"
    assert len(api.floods) == 4


async def test_the_pace_of_a_group_is_its_own_and_can_be_let_go(api, call, say, group, phone):
    other = Group(api, -1002)
    for number in range(25):
        await say(str(number))
        await call("sendMessage", chat_id=7001, text="x")
    assert len(api.floods) == 6  # opening the topic was one
    assert (await call("sendMessage", chat_id=other.id, text="x"))["text"] == "x"
    api.limits.group.on = False
    assert (await say("hello"))["text"] == "hello"


async def test_private_chats_and_the_whole_bot_have_a_pace_where_it_is_asked_for(api, call, phone):
    now = 100.0
    api.clock = lambda: now
    api.limits.private.on = api.limits.every.on = True
    answers = [await call("sendMessage", chat_id=7001, text="x") for _ in range(6)]
    assert answers[-1] == "Too Many Requests: retry after 5"
    others = [Phone(api, 7100 + number) for number in range(26)]
    answers = [await call("sendMessage", chat_id=other.chat.wire["id"], text="x") for other in others]
    assert [answer for answer in answers if isinstance(answer, str)] == ["Too Many Requests: retry after 1"]
    now = 105.0
    assert (await call("sendMessage", chat_id=7001, text="x"))["text"] == "x"
    assert api.faults == []


async def test_a_webhook_gets_messages_and_edits_of_a_group_in_their_order_until_they_are_taken(
    api, group, anna, thread
):
    heard: list[str] = []

    async def hook(request: web.Request) -> web.Response:
        update = await request.json()
        message = update.get("message") or update["edited_message"]
        heard.append(message["text"])
        await asyncio.sleep(0)
        return web.Response(status=503 if len(heard) < 3 else 200)

    async with listening(hook) as url:
        await api.do("setWebhook", {"url": url})
        anna.type("1", topic=thread)
        anna.edit("2", topic=thread)
        anna.type("3")
        await api.calm()
    assert heard == ["1", "1", "1", "2", "3"]


async def test_any_other_message_of_telegrams_own_is_told_too(api, group, anna, thread):
    mark = group.service(by=anna.user, new_chat_title="Desk")
    assert api.updates[mark]["message"]["new_chat_title"] == "Desk"
    mark = group.service(topic=thread, video_chat_started={})
    assert api.updates[mark]["message"]["message_thread_id"] == thread
    assert (anna.seen(), anna.seen(thread)) == ([], [])
    assert api.updates[anna.sticker(topic=thread)]["message"]["sticker"]
    assert api.updates[anna.voice(topic=thread)]["message"]["voice"]
