"""What a channel heard from a person, before the conversation makes sense of it."""

from typing import NamedTuple


class Heard(NamedTuple):
    """One message of one person.

    `who` names the person (`tel:+27821234567`, or `tg:4711` until a number is shared). `mark` is the message's own
    mark: the same message delivered twice carries the same mark. `words` is what was typed, or the value of the option
    pressed; None asks for the present screen again. `at` is the step a pressed button was drawn on ("" where a channel
    cannot know). `new` says that the person has just come (dialled, or sent /start). `jump` names a step to go to
    (a command). `contact` is the person's own number in E.164, vouched for by the channel. `now` is the time in
    seconds since 1970 UTC, since the conversation itself reads no clock.
    """

    who: str
    mark: str
    words: str | None = None
    at: str = ""
    new: bool = False
    jump: str = ""
    contact: str = ""
    now: int = 0
    line: str = ""  # the gateway's session, for channels that have one; opaque to the conversation
