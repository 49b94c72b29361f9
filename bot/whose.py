"""Where a borrower is reached while a person has the conversation, or may speak there."""

from flows.handover import STAFF
from flows.session import Session

CHAT, SMS = "telegram", "sms"


def chat_of(session: Session) -> int:
    """The borrower's chat in Telegram; 0 where they have none."""
    place = session.lines.get(CHAT)
    return int(str(place.get("chat", 0))) if isinstance(place, dict) else 0


def channel(session: Session) -> str:
    """Where what staff say goes: to the chat, or by SMS where there is none or a phone without one asked for them."""
    asked_on = session.desk.get("channel", CHAT)
    return CHAT if chat_of(session) and asked_on == CHAT else SMS


def is_taken(session: Session) -> bool:
    """Whether staff have the chat, so that the bot is not to speak there."""
    return session.owner == STAFF and channel(session) == CHAT
