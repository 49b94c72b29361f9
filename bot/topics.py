"""Deleting a borrower's topic in the staff group, with all that was said in it."""

import structlog

from adapters.staff import Became, Staff
from bot.leaving import Undeleted
from flows.text import say

log = structlog.get_logger()


class Topics:
    """Those of one staff group; `lang` is the language of staff."""

    def __init__(self, staff: Staff, lang: str) -> None:
        self._staff, self._lang = staff, lang

    async def delete(self, topics: list[int]) -> Undeleted:
        """Delete these. Where Telegram does not let us, staff are asked in the topic itself to delete it by hand."""
        left, by_hand, wait = list[int](), list[int](), 0.0
        for topic in topics:
            result = await self._staff.delete(topic)
            if result.became is Became.NOT_NOW:
                left.append(topic)
                wait = max(wait, result.wait)
            elif result.became not in (Became.DONE, Became.NO_TOPIC):
                log.error("erased, but for a topic that staff must delete by hand", topic=topic)
                by_hand.append(topic)
                await self._staff.post(topic, say(self._lang, "staff-erase", {}))
        return Undeleted(left, by_hand, wait)
