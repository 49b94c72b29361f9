"""One lane a person: messages of one person are heard one at a time, in the order they came."""

import asyncio
from collections import deque

from adapters.channels.door import Away


class Lanes:
    """First come, first heard, within this process; across processes the session's lock in Redis does it."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    async def enter(self, who: str, patience: float) -> None:
        """Wait for the lane of `who`, at most `patience` seconds; raises Away when they are over."""
        if who not in self._waiting:
            self._waiting[who] = deque()
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[who].append(turn)
        try:
            async with asyncio.timeout(patience):
                await turn
        except BaseException as error:
            self._give_up(who, turn)
            if isinstance(error, TimeoutError):
                raise Away("the lane was held too long") from None
            raise

    def leave(self, who: str) -> None:
        """Let the next one in."""
        waiting = self._waiting[who]
        while waiting:
            turn = waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        del self._waiting[who]

    def _give_up(self, who: str, turn: asyncio.Future[None]) -> None:
        """Tidy up after one who did not wait; a lane that was just given to them goes on to the next.

        It can be given in the very moment in which they stop waiting, above all when the process has stood still.
        """
        if turn.done() and not turn.cancelled():
            self.leave(who)
        elif turn in self._waiting.get(who, ()):
            self._waiting[who].remove(turn)
