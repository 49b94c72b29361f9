"""Every talk in tests/desk_talks: what borrowers and staff say and do, and what each of them sees of it.

`pytest --update` rewrites what is seen, for a person to review. A line that begins with a name and a sign is a deed:
`Thandi> hello` types, `Thandi presses> Yes` presses a button, `Thandi sends> photo` shows something, `Thandi edits>`
changes what was said last. `Sipho dials>`, `Sipho keys> 1` is on a phone without a chat. `now> ...` happens outside.
All that stands indented is what followed from it.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from adapters.stand_ins.telegram.phone import Phone as Handset
from tests.phones import Ussd
from tests.staff_desk import StaffDesk, staff_desk

TALKS = sorted((Path(__file__).parent / "desk_talks").glob("*.txt"))
DEED = re.compile(r"(\w+)(?: (\w+))?> ?(.*)")
NUMBERS = {"Thandi": "+27821234567", "Sipho": "+27829876543"}
PHOTO = b"a photo"


MEDIA: dict[str, Any] = {
    "file": lambda sender, where: sender.send_file(b"%PDF-1.4 a file", **where),
    "voice": lambda sender, where: sender.voice(**where),
    "sticker": lambda sender, where: sender.sticker(**where),
}
TOPICS: dict[str, Any] = {
    "deletes": lambda member, topic, _: member.delete_topic(topic),
    "renames": lambda member, topic, name: member.rename_topic(topic, name),
    "closes": lambda member, topic, _: member.close_topic(topic),
    "reopens": lambda member, topic, _: member.reopen_topic(topic),
}


class Scene:
    """What happens in one talk, and what of it has been written down."""

    def __init__(self, desk: StaffDesk) -> None:
        self.desk = desk
        self.phones: dict[str, Handset] = {}
        self.ussd: dict[str, Ussd] = {}
        self.stood: dict[tuple[str, int], str] = {}
        self.heard: dict[str, int] = {}

    async def do(self, who: str, how: str, what: str) -> None:
        if who == "now":
            await EVENTS[what](self)
        elif how in ("dials", "keys"):
            await self.keys(who, how, what)
        elif who in ("Anna", "Ben"):
            self.staff(who, how, what)
        else:
            await self.borrower(who, how, what)
        await self.desk.rest()

    async def keys(self, who: str, how: str, what: str) -> None:
        phone = self.ussd.setdefault(who, Ussd(self.desk.world, NUMBERS[who]))
        self.screen = await (phone.dial() if how == "dials" else phone.say(what))
        self.said_by = who

    def staff(self, who: str, how: str, what: str) -> None:
        member, topic = {"Anna": self.desk.anna, "Ben": self.desk.ben}[who], self.desk.topic
        deeds: dict[str, Any] = {"": member.type, "presses": member.press, "edits": member.edit}
        if how == "sends" and what in MEDIA:
            MEDIA[what](member, {"topic": topic})
        elif how == "sends":
            member.photo(PHOTO, topic=topic, caption=what.removeprefix("photo").strip())
        elif how in TOPICS:
            TOPICS[how](member, topic, what)
        elif how == "in_general":
            member.type(what)
        else:
            deeds[how](what, topic=topic)

    async def borrower(self, who: str, how: str, what: str) -> None:
        if who not in self.phones:
            self.phones[who] = self.desk.borrower(7001 + len(self.phones), who, NUMBERS[who])
        phone = self.phones[who]
        if how == "comes":
            await self.desk.at_the_menu(phone)
            self.seen()
        elif how == "sends" and what in MEDIA:
            MEDIA[what](phone, {})
        elif how == "sends":
            phone.photo(PHOTO, caption=what.removeprefix("photo").strip())
        else:
            deeds: dict[str, Any] = {"": phone.type, "presses": phone.press, "edits": phone.edit}
            deeds[how](what)

    def seen(self) -> list[str]:
        """What is new since the last look, in every chat, topic and inbox."""
        lines = []
        if hasattr(self, "screen"):
            lines.append(f"{self.said_by} reads: {self.screen.text} {_labels(self.screen.labels)}")
            del self.screen
        for who, phone in self.phones.items():
            lines += self._new(f"{who} sees", phone.messages)
        for topic in self.desk.group.topics.values():
            ours = [message for message in topic.messages if message.ours and said(message)]
            lines += self._new(f"topic {topic.name}", ours)
            if not topic.open and not self.heard.get(f"closed {topic.id}"):
                lines.append(f"topic {topic.name} is closed")
            self.heard[f"closed {topic.id}"] = int(not topic.open)
        lines += self._told()
        return ["    " + line.replace("\n", "\n        ").rstrip() for line in lines]

    def _new(self, where: str, messages) -> list[str]:
        found = []
        for message in messages:
            text = said(message) + " " + _labels([button["text"] for row in message.buttons for button in row])
            before = self.stood.get((where, message.id))
            if before != text:
                found.append(f"{where}{' (changed)' if before else ''}: {text}")
            self.stood[where, message.id] = text
        return found

    def _told(self) -> list[str]:
        lines = []
        for name, member in (("Anna", self.desk.anna), ("Ben", self.desk.ben)):
            lines += [f"{name} is told: {alert}" for alert in member.alerts[self.heard.get(name, 0) :]]
            self.heard[name] = len(member.alerts)
        for who, number in NUMBERS.items():
            messages = self.desk.world.inbox.messages[number]
            lines += [f"SMS to {who}: {text}" for text in messages[self.heard.get(number, 0) :]]
            self.heard[number] = len(messages)
        return lines


def said(message) -> str:
    kind = next((f"[{kind}] " for kind in ("photo", "document", "voice", "sticker") if kind in message.wire), "")
    return kind + str(message.wire.get("text", message.wire.get("caption", "")))


def _labels(labels) -> str:
    return " ".join(f"[{label}]" for label in labels)


async def nobody_comes(scene: Scene) -> None:
    """Ten minutes pass, and more."""
    redis = scene.desk.world.assistant.redis
    async for key in redis.scan_iter(match="*:due"):
        for name, score in await redis.zrange(key, 0, -1, withscores=True):
            await redis.zadd(key, {name: score - 11 * 60_000})


EVENTS = {"nobody comes for ten minutes": nobody_comes}


def deeds_in(talk: Path) -> list[tuple[str, str, str]]:
    lines = [line for line in talk.read_text().splitlines() if not line.startswith((" ", "#"))]
    return [(found[1], found[2] or "", found[3]) for line in lines if (found := DEED.fullmatch(line))]


def heading(talk: Path) -> str:
    """What it is about."""
    return talk.read_text().partition("\n")[0]


async def hold(talk: Path, desk: StaffDesk) -> str:
    scene, lines = Scene(desk), [heading(talk), ""]
    for who, how, what in deeds_in(talk):
        await scene.do(who, how, what)
        lines += [f"{who}{' ' + how if how else ''}> {what}".rstrip(), *scene.seen()]
    text = "\n".join(lines) + "\n"
    return re.sub(r"(?<=since )\d\d:\d\d|(?<=\()\d\d:\d\d(?=\))", "<time>", text)


@pytest.mark.parametrize("talk", TALKS, ids=lambda path: path.stem)
async def test_talk(talk, redis_url, tmp_path, update):
    settings = {"staff_hours": "Mon-Fri 08:00-08:01"} if "closed" in talk.stem else {}
    async with staff_desk(redis_url, tmp_path, **settings) as desk:
        held = await hold(talk, desk)
    if update:
        talk.write_text(held)
    assert held == talk.read_text()
