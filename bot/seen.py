"""A step as each phone shows it: drawn by the channels themselves, and turned page by page as a person would."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from adapters.channels.telegram.door import Telegram
from adapters.channels.ussd.door import Ussd
from flows.heard import Heard
from flows.screen import Screen
from flows.session import Session
from flows.show import apart, screen
from flows.steps import STEPS
from flows.words import Send, Sorry

ENOUGH = 60
"""No screen has more pages than this."""


class Said(NamedTuple):
    """What a chat shows: the text in its pieces, and the labels of the buttons under the last one, row by row."""

    texts: list[str]
    rows: list[list[str]]


def screen_of(session: Session, sorry: Sorry | None = None) -> Screen:
    """The screen of the step a session stands on; of an errand that calls this phone, the last words before it."""
    return apart(session) if isinstance(STEPS[session.state], Send) else screen(session, sorry)


def pages(session: Session, shown: Screen) -> Iterator[str]:
    """The pages of a USSD screen, each as Africa's Talking is answered, turned with the key each page offers.

    Raises ValueError where they never end, or the key does something else.
    """
    door, text = Ussd(), "1"
    session.lines.pop(door.name, None)
    session.page = 0
    door.listen(session, Heard("tel:x", "m", "", line="L"))
    for turn in range(ENOUGH):
        page = door.draw(session, shown).decode()
        yield page
        if not (more := re.search(rf"^(\d+) {re.escape(shown.more)}$", page, re.MULTILINE)):
            return
        text = f"{text}*{more[1]}" if turn else more[1]
        if door.listen(session, Heard("tel:x", f"m{turn}", text, line="L")).words is not None:
            raise ValueError(f"{session.state}: {more[1]} turns no page")
        shown = screen_of(session)  # as the conversation shows it again: without the sorry
    raise ValueError(f"{session.state}: the pages never end")


def in_chat(session: Session, shown: Screen) -> Said:
    """The screen as a Telegram chat shows it."""
    calls = [call for call in json.loads(Telegram().draw(session, shown)) if "text" in call]
    under = calls[-1].get("reply_markup", {})
    rows = under.get("inline_keyboard") or under.get("keyboard") or []
    return Said([call["text"] for call in calls], [[button["text"] for button in row] for row in rows])
