"""What `make bench` measures against still speaks to our scripts as they are."""

import httpx

from adapters.stand_ins.serving import serving
from tests.bench.floor import REPLY, app
from tests.bench.hear import measure_hear


async def test_the_floor_makes_its_two_round_trips(redis_url, redis):
    async with serving(app(redis_url)) as url, httpx.AsyncClient() as http:
        for words in (b"one", b"another"):
            answer = await http.post(f"{url}/ussd", content=words)
            assert (answer.status_code, answer.content) == (200, REPLY)
    # Buckets last a moment, and whether two share a data key is chance.
    kept = [key async for key in redis.scan_iter() if key.split(b":")[1] not in (b"g", b"k")]
    assert len(kept) == 4


def test_hearing_is_measured_over_a_whole_conversation():
    assert measure_hear(conversations=1) > 0
