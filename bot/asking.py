"""Running the errands of a turn: rationed, kept back and noted as each must be; what happens once is saved before."""

from collections.abc import Callable
from functools import partial
from typing import Any

from adapters.holds import Held, Hold
from adapters.lending import Late, Lending, NotSent
from adapters.sessions import Sessions
from bot.documents import Documents
from bot.finishing import Finishing, due_to_finish
from bot.joining import Joining
from bot.own_errands import OwnErrands
from bot.rationing import Rationing
from bot.sim_check import SimCheck
from bot.visit import Visit
from flows import often
from flows.errands import OURS, Answer, Erased, Errand, Joined, TooOften, Trouble
from flows.screen import Screen


class Asking:
    """Asks for what a conversation wants to know or have done, in the turn that wants it.

    `too_often` counts an errand that somebody has asked for too often. Without `sim` nothing is kept back.
    """

    def __init__(  # noqa: PLR0913 - each has a part in an errand
        self,
        sessions: Sessions,
        lending: Lending,
        own: OwnErrands,
        rationing: Rationing,
        finishing: Finishing,
        *,
        documents: Documents,
        joining: Joining,
        too_often: Callable[[], None],
        sim: SimCheck | None = None,
    ) -> None:
        self._sessions, self._lending, self._own, self._rationing = sessions, lending, own, rationing
        self._finishing, self._documents, self._joining, self._sim = finishing, documents, joining, sim
        self._too_often = too_often

    async def ask(self, visit: Visit, errand: Errand[Any]) -> Answer:
        """Run an errand, unless this person has asked for it too often today. One that is refused does not count.

        Raises Late where there is no answer in time (NotSent, Held): a worker sees it through; Away
        and Fenced where nothing was sent.
        """
        if not visit.session.sent and not often.take(visit.session, errand):
            self._too_often()
            return TooOften()
        answer = await self._run(visit, errand)
        if isinstance(answer, Trouble) and not answer.doubt:
            often.give_back(visit.session, errand)
        return answer

    async def witness(self, visit: Visit, shown: Screen, said: Screen | Errand[Any]) -> None:
        """Keep on the trail what the borrower said yes to, before anything comes of it. Raises Away.

        Not if nothing will: an offer that has lapsed is priced again.
        """
        errand = said if isinstance(said, Errand) else None
        if errand is None or errand.once or isinstance(errand, OURS):
            who, channel = visit.turn.keys.name, visit.door.name
            await self._lending.noting.shown(visit.session, shown, errand, who, channel, visit.page)

    async def _run(self, visit: Visit, errand: Errand[Any]) -> Answer:
        """Run one errand. One that must happen once is saved before it is sent."""
        session, visit.errands = visit.session, visit.errands + 1
        if isinstance(errand, OURS):
            return await self._run_ours(visit, errand)
        if instead := await self._kept_back(visit, errand):
            return instead
        earlier = session.sent
        whole = await self._documents.bound(errand, visit.turn.who, sent=bool(earlier))
        if isinstance(whole, Trouble):
            return whole
        hold = await self._hold(visit) if errand.once else None
        sent = max(earlier, hold.before) if hold else 0
        kept = partial(self._finishing.hear_late, visit.turn.who, session.errand)
        try:
            return await self._rationing.run(
                whole,
                session.errand,
                person=visit.turn.who,
                now=session.now,
                patience=visit.patience,
                sent=sent,
                late=kept,
                hold=hold,
                who=visit.turn.keys.name,
                channel=visit.door.name,
            )
        except NotSent:
            session.sent = earlier  # nothing reached the lender: there is nothing to wait for before asking again
            raise
        except Late as silence:
            session.sent = (silence.asked or session.sent) if errand.once else 0
            raise

    async def _kept_back(self, visit: Visit, errand: Errand[Any]) -> Answer | None:
        """The answer in the lender's place. What may have been sent already is not kept back: it is looked up."""
        if self._sim is None or visit.session.sent:
            return None
        return await self._sim.instead(errand, visit.session, visit.turn.keys, visit.door.name, visit.patience)

    async def _run_ours(self, visit: Visit, errand: Errand[Any]) -> Answer:
        """Run an errand no lender has a part in. It leaves its line like any other."""
        answer = await self._own.run(errand, visit)
        noting = self._lending.noting
        noting.beside(noting.line(errand, visit.session.errand, visit.turn.keys.name, visit.door.name, answer))
        if isinstance(answer, Joined):
            await self._join(visit)
        visit.erased = visit.erased or isinstance(answer, Erased)
        return answer

    async def _hold(self, visit: Visit) -> Hold:
        """Save the errand, and that it is ours, before it is sent; raises Held where another process has it under way.

        From here on a crash leaves a job behind that finishes it.
        """
        session, earlier = visit.session, visit.session.sent
        session.sent = earlier or session.now
        due = due_to_finish(visit.turn.who, session)
        try:
            return await self._sessions.hold(visit.turn, session, sent=0 if earlier else session.now, due=due)
        except Held:
            session.sent = earlier
            raise

    async def _join(self, visit: Visit) -> None:
        """From here on this turn is the person's, not the account's."""
        account = visit.turn
        visit.turn, visit.session = await self._joining.switch(account, visit.session)
        visit.account = account
