"""Every step, in every language, on every channel, with the longest facts: it fits, every option can be reached, and
there is a way on. Nobody in this field ships such a walk."""

import json
import re

import pytest

from adapters.channels.telegram.door import Telegram
from adapters.channels.terminal import Terminal
from adapters.gsm7 import DEFAULT, EXTENDED, septets
from bot.seen import pages, screen_of
from flows.longest import standing
from flows.options import options
from flows.steps import AGAIN, STEPS
from flows.text import LANGUAGES, say
from flows.words import Choose, End, Send, Sorry, Upload

STEPS_SHOWN = [name for name, step in STEPS.items() if not isinstance(step, Send)]


def labels(session):
    step = STEPS[session.state]
    return [label for _, label in options(session, step)] if isinstance(step, Choose | Upload) else []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", STEPS_SHOWN)
@pytest.mark.parametrize("sorry", [None, Sorry("choose", count=9)], ids=["asked", "sorry"])
def test_on_ussd(name, lang, sorry):
    session = standing(name, lang, short=True)
    shown = list(pages(session, screen_of(session, sorry)))
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
