"""The desk: the one place where things happen. It loads, listens, has errands run, keeps, and answers."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from secrets import token_hex
from typing import Any

from adapters.channels.door import Away, Door, Slower
from adapters.lending import Late, Lending
from adapters.sessions import Sessions
from adapters.turn import Due, Fenced, Turn
from bot.asking import Asking
from bot.calling import Calling
from bot.documents import Documents
from bot.finishing import Finishing, due_to_finish
from bot.gate import Gate
from bot.handing import Handing
from bot.joining import Joining
from bot.lanes import Lanes
from bot.leaving import Leaving, erase
from bot.linking import Linking
from bot.noted import APART, LATE, LONG, Notes
from bot.own_errands import OwnErrands
from bot.rationing import Rationing
from bot.serving import Serving
from bot.sim_check import SimCheck
from bot.visit import Visit
from flows import often
from flows.errands import Errand, Joined
from flows.handover import STAFF
from flows.heard import Heard
from flows.lapsing import lapse
from flows.screen import Screen
from flows.session import Session
from flows.show import apart
from flows.steps import STEPS, TALK
from flows.talk import hear, late
from flows.words import Send

ERRANDS_A_TURN = 5
LONGEST_NAME = 40
"""Letters of what somebody calls themselves in their chat."""


class Desk:
    """Hears one person at a time, and any number at once.

    `contact`: how a borrower reaches the lender. `lapses`: seconds after which an application begun is forgotten.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the eight it works with, and settings each with its default
        self,
        sessions: Sessions,
        lending: Lending,
        joining: Joining,
        finishing: Finishing,
        documents: Documents,
        linking: Linking,
        calling: Calling | None = None,
        leaving: Leaving | None = None,
        *,
        clock: Callable[[], float] = time.time,
        notes: Notes | None = None,
        gate: Gate | None = None,
        rationing: Rationing | None = None,
        sim: SimCheck | None = None,
        lang: str = "en",
        currency: str = "",
        contact: str = "",
        lapses: int = 30 * 86_400,
    ) -> None:
        self._sessions, self._joining, self._documents, self._calling = sessions, joining, documents, calling
        self._own = OwnErrands(sessions, Handing(lending), joining, linking, calling, leaving)
        self._serving = Serving(lending, linking, staffed=calling is not None, contact=contact)
        self._clock, self._lang, self._currency, self._lapses = clock, lang, currency, lapses
        self._lanes, self.notes, self._gate = Lanes(), notes or Notes(), gate or Gate()
        self._asking = Asking(
            sessions,
            lending,
            self._own,
            rationing or Rationing(lending),
            finishing,
            documents=documents,
            joining=joining,
            sim=sim,
            too_often=self._gate.often,
        )

    async def converse(self, heard: Heard, door: Door) -> bytes:
        """One turn: the reply to what `door` heard. Raises Away when nothing could be heard (Slower: too much)."""
        try:
            await self._gate.enter(door.name)
            return await self._converse(heard, door)
        except Slower as refusal:
            self._gate.refused(refusal, self._joining.speaks_for(heard.who))
            raise

    async def _converse(self, heard: Heard, door: Door, moved: str = "") -> bytes:
        """`moved`: the person that Redis has just said this account speaks for, "" where nobody has asked it yet."""
        started = asyncio.get_running_loop().time()
        who = moved or self._joining.speaks_for(heard.who)
        await self._lanes.enter(who, door.patience)
        try:
            turn = await self._sessions.load(who, heard.mark, door.patience, self._gate.rate)
            if not turn.moved and (turn.session or moved or who == heard.who or turn.reply is not None):
                return turn.reply if turn.reply is not None else await self._turn(turn, heard, door, started)
            await self._look_again(turn, heard.who)
        finally:
            self._lanes.leave(who)
        return await self._converse(heard, door, turn.moved)

    async def _look_again(self, turn: Turn, account: str) -> None:
        """The account speaks for another; or only we still think so, and the person may have been erased since."""
        if turn.moved:
            self._joining.remember(account, turn.moved)
        else:
            self._joining.forget(account)
            await self._sessions.free(turn)

    async def _turn(self, turn: Turn, heard: Heard, door: Door, started: float) -> bytes:
        session = turn.session or self._meet(turn, heard.who)
        if heard.who not in (turn.who, *session.accounts):
            await self._sessions.free(turn)
            return await self._turn_as_account(heard, door)
        session.short, session.now, session.channel = door.short, int(self._clock()), door.name
        session.serves = self._serving.at(files=self._own.gives_documents(door))
        lapse(session, session.now, self._lapses)
        session.heard = session.now
        visit = Visit(turn, session, started + door.patience, door, session.page)
        came = session.state if turn.session else ""
        try:
            heard = door.listen(session, heard)
            if heard.file and not _is_for_staff(session, heard):
                heard = await self._documents.look(turn.who, session, heard, door)
                turn.pages |= {heard.paper.id} if heard.paper and heard.paper.id else set()
                await self._sessions.keep(turn, session)  # a slow picture may have used up the lane's lease
                visit.deadline = asyncio.get_running_loop().time() + door.patience
            said = hear(session, heard)
            if session.agreed:
                await self._asking.witness(visit, session.agreed, said)
            screen = await self._settle(visit, said)
            if heard.name and visit.session.owner:
                visit.session.desk["called"] = heard.name[:LONGEST_NAME]
            reply = await self._keep(visit, screen, door)
        except Fenced:
            raise Away("another message of the same person was heard meanwhile") from None
        except BaseException:
            await self._let_go(visit)
            raise
        seconds = asyncio.get_running_loop().time() - started
        self._gate.heard(visit.turn.who, visit.session.lang)
        self.notes.turn(door.name, came, visit.session.state, visit.errands, seconds, visit.parked)
        return reply

    async def _turn_as_account(self, heard: Heard, door: Door) -> bytes:
        """The account does not speak for this person any more: hear it as itself."""
        self._joining.forget(heard.who)
        await self._sessions.forget(heard.who)
        return await self._converse(heard, door)

    async def _settle(self, visit: Visit, said: Screen | Errand[Any]) -> Screen:
        """Run the errands that what was said calls for, until there is something to show."""
        for _ in range(ERRANDS_A_TURN):
            if isinstance(said, Screen):
                return said
            if _calls_this_phone(visit.session):
                visit.parked = APART
                return apart(visit.session)
            try:
                answer = await self._asking.ask(visit, said)
            except Late:
                return _parked(visit, LATE)
            # One who joins a conversation that was there already is greeted where it stands.
            greeted = isinstance(answer, Joined) and visit.turn.session is not None
            said = hear(visit.session, Heard(visit.turn.who, visit.turn.mark, new=True) if greeted else answer)
        return said if isinstance(said, Screen) else _parked(visit, LONG)

    async def _keep(self, visit: Visit, screen: Screen, door: Door) -> bytes:
        if visit.erased:
            return await self._keep_nothing(visit, door.draw(visit.session, screen))
        due: list[Due] = [due_to_finish(visit.turn.who, visit.session)] if visit.parked else []
        due += self._calling.due(visit.turn.who, visit.session) if self._calling else []
        reply = await self._sessions.save(visit.turn, visit.session, door.draw(visit.session, screen), due=due)
        if visit.account:
            await self._sessions.move(visit.account, visit.turn.who, reply)
            self._joining.remember(visit.account.who, visit.turn.who)
        return reply

    async def _keep_nothing(self, visit: Visit, reply: bytes) -> bytes:
        """End the turn of one who has everything deleted: a stranger is left, and a job that deletes the rest."""
        who, emptied = visit.turn.who, self._meet(visit.turn, visit.turn.who)
        often.spend_all(emptied, int(self._clock()))  # erasing gives nothing anew
        for account in visit.session.accounts:
            self._joining.forget(account)
        return await self._sessions.save(visit.turn, emptied, reply, [erase(who, visit.session, emptied)])

    async def _let_go(self, visit: Visit) -> None:
        for turn in filter(None, (visit.turn, visit.account)):
            with suppress(Away):  # the lease ends by itself; the first error is the one to report
                await self._sessions.free(turn)

    def _meet(self, turn: Turn, account: str) -> Session:
        """Somebody new, or whose session has run out. The network vouches for the number of one who dials."""
        who = turn.who
        phone = who.removeprefix("tel:") if who.startswith("tel:") else ""
        facts: dict[str, Any] = {"currency": self._currency}
        accounts = [account] if account != who else []
        session = Session(id=token_hex(8), lang=self._lang, phone=phone, facts=facts, accounts=accounts)
        if turn.erased:
            often.spend_all(session, int(self._clock()))
        return session


def _is_for_staff(session: Session, heard: Heard) -> bool:
    """Whether a file is for a person to look at, and not for us."""
    return bool(heard.ref) and (session.owner == STAFF or session.state == TALK)


def _calls_this_phone(session: Session) -> bool:
    """Whether the errand may only be sent when our own session on this phone is over; once it was sent it may not."""
    step = STEPS[session.state]
    return session.short and isinstance(step, Send) and step.apart and not session.sent


def _parked(visit: Visit, why: str) -> Screen:
    """The errand has no answer yet: a worker sees it through, and the person reads how they will hear."""
    visit.parked = why
    return late(visit.session)
