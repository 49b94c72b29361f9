"""Whatever comes in, Telegram's door hears a person or nobody, and never breaks."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.channels.telegram.door import Telegram
from adapters.channels.telegram.hearing import LARGEST
from adapters.channels.telegram.update import parse
from flows.heard import File, Heard, Paper
from flows.session import Session
from tests.telegram_desk import CHAT, MENU, MESSAGE, PERSON

SMALL = {"file_id": "small", "file_unique_id": "1", "width": 90, "height": 67, "file_size": 900}
LARGE = {"file_id": "large", "file_unique_id": "2", "width": 1280, "height": 960, "file_size": 80_000}
HEAVY = LARGE | {"file_id": "heavy", "file_size": 90_000}
UNWEIGHED = {"file_id": "unweighed", "file_unique_id": "3", "width": 2560, "height": 1920}
PDF = {"file_id": "pdf", "file_unique_id": "4", "mime_type": "application/pdf", "file_size": 5000}
CLIP = {"file_id": "clip", "file_unique_id": "5", "width": 9, "height": 9, "duration": 1}
ORIGIN = {"type": "hidden_user", "date": 1, "sender_user_name": "T"}
OTHER = Paper(unfit="other")

KINDS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
QUERY = {"id": "1", "from": PERSON, "chat_instance": "1", "message": MESSAGE, "data": "start.language|en"}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["message", "callback_query", "edited_message", "poll"]), st.data())
def test_no_update_however_odd_breaks_the_door(kind, data):
    content = dict(QUERY if kind == "callback_query" else MESSAGE)
    for field in data.draw(st.lists(st.sampled_from(sorted(content)), max_size=3)):
        content[field] = data.draw(KINDS)
        if data.draw(st.booleans()):
            del content[field]
    update = parse(json.dumps({"update_id": 1, kind: content}).encode())
    if update is None:
        return
    heard = Telegram().hear(update)
    assert heard is None or heard.mark == "tg:1"
    if heard:
        session = Session(id="x")
        assert json.loads(Telegram().draw(session, MENU)) is not None
        assert Telegram().listen(session, heard).who == heard.who


def test_a_forged_button_is_a_stale_one():
    for data in ("", "|", "no bar", "|en"):
        update = parse(json.dumps({"update_id": 1, "callback_query": QUERY | {"data": data}}).encode())
        assert update is not None
        heard = Telegram().hear(update)
        assert heard is not None
        assert (heard.words, heard.at) == ("", "?")


def test_an_answer_to_an_answer_to_an_answer_is_heard():
    message = MESSAGE
    for _ in range(100):
        message = MESSAGE | {"reply_to_message": message}
    update = parse(json.dumps({"update_id": 1, "message": message}).encode())
    assert update is None or Telegram().hear(update) is not None


def told(**content: object) -> Heard:
    message = {"message_id": 3, "date": 1, "chat": CHAT, "from": PERSON, **content}
    update = parse(json.dumps({"update_id": 1, "message": message}).encode())
    assert update is not None
    heard = Telegram().hear(update)
    assert heard is not None
    return heard


@pytest.mark.parametrize(
    ("content", "file"),
    [
        ({"photo": [SMALL, LARGE]}, File("large", 80_000)),
        ({"photo": [LARGE, SMALL]}, File("large", 80_000)),
        ({"photo": [LARGE, HEAVY, SMALL]}, File("heavy", 90_000)),
        ({"photo": [SMALL, UNWEIGHED, LARGE]}, File("unweighed", 0)),
        ({"photo": [SMALL], "caption": "/menu"}, File("small", 900)),
        ({"photo": [SMALL], "media_group_id": "1"}, File("small", 900)),
        ({"photo": [SMALL], "forward_origin": ORIGIN}, File("small", 900)),
        ({"photo": [SMALL], "reply_to_message": {"message_id": 1, "date": 1, "chat": CHAT}}, File("small", 900)),
        ({"photo": [LARGE], "live_photo": CLIP}, File("large", 80_000)),
        ({"document": PDF}, File("pdf", 5000)),
        ({"document": PDF | {"mime_type": "video/mp4", "file_name": "payslip.exe"}}, File("pdf", 5000)),
        ({"document": {"file_id": "bare", "file_unique_id": "6"}}, File("bare", 0)),
        ({"document": PDF | {"file_size": LARGEST}}, File("pdf", LARGEST)),
    ],
)
def test_a_photo_in_its_largest_size_or_a_document_is_heard_as_a_file(content, file):
    heard = told(**content)
    assert (heard.file, heard.paper, heard.words, heard.jump, heard.line) == (file, None, None, "", "7:3")


@pytest.mark.parametrize(
    "content", [{"document": PDF | {"file_size": LARGEST + 1}}, {"photo": [LARGE | {"file_size": 1 << 40}]}]
)
def test_what_telegram_would_not_let_us_fetch_is_too_large_at_once(content):
    heard = told(**content)
    assert (heard.file, heard.paper, heard.words) == (None, Paper(unfit="large"), None)


@pytest.mark.parametrize(
    "content",
    [
        {"animation": CLIP, "document": PDF},
        {"photo": []},
        *({kind: CLIP} for kind in ("sticker", "voice", "video", "video_note", "audio", "story", "live_photo")),
        {"location": {"latitude": 1, "longitude": 2}},
        {"poll": {}},
        {"dice": {"emoji": "x", "value": 1}},
    ],
)
def test_whatever_else_is_shown_is_no_paper(content):
    heard = told(**content)
    assert (heard.file, heard.paper, heard.words) == (None, OTHER, None)


def test_a_file_without_an_id_is_no_update_we_can_read():
    contents: list[dict[str, object]] = [{"photo": [{"width": 1, "height": 1}]}, {"document": {}}, {"photo": "x"}]
    for content in contents:
        message = {"message_id": 3, "date": 1, "chat": CHAT, "from": PERSON, **content}
        assert parse(json.dumps({"update_id": 1, "message": message}).encode()) is None
