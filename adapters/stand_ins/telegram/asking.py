"""The methods that ask about a chat and its members."""

from adapters.stand_ins.telegram.chats import Json
from adapters.stand_ins.telegram.finding import bad, chat_of
from adapters.stand_ins.telegram.groups import Group
from adapters.stand_ins.telegram.world import World

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


async def get_chat(world: World, given: Json) -> Json:
    """All that is told of a chat."""
    chat = chat_of(world, given)
    full: Json = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(GIFTS, False)}
    return chat.wire | full


async def get_chat_member(world: World, given: Json) -> Json:
    """What someone is in a group; one who has never been there is nobody."""
    group = _group(world, given)
    if given["user_id"] not in group.members:
        raise bad("member not found")
    return group.member(given["user_id"])


async def get_chat_administrators(world: World, given: Json) -> list[Json]:
    """The administrators of a group, other bots apart."""
    group = _group(world, given)
    leading = [who for who, status in group.members.items() if status in ("creator", "administrator")]
    return [group.member(who) for who in leading]


def _group(world: World, given: Json) -> Group:
    chat = chat_of(world, given)
    if not isinstance(chat, Group):
        raise bad("there are no administrators in the private chat", fault=True)
    return chat
