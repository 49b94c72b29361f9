"""Asking for a person, and reading what they have said; answered by us, not by a lender."""

from flows.errands.core import Answer, Errand


class PersonCalled(Answer):
    """Staff are asked for, and the conversation goes on where a person will answer.

    `desk` is open or closed, by their opening hours (`desk_weekly`, as `HOURS` says them); `desk_opens`: when they come
    again, in their local time ("" where nobody knows). `desk_place` counts from 1 in the queue; 0 once they are there.
    """

    desk: str
    desk_place: int = 0
    desk_weekly: list[list[str]] = []
    desk_opens: str = ""


class MessageLeft(PersonCalled):
    """The same, on a phone that shows their answer later: by SMS, and in the menu."""


class CallPerson(Errand[PersonCalled | MessageLeft]):
    """Ask for a person: to talk, with a `message`, or for a call back (`call`: soon, morning or afternoon)."""

    message: str = ""
    call: str = ""


class MessagesRead(Answer):
    """What staff have said that was not read yet, or last of all; `messages` is "" where they have said nothing."""

    messages: str
    new_messages: int = 0


class ReadMessages(Errand[MessagesRead]):
    """Read what staff have said."""
