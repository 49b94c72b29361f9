"""One request to the page: each file is a turn of its own, in the order they came, and then the pressed button."""

import re
import secrets
from collections.abc import Callable
from hashlib import sha256

from adapters.channels.door import Converse
from adapters.channels.page.door import Page, Seen, seen
from adapters.channels.page.posted import Field, Posted
from adapters.channels.page.view import spoken
from adapters.links import Link
from flows.heard import File, Heard
from flows.text import say

NONCE = re.compile(r"[A-Za-z0-9_-]{1,32}")


def new_nonce() -> str:
    """What marks all that is sent from one showing of the form."""
    return secrets.token_urlsafe(12)


class Visit:
    """Takes the parts of a post to the desk. `seen` is what its last turn showed; None: nothing (more).

    A mark is made of the form's nonce, the part's number, and what is in it. So a form that is sent again, by a reload
    or because the answer got lost, says nothing twice; and another photo sent from a form gone back to is heard.
    """

    def __init__(self, converse: Converse, link: Link, clock: Callable[[], float]) -> None:
        self._converse, self._link, self._clock = converse, link, clock
        self._nonce, self._at = new_nonce(), ""
        self._turns = self._files = 0
        self._words = ""
        self._sorrys: list[tuple[int, str]] = []
        self.seen: Seen | None = None
        self._taken = False

    @property
    def spent(self) -> bool:
        """Whether what came answered the last question there was for this link."""
        return self._taken and self.seen is None

    async def look(self, nonce: str) -> None:
        """Ask for the present screen, under a mark of its own."""
        self._nonce = nonce
        await self._turn(Heard(self._link.who, f"page:{self._link.id}:{nonce}:0", now=int(self._clock())), Page, 0)

    async def part(self, part: Field | Posted) -> None:
        """Take one part of the post."""
        if isinstance(part, Field):
            self._field(part)
            return
        self._files += 1
        if part.refused:
            self.sorry(part.refused, 0 if part.refused == "many" else self._files)
        elif not self._over:
            await self._hear(part.body, self._files)

    async def end(self, nonce: str) -> None:
        """All parts are in. `nonce` is that of the form to be shown."""
        if self._words and not self._over and self._may_press():
            await self._hear(b"", 0)
        elif not self._turns:
            if not self._sorrys:
                self.sorry("nothing")
            await self.look(nonce)

    def sorry(self, key: str, file: int = 0) -> None:
        """Add a complaint of our own, about a file by its number or about the whole post."""
        lang = self.seen.lang if self.seen else self._link.lang
        self._sorrys.append((file, say(spoken(lang), f"page-sorry.{key}", {})))

    def sorrys(self) -> list[str]:
        """All complaints in order, each with the number of its file where there were several."""
        several, lang = self._files > 1, spoken(self._link.lang)
        said = (
            say(lang, "page-file", {"n": file, "sorry": sorry}) if several and file else sorry
            for file, sorry in self._sorrys
        )
        return list(dict.fromkeys(said))

    @property
    def _over(self) -> bool:
        """Whether a turn has shown that nothing more is taken here."""
        return bool(self._turns) and self.seen is None

    def _may_press(self) -> bool:
        """A button pressed along with files counts if they were good and the question has it still."""
        if self._sorrys or not self._files:
            return not self._sorrys
        return self.seen is not None and self._words in (value for value, _ in self.seen.options)

    def _field(self, field: Field) -> None:
        if field.name == "nonce" and NONCE.fullmatch(field.value):
            self._nonce = field.value
        elif field.name == "at":
            self._at = field.value
        elif field.name == "words":
            self._words = field.value

    async def _hear(self, body: bytes, file: int) -> None:
        digest = sha256(body or self._words.encode()).hexdigest()[:16]
        heard = Heard(
            self._link.who,
            f"page:{self._link.id}:{self._nonce}:{self._turns + 1}.{digest}",
            None if body else self._words,
            at=self.seen.step if self.seen else self._at,
            now=int(self._clock()),
            file=File("page", len(body)) if body else None,
        )
        await self._turn(heard, lambda link: Page(link, body), file)

    async def _turn(self, heard: Heard, door: Callable[[str], Page], file: int) -> None:
        page = door(self._link.id)
        self.seen = seen(await self._converse(heard, page))
        self._taken = self._taken or page.taken
        self._turns += 1
        if self.seen and self.seen.missed:
            self.sorry("missed", file)
        if self.seen and self.seen.sorry:
            self._sorrys.append((file, self.seen.sorry))
