"""Floods: too much of what each alone is welcome to, and SMS that cost somebody else's money."""

from typing import Any

import pytest
from pydantic import SecretStr

from adapters import strangers
from adapters.channels.door import Slower
from adapters.limits import Limits, Rate, Taken
from adapters.names import Namer
from adapters.peer import networks
from adapters.permits import Permits
from adapters.redis_client import connect
from adapters.sessions import Sessions
from adapters.sms.spending import Spending
from adapters.strangers import Strangers
from flows import often
from flows.errands import Join, SendLink
from flows.session import Session
from tests.phones import Ussd
from tests.threats.attack import Attack, Ground
from tests.world import world

DAY = 86_400
ID_NUMBERS = ("8001015009087", "8909025012083")
"""Of two whom the lender knows."""


async def _turns_without_end(ground: Ground) -> bool:
    """One person dials as fast as they can; another dials meanwhile."""
    async with world(ground.redis_url, ground.folder, rate_person=Rate(4, DAY)) as around:
        person, other = Ussd(around), Ussd(around, "+27829999999")
        said = [(await person.dial()).text for _ in range(6)]
        assert "Welcome" in (await other.dial()).text
        assert "Welcome" in said[3]
    return "Welcome" in said[-1]


def _nobody_is_too_fast(patch: pytest.MonkeyPatch) -> None:
    load = Sessions.load
    patch.setattr(Sessions, "load", lambda self, who, mark, patience=3, rate=None: load(self, who, mark, patience))


async def _a_crowd_at_one_door(ground: Ground) -> bool:
    """So many people, through all processes together; at another door nobody stands."""
    client = connect(ground.redis_url)
    limits = Limits(client, Namer(b"k" * 32))
    processes, let_in = [Permits(limits, Rate(8, DAY)) for _ in range(3)], 0
    for turn in range(30):
        try:
            await processes[turn % 3].spend("ussd")
        except Slower:
            continue
        let_in += 1
    await processes[0].spend("page")
    await client.aclose()
    assert let_in >= 8
    return let_in > 8


async def _always(_: Limits, name: str, rate: Rate, want: int, least: int = 1) -> Taken:
    return Taken(want, 0)


async def _guess_a_secret(ground: Ground, first: int = 0) -> bool:
    """Try secrets one after the other; the last one is right. `first`: bytes said to the lender's door before."""
    secret = "the-secret-of-the-gateway-in-its-path"
    settings = {"ussd_secret": SecretStr(secret), "ussd_allow": (), "trusted_proxies": networks("127.0.0.1")}
    settings["lender_notify_secret"] = SecretStr("a-secret-between-us-and-the-lender")
    async with world(ground.redis_url, ground.folder, rate_address=Rate(5, DAY), **settings) as around:

        async def tried(guess: str, caller: str) -> int:
            form = {"sessionId": "ATUid_1", "serviceCode": "*120#", "phoneNumber": "+27821234567", "text": ""}
            path, headers = f"{around.url}/ussd/africastalking/{guess}", {"X-Forwarded-For": caller}
            return (await around.http.post(path, data=form, headers=headers)).status_code

        if first:
            said, headers = b"x" * first, {"X-Forwarded-For": "192.0.2.66"}
            large = await around.http.post(f"{around.url}/lender/maxintegrate", content=said, headers=headers)
            assert large.status_code == 413
        for guess in range(8):
            await tried(f"guess-{guess}", "192.0.2.66")
        found = await tried(secret, "192.0.2.66")
        assert await tried(secret, "198.51.100.1") == 200
    return found == 200


async def _guess_after_a_refusal(ground: Ground) -> bool:
    """A body that is refused before any secret is looked for: is whoever sent it taken for one who knows the secret?"""
    return await _guess_a_secret(ground, first=20_000)


async def _uncounted(*_: object) -> float:
    return 0


async def _spend_on_sms(ground: Ground) -> bool:
    """Many accounts ask for codes, each with a number of its own; a notice is still sent."""
    async with world(ground.redis_url, ground.folder, sms_asked=Rate(3, DAY)) as around:
        joining, session = around.assistant.desk._joining, Session(id="s")
        for n in range(9):
            await joining.run(Join(phone=f"+2782000000{n}"), session, f"tg:{n}")
        sent = sum(len(texts) for texts in around.inbox.messages.values())
        await around.assistant.notices._reach.by_sms("+27820000000", "Your loan is paid out.", "notice")
        assert around.inbox.messages["+27820000000"][-1] == "Your loan is paid out."
        assert sent >= 3
    return sent > 3


async def _spend_on_one_number(ground: Ground) -> bool:
    """Ask for links to one number, forgetting in between that any were sent."""
    async with world(ground.redis_url, ground.folder, sms_number=Rate(6, DAY)) as around:
        linking, number = around.assistant.desk._own._linking, "+27821234567"
        for n in range(9):
            session = Session(id=f"s{n}", phone=number, now=1_800_000_000)
            await linking.run(SendLink(way="telegram"), session, f"tel:{number}")
        sent = len(around.inbox.messages[number])
        assert sent >= 3
    return sent > 6


def _unspent(patch: pytest.MonkeyPatch, left_out: str) -> None:
    """One of the two budgets is as large as one likes."""
    spend = Spending._spend

    async def spent(self: Spending, what: str, *how: Any) -> None:
        if what != left_out:
            await spend(self, what, *how)

    patch.setattr(Spending, "_spend", spent)


async def _go_through_id_numbers(ground: Ground) -> bool:
    """Type one ID number after the other, to see whose are clients."""
    async with world(ground.redis_url, ground.folder, role="web") as around:
        phone = Ussd(around)
        await phone.meet()
        await phone.say("Apply for a loan")
        said = []
        for n in range(12):
            said.append((await phone.say(ID_NUMBERS[n % 2])).text)
            await phone.say("No, not me")
        assert all("Are you" in text for text in said[:9])
    return "Are you" in said[-1]


async def _erase_and_begin_again(ground: Ground) -> bool:
    """Have oneself erased, to go on through ID numbers with a new ration."""
    async with world(ground.redis_url, ground.folder, role="web") as around:
        said = []
        for number in ("+27821234567", "+27829999999"):
            await around.assistant.sessions.forget("tel:+27821234567")
            phone = Ussd(around, number)
            await phone.meet()
            await phone.say("Apply for a loan")
            said.append((await phone.say(ID_NUMBERS[0])).text)
    assert "Are you" in said[1], "nobody else is kept waiting"
    return "Are you" in said[0]


ATTACKS = [
    Attack("turns-without-end", _turns_without_end, _nobody_is_too_fast),
    Attack("crowd-at-one-door", _a_crowd_at_one_door, lambda patch: patch.setattr(Limits, "up_to", _always)),
    Attack("secret-guessed-at-leisure", _guess_a_secret, lambda patch: patch.setattr(Strangers, "wrong", _uncounted)),
    Attack(
        "secret-guessed-after-a-refusal", _guess_after_a_refusal, lambda patch: patch.setattr(strangers, "REFUSED", 600)
    ),
    Attack("sms-to-everybody", _spend_on_sms, lambda patch: _unspent(patch, "asked")),
    Attack("sms-to-one-number", _spend_on_one_number, lambda patch: _unspent(patch, "number")),
    Attack(
        "id-numbers-one-after-another",
        _go_through_id_numbers,
        lambda patch: patch.setattr(often, "take", lambda *_: True),
    ),
    Attack(
        "rations-anew-by-erasing",
        _erase_and_begin_again,
        lambda patch: patch.setattr(often, "spend_all", lambda *_: None),
    ),
]
