"""The whole conversation over a real Redis and a real lender, by someone with no manners and two phones.

Any input in any state, both channels at once, messages repeated, lenders slow and failing, processes that die in the
middle of a turn, and one that held the lane too long. What must be true of every turn stands in `Life.hold_to`.
"""

import asyncio
import json
from collections import Counter
from contextlib import AsyncExitStack, suppress
from itertools import count
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from adapters.channels.door import Away
from adapters.channels.telegram.door import Telegram
from adapters.channels.ussd.door import Ussd
from adapters.codes import Codes
from adapters.lenders.account import Account
from adapters.lenders.maxintegrate import Maxintegrate
from adapters.lending import Lending
from adapters.links import Links
from adapters.names import read_namer
from adapters.redis_client import Client, connect
from adapters.sessions import Sessions
from adapters.stand_ins.maxintegrate import LOGIN, StandIn
from adapters.stand_ins.sms import Inbox
from adapters.turn import Fenced, Lives
from adapters.vault import Vault
from adapters.waiting import Waiting
from bot.converse import Desk
from bot.documents import Documents
from bot.finishing import Finishing
from bot.joining import Joining
from bot.linking import Linking
from flows.heard import Heard
from flows.session import Session
from flows.steps import MENU, STEPS
from flows.words import Send
from tests.soak.people import with_luhn

MONEY = {"income": "30000", "take_home": "24000", "living": "9000", "debts": "10", "amount": "600", "instalments": "1"}
ODD = ["", "0", "00", "#1", "²", "-1", "9" * 400, "x" * 5000, "\x00", "🙂", "{ $amount }", "98", "2", "3", "?!"]
SAID = st.one_of(st.sampled_from([*ODD, *"1111"]), st.text(max_size=20))
CHANNELS = st.sampled_from(["ussd", "telegram"])
FAULTS = st.sampled_from(["slow", "status", "drop", "html", "truncated", "wrong_types", "more"])
METHODS = st.sampled_from(["", "client_create", "credit_check", "create_loan_application", "client_search"])
SHORT = Lives(lease=300, hold=300)
"""A lane and an errand are soon taken over from a process that died. The lease outlasts the patience."""
PATIENCE = 0.15
KEYS = Vault.new_key()
numbers = count(1)


class Process(NamedTuple):
    """What one process of the assistant has, as far as a turn needs it."""

    redis: Client
    sessions: Sessions
    lending: Lending
    desk: Desk


