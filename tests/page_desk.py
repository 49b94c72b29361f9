"""A desk with a conversation about two documents, for tests of the page: the real one is not needed to try a door."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from adapters.channels.door import Away, Bringing, Door
from adapters.channels.page.serve import mount
from adapters.links import Link, Links
from adapters.stand_ins.serving import serving
from flows.heard import Heard
from flows.screen import Screen
from flows.session import Session

THANDI = "tel:+27821234567"

WORDS = {
    "en": {
        "paper.id": "Please photograph your ID document, the photo side.\n\nLay it flat where there is light.",
        "paper.payslip": "We have your ID. Next: your latest payslip, each page of it.",
        "done": "Done",
        "later": "Bring it later",
        "retake": "Take it again",
        "use": "Use it all the same",
        "dark": "This photo is too dark to read. Please take it again where there is more light.",
        "wrong": "Please choose one of the options.",
    },
    "sw": {
        "paper.id": "Tafadhali piga picha ya kitambulisho chako, upande wa picha.\n\nKiweke mahali penye mwanga.",
        "paper.payslip": "Tumepata kitambulisho chako. Sasa: hati yako ya mshahara, kila ukurasa.",
        "done": "Nimemaliza",
        "later": "Nitaileta baadaye",
        "retake": "Piga tena",
        "use": "Itumie hivyo hivyo",
        "dark": "Picha hii ina giza mno, haisomeki. Tafadhali piga tena mahali penye mwanga zaidi.",
        "wrong": "Tafadhali chagua mojawapo ya chaguo.",
    },
}
OPTIONS = {"paper.id": ("later",), "paper.payslip": ("done", "later"), "paper.poor": ("retake", "use")}
SECRET = Screen("home.menu", "You owe R2 000 since Friday.", (("pay", "Pay now"), ("new", "A new loan")))


def screen(session: Session, sorry: str = "") -> Screen:
    if session.state == SECRET.step:
        return SECRET
    say = WORDS[session.lang]
    text = say["paper.id" if session.state == "paper.poor" else session.state]
    options = tuple((value, say[value]) for value in OPTIONS[session.state])
    return Screen(session.state, text, options, sorry=say.get(sorry, sorry), back="Back", more="More", upload=True)


@dataclass
class Desk:
    """Holds sessions as JSON between turns, hears each mark once, and keeps the files doors bring."""

    kept: dict[str, str] = field(default_factory=dict)
    replies: dict[str, bytes] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)
    away: bool = False
    wait: float = 0
    lane: asyncio.Lock = field(default_factory=asyncio.Lock)

    def meet(self, link: Link, state: str = "paper.id") -> None:
        """A borrower who stands at `state` and has been sent this link."""
        session = Session(id="s1", state=state, lang=link.lang, facts={"link": link.id})
        self.kept[link.who] = session.model_dump_json()

    def session(self, who: str = THANDI) -> Session:
        return Session.model_validate_json(self.kept[who])

    def change(self, who: str = THANDI, **what: object) -> None:
        self.kept[who] = self.session(who).model_copy(update=what).model_dump_json()

    async def converse(self, heard: Heard, door: Door) -> bytes:
        if self.away:
            raise Away
        async with self.lane:
            await asyncio.sleep(self.wait)
            if heard.mark not in self.replies:
                self.replies[heard.mark] = await self._turn(heard, door)
            return self.replies[heard.mark]

    async def _turn(self, heard: Heard, door: Door) -> bytes:
        session = self.session(heard.who)
        heard = door.listen(session, heard)
        self.heard.append(heard)
        sorry = ""
        if heard.file:
            assert isinstance(door, Bringing)
            self.files.append(await door.bring(heard.file))
            assert len(self.files[-1]) == heard.file.size
            sorry = self._look_into(session, self.files[-1])
        elif heard.words is not None:
            sorry = self._press(session, heard.words)
        reply = door.draw(session, screen(session, sorry))
        self.kept[heard.who] = session.model_dump_json()
        return reply

    def _look_into(self, session: Session, body: bytes) -> str:
        if body.startswith(b"dark"):
            session.state = "paper.poor"
            return "dark"
        session.state = "paper.payslip"
        return ""

    def _press(self, session: Session, words: str) -> str:
        if session.state in OPTIONS and words not in OPTIONS[session.state]:
            return "wrong"
        session.state = "paper.id" if words == "retake" else "paper.payslip" if words == "use" else SECRET.step
        return ""


@dataclass(frozen=True)
class Site:
    """The page, served. `url` is Thandi's own."""

    desk: Desk
    links: Links
    link: Link
    url: str

    def at(self, token: str) -> str:
        return self.url.replace(self.link.token, token)


@asynccontextmanager
async def site(links: Links, lang: str = "en", **how) -> AsyncIterator[Site]:
    """The page in an application of the assistant's bounds, and a borrower who has been sent a link."""
    desk, app = Desk(), web.Application(client_max_size=1 << 20)
    mount(app, desk.converse, links, **how)
    link = await links.issue(THANDI, lang)
    desk.meet(link)
    async with serving(app) as url:
        yield Site(desk, links, link, f"{url}/u/{link.token}")


class NoLinks(Links):
    """Links kept in memory, for those who have no Redis at hand."""

    def __init__(self) -> None:
        self.issued: dict[str, Link] = {}

    async def issue(self, who: str, lang: str, life: float = 0) -> Link:
        token = f"{len(self.issued):022}"
        self.issued[token] = Link(token, f"{len(self.issued):032x}", who, lang)
        return self.issued[token]

    async def open(self, token: str) -> Link | None:
        return self.issued.get(token)

    async def spend(self, link: Link) -> None:
        self.issued[link.token] = link._replace(who="")
