"""A screen cut into pages a phone can show: never a word lost, never an option without its number.

Options are numbered over all pages, so 12 is 12 wherever it stands. Pages break between options, in text between words,
and inside a word or an option only where it alone is longer than a page.
"""

import re
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from adapters.gsm7 import EXTENDED, septets, to_gsm7

BACK = "0"
"""The key that leads back: a page while there is one, then a step."""

LEAST = 40
"""The smallest room, in septets, in which every page still gets on with the text."""


BREAKS = re.compile(r"[^\S\xa0\u202f]+")
UNBROKEN = re.compile("[\xa0\u202f]")
KEPT = "\0"
"""Stands for a space that must not be broken at (`R2 000` is one figure) until the pages are cut."""


class Ways(NamedTuple):
    """The labels of the ways on ("": the screen names none), and the key of the next page."""

    back: str = ""
    more: str = ""
    key: str = "98"


class _Line(NamedTuple):
    text: str
    option: bool

    @property
    def cost(self) -> int:
        """Septets with the line break, of which a page has one fewer than it has lines."""
        return septets(self.text) + 1


class _Foot(NamedTuple):
    """The ways on: the next page, a step back (if there is one), a page back."""

    more: _Line
    step: list[_Line]
    page: list[_Line]

    def under(self, at: int) -> list[_Line]:
        """The way back from the page of that index."""
        return self.page if at else self.step


def more_key(key: str, options: int) -> str:
    """The key for the next page: the usual one, with nines before it while it is an option's number."""
    while int(key) <= options:
        key = "9" + key
    return key


def fit(text: str, labels: Sequence[str], ways: Ways, room: int) -> list[str]:
    """The pages of a screen, each of at most `room` septets (at least `LEAST`) and in the GSM alphabet.

    A screen that fits is one page: the text, `1 Label` and so on, and `0 Back` where there is a way back. Of several
    pages all but the last offer the next one, and all but the first a way back. The ways' own labels are cut to a
    quarter of the room, which no sensible one needs.
    """
    options = [f"{number} {BREAKS.sub(' ', label).strip()}" for number, label in enumerate(labels, 1)]
    whole = to_gsm7("\n".join([text, *options, *([f"{BACK} {ways.back}"] if ways.back else [])])).strip() or "?"
    if septets(whole) <= room:
        return [whole]
    lines = [*_lines(text.splitlines(), option=False), *_lines(options, option=True)]
    foot = _foot(ways, room // 4)
    return [_print(page) for page in _spread(lines, foot, room + 1)]


def _lines(texts: Sequence[str], *, option: bool) -> list[_Line]:
    tidy = (KEPT.join(" ".join(to_gsm7(part).split()) for part in UNBROKEN.split(text)) for text in texts)
    return [_Line(text, option) for text in tidy if text]


def _foot(ways: Ways, most: int) -> _Foot:
    more, back = (
        _Line(_cut(to_gsm7(f"{key} {label}"), most)[0], option=False)
        for key, label in ((ways.key, ways.more or "More"), (BACK, ways.back or "Back"))
    )
    return _Foot(more, [back] if ways.back else [], [back])


def _print(lines: Sequence[_Line]) -> str:
    return "\n".join(line.text for line in lines).replace(KEPT, " ")


def _cost(lines: Sequence[_Line]) -> int:
    return sum(line.cost for line in lines)


def _spread(lines: list[_Line], foot: _Foot, room: int) -> list[list[_Line]]:
    """Fill page after page; what is left goes on the last one, which needs no way on."""
    rest, pages = deque(lines), list[list[_Line]]()
    while rest or not pages:
        free = room - _cost(foot.under(len(pages)))
        pages.append(_take(rest, free, foot.more.cost))
    _keep_company(pages, room - _cost(foot.page))
    last = len(pages) - 1
    return [[*page, *([foot.more] if at < last else []), *foot.under(at)] for at, page in enumerate(pages)]


def _take(rest: deque[_Line], free: int, more: int) -> list[_Line]:
    """One page's lines off the rest: all of it if it fits, else as much as leaves room for the way on."""
    if _cost(rest) <= free:
        page = list(rest)
        rest.clear()
        return page
    return _fill(rest, free - more)


def _fill(rest: deque[_Line], free: int) -> list[_Line]:
    page: list[_Line] = []
    while rest[0].cost <= free:
        free -= rest[0].cost
        page.append(rest.popleft())
    if page and rest[0].option:
        return page
    head, tail = _cut(rest[0].text, free - 1, inside=not page)
    if head:
        rest[0] = _Line(tail, option=False)
        page.append(_Line(head, option=False))
    return page


def _cut(line: str, room: int, *, inside: bool = True) -> tuple[str, str]:
    """Cut a line after at most `room` septets: between words, or `inside` one that would not fit by itself."""
    end = _reach(line, room)
    space = len(line) if end == len(line) else _pause(line, end)
    if space > 0:
        return line[:space], line[space + 1 :]
    return (line[:end], line[end:]) if inside else ("", line)


def _pause(line: str, end: int) -> int:
    """The space to pause at: after the last sentence where that leaves no page half empty, else after the last word."""
    stop = max(line.rfind(f"{mark} ", 0, end + 1) for mark in ".?!") + 1
    return stop if stop > end // 2 else line.rfind(" ", 0, end + 1)


def _reach(line: str, room: int) -> int:
    """How many characters of a line fit in so many septets."""
    for at, char in enumerate(line):
        room -= 2 if char in EXTENDED else 1
        if room < 0:
            return at
    return len(line)


def _keep_company(pages: list[list[_Line]], room: int) -> None:
    """A last page of one option alone gets the one before it, where both fit and the other page can spare it."""
    if len(pages) < 2:
        return
    before, last = pages[-2:]
    alone = len(last) == 1 and last[0].option and before[-1].option
    if alone and len(before) > 2 and before[-1].cost + last[0].cost <= room:
        last.insert(0, before.pop())
