"""The lender's door: only the lender is let in, whatever comes is answered with a sentence, and 200 means kept."""

import json
import time

import httpx
import pytest
from aiohttp import web
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from adapters.lender_door import MOST_BYTES, mount
from adapters.lender_event import signature
from adapters.stand_ins.serving import serving
from flows.loan_news import KINDS
from tests.loan_news import OPEN, SECRET, applied, at_once, posts, tells, told, worked
from tests.servers import KEEPS, Server, ended, until
from tests.test_telegram_hearing import KINDS as JSON
from tests.world import world

EVENT = {"id": "e1", "event": "paid_out", "at": "2026-02-02T10:00:00Z", "loan": "L-1"}
BODY = json.dumps(EVENT).encode()


@pytest.fixture
async def around(redis_url, tmp_path):
    async with world(redis_url, tmp_path, **OPEN) as found:
        yield found


async def kept(around):
    """The notifications that wait to be looked into."""
    return [entry.job for entry in await around.assistant.jobs.fetch(50) if entry.job and entry.job.kind == "event"]


async def test_what_is_signed_is_kept(around):
    assert await posts(around, BODY) == 200
    [job] = await kept(around)
    assert json.loads(job.body) == EVENT


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Signature": ""},
        {"X-Signature": "sha256="},
        {"X-Signature": signature(SECRET, BODY).removeprefix("sha256=")},
        {"X-Signature": signature("another secret, as long", BODY)},
        {"X-Signature": signature(SECRET, BODY + b" ")},
        {"X-Signature": "sha256=é".encode()},
        {"X-Signature": signature(SECRET, BODY), "X-Timestamp": str(int(time.time()))},
        {"X-Signature": signature(SECRET, BODY, "soon"), "X-Timestamp": "soon"},
        {"X-Signature": signature(SECRET, BODY, "1700000000"), "X-Timestamp": "1700000000"},
    ],
)
async def test_what_is_not_the_lenders_is_not_kept(around, headers):
    assert await posts(around, BODY, headers) == 401
    assert await kept(around) == []


async def test_a_signature_with_a_timestamp_holds_for_a_while(around):
    now = str(int(time.time()))
    assert await posts(around, BODY, {"X-Signature": signature(SECRET, BODY, now), "X-Timestamp": now}) == 200


@pytest.mark.parametrize(
    ("body", "status", "note"),
    [
        (b"", 400, "This is not JSON."),
        (b"{", 400, "This is not JSON."),
        (b"\xff\xfe", 400, "This is not JSON."),
        (b"[" * 10_000, 400, "This is not JSON."),
        (b"[]", 400, "This is a notification"),
        (b"{}", 400, "without a usable event, id."),
        (json.dumps(EVENT | {"loan": ""}).encode(), 400, "names neither an application nor a loan"),
        (json.dumps(EVENT | {"due": "tomorrow"}).encode(), 400, "without a usable due."),
        (json.dumps(EVENT | {"loan": "L" * 129}).encode(), 400, "without a usable loan."),
        (json.dumps(EVENT | {"event": "a secret thing"}).encode(), 400, "without a usable event."),
        (b" " * (MOST_BYTES + 1), 413, "no larger than"),
    ],
)
async def test_what_cannot_be_read_is_told_why_without_being_quoted(around, body, status, note, capfd):
    headers = {"X-Signature": signature(SECRET, body)}
    answer = await around.http.post(f"{around.url}/lender/maxintegrate", content=body, headers=headers)
    assert (answer.status_code, answer.json()["kept"]) == (status, False)
    assert note in answer.json()["note"]
    assert "L-1" not in answer.text + "".join(capfd.readouterr())


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "nonsense"])
async def test_a_body_in_another_coding_than_it_says_breaks_nothing(around, coding):
    headers = {"X-Signature": signature(SECRET, BODY), "Content-Encoding": coding}
    assert await posts(around, BODY, headers) in (200, 400, 401)


async def test_a_body_without_end_is_read_no_further_than_it_may_be(around):
    async def endless():
        for _ in range(100):
            yield b" " * 1000

    answer = await around.http.post(f"{around.url}/lender/maxintegrate", content=endless())
    assert answer.status_code == 413


async def test_nobody_else_has_an_address_here(around):
    headers = {"X-Signature": signature(SECRET, BODY)}
    for path, status in (("/lender/mo", 404), ("/lender/", 404), ("/lender/maxintegrate/x", 404)):
        assert (await around.http.post(f"{around.url}{path}", content=BODY, headers=headers)).status_code == status
    assert (await around.http.get(f"{around.url}/lender/maxintegrate")).status_code == 405


@pytest.mark.parametrize("how", [{"lender_notify_secret": SecretStr("")}, {"role": "worker"}])
async def test_without_a_secret_or_at_a_worker_there_is_no_such_address(redis_url, tmp_path, how):
    async with world(redis_url, tmp_path, **OPEN | how) as around:
        assert await posts(around, BODY) == 404


async def test_what_nobody_knows_is_taken_and_passed_over(around):
    for number, event in enumerate([*KINDS, "birthday"]):
        await tells(around, event, f"e{number}", loan="nobody's")
    await worked(around)
    for _ in range(8):
        await at_once(around)
    redis = around.assistant.redis
    assert [key async for key in redis.scan_iter(match="*:due")] == []
    assert await around.assistant.jobs.aside() == []
    figures = (await around.http.get(f"{around.url}/metrics")).text
    assert 'loan_notifications_total{kind="other",outcome="passed over"}' in figures


async def test_while_redis_is_away_the_lender_is_asked_to_repeat(tmp_path):
    with ended([Server(tmp_path, *KEEPS)]) as [server]:
        await until(server.say, "PING")
        async with world(f"redis://127.0.0.1:{server.port}", tmp_path, **OPEN) as around:
            phone, application = await applied(around)
            application["status"] = "approved"
            body = json.dumps({"id": "e1", "event": "approved", "application": application["application"]}).encode()
            headers = {"X-Signature": signature(SECRET, body)}
            server.kill()
            answer = await around.http.post(f"{around.url}/lender/maxintegrate", content=body, headers=headers)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
            server.again()
            await until(server.say, "PING")
            assert await until(repeated, around, body)
            await worked(around)
            assert len(await told(around, phone)) == 1


async def repeated(around, body):
    """Whether it is kept now."""
    return await posts(around, body) == 200


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    body=st.one_of(
        st.binary(max_size=200),
        st.dictionaries(st.sampled_from([*EVENT, "due", "mandate", "application"]), JSON)
        .map(json.dumps)
        .map(str.encode),
    ),
    signed=st.booleans(),
    timestamp=st.one_of(st.just(""), st.text("0123456789-+.x", max_size=14)),
)
async def test_whatever_comes_is_answered_and_nothing_breaks(door, body, signed, timestamp):
    http, url, given_ = door
    headers = {"X-Signature": signature(SECRET, body, timestamp) if signed else "sha256=00"}
    headers |= {"X-Timestamp": timestamp} if timestamp else {}
    before = len(given_)
    answer = await http.post(f"{url}/lender/mo", content=body, headers=headers)
    assert answer.status_code in (200, 400, 401)
    assert len(given_) - before == (answer.status_code == 200)
    assert answer.json()["note"]


@pytest.fixture
async def door():
    """The door alone, and what it gave away."""
    given_, app = [], web.Application()

    async def give(job):
        given_.append(job)

    mount(app, "mo", SECRET, give)
    async with serving(app) as url, httpx.AsyncClient() as http:
        yield http, url, given_
