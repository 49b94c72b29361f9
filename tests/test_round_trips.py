"""Round trips to Redis, counted: two a turn, three with an errand that happens once, four with a lender's PIN."""

from pathlib import Path

import pytest

from tests.phones import Telegram, Ussd
from tests.test_assistant import to_the_offer
from tests.test_talks import key, labels_in, said_in
from tests.world import world

TALK = Path(__file__).parent / "talks" / "maxintegrate" / "new-client.txt"
ONCE = {"Yes, that is right", "Yes, ask", "I accept, apply"}
"""What is said when an errand that must happen once is run: the client added, the credit check, the application."""


@pytest.mark.parametrize("phone", [Ussd, Telegram])
async def test_a_turn_takes_two_round_trips_and_one_more_for_what_must_happen_once(phone, redis_url, tmp_path):
    async with world(redis_url, tmp_path, role="web") as around:  # what a worker does meanwhile is no turn's
        person, sessions = phone(around), around.assistant.sessions
        await person.meet()
        trips = []
        for words, shown in zip(said_in(TALK), labels_in(TALK), strict=False):
            before = sessions.trips
            seen = await person.say(key(words, shown) if phone is Ussd else words)
            trips.append((words, sessions.trips - before))
            while seen.more and phone is Ussd:
                before = sessions.trips
                seen = await person.say(seen.more)
                trips.append(("the next page", sessions.trips - before))
        assert trips == [(words, 2 + (words in ONCE)) for words, _ in trips]
        assert len((await around.ledger())["applications"]) == 1


async def test_a_try_with_a_pin_takes_one_more_to_charge_it(redis_url, tmp_path):
    async with world(redis_url, tmp_path, role="web") as around:
        person, sessions = Ussd(around), around.assistant.sessions
        await to_the_offer(person)
        await person.say("1")
        await person.dial()
        await person.say("My loan")
        charges = around.assistant.desk._asking._rationing._tries
        assert charges
        trips = []
        for words in ("Activate my loan", "000000"):
            before = sessions.trips, charges.trips
            await person.say(words)
            trips.append((sessions.trips - before[0], charges.trips - before[1]))
        assert trips == [(2, 1), (3, 1)]
