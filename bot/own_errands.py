"""Errands no lender has a part in: two phones joined, links and documents sent, a person asked for."""

from functools import partial
from typing import Any

from adapters.channels.door import Door
from adapters.sessions import Sessions
from bot.calling import Calling
from bot.handing import Handing
from bot.joining import Joining
from bot.leaving import Leaving
from bot.linking import Linking
from bot.visit import Visit
from flows.errands import Answer, CallPerson, EraseData, Errand, GiveAgreement, ReadMessages, SendAgreement, SendLink


class OwnErrands:
    """Runs them, each in the turn it was asked for in."""

    def __init__(
        self,
        sessions: Sessions,
        handing: Handing,
        joining: Joining,
        linking: Linking,
        calling: Calling | None,
        leaving: Leaving | None,
    ) -> None:
        self._sessions, self._handing, self._joining = sessions, handing, joining
        self._linking, self._calling, self._leaving = linking, calling, leaving
        self._gives: dict[str, bool] = {}

    def gives_documents(self, door: Door) -> bool:
        """Whether documents can be handed over through this door; asked of each once, since it is asked every turn."""
        known = self._gives.get(door.name)
        if known is None:
            known = self._gives[door.name] = self._handing.can(door)
        return known

    async def run(self, errand: Errand[Any], visit: Visit) -> Answer:
        """The answer. Raises Away."""
        who, session = visit.turn.who, visit.session
        if isinstance(errand, GiveAgreement):
            # Fetching and giving it may each use up much of the lane's lease.
            renew = partial(self._sessions.keep, visit.turn, session)
            name = visit.turn.keys.name
            return await self._handing.run(errand, session, name, visit.door, visit.patience, renew)
        if isinstance(errand, SendLink | SendAgreement):
            return await self._linking.run(errand, session, who)
        if isinstance(errand, CallPerson | ReadMessages) and self._calling:
            return await self._calling.run(errand, session, who)
        if isinstance(errand, EraseData) and self._leaving:
            return await self._leaving.run(session, who)
        return await self._joining.run(errand, session, who)
