"""The stand-in's forum supergroups are as strict as Telegram's; staff see there what a person would."""

import pytest

from adapters.stand_ins.telegram import Group, Staff, serve
from tests.test_telegram_stand_in import said

TAKE = {"inline_keyboard": [[{"text": "Take", "callback_data": "take|1"}]]}


@pytest.fixture
async def api():
    async with serve() as api:
        yield api


@pytest.fixture
def group(api):
    return Group(api)


@pytest.fixture
def anna(group):
    return Staff(group, 9001, name="Anna")


@pytest.fixture
async def thread(api, group):
    return (await said(api, "createForumTopic", chat_id=group.id, name="Thandi"))["message_thread_id"]


async def test_what_stands_in_a_topic_is_seen_there_and_nowhere_else(api, group, anna, thread):
    card = {"chat_id": group.id, "message_thread_id": thread, "text": "A card", "reply_markup": TAKE}
    sent = await said(api, "sendMessage", **card)
    assert sent["is_topic_message"] is True
    heard = api.updates[anna.type("/take now", topic=thread)]["message"]
    assert (heard["message_thread_id"], heard["from"]["id"], heard["chat"]["is_forum"]) == (thread, 9001, True)
    assert heard["entities"] == [{"type": "bot_command", "offset": 0, "length": 5}]
    assert "is_topic_message" not in api.updates[anna.type("hello")]["message"]
    assert anna.seen(thread) == ["A card", "/take now"]
    assert anna.seen() == ["hello"]
    assert api.faults == []
