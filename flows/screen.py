"""What to show: a description, which each channel draws its own way."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. `options` are (value, label) pairs in the order shown, numbered from 1 where a channel numbers them.

    `sorry` says why the last answer did not fit and what to do; a channel short of room shows it instead of `text`.
    `back`, `more` and `contact` are labels, "" where there is no such way: one step back, the next page, and sharing
    one's own phone number. `ends` closes the conversation for now. `secret` marks a step whose answer must not be kept.
    `upload` asks for a photo or a file, or about one. `silent`: nothing is shown, for a person has the chat.
    """

    step: str
    text: str
    options: tuple[tuple[str, str], ...] = ()
    sorry: str = ""
    back: str = ""
    more: str = ""
    contact: str = ""
    ends: bool = False
    secret: bool = False
    upload: bool = False
    silent: bool = False
