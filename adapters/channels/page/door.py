"""The page to the desk: it shows a question for documents, and none of the borrower's others.

Its memory in the session is `[step, missed]`: the step of the last question it drew, and whether something came for
another one than is asked now.
"""

import json
from typing import Any, NamedTuple, cast

from adapters.channels.door import NotBrought
from flows.heard import File, Heard
from flows.screen import Screen
from flows.session import Session

NOTHING_HERE = b'{"done":true}'
"""What is drawn where nothing is to be shown: no word of where the borrower stands."""


class Seen(NamedTuple):
    """A question for documents, as the page shows it. `options` are (value, label) pairs."""

    sorry: str
    text: str
    options: tuple[tuple[str, str], ...]
    step: str
    lang: str
    missed: bool


def seen(reply: bytes) -> Seen | None:
    """What a reply of this door shows; None where nothing more is to be shown."""
    drawn = json.loads(reply)
    return None if drawn["done"] else Seen(*(drawn[name] for name in Seen._fields))


class Page:
    """A request to the page (`adapters.channels.door.Bringing`). One for each turn.

    `link` is the id of the link it came by, `body` the file it brings, whole. `taken`: what came answered a question.
    """

    name = "page"
    short = False
    patience = 20.0

    def __init__(self, link: str, body: bytes = b"") -> None:
        self.link = link
        self.body = body
        self.taken = False

    def listen(self, session: Session, heard: Heard) -> Heard:
        """What came, if it answers the question that stands and that this link was shown; or else nothing at all.

        Whoever holds a link that a newer one has replaced, or whose borrower has gone on to other questions, neither
        moves anything nor leaves a file.
        """
        step, _ = _recall(session)
        if self._is(session) and session.state == step and heard.at in ("", step):
            self.taken = heard.words is not None or bool(heard.file)
            return heard
        if self._is(session) and (heard.words is not None or heard.file):
            session.lines[self.name] = [step, True]
        return heard._replace(words=None, at="", file=None)

    def draw(self, session: Session, screen: Screen) -> bytes:
        """A small JSON document: sorry, text, options, step, lang, missed, upload and done; or NOTHING_HERE."""
        if not (screen.upload and self._is(session)):
            session.lines.pop(self.name, None)
            return NOTHING_HERE
        _, missed = _recall(session)
        session.lines[self.name] = [screen.step, False]
        seen = Seen(screen.sorry, screen.text, screen.options, screen.step, session.lang, missed)
        drawn = seen._asdict() | {"upload": True, "done": False}
        return json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).encode()

    async def bring(self, file: File) -> bytes:
        """The file this request was posted with. Raises NotBrought (`gone`) for that of another."""
        if not self.body:
            raise NotBrought("gone")
        return self.body

    def _is(self, session: Session) -> bool:
        return session.facts.get("link") == self.link


def _recall(session: Session) -> tuple[str, bool]:
    step, missed = cast("list[Any]", session.lines.get(Page.name) or ["", False])
    return step, missed
