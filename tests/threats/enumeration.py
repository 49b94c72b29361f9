"""Finding out who is a client, by what is said to a stranger and how much is done before it."""

from bot.joining import Joining
from flows.errands import Answer, CodeSent, CodeUnsent
from flows.session import Session
from tests.phones import Telegram, Ussd
from tests.threats.attack import Attack, Ground
from tests.world import World, world

KNOWN, UNKNOWN = "+27821234567", "+27829999999"


async def _whose_number_is_known(ground: Ground) -> bool:
    """Two accounts, each with a card of its own, one of a number that has a conversation here."""
    async with world(ground.redis_url, ground.folder, role="web") as around:
        await Ussd(around, KNOWN).meet()
        seen = [await _answered(around, number) for number in (KNOWN, UNKNOWN)]
        assert "a code by SMS" in seen[0][0]
    return seen[0] != seen[1]


async def _answered(around: World, number: str) -> tuple[str, tuple[str, ...], int, int]:
    """The screen, the SMS sent, and the round trips taken, when an account shares a number."""
    chat, sessions = Telegram(around, int(number[-4:]), number), around.assistant.sessions
    await chat.to_the_number()
    before = sessions.trips
    chat.handset.share_contact()
    shown = await chat.see()
    return shown.text, shown.labels, len(around.inbox.messages[number]), sessions.trips - before


async def _look_first(self: Joining, phone: str, session: Session, account: str) -> Answer:
    turn = await self._sessions.load(f"tel:{phone}", "look")
    await self._sessions.free(turn)
    return CodeSent() if turn.session else CodeUnsent()


ATTACKS = [
    Attack(
        "is-this-number-a-client",
        _whose_number_is_known,
        lambda patch: patch.setattr(Joining, "_send_code", _look_first),
    ),
]
