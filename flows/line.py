"""What is said while a person has the conversation, or is asked for: one line of its transcript."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal[
    "asked",
    "said",
    "edited",
    "left",
    "taken",
    "back",
    "closed",
    "note",
    "told",
    "unclaimed",
    "shown",
    "unsaid",
    "review",
]
By = Literal["borrower", "staff", "bot"]

EVENTS = frozenset({"taken", "back", "closed", "unclaimed"})
"""What both sides are told of."""

SPOKEN = frozenset({"said", "edited"})


UNTOLD = "staff"
"""The text of what staff alone are told of."""


class Line(BaseModel):
    """One line. `at`: seconds since 1970. `ref`: where it stands in its chat (`chat:message`), "" where in none.

    `asked`: the borrower asks for a person, or for a call back (`text` says when). `said`, `edited`: words, or a
    message of another kind (then `text` is ""). `left`: the borrower went back to the bot. `taken`, `back`, `closed`:
    staff have the chat, gave it back, or closed it. `note`: staff's own. `told`: said to staff in their topic, as
    answer to what they did. `unclaimed`: nobody has taken it for long. `shown`: where the conversation stands is shown
    again. `review`: the borrower asks that a person look again at what the lender declined. `unsaid`: what the bot did
    not say, since a person has the chat.

    `by` is who says it, `name` what that member of staff is called. `channel` is where the borrower spoke, or where
    what is said to them goes: `sms`, or their chat. `media`: it is no text, or has one beneath.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: Kind
    by: By
    at: int = 0
    name: str = ""
    text: str = ""
    ref: str = ""
    media: bool = False
    channel: str = ""

    @property
    def for_staff(self) -> bool:
        """Whether it belongs in the staff's topic."""
        spoken = self.by == "borrower" and self.kind in SPOKEN
        return spoken or self.kind in EVENTS | {"asked", "left", "told", "unsaid", "review"}

    @property
    def for_borrower(self) -> bool:
        """Whether the borrower is told of it."""
        spoken = self.by == "staff" and self.kind in SPOKEN
        return spoken or (self.kind in EVENTS | {"shown"} and self.text != UNTOLD)
