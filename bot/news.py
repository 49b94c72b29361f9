"""Telling a person, unasked, that there is an answer: where they chat if they do, by SMS otherwise."""

from collections.abc import Awaitable, Callable

import structlog

from adapters.sms.sms import Sms
from flows.screen import Screen
from flows.session import Session
from flows.talk import show
from flows.text import say

TellChat = Callable[[Session, Screen], Awaitable[bool]]
"""Shows a screen in the person's chat; False where that cannot be."""

log = structlog.get_logger()


class News:
    """Sends notices as best it can. The answer itself is kept in the session and shown at the next turn in any case."""

    def __init__(self, sms: Sms, chat: TellChat | None = None) -> None:
        self._sms, self._chat = sms, chat

    async def tell(self, session: Session) -> None:
        """Tell of what the session now stands at. An SMS only says that there is news: others may read that phone."""
        if self._chat and "telegram" in session.lines and await self._tell_chat(self._chat, session):
            return
        if session.phone:
            await self._sms.send(session.phone, say(session.lang, "way-news", session.facts))

    async def _tell_chat(self, chat: TellChat, session: Session) -> bool:
        session.short = False
        screen = show(session)
        return isinstance(screen, Screen) and await chat(session, screen)
