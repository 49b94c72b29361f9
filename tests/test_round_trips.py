"""Round trips to Redis over a whole application, counted: two a turn, three with an errand that happens once."""

from pathlib import Path

import pytest

from tests.phones import Telegram, Ussd
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
