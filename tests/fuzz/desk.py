"""A desk without Redis and without a lender: each turn begins at some step, with the longest facts, and errands end at
once. Which step it is, and what a lender says, follows from the case alone, so that it can be tried again."""

from functools import cache
from zlib import crc32

from pydantic import JsonValue

from adapters.channels.door import Door
from adapters.channels.ussd.said import digest
from flows.errands import Answer, Trouble
from flows.heard import Heard, Paper
from flows.longest import standing
from flows.screen import Screen
from flows.session import Session
from flows.steps import STEPS, everything
from flows.talk import hear, late
from flows.text import LANGUAGES
from flows.words import Send
from tests.person import KIND

NOW = 1_770_000_000
ERRANDS = 5
SAID = {"income": "20000", "take_home": "15000", "living": "4000", "email": "a@b.example"}
"""What is never told to anyone, and so is not among the longest facts, but is held against what is typed next."""


@cache
def sessions() -> list[str]:
    """People at every step in every language, and one who is new."""
    steps = [name for name, step in STEPS.items() if not isinstance(step, Send)]
    people = [standing(name, lang, short=False, many=6) for name in steps for lang in LANGUAGES]
    for session in people:
        session.facts |= SAID
    return [session.model_dump_json() for session in (Session(id="s"), *people)]


class Desk:
    """Hears what a case says. `chance` is the case's own."""

    def __init__(self) -> None:
        self.chance = 0

    def begin(self, case: bytes) -> None:
        """The next turns are those of this case."""
        self.chance = crc32(case)

    async def converse(self, heard: Heard, door: Door) -> bytes:
        """One turn. Fails where the session cannot be kept, or is another when it is read again."""
        session = self._session(heard, door)
        heard = door.listen(session, heard)
        if heard.file:
            heard = heard._replace(file=None, paper=self._paper())
        said = hear(session, heard)
        for _ in range(ERRANDS):
            if isinstance(said, Screen):
                break
            said = hear(session, self._answer(type(said).__name__)) if self._pick(4) else late(session)
        screen = said if isinstance(said, Screen) else late(session)
        reply = door.draw(session, screen)
        kept = session.model_dump_json(exclude_defaults=True)
        assert Session.model_validate_json(kept).model_dump_json(exclude_defaults=True) == kept
        return reply

    def _session(self, heard: Heard, door: Door) -> Session:
        people = sessions()
        session = Session.model_validate_json(people[self.chance % len(people)])
        session.short, session.channel, session.now, session.serves = door.short, door.name, NOW, everything()
        if door.name == "ussd" and self._pick(8):
            session.lines["ussd"] = _was_there(heard, session.state)
        if door.name == "page" and self._pick(8):
            session.facts["link"] = getattr(door, "link", "")
            session.lines["page"] = [session.state, False]
        return session

    def _paper(self) -> Paper:
        return Paper(id="p1", mark="0f" * 32) if self._pick(2) else Paper(unfit="broken")

    def _answer(self, errand: str) -> Answer:
        answer = KIND.get(errand)
        return answer if answer and self._pick(4) else Trouble(note="out of order")

    def _pick(self, among: int) -> int:
        """A number below `among`, 0 the least likely of all; another one each time."""
        self.chance = crc32(b"and then", self.chance)
        return self.chance % among


def _was_there(heard: Heard, step: str) -> list[JsonValue]:
    """The door's memory of one who had typed all but the last answer."""
    known = (heard.words or "").rpartition("*")[0]
    return [digest(heard.line), len(known), digest(known), "98" if heard.now % 2 else "", step]
