"""One lane a person, and what happens when somebody does not wait."""

import asyncio
import time

import pytest

from adapters.channels.door import Away
from bot.lanes import Lanes


async def test_first_come_first_heard():
    lanes, heard = Lanes(), []

    async def speak(number):
        await lanes.enter("someone", 5)
        heard.append(number)
        await asyncio.sleep(0)
        lanes.leave("someone")

    await asyncio.gather(*(speak(number) for number in range(10)))
    assert heard == list(range(10))


async def test_one_who_stops_waiting_is_passed_over():
    lanes = Lanes()
    await lanes.enter("someone", 5)
    with pytest.raises(Away):
        await lanes.enter("someone", 0.01)
    lanes.leave("someone")
    await lanes.enter("someone", 5)


async def test_a_lane_given_in_the_moment_one_stops_waiting_is_not_lost():
    lanes = Lanes()
    await lanes.enter("someone", 5)
    waiting = asyncio.create_task(lanes.enter("someone", 0.02))
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(lanes.leave, "someone")
    time.sleep(0.05)  # noqa: ASYNC251 - the process stands still until the patience is over
    with pytest.raises(Away):
        await waiting
    await lanes.enter("someone", 0.02)
