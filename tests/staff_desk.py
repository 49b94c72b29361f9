"""The staff's desk for tests: a group with two members, borrowers who ask for them, and a worker one lets work."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from adapters.stand_ins.telegram import Group, Staff
from adapters.stand_ins.telegram.phone import Phone
from tests.talk_events import on_a_day
from tests.test_documents_sent import at_work
from tests.world import World, world

GROUP = -1001900000001


@dataclass
class StaffDesk:
    """What there is. Anna and Ben are members of the group."""

    world: World
    group: Group
    anna: Staff
    ben: Staff

    async def rest(self, rounds: int = 3) -> None:
        """Let everyone come to rest: updates are taken, jobs are done, and what follows from them."""
        for _ in range(rounds):
            await self.world.telegram.calm()
            await at_work(self.world)
        await self.world.telegram.calm()

    def borrower(self, user: int = 7001, name: str = "Thandi", number: str = "+27821234567") -> Phone:
        """A borrower's phone with Telegram."""
        return Phone(self.world.telegram, user, number=number, name=name)

    async def at_the_menu(self, phone: Phone) -> Phone:
        """The same, after the first meeting."""
        phone.start()
        await self.world.telegram.calm()
        for label in ("English", "I agree"):
            phone.press(label)
            await self.world.telegram.calm()
        phone.share_contact()
        await self.world.telegram.calm()
        phone.type(self.world.inbox.messages[phone.number].pop()[:6])
        await self.world.telegram.calm()
        assert phone.screen.text == "What would you like to do?"
        return phone

    async def asks(self, phone: Phone) -> int:
        """A borrower asks for a person; their topic, where it is a new one."""
        phone.type("/person")
        await self.rest()
        return self.topic

    @property
    def staff(self) -> Any:
        """The assistant's part of it."""
        return self.world.assistant.staff

    @property
    def topic(self) -> int:
        """The newest topic."""
        return max(self.group.topics)

    def anna_says(self, text: str, topic: int) -> dict[str, Any]:
        """A message of Anna's as Telegram would bring it, whatever she is in the group by now."""
        where = {"chat": self.group.wire, "message_thread_id": topic, "is_topic_message": True}
        return {"message_id": 999_999, "date": 1, "from": self.anna.user, "text": text, **where}

    def shown(self, phone: Phone) -> list[str]:
        """Texts of the bot in a borrower's chat, oldest first; of a photo, what stands beneath it."""
        return [str(message.wire.get("text", message.wire.get("caption", ""))) for message in phone.messages]


def _on_a_day(around: World) -> None:
    """It is ten in the morning of a Monday in June, for everyone."""
    on_a_day(around)
    clock, staff = around.assistant.desk._clock, around.assistant.staff
    assert staff is not None
    staff.calling.clock = staff.unclaimed.clock = staff.staffing._clock = clock


@asynccontextmanager
async def staff_desk(redis_url: str, folder: Any, **settings: Any) -> AsyncIterator[StaffDesk]:
    """Everything, with a staff group. No fault against the Bot API's rules is left unseen."""
    known: dict[str, Any] = {"role": "web", "staff_hours": "always", "telegram_staff_chat": GROUP}
    async with world(redis_url, folder, **known | settings) as around:
        group = Group(around.telegram, GROUP)
        _on_a_day(around)
        yield StaffDesk(around, group, Staff(group, 9001, name="Anna"), Staff(group, 9002, name="Ben"))
        assert around.telegram.faults == []
