"""The trail: what we asked lenders to do once, and what they said, kept by the day and sealed.

An entry is written at the asking ("meant", beside the call, and no answer is handed out before it is written) and
another with the outcome. The first is why the trail cannot be silent about anything that was done: until an answer is
handed out the session keeps its intent, by which the errand is finished after any crash, and from then on the entry is
there. The second follows at once and is waited for by nobody, so that a turn makes no round trip more; whoever is
killed in between leaves an errand without an outcome, which reconciling reports as unheard, not as well.

Nothing in it names a person: `who` is a keyed hash, clients and loans go by the lender's ids.
"""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from adapters.redis_client import Client
from adapters.scripts import Script, Scripts, or_away
from adapters.vault import Vault
from flows.errands import Answer, Errand

NOTE = Script("note")

MEANT = "meant"
KEPT_DAYS = 400
"""How long a day of the trail is kept; export it (`python -m bot audit`) for longer."""

PAGE = 1000
MONEY = ("amount", "pay_amount", "claim_amount", "ceiling")
"""The fields of errands that hold an amount."""


class Entry(BaseModel):
    """One line of the trail. `at`: seconds since 1970. `outcome`: meant, or the name of the answer's class."""

    at: float
    who: str = ""
    errand: str
    reference: str
    outcome: str
    client: str = ""
    product: str = ""
    amount: Decimal | None = None
    application: str = ""
    loan: str = ""


def entry(at: float, who: str, errand: Errand[Any], reference: str, answer: Answer | None = None) -> Entry:
    """The line for an errand that is about to be sent, or for its answer."""
    words = {**errand.model_dump(), **(answer.model_dump(include={"application", "loan"}) if answer else {})}
    known = {word: words[word] for word in ("client", "product", "application", "loan") if words.get(word)}
    amount = next((words[word] for word in MONEY if words.get(word) is not None), None)
    outcome = type(answer).__name__ if answer else MEANT
    return Entry(
        at=at, who=who, errand=type(errand).__name__, reference=reference, outcome=outcome, amount=amount, **known
    )


class Trail:
    """The trail in one Redis: a stream a day (UTC). Every call may raise Away."""

    def __init__(self, redis: Client, vault: Vault, kept_days: int = KEPT_DAYS) -> None:
        self._redis = redis
        self._scripts = Scripts(redis)
        self._vault = vault
        self._life = kept_days * 86_400

    async def write(self, line: Entry) -> None:
        """Add a line. One whose reply was lost may stand there twice, which says nothing else than once."""
        key = _key(datetime.fromtimestamp(line.at, UTC).date())
        sealed = self._vault.seal(line.model_dump_json(exclude_defaults=True).encode(), key)
        await self._scripts.run(NOTE, 1, key, sealed, self._life)

    async def read(self, day: date) -> AsyncIterator[Entry]:
        """The lines of a day, oldest first. Raises Spoilt where one cannot be opened."""
        key, after = _key(day), "-"
        while True:
            with or_away:
                rows = await self._redis.xrange(key, min=after, count=PAGE)
            for _, fields in rows:
                yield Entry.model_validate_json(self._vault.open(fields[b"e"], key))
            if len(rows) < PAGE:
                return
            after = f"({rows[-1][0].decode()}"


def _key(day: date) -> str:
    return f"trail:{day.isoformat()}"
