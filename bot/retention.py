"""How long each kind of data is kept, as the operator has set it. `bot.retaining` holds Redis to it."""

from typing import NamedTuple

HOUR, DAY = 3_600, 86_400
OTHERS = 365 * DAY
"""How long an account's pointer and a topic are known without use: no settings, and sealed under these keys as well."""
NIGHTS = 100
"""Days a person's key outlasts what is longest sealed under it."""


class Retention(NamedTuple):
    """All in seconds, from when it was last of use: the last turn, the line, the last news of the loan, the reply."""

    session: int = 90 * DAY
    application: int = 30 * DAY
    transcript: int = 90 * DAY
    loan: int = 400 * DAY
    trail: int = 400 * DAY
    reply: int = 24 * HOUR
    document: int = 24 * HOUR
    aside: int = 30 * DAY

    @property
    def key(self) -> int:
        """Of a person's data key: all that is sealed under it goes first."""
        return max(self.session, self.loan, self.trail, OTHERS) + NIGHTS * DAY

    @property
    def words(self) -> str:
        """For an operator."""
        days = {
            name: getattr(self, name) for name in ("session", "application", "transcript", "loan", "trail", "aside")
        }
        hours = {name: getattr(self, name) for name in ("reply", "document")}
        said = [f"{name} {life // DAY} days" for name, life in days.items()]
        return ", ".join([*said, *(f"{name} {life // HOUR} hours" for name, life in hours.items())])
