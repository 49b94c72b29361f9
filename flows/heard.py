"""What a channel heard from a person, before the conversation makes sense of it."""

from typing import NamedTuple


class File(NamedTuple):
    """A file that came, not looked into yet. `place`: how its channel finds it; `size`: bytes, 0 where unknown."""

    place: str
    size: int = 0


class Paper(NamedTuple):
    """A page that has been looked into.

    `id` names it where it waits, sealed, for the rest of its document. `mark` is a perceptual hash in hex. `pages`: how
    many it holds (a PDF). `faults` says what is not good enough about it (`dark`, `blurred`, `small`, `blank`), worst
    first: the person may insist. `unfit` says why it cannot be taken at all (`kind`, `large`, `broken`, ...; then there
    is no `id`).
    """

    id: str = ""
    mark: str = ""
    pages: int = 1
    faults: tuple[str, ...] = ()
    unfit: str = ""


OTHERS_CARD = "contact:other"
"""Heard where a card came that does not prove a number of one's own: no option, and no number, so it earns a sorry."""


class Heard(NamedTuple):
    """One message of one person.

    `who` names the person (`tel:+27821234567`, or `tg:4711` until a number is shared). `mark` is the message's own
    mark: the same message delivered twice carries the same mark. `words` is what was typed, or the value of the option
    pressed; None asks for the present screen again. `at` is the step a pressed button was drawn on ("" where a channel
    cannot know). `new` says that the person has just come (dialled, or sent /start). `jump` names a step to go to
    (a command). `contact` is the person's own number in E.164, vouched for by the channel. `now` is the time in
    seconds since 1970 UTC, since the conversation itself reads no clock. `file` is one that came with the message; the
    desk has it looked into, and the conversation hears it as `paper`. `page`: where a screen takes several and not all
    were seen yet, how many were (0: all of it was seen). `ref` is where the message stands in a chat
    (`chat:message`), from which it can be passed on as it is; "" where there is no chat. `caption` is written beneath
    what is shown, and answers no question. `edited`: it is an earlier message, said otherwise.
    `name` is what they are called there.
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
    file: File | None = None
    paper: Paper | None = None
    page: int = 0
    ref: str = ""
    caption: str = ""
    edited: bool = False
    name: str = ""
