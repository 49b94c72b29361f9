"""The USSD door: hears what was typed since the last screen, turns pages, and draws screens a phone can show.

Its memory in the session is `[gateway session, length of the text so far, its digest, key of the next page]`, and after
a sorry of several pages its step and sentence besides: tiny, and never what was typed.
"""

from typing import Any, NamedTuple, cast

from adapters.channels.ussd.answer import UNKNOWN, Answers, Unclear, con_end
from adapters.channels.ussd.pages import BACK, LEAST, Ways, fit, more_key
from adapters.channels.ussd.said import Begins, Reads, anything, cumulative, digest
from flows.heard import Heard
from flows.screen import Screen
from flows.session import Session

PREFIX = 4
"""Septets of `CON `; nobody documents whether it counts, so it does."""

MOST_PATIENCE = 4.0
"""Seconds; the strictest gateway waits 5."""


class _Memory(NamedTuple):
    """What the door remembers between two turns of one gateway session.

    `step` is the one whose screen stands on the phone: a digit answers that one, whatever the person has done on
    another phone meanwhile.
    """

    line: str
    length: int = 0
    digest: str = ""
    more: str = ""
    step: str = ""
    sorry: str = ""


class Ussd:
    """USSD to the desk (`adapters.channels.door.Door`).

    `limit` is the operator's, in septets; `patience` in seconds; `more` the key of the next page; `reads` says how the
    gateway tells what was typed, `begins` how it tells that a session begins, `answers` how it wants to be answered.
    """

    name = "ussd"
    short = True

    def __init__(
        self,
        *,
        limit: int = 160,
        patience: float = 3.0,
        more: str = "98",
        reads: Reads = cumulative,
        begins: Begins = anything,
        answers: Answers = con_end,
    ) -> None:
        if limit < LEAST + PREFIX:
            raise ValueError(f"a USSD screen of {limit} septets has no room for a menu: set {LEAST + PREFIX} or more")
        if not 0 < patience <= MOST_PATIENCE:
            raise ValueError(f"USSD gateways hang up after 5 seconds: set a patience of at most {MOST_PATIENCE:g}")
        if not more.isdecimal() or not more.strip("0"):
            raise ValueError(f"the key of the next page must be a number above 0, as 98, and not {more!r}")
        self.room = limit - PREFIX
        self.patience = patience
        self.more = more
        self.reads = reads
        self.begins = begins
        self.answers = answers

    def listen(self, session: Session, heard: Heard) -> Heard:
        """What was said this time. A new gateway session says nothing yet, whatever was dialled with it.

        Raises Unclear where an answer comes in a session that never began: with this phone, by this service code.
        """
        text, line = heard.words or "", digest(heard.line)
        seen = _Memory(line, len(text), digest(text))
        before = _recall(session)
        if before is None or before.line != line:
            if not self.begins(text):
                raise Unclear(UNKNOWN)
            session.page = 0
            _keep(session, seen)
            return heard._replace(words=None, new=True)
        words = self.reads(before.length, before.digest, text)
        if words is None or _turns(session, words, before.more):
            _keep(session, before._replace(length=seen.length, digest=seen.digest))
            return heard._replace(words=None)
        page = session.page + 1 if before.more else 0
        session.page = 0
        _keep(session, seen)
        return heard._replace(words=words, at=before.step, page=page)

    def draw(self, session: Session, screen: Screen) -> bytes:
        """The page of the screen the person is on. A sorry takes the question's place and begins at its first page."""
        before = _recall(session)
        if screen.sorry:
            session.page = 0
        sorry = screen.sorry or _sorry(before, screen.step)
        key = more_key(self.more, len(screen.options))
        labels = [label for _, label in screen.options]
        pages = fit(sorry or screen.text, labels, Ways(screen.back, screen.more, key), self.room)
        last = len(pages) - 1
        session.page = at = max(0, min(session.page, last))
        if screen.ends and at == last:
            session.lines.pop(self.name, None)
            session.page = 0
            return self.answers(pages[at], False)
        if before:
            more = key if at < last else ""
            kept = _Memory(before.line, before.length, before.digest, more, screen.step, sorry if last else "")
            _keep(session, kept)
        return self.answers(pages[at], True)


def _turns(session: Session, words: str, more: str) -> bool:
    """Turn the page if the words are the key for it."""
    if more and words == more:
        session.page += 1
    elif session.page and words == BACK:
        session.page -= 1
    else:
        return False
    return True


def _recall(session: Session) -> _Memory | None:
    kept = session.lines.get(Ussd.name)
    return _Memory(*cast("list[Any]", kept)) if kept else None


def _keep(session: Session, memory: _Memory) -> None:
    session.lines[Ussd.name] = [*memory] if memory.sorry else [*memory[:5]]


def _sorry(memory: _Memory | None, step: str) -> str:
    """The sorry whose pages are being turned: the conversation says it only once."""
    return memory.sorry if memory and memory.step == step else ""
