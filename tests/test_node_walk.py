"""Every step, in every language, on every channel, with the longest facts: it fits, every option can be reached, and
there is a way on. Nobody in this field ships such a walk."""

import json
import re

import pytest

from adapters.channels.telegram.door import Telegram
from adapters.channels.terminal import Terminal
from adapters.channels.ussd.door import Ussd
from adapters.gsm7 import DEFAULT, EXTENDED, septets
from flows.heard import Heard
from flows.options import options
from flows.screen import Screen
from flows.session import Session
from flows.show import show
from flows.steps import AGAIN, STEPS, everything
from flows.text import LANGUAGES, say
from flows.words import Choose, End, Send, Sorry, Upload
from tests.test_words_fit import FACTS

LISTS = ("employers", "payback_types", "purposes", "products", "mandate_banks", "beneficiaries", "loans")
LONG = {"id": "an-id-of-a-lender-that-loves-long-ids-0000", "label": "Ntombizodwa's General Dealer & Sons (Pty) Ltd"}
STEPS_SHOWN = [name for name, step in STEPS.items() if not isinstance(step, Send)]
ENOUGH = 60
"""No screen has more pages than this."""


def standing(name, lang, *, short):
    """A session on a step, with a way back and with the longest facts a borrower may have."""
    many = [{**LONG, "id": f"{LONG['id']}{number}"} for number in range(40)]
    session = Session(
        id="s", state=name, lang=lang, phone="+27821234567", facts={**FACTS, **dict.fromkeys(LISTS, many)}
    )
    session.trail, session.short, session.serves = ["home.menu"], short, everything()
    session.lines["telegram"] = {"chat": 7001}
    return session


def screen_of(session):
    shown = show(session)
    assert isinstance(shown, Screen)
    return shown


def labels(session):
    step = STEPS[session.state]
    return [label for _, label in options(session, step)] if isinstance(step, Choose | Upload) else []


def pages(session, screen):
    """The pages of a USSD screen, turned with the key it offers."""
    door, text = Ussd(), "1"
    session.lines.clear()
    door.listen(session, Heard("tel:x", "m", "", line="L"))
    for turn in range(ENOUGH):
        page = door.draw(session, screen).decode()
        yield page
        if not (more := re.search(rf"^(\d+) {screen.more}$", page, re.MULTILINE)):
            return
        text = f"{text}*{more[1]}" if turn else more[1]
        assert door.listen(session, Heard("tel:x", f"m{turn}", text, line="L")).words is None
        screen = show(session)  # as the conversation shows it again: without the sorry
    raise AssertionError("the pages never end")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", STEPS_SHOWN)
@pytest.mark.parametrize("sorry", [None, Sorry("choose", count=9)], ids=["asked", "sorry"])
def test_on_ussd(name, lang, sorry):
    session = standing(name, lang, short=True)
    shown = list(pages(session, show(session, sorry)))
    for page in shown:
        assert septets(page) <= 160, page
        assert set(page) <= set(DEFAULT + EXTENDED), page
    assert [page[:4] for page in shown[:-1]] == ["CON "] * (len(shown) - 1)
    assert shown[-1].startswith("END " if isinstance(STEPS[name], End) else "CON ")
    said = "\n".join(page[4:] for page in shown)
    numbers = [int(number) for number in re.findall(r"^(\d+) (?!Back|Rudi|More|Zaidi)", said, re.MULTILINE)]
    assert numbers[: len(labels(session))] == list(range(1, len(labels(session)) + 1))
    if not isinstance(STEPS[name], End) and name != AGAIN:
        assert re.search(rf"^0 {say(lang, 'way-back', {}, short=True)}$", shown[0], re.MULTILINE)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", STEPS_SHOWN)
def test_in_telegram(name, lang):
    session = standing(name, lang, short=False)
    drawn = json.loads(Telegram().draw(session, screen_of(session)))
    spoken = [call for call in drawn if "text" in call]
    assert spoken
    buttons = []
    for call in spoken:
        assert 1 <= len(call["text"].encode("utf-16-le")) // 2 <= 4096
        rows = call.get("reply_markup", {}).get("inline_keyboard", [])
        buttons += [button for row in rows for button in row]
    for button in buttons:
        assert button["text"]
        assert 1 <= len(button["callback_data"].encode()) <= 64
    shown = [button["text"] for button in buttons]
    assert shown[: min(len(labels(session)), 40)] == labels(session)[:40]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", STEPS_SHOWN)
def test_in_a_terminal(name, lang):
    session = standing(name, lang, short=False)
    drawn = Terminal().draw(session, screen_of(session)).decode()
    assert all(label in drawn for label in labels(session))
