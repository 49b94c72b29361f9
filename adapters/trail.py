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
from decimal import Decimal
from itertools import groupby
from typing import Any

from pydantic import BaseModel

from adapters.keyring import Keyring, keyring
from adapters.names import Keys
from adapters.redis_client import Client
from adapters.scripts import Script, Scripts, or_away
from adapters.vault import Spoilt, Vault
from flows.consent import MEETING, version_agreed
from flows.errands import Answer, Errand
from flows.screen import Screen
from flows.session import Session

NOTE = Script("note")

MEANT, SHOWN, LATE, NOT_SENT = "meant", "shown", "Late", "NotSent"
SILENT = (LATE, NOT_SENT)
"""Outcomes that are none: nothing was heard, this time."""

KEPT_DAYS = 400
"""How long a day of the trail is kept; export it (`python -m bot audit`) for longer."""

PAGE = 1000
MONEY = ("amount", "pay_amount", "claim_amount", "ceiling")
"""The fields of errands that hold an amount."""

IDS = ("client", "product", "application", "loan", "agreement", "mandate", "payout", "payment", "claim", "document")
"""The lender's ids, as errands and answers name them."""

FILE = ("file_name", "file_sha256")
"""Of a document that was sent to the borrower: its name, and the SHA-256 of its bytes in hex."""

WORDS = {*IDS, *FILE, "reference", *MONEY}


class Entry(BaseModel):
    """One line of the trail. `at`: seconds since 1970.

    `channel`: ussd, telegram, page or terminal, worker where nobody waited on a line, command for staff. `outcome`:
    meant, shown, the name of the answer's class, or a silence (Late, NotSent). `reference` is ours, `number` the
    lender's own, where it told one. `step`, `lang` and `words` are of what was shown, all its pages; `page` is the one
    they were on (from 1), for a small screen shows one at a time. `version` names the wording of a consent. `erased`:
    the person was, and with them what is not in BARE.
    """

    at: float
    who: str = ""
    channel: str = ""
    errand: str = ""
    reference: str = ""
    outcome: str = ""
    number: str = ""
    amount: Decimal | None = None
    client: str = ""
    product: str = ""
    application: str = ""
    loan: str = ""
    agreement: str = ""
    mandate: str = ""
    payout: str = ""
    payment: str = ""
    claim: str = ""
    document: str = ""
    file_name: str = ""
    file_sha256: str = ""
    step: str = ""
    lang: str = ""
    version: str = ""
    page: int = 0
    words: str = ""
    erased: bool = False


class _Bare(BaseModel):
    """A line as it is kept: what leads to nobody; `rest` of it is sealed under its person's key, `open`: nobody's."""

    at: float
    who: str = ""
    channel: str = ""
    errand: str = ""
    reference: str = ""
    outcome: str = ""
    amount: Decimal | None = None
    step: str = ""
    lang: str = ""
    version: str = ""
    page: int = 0
    rest: str = ""
    open: str = ""


BARE = set(_Bare.model_fields) - {"rest", "open"}
"""What of a line leads to nobody, and stays."""


def entry(
    at: float, who: str, channel: str, errand: Errand[Any], reference: str, outcome: Answer | str = MEANT
) -> Entry:
    """The line for an errand: that it is about to be sent, what was answered, or which silence there was."""
    answer = outcome if isinstance(outcome, Answer) else None
    asked = errand.model_dump(include=WORDS - {"reference"})
    told = answer.model_dump(include=WORDS) if answer else {}
    number = told.pop("reference", "")
    known = {word: value for word, value in {**asked, **told}.items() if value and word not in MONEY}
    return Entry(
        at=at,
        who=who,
        channel=channel,
        errand=type(errand).__name__,
        reference=reference,
        outcome=type(answer).__name__ if answer else str(outcome),
        number=number,
        amount=next((asked[word] for word in MONEY if asked.get(word) is not None), None),
        **known,
    )


def agreed(line: Entry, session: Session, screen: Screen, page: int) -> Entry:
    """The same line, saying what the borrower was shown when they agreed: the words, the ways on, and the document."""
    ways = [f"{number} {label}" for number, (_, label) in enumerate(screen.options, 1)]
    shown: dict[str, str | int] = {"outcome": SHOWN, "step": screen.step, "lang": session.lang, "page": page + 1}
    shown["words"] = "\n".join([screen.text, *ways])
    if screen.step.startswith(MEETING):
        shown["version"] = version_agreed(session)
    facts = session.facts
    if line.agreement and facts.get("file_agreement") == line.agreement:
        shown |= {word: str(facts.get(word, "")) for word in FILE}
    return line.model_copy(update=shown)


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
                    yield await self._read(_Bare.model_validate_json(line), key, theirs)
            if len(rows) < PAGE:
                return
            after = f"({rows[-1][0].decode()}"

    async def _month(self, day: date) -> Vault:
        """What seals a month's lines: some millions, far below what one key may."""
        return await self._keyring.common(f"trail {day:%Y-%m}")

    async def _written(self, line: Entry, key: str) -> bytes:
        """A line as JSON, which has no bare line break; what leads to its person is sealed under their key."""
        bare = _Bare.model_validate(line.model_dump(include=BARE))
        if rest := line.model_dump_json(exclude=BARE, exclude_defaults=True):
            bare.rest = await self._sealed(line.who, rest.encode(), key) if line.who and rest != "{}" else ""
            bare.open = "" if line.who else rest
        return bare.model_dump_json(exclude_defaults=True).encode()

    async def _sealed(self, who: str, rest: bytes, key: str) -> str:
        vault = await self._keyring.near(Keys.named(who))
        return base64.b64encode(vault.seal(rest, f"{key} {who}")).decode()

    async def _read(self, bare: _Bare, key: str, theirs: dict[str, Vault | None]) -> Entry:
        """A line, without what was erased with its person."""
        known = bare.model_dump(include=BARE)
        if bare.rest:
            if bare.who not in theirs:
                theirs[bare.who] = await self._keyring.of(Keys.named(bare.who))
            rest = _opened(theirs[bare.who], bare, key)
            return Entry.model_validate(known | (json.loads(rest) if rest else {"erased": True}))
        return Entry.model_validate(known | json.loads(bare.open or "{}"))


def _opened(vault: Vault | None, bare: _Bare, key: str) -> bytes:
    """What leads to the person; nothing where that was sealed under a key that is gone."""
    try:
        return vault.open(base64.b64decode(bare.rest), f"{key} {bare.who}") if vault else b""
    except Spoilt:  # they have come back since, and have another
        return b""


def _day(line: Entry) -> date:
    return datetime.fromtimestamp(line.at, UTC).date()


def _key(day: date) -> str:
    return f"trail:{day.isoformat()}"
