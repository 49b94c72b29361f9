"""What was set aside and is needed no more."""

from adapters.redis_client import Client
from adapters.scripts import or_away


async def drop_aside(redis: Client, name: str) -> None:
    """Forget a job that was set aside, by its name for an operator (`s07:1700000000000-0`). Raises Away."""
    slot, _, id_ = name.partition(":")
    with or_away:
        await redis.xdel(f"{{{slot}}}:dead", id_)
