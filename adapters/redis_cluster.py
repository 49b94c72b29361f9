"""The library's cluster client, made to close what it opens."""

import asyncio
from typing import Any

from redis.asyncio import RedisCluster
from redis.asyncio.cluster import ClusterNode
from redis.exceptions import ConnectionError as LostConnection


class Cluster(RedisCluster):
    """The library's cluster client, which closes what it opened.

    After a node was away redis-py 7.4 reads the cluster's plan anew and sends by nodes it has just made, forgetting
    those it sent by before; and it closes nothing at all when it is closed in between.
    """

    def __init__(self, *said: Any, **how: Any) -> None:
        super().__init__(*said, **how)
        self._sent_by: dict[int, ClusterNode] = {}
        self._left: dict[int, ClusterNode] = {}

    async def initialize(self) -> "RedisCluster":
        """Read the plan, if that is due, and close what is not sent by any more once it is not in use."""
        if not self._initialize:
            return self
        try:
            return await super().initialize()
        finally:
            await self._close_what_was_left()

    async def _close_what_was_left(self) -> None:
        """Somebody may still be about to send by a node that was left: it is known until a later plan finds it idle."""
        now, before = self._nodes(), self._left
        left = before | {mark: node for mark, node in self._sent_by.items() if mark not in now}
        self._left = {mark: node for mark, node in left.items() if mark not in before or not _idle(node)}
        self._sent_by = now
        for node in left.values():
            node.update_active_connections_for_reconnect()
            await node.disconnect_free_connections()

    async def execute_command(self, *args: Any, **how: Any) -> Any:
        """Say one command. A connection the library closes while it is being made is a lost one, as any other."""
        try:
            return await super().execute_command(*args, **how)
        except AttributeError as error:
            if error.obj is None:  # its writer, gone
                raise LostConnection("the connection was closed under way") from error
            raise

    async def aclose(self) -> None:
        """Close all connections."""
        nodes = self._nodes() | self._sent_by | self._left
        await super().aclose()
        await asyncio.gather(*(node.disconnect() for node in nodes.values()), return_exceptions=True)

    def _nodes(self) -> dict[int, ClusterNode]:
        """All nodes it may have a connection to, told apart by what they are: two of one name count as equal."""
        plan = self.nodes_manager
        sent_by = (node for nodes in plan.slots_cache.values() for node in nodes)
        return {id(node): node for node in (*sent_by, *plan.nodes_cache.values(), *plan.startup_nodes.values())}


def _idle(node: ClusterNode) -> bool:
    """Whether nobody sends by it, and nothing of it is open."""
    return len(node._free) == len(node._connections) and not any(one.is_connected for one in node._connections)
