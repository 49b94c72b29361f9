"""Updates of every kind that the Bot API describes, made from its own description of itself."""

from random import Random
from typing import Any

from adapters.stand_ins.telegram.schema import ARRAY, bot_api

DEPTH = 5
WORDS = [
    "/start",
    "/menu",
    "/start abc",
    "1",
    "00",
    "Thandi",
    "2000",
    "/take",
    "/say",
    "/note x",
    "start.language|en",
    "",
]
USER = {"id": 7001, "is_bot": False, "first_name": "Thandi", "language_code": "en"}
CHAT = {"id": 7001, "type": "private", "first_name": "Thandi"}
GROUP = {"id": -1001234567890, "type": "supergroup", "title": "Staff", "is_forum": True}
KINDS = sorted(bot_api()["types"]["Update"]["optional"])
OURS = ["message", "edited_message", "callback_query"]


def update(random: Random) -> dict[str, Any]:
    """An update of some kind, most often of one that we take."""
    kind = random.choice(OURS if random.random() < 0.7 else KINDS)
    types = bot_api()["types"]["Update"]["optional"][kind]
    return {"update_id": random.randrange(1, 10**9), kind: _one(random, random.choice(types), 0)}


PLAIN: dict[str, tuple[Any, ...]] = {
    "Integer": (0, 1, 7, 7001, -1, 2**31, 2**52),
    "Float": (0.0, 1.5, -33.9),
    "Boolean": (True, False),
    "True": (True,),
    "String": tuple(WORDS),
}


def _one(random: Random, name: str, depth: int) -> Any:
    """A value of the named type; below DEPTH only what must be there."""
    if name.startswith(ARRAY):
        return [_one(random, name.removeprefix(ARRAY), depth + 1) for _ in range(random.choice((0, 1, 1, 2)))]
    if name in PLAIN:
        return random.choice(PLAIN[name])
    if name == "User" and random.random() < 0.8:
        return dict(USER)
    if name == "Chat" and random.random() < 0.9:
        return dict(CHAT if random.random() < 0.7 else GROUP)
    if name == "MaybeInaccessibleMessage":
        name = random.choice(("Message", "Message", "InaccessibleMessage"))
    return _table(random, name, depth)


def _table(random: Random, name: str, depth: int) -> Any:
    shape = bot_api()["types"].get(name, {})
    if kinds := shape.get("one_of"):
        return _one(random, random.choice(kinds), depth + 1) if depth < 3 * DEPTH else {}
    optional = list(shape.get("optional", {}).items()) if depth < DEPTH else []
    few = random.sample(optional, min(len(optional), random.choice((0, 1, 2, 4))))
    fields = [*shape.get("required", {}).items(), *few]
    if name == "Message" and depth < 2:
        fields += [("from", ["User"]), ("text", ["String"])][: random.choice((0, 1, 2, 2))]
        fields += [("message_thread_id", ["Integer"])] if random.random() < 0.2 else []
    return {field: _one(random, random.choice(types), depth + 1) for field, types in fields if depth < 3 * DEPTH}
