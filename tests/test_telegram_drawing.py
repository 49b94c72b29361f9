"""What Telegram's door draws: text in pieces, and buttons that know their step."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adapters.channels.telegram import drawing
from adapters.channels.telegram.door import Telegram
from flows.heard import Heard
from flows.screen import Screen
from flows.session import Session
from tests.telegram_desk import MENU


def drawn(screen: Screen, **place) -> Any:
    session = Session(id="x", state=screen.step, lines={"telegram": {"chat": 1, **place}})
    return json.loads(Telegram().draw(session, screen))


def test_a_value_too_long_for_a_button_is_told_by_its_number():
    long = "an employer with a very long identifier that no button can carry"
    assert drawing.data("borrower.employer", long, 12) == "borrower.employer|#12"
    assert drawing.data("apply.purpose", "school", 2) == "apply.purpose|school"
    assert drawing.data("apply.instalments", "3", 1) == "apply.instalments|#1"
    assert drawing.data("apply.purpose", "#2", 1) == "apply.purpose|#1"


@given(st.text(max_size=70), st.integers(1, 999))
def test_a_buttons_data_always_fits(value, number):
    assert 1 <= len(drawing.data("borrower.employer", value, number).encode()) <= 64


@given(st.text(alphabet="añ🙂 \n", max_size=60), st.integers(2, 20))
def test_a_long_text_is_cut_and_loses_no_word(text, units):
    cut = drawing.pieces(text, units)
    assert all(len(piece.encode("utf-16-le")) <= 2 * units for piece in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


def test_a_secret_is_taken_out_of_the_chat_once_typed():
    door, session = Telegram(), Session(id="x")
    door.listen(session, Heard("tg:1", "tg:1", words="hello", line="1:10"))
    door.draw(session, Screen("activate.otp", "The code?", secret=True))
    door.listen(session, Heard("tg:1", "tg:2", words="123456", line="1:12"))
    calls = json.loads(door.draw(session, MENU))
    assert {"method": "deleteMessage", "chat_id": 1, "message_id": 12} in calls
    assert "12" not in json.dumps(json.loads(door.draw(session, MENU)))


def test_an_end_has_no_buttons_but_its_own():
    (call,) = drawn(Screen("home.bye", "Goodbye.", ends=True))
    assert "reply_markup" not in call
