"""A job: something to be done for a person when they are not waiting on the line, as a small document."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal[
    "finish",
    "tell",
    "update",
    "drop",
    "follow",
    "watch",
    "event",
    "notice",
    "to_staff",
    "to_borrower",
    "unclaimed",
    "erase",
]


class Job(BaseModel):
    """One job. Doing it twice is harmless: whoever takes it looks first whether it is still wanted.

    `finish`: the errand under `key` has no answer yet; see it through. `tell`: let the person know of what the session
    came to stand at in its turn `key`. `update`: an update of a channel that broke off, to be heard again; `body` is it
    as it came. `drop`: the pages whose ids are the words of `body` need wait no more. `round` counts the tries that
    came to nothing.

    Of loans (`bot.following`, `bot.notices`): `follow`: the session has come to a loan, or knows something new of it,
    which is `body`. `watch`: look how the loan stands; `key` is the chain of looks and the loan's own key. `event`: the
    lender told something, which is `body`; `who` is the application or the loan it is about. `notice`: tell the person
    of `body`.

    While a person has the conversation (`bot.relaying`): `to_staff`, `to_borrower`: pass on what was said. `unclaimed`:
    nobody has taken the conversation that asked for a person at `key` (seconds since 1970).

    `erase`: the person has had everything deleted; `key` is the id of the session that was left then (`bot.leaving`).
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: Kind
    who: str
    key: str
    round: int = 0
    body: str = ""

    def written(self) -> bytes:
        """As it is kept."""
        return self.model_dump_json(exclude_defaults=True).encode()
