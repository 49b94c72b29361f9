"""The trail: every errand, what came of it, and what borrowers agreed to; kept by the day, sealed, only ever added to.

What happens once leaves an entry at the asking ("meant", beside the call, and no answer is handed out before it is
written) and another with the outcome. The first is why the trail cannot be silent about anything that was done: until
an answer is handed out the session keeps its intent, by which the errand is finished after any crash, and from then on
the entry is there. The second follows at once and is waited for by nobody, so that a turn makes no round trip more;
whoever is killed in between leaves an errand without an outcome, which reconciling reports as unheard, not as well.

All other errands leave one line with their outcome, and so does a silence. These are written many at a time: a process
that is killed loses those of its last moment, and no others.

What a borrower agreed to ("shown": the words on the screen, or which document they were sent) is written before the
errand it leads to is even sent.

Nothing in it names a person: `who` is a keyed hash, clients and loans go by the lender's ids. Secrets and documents
never come near it: a line is made of the words listed here and of no others.

What was done, when, under which reference and for how much is sealed under a key of the month's, and stays for whoever
must answer for the money. Whatever leads to a person (the lender's ids, what they were shown) is sealed once more,
under that person's key: when they are erased, it is gone from here too.
"""

import base64
import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from itertools import groupby

from adapters.keyring import Keyring, keyring
from adapters.names import Keys
from adapters.redis_client import Client
from adapters.scripts import Script, Scripts, or_away
from adapters.trail_line import BARE, Entry, Kept
from adapters.vault import Spoilt, Vault

NOTE = Script("note")

KEPT_DAYS = 400
"""How long a day of the trail is kept; export it (`python -m bot audit`) for longer."""

PAGE = 1000


class Trail:
    """The trail in one Redis: a stream a day (UTC). Every call may raise Away."""

    def __init__(self, redis: Client, vault: Vault | Keyring, kept_days: int = KEPT_DAYS) -> None:
        self._redis = redis
        self._scripts = Scripts(redis)
        self._keyring = keyring(redis, vault)
        self._life = kept_days * 86_400

    async def write(self, *lines: Entry) -> None:
        """Add lines. What lost its reply may stand there twice, which says nothing else than once."""
        for day, of_day in groupby(lines, _day):
            key, month = _key(day), await self._month(day)
            written = b"\n".join([await self._written(line, key) for line in of_day])
            await self._scripts.run(NOTE, 1, key, month.seal(written, key), self._life)

    async def read(self, day: date) -> AsyncIterator[Entry]:
        """The lines of a day, oldest first. Raises Spoilt where one cannot be opened."""
        key, after, month = _key(day), "-", await self._month(day)
        theirs: dict[str, Vault | None] = {}
        while True:
            with or_away:
                rows = await self._redis.xrange(key, min=after, count=PAGE)
            for _, fields in rows:
                for line in month.open(fields[b"e"], key).splitlines():
                    yield await self._read(Kept.model_validate_json(line), key, theirs)
            if len(rows) < PAGE:
                return
            after = f"({rows[-1][0].decode()}"

    async def _month(self, day: date) -> Vault:
        """What seals a month's lines: some millions, far below what one key may."""
        return await self._keyring.common(f"trail {day:%Y-%m}")

    async def _written(self, line: Entry, key: str) -> bytes:
        """A line as JSON, which has no bare line break; what leads to its person is sealed under their key."""
        kept = Kept.model_validate(line.model_dump(include=BARE))
        rest = line.model_dump_json(exclude=BARE, exclude_defaults=True)
        if not line.who:
            kept.open = rest
        elif rest != "{}":
            kept.rest = await self._sealed(line.who, rest.encode(), key)
        return kept.model_dump_json(exclude_defaults=True).encode()

    async def _sealed(self, who: str, rest: bytes, key: str) -> str:
        vault = await self._keyring.near(Keys.named(who))
        return base64.b64encode(vault.seal(rest, f"{key} {who}")).decode()

    async def _read(self, kept: Kept, key: str, theirs: dict[str, Vault | None]) -> Entry:
        """A line, without what was erased with its person."""
        known = kept.model_dump(include=BARE)
        if kept.rest:
            if kept.who not in theirs:
                theirs[kept.who] = await self._keyring.of(Keys.named(kept.who))
            rest = _opened(theirs[kept.who], kept, key)
            return Entry.model_validate(known | (json.loads(rest) if rest else {"erased": True}))
        return Entry.model_validate(known | json.loads(kept.open or "{}"))


def _opened(vault: Vault | None, kept: Kept, key: str) -> bytes:
    """What leads to the person; nothing where that was sealed under a key that is gone."""
    try:
        return vault.open(base64.b64decode(kept.rest), f"{key} {kept.who}") if vault else b""
    except Spoilt:  # they have come back since, and have another
        return b""


def _day(line: Entry) -> date:
    return datetime.fromtimestamp(line.at, UTC).date()


def _key(day: date) -> str:
    return f"trail:{day.isoformat()}"
