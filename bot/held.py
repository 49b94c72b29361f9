"""All that is held on a person, gathered for whoever must tell them: from every place where something is kept.

Of an SMS there is nothing to gather: what is known of one stands under a hash of the message, and names nobody.
"""

from datetime import UTC, datetime, timedelta

from pydantic import BaseModel, JsonValue

from adapters.documents import Page
from adapters.duties import duties
from adapters.followed import FollowedLoans
from adapters.handovers import TOPIC, Handovers
from adapters.jobs import Jobs
from adapters.trail import KEPT_DAYS, Trail
from adapters.trail_line import Entry
from adapters.waiting import Waiting
from bot.auditing import Asked, lines
from bot.beside import Beside, glance
from bot.erasing import accounts_of
from flows.consent import AGREED
from flows.line import Line
from flows.session import Session
from flows.uploading import waiting


class Waits(BaseModel):
    """A page that waits for the rest of its document: what it is, and its size in bytes."""

    id: str
    kind: str
    pages: int
    size: int
    faults: list[str]


class Held(BaseModel):
    """All that is held on a person; times in seconds since 1970.

    `duties` fall due later: when, of which kind, and what they carry. `aside` could not be done by anybody. `topic` is
    where staff speak of them in their group (0: nowhere).
    """

    person: str
    at: float
    consent: JsonValue = None
    session: dict[str, JsonValue] | None = None
    accounts: list[str] = []
    loans: list[dict[str, JsonValue]] = []
    transcript: list[Line] = []
    topic: int = 0
    pages: list[Waits] = []
    duties: list[dict[str, JsonValue]] = []
    aside: list[dict[str, JsonValue]] = []
    trail: list[Entry] = []

    @property
    def nothing(self) -> bool:
        """Whether there is nothing; the trail alone says of nobody who they are."""
        return not (self.session or self.loans or self.transcript or self.duties or self.aside)


async def gathered(parts: Beside, who: str, days: int = KEPT_DAYS) -> tuple[Held, dict[str, Page]]:
    """All that is held on a person, of the trail so many days; and the pages that wait, by their ids. Raises Away."""
    session = (await glance(parts.sessions, who)).session
    accounts = accounts_of(session)
    [topic] = await Handovers(*parts).recall(who, TOPIC)
    pages = await _pages(parts, who, session)
    names = {who, *accounts}
    found = Held(
        person=who,
        at=datetime.now(UTC).timestamp(),
        consent=session.facts.get(AGREED) if session else None,
        session=session.model_dump(mode="json", exclude_defaults=True) if session else None,
        accounts=accounts,
        loans=[loan.model_dump(mode="json") for loan in await FollowedLoans(*parts).all(who)],
        transcript=[line for name in sorted(names) for line in await Handovers(*parts).transcript(name)],
        topic=topic,
        pages=[
            Waits(id=id_, kind=page.kind, pages=page.pages, size=len(page.content), faults=list(page.faults))
            for id_, page in pages.items()
        ],
        duties=await _duties(parts, names),
        aside=await _aside(parts, names),
        trail=await _trail(parts, names, days),
    )
    return found, pages


async def _pages(parts: Beside, who: str, session: Session | None) -> dict[str, Page]:
    """The pages that wait; those that have waited too long are there no more."""
    found = dict[str, Page]()
    for id_ in sorted(waiting(session.facts)) if session else ():
        if pages := await Waiting(*parts).pages(who, [id_]):
            found[id_] = pages[0]
    return found


async def _duties(parts: Beside, names: set[str]) -> list[dict[str, JsonValue]]:
    due = [duty for name in sorted(names) for duty in await duties(*parts, name)]
    return [{"due": duty.at, **(duty.job.model_dump(mode="json") if duty.job else {})} for duty in due]


async def _aside(parts: Beside, names: set[str]) -> list[dict[str, JsonValue]]:
    aside = [each for each in await Jobs(*parts).aside() if each.job and each.job.who in names]
    return [{"at": each.at, "why": each.why, **each.job.model_dump(mode="json")} for each in aside if each.job]


async def _trail(parts: Beside, names: set[str], days: int) -> list[Entry]:
    """Their lines, by their hashed names, from the first day that is kept."""
    today = datetime.now(UTC).date()
    whole = Asked(today - timedelta(days=days), today, "", "json")
    whose = {parts.namer.keys(name).name for name in names}
    return [line async for line in lines(Trail(parts.redis, parts.keyring), whole, whose)]
