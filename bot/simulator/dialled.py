"""The feature phone's turns as they pass: what was typed, what the phone showed, and how many septets that took."""

import time

from adapters.channels.door import Converse, Door
from adapters.gsm7 import septets
from bot.simulator.feed import Feed
from bot.simulator.people import Someone
from flows.heard import Heard

USSD = "ussd"


class Dialled:
    """Overhears the conversation of the phones on the page. `limit`: septets the operator lets through a screen."""

    def __init__(self, feed: Feed, people: tuple[Someone, ...], limit: int) -> None:
        self._feed, self._limit, self._count = feed, limit, 0
        self._phones = {f"tel:{one.number}": one.key for one in people}

    def overhearing(self, converse: Converse) -> Converse:
        """The same conversation, overheard."""

        async def overheard(heard: Heard, door: Door) -> bytes:
            began = time.monotonic()
            reply = await converse(heard, door)
            if door.name == USSD and (key := self._phones.get(heard.who)):
                self._show(key, heard, reply.decode("utf-8", "replace"), time.monotonic() - began)
            return reply

        return overheard

    def _show(self, key: str, heard: Heard, reply: str, seconds: float) -> None:
        self._count += 1
        turn = {"number": self._count, "who": key, "line": heard.line, "text": heard.words or "", "reply": reply}
        figures = {"septets": septets(reply), "limit": self._limit, "ms": round(1000 * seconds), "at": time.time()}
        self._feed.put(f"ussd/{key}/{self._count}", turn | figures)
