"""A borrower's phone on each channel: come in, say something, see the words and the ways on."""

import re
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple, Protocol

from adapters.channels.terminal import Terminal
from adapters.gsm7 import DEFAULT, EXTENDED, septets
from adapters.stand_ins.telegram.phone import Phone as Handset
from flows.heard import Heard
from tests.world import World

NUMBER = "+27821234567"
MORE = ("More", "Zaidi")
sessions = count(1)


class Shown(NamedTuple):
    """What a person sees: the words, and the labels of what can be chosen (Back among them)."""

    text: str
    labels: tuple[str, ...]
    more: str = ""
    """The key of the next page, where there is one."""


class Phone(Protocol):
    """Any phone."""

    async def meet(self) -> Shown:
        """Come for the first time: English, consent, and on to the menu."""

    async def say(self, words: str) -> Shown:
        """Choose a label that is shown, or type."""

    async def look(self) -> Shown:
        """See what has come unasked."""


class Ussd:
    """Keeps the gateway's session and its cumulative text; every screen is held to 160 septets of the GSM alphabet."""

    def __init__(self, world: World, number: str = NUMBER) -> None:
        self.world, self.number = world, number
        self.line, self.text, self.ended, self.reply = "", "", True, ""

    async def dial(self) -> Shown:
        self.line, self.text, self.ended = f"ATUid_{next(sessions)}", "", False
        return await self.send("")

    async def look(self) -> Shown:
        """What stands there unasked: nothing does, so one dials."""
        return await self.dial()

    async def meet(self) -> Shown:
        await self.dial()
        await self.type("1")
        return await self.type("1")

    async def say(self, words: str) -> Shown:
        """Choose a label, on whichever page it stands, or type."""
        while not words.isdecimal() and words not in (ways := self.ways()) and any(more in ways for more in MORE):
            await self.turn()
        return await self.type(self.ways().get(words, words))

    def ways(self) -> dict[str, str]:
        """The number of each label on this page."""
        return {label: number for number, label in _numbered(self.reply)}

    async def turn(self) -> Shown:
        """The next page, if there is one."""
        ways = self.ways()
        return await self.type(next(ways[more] for more in MORE if more in ways))

    async def to_the_end(self, shown: Shown) -> Shown:
        """All pages of a screen as one; the last one stands on the phone."""
        texts = [shown.text]
        while shown.more:
            shown = await self.turn()
            texts.append(shown.text)
        return shown._replace(text=" ".join(texts))

    async def type(self, words: str) -> Shown:
        """Type an answer; where the call has ended there is nothing to answer, and one dials again."""
        if self.ended:
            return await self.dial()
        return await self.send(f"{self.text}*{words}" if self.text else words)

    async def send(self, text: str) -> Shown:
        """Send the whole text so far, as the gateway does."""
        self.text = text
        form = {"sessionId": self.line, "serviceCode": "*120*777#", "phoneNumber": self.number, "text": text}
        answer = await self.world.http.post(f"{self.world.url}/ussd/africastalking", data=form)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain")
        assert septets(answer.text) <= 160, answer.text
        assert set(answer.text) <= set(DEFAULT + EXTENDED), answer.text
        kind, _, self.reply = answer.text.partition(" ")
        assert kind in ("CON", "END")
        self.ended = kind == "END"
        ways = _numbered(self.reply)
        more = next((number for number, label in ways if label in MORE), "")
        return Shown(_words(self.reply), tuple(label for _, label in ways), more)


def _numbered(reply: str) -> list[tuple[str, str]]:
    return re.findall(r"^(\d{1,3}) (.+)$", reply, re.MULTILINE)


def _words(reply: str) -> str:
    return re.sub(r"^\d{1,3} .+\n?", "", reply, flags=re.MULTILINE).strip()


class Telegram:
    """Presses the button with the label, or types."""

    def __init__(self, world: World, user: int = 7001, number: str = NUMBER) -> None:
        self.world, self.handset = world, Handset(world.telegram, user, number=number)

    async def look(self) -> Shown:
        return await self.see()

    async def meet(self) -> Shown:
        await self.to_the_code()
        return await self.say(self.code())

    async def to_the_code(self) -> Shown:
        """Come for the first time and share the number, and be asked for the code that was sent to it."""
        await self.to_the_number()
        self.handset.share_contact()
        return await self.see()

    async def to_the_number(self) -> Shown:
        """Come for the first time, and be asked for one's number."""
        self.handset.start()
        await self.see()
        await self.say("English")
        return await self.say("I agree")

    def code(self) -> str:
        """The code in the newest SMS to this number, which is read and deleted."""
        return self.world.inbox.messages[self.handset.number].pop()[:6]

    async def say(self, words: str) -> Shown:
        if words in self.handset.screen.buttons:
            self.handset.press(words)
        else:
            self.handset.type(words)
        return await self.see()

    async def photo(self, content: bytes) -> Shown:
        self.handset.photo(content)
        return await self.see()

    async def file(self, content: bytes, name: str) -> Shown:
        self.handset.send_file(content, name)
        return await self.see()

    async def album(self, contents: Sequence[bytes]) -> Shown:
        self.handset.album(contents)
        return await self.see()

    async def sticker(self) -> Shown:
        self.handset.sticker()
        return await self.see()

    async def voice(self) -> Shown:
        self.handset.voice()
        return await self.see()

    async def see(self) -> Shown:
        seen = await self.handset.quiet()
        assert self.world.telegram.faults == []
        return Shown(seen.text, tuple(seen.buttons))


class InTerminal:
    """Types the number beside the label."""

    def __init__(self, world: World, number: str = NUMBER) -> None:
        self.world, self.who, self.door, self.reply = world, f"tel:{number}", Terminal(), ""

    async def look(self) -> Shown:
        return await self.hear(None)

    async def meet(self) -> Shown:
        await self.hear(None, new=True)
        await self.say("English")
        return await self.say("I agree")

    async def say(self, words: str) -> Shown:
        labels = {label: number for number, label in re.findall(r"^  (\d+)\. (.+)$", self.reply, re.MULTILINE)}
        return await self.hear(labels.get(words, words))

    async def hear(self, words: str | None, *, new: bool = False) -> Shown:
        heard = Heard(self.who, f"terminal:{next(sessions)}", words, new=new)
        self.reply = (await self.world.assistant.desk.converse(heard, self.door)).decode()
        labels = tuple(label for _, label in re.findall(r"^  (\d+)\. (.+)$", self.reply, re.MULTILINE))
        return Shown(re.sub(r"^  \d+\. .+\n?", "", self.reply, flags=re.MULTILINE).strip(), labels)
