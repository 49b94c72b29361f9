"""Turns as they pass: what a feature phone typed and showed, in how many septets, and in which language."""

import time
from copy import copy
from typing import TypeVar

from adapters.channels.door import Converse, Door
from adapters.gsm7 import septets
from bot.simulator.feed import Feed
from bot.simulator.people import Someone
from flows.heard import Heard
from flows.screen import Screen
from flows.session import Session

USSD = "ussd"

D = TypeVar("D", bound=Door)


class Overheard:
    """Overhears the people on the page. `limit`: septets the operator lets through a screen."""

    def __init__(self, feed: Feed, people: tuple[Someone, ...], limit: int) -> None:
        self._feed, self._limit, self._count = feed, limit, 0
        self._people = {who: one.key for one in people for who in one.names}

    def overhearing(self, converse: Converse) -> Converse:
        """The same conversation, overheard."""

        async def overheard(heard: Heard, door: Door) -> bytes:
            if not (key := self._people.get(heard.who)):
                return await converse(heard, door)
            began = time.monotonic()
            reply = await converse(heard, self._noting(door, key))
            if door.name == USSD:
                self._show(key, heard, reply.decode("utf-8", "replace"), time.monotonic() - began)
            return reply

        return overheard

    def _noting(self, door: D, key: str) -> D:
        """The same door, which tells the page in which language it draws: for those who have it read aloud."""

        def draw(session: Session, screen: Screen) -> bytes:
            self._feed.put(f"lang/{key}", session.lang)
            return door.draw(session, screen)

        noting = copy(door)
        vars(noting)["draw"] = draw
        return noting

    def _show(self, key: str, heard: Heard, reply: str, seconds: float) -> None:
        self._count += 1
        session = heard.line.partition(" ")[0]  # as the page named it; the code it dialled stands behind
        turn = {"number": self._count, "who": key, "line": session, "text": heard.words or "", "reply": reply}
        figures = {"septets": septets(reply), "limit": self._limit, "ms": round(1000 * seconds), "at": time.time()}
        self._feed.put(f"ussd/{key}/{self._count}", turn | figures)
