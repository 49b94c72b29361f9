"""How often we speak unasked in Telegram, over all processes, and what one refusal means to the others."""

import pytest

from adapters.channels.telegram.pace import Pace
from adapters.names import Namer
from adapters.room import NoRoom, Room
from tests.test_codes import Clock


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def paces(redis, clock):
    return [Pace(Room(redis, Namer(b"k" * 32), clock)) for _ in range(2)]


async def taken(pace, chat):
    """Seconds to wait, 0 where room was taken."""
    try:
        await pace.take(chat)
    except NoRoom as full:
        return full.wait
    return 0


async def test_a_chat_has_room_for_one_a_second_and_a_short_burst(paces, clock):
    one, other = paces
    assert [await taken(pace, 1) for pace in (one, other, one)] == [0, 0, 0]
    assert await taken(other, 1) == pytest.approx(3, abs=0.01)
    assert await taken(other, 2) == 0
    clock.now += 3.01
    assert await taken(one, 1) == 0


async def test_all_processes_together_keep_below_what_telegram_takes(paces):
    waits = [await taken(paces[number % 2], number) for number in range(60)]
    assert waits.count(0) == 25
    assert all(0 < wait <= 3 for wait in waits[25:])


async def test_a_chat_that_was_refused_is_left_alone_by_every_process_and_holds_up_nobody_else(paces, clock):
    one, other = paces
    for _ in range(3):
        await one.slow_down(1, 40)
    assert await taken(other, 1) == pytest.approx(40, abs=0.01)
    assert await taken(other, 2) == 0
    clock.now += 40
    assert await taken(other, 1) == 0


async def test_two_chats_refused_shortly_after_each_other_mean_the_bot_as_a_whole(paces, clock):
    one, other = paces
    await one.slow_down(1, 20)
    clock.now += 5
    await other.slow_down(2, 20)
    assert await taken(one, 3) == pytest.approx(20, abs=0.01)
    clock.now += 20
    assert await taken(one, 3) == 0


async def test_two_chats_refused_long_after_each_other_are_each_their_own(paces, clock):
    one, other = paces
    await one.slow_down(1, 2)
    clock.now += 11
    await other.slow_down(2, 2)
    assert await taken(one, 3) == 0
