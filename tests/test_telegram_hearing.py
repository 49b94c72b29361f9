"""Whatever comes in, Telegram's door hears a person or nobody, and never breaks."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.channels.telegram.door import Telegram
from adapters.channels.telegram.update import parse
from flows.session import Session
from tests.telegram_desk import MENU, MESSAGE, PERSON

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