class Life(RuleBasedStateMachine):
    """One person, two phones, two processes."""

    redis_url = ""

    def __init__(self) -> None:
        super().__init__()
        self.runner, self.stack = asyncio.Runner(), AsyncExitStack()
        number = next(numbers)
        self.phone, self.chat = f"+27820{number:06}", f"tg:{8_000_000 + number}"
        self.id_number = with_luhn(f"9001015{number % 1000:03}08")
        self.doors: dict[str, Any] = {"ussd": Ussd(patience=PATIENCE), "telegram": Telegram()}
        self.doors["telegram"].patience = PATIENCE
        self.line, self.text = "", ""
        self.past: list[tuple[Heard, str, bytes]] = []
        self.marks = count(1)

    @initialize(steps=st.integers(5, 26), kind=FAULTS, method=METHODS)
    def begins(self, steps, kind, method):
        """Somewhere on the way of an application, with one fault of the lender behind or before them."""
        self.runner.run(self._begin())
        self.the_lender_misbehaves(kind, method, after=True, times=1)
        self.goes_along(steps, "ussd")

    async def _begin(self) -> None:
        self.inbox, self.lender = Inbox(), StandIn()
        self.url = await self.stack.enter_async_context(self.lender)
        self.lender.faults.set("duplicate")  # nothing but ourselves keeps things from being doubled
        self.desks = [await self._process(), await self._process()]
        await self.dial()

    async def _process(self) -> Process:
        redis, vault = connect(self.redis_url), Vault.from_settings(KEYS)
        self.stack.push_async_callback(redis.aclose)
        namer = await read_namer(redis, vault)
        sessions = Sessions(redis, vault, namer, SHORT)
        lending = Lending(Maxintegrate(Account(self.url, LOGIN.password, LOGIN.user)), settle=0)
        self.stack.push_async_callback(lending.close)
        joining = Joining(sessions, Codes(redis, namer, vault), self.inbox)
        documents = Documents(Waiting(redis, vault, namer))
        finishing = Finishing(sessions, lending, documents)
        linking = Linking(Links(redis, vault, namer), self.inbox, "", str)
        desk = Desk(sessions, lending, joining, finishing, documents, linking)
        return Process(redis, sessions, lending, desk)

    def teardown(self) -> None:
        try:
            if hasattr(self, "desks"):
                self.runner.run(self.comes_home())
        finally:
            self.runner.run(self.stack.aclose())
            self.runner.close()

    # What one does.

    async def dial(self) -> None:
        self.line, self.text = f"line {next(numbers)}", ""
        await self.hears("ussd", self._ussd())

    def _ussd(self) -> Heard:
        return Heard(f"tel:{self.phone}", f"{self.line}:{self.text}", self.text, line=self.line)

    def _heard(self, channel: str, words: str, at: str = "") -> Heard:
        if channel == "ussd":
            self.text = f"{self.text}*{words}" if self.text else words
            return self._ussd()
        return self._chat(words=words, at=at)

    def _chat(self, **said: Any) -> Heard:
        return Heard(self.chat, f"{self.chat}:{next(self.marks)}", line=f"{self.chat[3:]}:7:", **said)

    async def hears(self, channel: str, heard: Heard, desk: int = 0) -> bytes:
        """One turn, and what must be true of it. One that could not be heard is brought again, as networks do."""
        for _ in range(20):
            with suppress(Away):
                reply = await self.desks[desk].desk.converse(heard, self.doors[channel])
                self.hold_to(channel, reply)
                self.past.append((heard, channel, reply))
                return reply
        raise AssertionError("not heard in twenty tries")

    def hold_to(self, channel: str, reply: bytes) -> None:
        """Always a screen; what was to happen once has happened once."""
        if channel == "ussd":
            kind, _, words = reply.decode().partition(" ")
            assert kind in ("CON", "END")
            assert words.strip()
        else:
            assert any(call.get("text") for call in json.loads(reply))
        books = self.lender.books
        for book in (books.clients, books.credit_checks, books.applications):
            counts = Counter(row["reference"] for row in book if row["reference"])
            assert all(n == 1 for n in counts.values()), counts
        assert sum(row["id_number"] == self.id_number for row in books.clients) <= 1

    async def kept(self) -> Session:
        """What is kept of the person, or of the chat while it has no person."""
        for who in (f"tel:{self.phone}", self.chat):
            turn = await self.desks[0].sessions.load(who, f"look {next(numbers)}", 5)
            if not turn.moved:
                await self.desks[0].sessions.free(turn)
            if turn.session:
                return turn.session
        raise AssertionError("nothing is kept")

    async def answer(self, channel: str) -> None:
        """Say what fits where one stands."""
        name = (await self.kept()).state.partition(".")[2]
        code = self.inbox.messages[self.phone][-1][:6] if self.inbox.messages[self.phone] else ""
        fits = {**MONEY, "id_number": self.id_number, "code": code, "employer": "Karoo Wool"}
        named = {"first_name": "Anna", "last_name": "Botha", "has_debts": "2"}
        await self.hears(channel, self._heard(channel, {**fits, **named}.get(name, "1")))

    @rule(channel=CHANNELS, words=SAID, desk=st.sampled_from([0, 1]))
    def says_anything(self, channel, words, desk):
        self.runner.run(self.hears(channel, self._heard(channel, words), desk))

    @rule(steps=st.integers(1, 12), channel=st.sampled_from(["ussd", "ussd", "telegram"]))
    def goes_along(self, steps, channel):
        async def go():
            for _ in range(steps):
                await self.answer(channel)

        self.runner.run(go())

    @rule()
    def dials(self):
        self.runner.run(self.dial())

    @rule(desk=st.sampled_from([0, 1]))
    def shares_the_number(self, desk):
        self.runner.run(self.hears("telegram", self._chat(contact=self.phone), desk))

    @rule(to=st.sampled_from(["home.menu", "home.cancel", "start.language", "home.help"]), new=st.booleans())
    def commands(self, to, new):
        self.runner.run(self.hears("telegram", self._chat(new=True) if new else self._chat(jump=to)))

    @rule(at=st.sampled_from([*STEPS]), words=SAID)
    def presses_an_old_button(self, at, words):
        self.runner.run(self.hears("telegram", self._chat(words=words, at=at)))

    # What the networks do.

    @rule(back=st.integers(1, 5), desk=st.sampled_from([0, 1]))
    def a_message_is_brought_again_and_gets_the_same_reply(self, back, desk):
        heard, channel, reply = self.past[-min(back, len(self.past))]
        assert self.runner.run(self.hears(channel, heard, desk)) == reply

    @rule(words=st.sampled_from(["1", "?!", "0"]))
    def both_phones_at_once(self, words):
        heard = [("ussd", self._heard("ussd", words), 0), ("telegram", self._heard("telegram", words), 1)]
        heard.append((*heard[0][:2], 1))

        async def both():
            replies = await asyncio.gather(*(self.hears(*one) for one in heard))
            assert replies[0] == replies[2]

        self.runner.run(both())

    @rule(many=st.integers(2, 5))
    def many_messages_at_once_are_heard_in_order(self, many):
        heard, order = [self._heard("telegram", "?!") for _ in range(many)], []

        async def say(number):
            await self.hears("telegram", heard[number])
            order.append(number)

        async def burst():
            before = (await self.kept()).turn
            await asyncio.gather(*(say(number) for number in range(many)))
            assert order == list(range(many))
            assert (await self.kept()).turn >= before

        self.runner.run(burst())

    # What goes wrong.

    @rule(kind=FAULTS, method=METHODS, after=st.booleans(), times=st.integers(1, 3))
    def the_lender_misbehaves(self, kind, method, after, times):
        after = after or kind == "slow"  # what is done late is the business of the settle time, which is 0 here
        seconds = 2 * PATIENCE
        self.lender.faults.set(kind, method, after=after, next=times, status=503, seconds=seconds)

    @rule(channel=CHANNELS, within=st.floats(0, 0.02))
    def a_process_dies_in_the_middle(self, channel, within):
        self.runner.run(self._die(self._heard(channel, "1"), channel, within))

    async def _die(self, heard: Heard, channel: str, within: float) -> None:
        dead = self.desks[1]
        turn = asyncio.ensure_future(dead.desk.converse(heard, self.doors[channel]))
        await asyncio.wait({turn}, timeout=within)
        turn.cancel()
        await asyncio.gather(turn, dead.lending.close(0), return_exceptions=True)
        self.desks[1] = await self._process()
        await self.hears(channel, heard, 1)

    @rule(channel=CHANNELS)
    def one_who_held_the_lane_too_long_writes_nothing(self, channel):
        self.runner.run(self._stale(channel))

    async def _stale(self, channel: str) -> None:
        redis, vault = self.desks[0].redis, Vault.from_settings(KEYS)
        stale = Sessions(redis, vault, await read_namer(redis, vault), Lives(lease=20))
        turn = await stale.load(f"tel:{self.phone}", f"stale {next(numbers)}", 5)
        await asyncio.sleep(0.03)
        await self.dial()
        after = await self.kept()
        with pytest.raises(Fenced):
            await stale.save(turn, turn.session or Session(id="stale"), b"stale")
        assert (await self.kept()) == after

    async def comes_home(self) -> None:
        """Whatever has happened: once nothing goes wrong any more, there is a way on, and to the menu."""
        self.lender.faults.clear()
        await self.dial()
        async with asyncio.timeout(10):
            while isinstance(STEPS[(await self.kept()).state], Send):
                await asyncio.sleep(0.1)
                await self.dial()
        if (await self.kept()).facts.get("consent") == "yes" and (await self.kept()).phone:
            await self.hears("ussd", self._heard("ussd", "00"))
            assert (await self.kept()).state in (MENU, "home.again")


async def _empty(redis_url: str) -> None:
    client = connect(redis_url)
    await client.flushall()
    await client.aclose()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # one who dies closes no connection
def test_whatever_happens_there_is_a_way_on_and_nothing_is_done_twice(redis_url):
    asyncio.run(_empty(redis_url))  # another naming key may lie there
    life = type("Life", (Life,), {"redis_url": redis_url})
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    how = settings(
        max_examples=8,
        stateful_step_count=25,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=checks,
        phases=[Phase.generate],
    )
    run_state_machine_as_test(life, settings=how)
