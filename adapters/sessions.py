"""What we remember of people, in Redis: a turn is one script that loads and one that saves, and nothing else.

The lane's lock protects what is written here and only that: it has a lease, and a fence that rises with every turn, so
that one who held the lane too long cannot write over the one who came after. What a turn does to the world is either
kept first as an intent (`keep`) or goes out as a job in the same script as the session (`save`).
"""

import asyncio
import random
import secrets
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from adapters.channels.door import Away, Slower
from adapters.holds import Held, Hold, Terms
from adapters.job import Job
from adapters.keyring import Keyring, Spare, keyring, owned
from adapters.limits import Rate
from adapters.names import Keys, Namer
from adapters.redis_client import Client
from adapters.scripts import Script, Scripts, or_away
from adapters.turn import LIVES, Due, Fenced, Lives, Turn
from adapters.vault import Spoilt, Vault
from flows.following import followed, marks
from flows.line import Line
from flows.session import Session
from flows.uploading import waiting

LOAD, SAVE, KEEP, FREE, FORGET = map(Script, ("load", "save", "keep", "free", "forget"))


class Sessions:
    """The sessions of all people in one Redis. Every call is one round trip and may raise Away or Spoilt.

    Every script may be said twice, so a call whose answer was lost has been said once more before Away is raised;
    even then it may have been done. `trips` counts round trips.
    """

    def __init__(self, redis: Client, vault: Vault | Keyring, namer: Namer, lives: Lives = LIVES) -> None:
        self._redis = redis
        self._scripts = Scripts(redis)
        self._keyring = keyring(redis, vault)
        self._namer = namer
        self._lives = lives
        self._terms = Terms(secrets.token_hex(8), lives.hold, lives.session)

    @property
    def trips(self) -> int:
        """Round trips made to Redis so far."""
        return self._scripts.trips

    async def load(self, who: str, mark: str, patience: float = 3, rate: Rate | None = None) -> Turn:
        """Take the person's lane and read what we know of them, as of the message with this mark.

        Waits `patience` seconds while another process holds the lane, then raises Away. A session that cannot be
        opened raises Spoilt: it stays as it is, and the lane is given back. With a `rate`, turns of this person beyond
        it raise Slower; a message heard before is none.
        """
        keys, token = self._namer.keys(who), secrets.token_hex(8)
        place = keys.reply(self._namer.hash(keys.name, mark))
        said, vault, wrapped = await self._take(keys, place, token, patience, rate)
        turn = Turn(who, mark, token, keys=keys, place=place, vault=vault, wrapped=wrapped)
        match said:
            case [b"reply", sealed, _]:
                turn.reply = vault.open(sealed, place)
            case [b"moved", sealed, _]:
                turn.moved = vault.open(sealed, _pointer(keys)).decode()
            case [_, fence, sealed, erased, _]:
                turn.erased = erased is not None
                turn.fence = fence
                if sealed is None and turn.erased and self._keyring.apart:
                    # Erased perhaps between our asking for their key, which lies elsewhere, and this lane.
                    turn.vault = await self._keyring.made(keys)
                turn.session = await self._read(turn, sealed)
                turn.pages = waiting(turn.session.facts) if turn.session else set()
                turn.loan = marks(turn.session) if turn.session else ()
        return turn

    async def keep(self, turn: Turn, session: Session) -> None:
        """Save the session in the middle of a turn, an intent in it, and hold the lane for a whole lease more.

        Raises Fenced when the lane is no longer ours. `session.turn` stays: the turn has not ended.
        """
        await self._keep(turn, session)

    async def hold(self, turn: Turn, session: Session, *, sent: int = 0, due: Due | None = None) -> Hold:
        """Keep the session as `keep` does, and hold `session.errand` for this process, so that no other sends it.

        `sent`: the errand is about to be sent for the first time, now (seconds since 1970). `due`: what finishes the
        errand if we do not; dropped by the save of a turn in which the errand had its answer. Raises Held where another
        process has it under way (nothing is written then), Fenced when the lane is no longer ours.
        """
        place, terms = self._hold(turn.keys, session.errand), self._terms
        with_job = self._duty(turn, due) if due else ()
        before = await self._keep(turn, session, terms.holder, terms.lease, sent, *with_job)
        if before < 0:
            raise Held("another process has it under way")
        turn.open.add(session.errand)
        return Hold(self._scripts, place, terms, before=before, intended=bool(sent and not before))

    async def save(
        self, turn: Turn, session: Session, reply: bytes, jobs: Sequence[Job] = (), due: Sequence[Due] = ()
    ) -> bytes:
        """End the turn: the session, the reply to this message and the jobs are written at once, the lane given back.

        Counts the turn: `session.turn` is one more from here on. Returns the reply to give: the one stored already
        where this message has one (then nothing else is written), else ours. Raises Fenced when another has taken the
        lane. `jobs` go to the workers now, `due` when their time has come. Of the errands in `turn.open`, those that
        are not the session's any more have had their answer: nobody need hold or finish them. Pages that the session
        has let go of need wait no more. What it knows of its loan, where that is new, is given to those who follow it.
        What was said to a person, or by one (`session.passed`), goes into the transcript, with a job to pass it on.
        """
        if gone := turn.pages - waiting(session.facts):
            jobs = [*jobs, Job(kind="drop", who=turn.who, key="", body=" ".join(sorted(gone)))]
        if (loan := marks(session)) and loan != turn.loan:
            jobs = [*jobs, Job(kind="follow", who=turn.who, key="", body=followed(session).model_dump_json())]
        jobs = [*jobs, *_to_pass_on(turn.who, session.passed)]
        session.turn += 1
        document = _sealed(turn, session)
        return await self._end(turn, ("d", document, self._lives.session), reply, self._after(turn, session, jobs, due))

    async def move(self, turn: Turn, to: str, reply: bytes) -> bytes:
        """End the turn of an account (`tg:4711`) that speaks for the person `to` from now on, as `save` would.

        The account's own session goes, a sealed pointer stays, and this message's reply is stored under the account.
        Save the person's turn for the same mark first: if we end in between, the message delivered again finds
        that reply under the person, and the move is made up for.
        """
        pointer = turn.vault.seal(to.encode(), _pointer(turn.keys))
        return await self._end(turn, ("p", pointer, self._lives.pointer), reply)

    async def free(self, turn: Turn) -> None:
        """Give the lane back without saving anything: an error came before anything had happened."""
        await self._scripts.run(FREE, 1, turn.keys.lock, turn.token)

    async def forget(self, who: str) -> None:
        """Erase a person: session, pointer, replies, waiting pages. No turn under way brings them back.

        Their fence stays a day for that. Accounts that speak for the person are people of their own here, to be
        forgotten by their own names. Looks through all keys of Redis (about a second a million): for an operator's
        errand, not for a turn. What one-time codes leave is not personal, and stays until it runs out: erasing must
        not give new tries.
        """
        keys = self._namer.keys(who)
        erased = (keys.lock, keys.document, keys.key, self._lives.fence)
        await self._scripts.run(FORGET, 3, *erased)
        # Where keys lie apart, not before: a session without its key is neither opened nor begun anew. What a turn has
        # written in between goes as well.
        await self._keyring.forget(keys)
        if self._keyring.apart:
            await self._scripts.run(FORGET, 3, *erased)
        with or_away:
            await self._redis.unlink(keys.waiting)
            for kind in (keys.reply("*"), keys.own("e", "*")):
                async for key in self._redis.scan_iter(match=kind, count=1000):
                    await self._redis.unlink(key)

    async def _take(
        self, keys: Keys, place: str, token: str, patience: float, rate: Rate | None
    ) -> tuple[list[Any], Vault, bytes | None]:
        """What the load script says once it no longer tells us to wait; the person's vault; their key sealed anew.

        The naps are uneven, so that many who wait for one lane do not ask in step.
        """
        lives, ring = self._lives, self._keyring
        elsewhere = await ring.made(keys) if ring.apart else None
        spare = None if elsewhere else ring.spare()
        where = (keys.lock, keys.document, place, keys.key, keys.own("g"))
        counted = (rate.each, rate.most) if rate else ()
        how = (token, lives.lease, lives.fence, lives.pointer, spare.wrapped if spare else "", *counted)
        until = time.monotonic() + patience
        nap = 0.004
        while True:
            said: list[Any] = await self._scripts.run(LOAD, 5, *where, *how)
            if said[0] == b"over":
                raise Slower(said[1] / 1000)
            if said[0] != b"wait":
                try:
                    return said, *self._vault(keys, said[-1], elsewhere, spare)
                except Spoilt:
                    await self._scripts.run(FREE, 1, keys.lock, token)
                    raise
            if time.monotonic() > until:
                raise Away(f"{keys.name}: the lane is held by another")
            await asyncio.sleep(nap * random.uniform(0.5, 1.5))  # noqa: S311 - no secret in it
            nap = min(nap * 1.5, 0.05)

    def _vault(
        self, keys: Keys, wrapped: bytes | None, elsewhere: Vault | None, spare: Spare | None
    ) -> tuple[Vault, bytes | None]:
        """The person's vault, and their key as it shall be kept where that has changed."""
        if elsewhere:
            return elsewhere, None
        assert wrapped is not None and spare is not None  # noqa: PT018, S101 - the script makes one of the spare
        self._keyring.put_back(spare, wrapped)
        return self._keyring.open(keys, wrapped), self._keyring.wrapped_anew(wrapped)

    async def _read(self, turn: Turn, sealed: bytes | None) -> Session | None:
        """The session in a document, None where there is none. One that cannot be read is left alone."""
        if sealed is None:
            return None
        try:
            return Session.model_validate_json(turn.vault.open(sealed, turn.keys.document))
        except ValidationError:
            await self.free(turn)
            raise Spoilt(f"{turn.keys.document}: opened, but it is not a session") from None
        except Spoilt:
            await self.free(turn)
            raise

    async def _keep(self, turn: Turn, session: Session, *more: str | bytes | int) -> int:
        """Say the script that keeps; `more` is what it takes to hold an errand. What it returns."""
        lives, keys = self._lives, turn.keys
        where = (keys.lock, keys.document, self._hold(keys, session.errand), keys.due, keys.duties, keys.key)
        document = _sealed(turn, session)
        kept: int | None = await self._scripts.run(
            KEEP, len(where), *where, turn.token, turn.fence, document, lives.session, lives.lease, *more
        )
        if kept is None:
            raise Fenced(f"{keys.name}: another has taken the lane")
        return kept

    def _hold(self, keys: Keys, errand: str) -> str:
        """The key of the hold of an errand."""
        return keys.own("e", self._namer.hash(errand))

    def _duty(self, turn: Turn, due: Due) -> tuple[str, int, bytes]:
        """The name of a duty (the same for the same job, whatever its round), when it falls due, and its sealed job."""
        after, job = due
        return self._duty_name(turn.keys, job.kind, job.key), after, _sealed_job(turn, job)

    def _duty_name(self, keys: Keys, kind: str, key: str) -> str:
        return f"{keys.name}:{self._namer.hash(kind, key)}"

    def _after(self, turn: Turn, session: Session, jobs: Sequence[Job], due: Sequence[Due]) -> "_After":
        """What the save script is told of jobs, and of errands that have had their answer."""
        keys, over = turn.keys, turn.open - {session.errand}
        sealed = [_sealed_job(turn, job) for job in jobs]
        duties = [word for each in due for word in self._duty(turn, each)]
        gone = [self._duty_name(keys, "finish", key) for key in over]
        lines = [
            turn.vault.seal(line.model_dump_json(exclude_defaults=True).encode(), keys.transcript)
            for line in session.passed
        ]
        words = [len(jobs), *sealed, len(lines), *lines, len(due), *duties, *gone]
        return _After([self._hold(keys, key) for key in over], words)

    async def _end(
        self, turn: Turn, document: tuple[str, bytes, int], reply: bytes, after: "_After | None" = None
    ) -> bytes:
        """Say the script that ends a turn, and give the reply it leaves behind."""
        keys, vault, lives = turn.keys, turn.vault, self._lives
        sealed = vault.seal(reply, turn.place)
        holds, words = after or NOTHING_AFTER
        where = (keys.lock, keys.document, turn.place, keys.jobs, keys.due, keys.duties, keys.transcript, keys.key)
        how = (turn.token, turn.fence, *document, sealed, lives.reply, self._keyring.life, turn.wrapped or "")
        stored: bytes | None = await self._scripts.run(SAVE, len(where) + len(holds), *where, *holds, *how, *words)
        if stored is None:
            raise Fenced(f"{keys.name}: another has taken the lane")
        return reply if stored == sealed else vault.open(stored, turn.place)


class _After(NamedTuple):
    """What the save script is told after the session and the reply: keys of holds to end, and jobs in its own order."""

    holds: Sequence[str]
    words: Sequence[str | bytes | int]


NOTHING_AFTER = _After((), (0, 0, 0))


def _to_pass_on(who: str, lines: Sequence[Line]) -> list[Job]:
    """The jobs that tell staff, and the person, of these lines."""
    staff = [Job(kind="to_staff", who=who, key="")] if any(line.for_staff for line in lines) else []
    person = [Job(kind="to_borrower", who=who, key="")] if any(line.for_borrower for line in lines) else []
    return staff + person


def _sealed(turn: Turn, session: Session) -> bytes:
    """The session as it is kept: as JSON without what is as it was at the beginning, sealed for its place."""
    return turn.vault.seal(session.model_dump_json(exclude_defaults=True).encode(), turn.keys.document)


def _sealed_job(turn: Turn, job: Job) -> bytes:
    return owned(turn.keys, turn.vault.seal(job.written(), turn.keys.jobs))


def _pointer(keys: Keys) -> str:
    """What a pointer is sealed as being about."""
    return f"{keys.document} moved"
