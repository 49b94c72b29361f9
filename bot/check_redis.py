"""What Redis tells of itself: whether it keeps what it was told, how often it writes it down, and what it forgets."""

from adapters.redis_client import Client
from adapters.redis_promises import Promises, promises
from bot.finding import Finding


async def of_redis(redis: Client) -> list[Finding]:
    """What it promises. Raises Away."""
    said = await promises(redis)
    return [_kept(said), _written(said), _evicts(said)]


def _kept(said: Promises) -> Finding:
    words = {
        True: "answers, and keeps what it was told",
        False: "forgets everything when it restarts: set appendonly yes",
        None: "answers; it does not tell whether it keeps what it was told: make sure that appendonly is yes",
    }
    return Finding(said.kept is not False, "Redis", words[said.kept])


def _written(said: Promises) -> Finding:
    """Not a thing to do: which of the two is right is the operator's to say, once they know what it means."""
    words = {
        "always": "writes to disk before it answers: nothing acknowledged is lost, whatever ends",
        "everysec": "writes to disk every second (appendfsync everysec): when the machine dies, or Redis is killed "
        "while its disk is slow, the last second or two of turns may be lost; appendfsync always is slower, and loses "
        "none",
        "no": "writes to disk when the system likes (appendfsync no): when the machine dies, half a minute of turns "
        "may be lost; set appendfsync everysec or always",
    }
    if said.fsync is None:
        return Finding(True, "Redis' disk", "it does not tell how often it writes: appendfsync always loses nothing")
    return Finding(said.fsync != "no" or said.kept is False, "Redis' disk", words.get(said.fsync, said.fsync))


def _evicts(said: Promises) -> Finding:
    if said.policy is None:
        return Finding(True, "Redis' memory", "it does not tell: make sure that maxmemory-policy is noeviction")
    if said.policy == "noeviction":
        return Finding(True, "Redis' memory", "is never made by forgetting")
    return Finding(
        False, "Redis' memory", f"is made by forgetting people ({said.policy}): set maxmemory-policy noeviction"
    )
