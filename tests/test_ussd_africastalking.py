"""Africa's Talking over real HTTP: whatever is sent, a sentence a phone can show comes back."""

import asyncio
import gzip
import logging
from collections.abc import AsyncIterator
from urllib.parse import urlencode

import pytest
from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from adapters.channels.door import Away, Door
from adapters.channels.ussd.door import Ussd
from adapters.channels.ussd.gateways import GATEWAYS
from adapters.channels.ussd.phone import e164
from adapters.channels.ussd.said import mark
from adapters.channels.ussd.serve import Place, fields, serve
from adapters.gsm7 import septets
from adapters.peer import FORWARDED, TRUSTED, networks
from flows.heard import Heard
from flows.screen import Screen
from flows.session import Session

PATH = "/ussd/africastalking"
TURN = {
    "sessionId": "ATUid_1",
    "serviceCode": "*384*123#",
    "phoneNumber": "+254711000111",
    "networkCode": "63902",
    "text": "",
}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Desk:
    """Remembers what was heard and answers with the words, or fails as told."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.sessions: dict[str, Session] = {}
        self.fails: Exception | None = None

    async def converse(self, heard: Heard, door: Door) -> bytes:
        if self.fails:
            raise self.fails
        session = self.sessions.setdefault(heard.who, Session(id=heard.who))
        said = door.listen(session, heard)
        self.heard.append(said)
        return door.draw(session, Screen("home.menu", f"You said: {said.words}", ends=said.words == "bye"))


@pytest.fixture
def desk():
    return Desk()


async def gateway(
    desk: Desk, secret: str = "", patience: float = 3.0, allow: str = "", trusted: str = ""
) -> TestClient[web.Request, web.Application]:
    """A client of a server of our own on a free port, with the dialect mounted as `app.py` would."""
    app = web.Application()
    app[TRUSTED] = networks(trusted)
    row = GATEWAYS["africastalking"]
    door, those = row.door(limit=160, patience=patience), networks(allow)
    row.mount(app, desk.converse, door, clock=lambda: 1_800_000_000.9, secret=secret, allow=those)
    client = TestClient(TestServer(app))
    await client.start_server()
    return client


@pytest.fixture
async def phone(desk):
    client = await gateway(desk)
    yield client
    await client.close()


async def sentence(reply: ClientResponse) -> str:
    """The reply's text, having checked that the gateway and the phone can take it."""
    body = await reply.read()
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert body[:4] in {b"CON ", b"END "}
    assert len(body) > 10
    text = body.decode()
    assert septets(text) <= 160
    return text


async def test_a_call_goes_turn_by_turn(phone, desk):
    said = [
        await sentence(await phone.post(PATH, data=TURN | {"text": text})) for text in ("", "1", "1*5*5", "1*5*5*bye")
    ]
    assert said == ["CON You said: None", "CON You said: 1", "CON You said: 5*5", "END You said: bye"]
    assert {(heard.who, heard.now) for heard in desk.heard} == {("tel:+254711000111", 1_800_000_000)}
    assert [heard.new for heard in desk.heard] == [True, False, False, False]


async def test_the_mark_is_the_same_for_the_same_message_only(phone, desk):
    turns = [TURN, TURN, TURN | {"text": "1"}, TURN | {"sessionId": "ATUid_2"}, TURN | {"serviceCode": "*1#"}]
    for turn in turns:
        await phone.post(PATH, data=turn)
    marks = [heard.mark for heard in desk.heard]
    assert marks[0] == marks[1]
    assert len(set(marks)) == 4


UNKNOWN = "END We do not know this call. Please dial the code again, and nothing after it."


@pytest.mark.parametrize(
    "other",
    [
        {"sessionId": "ATUid_2"},
        {"serviceCode": "*384*9#"},
        {"phoneNumber": "+254722000222"},
        {"phoneNumber": "+254722000222", "serviceCode": "*384*9#"},
    ],
)
async def test_an_answer_in_a_session_that_never_began_is_not_heard(phone, desk, other):
    """Nor is one of the same session from another phone, or by another code: nothing of the first is shown there."""
    for text in ("", "1"):
        await phone.post(PATH, data=TURN | {"text": text})
    for text in ("1*2", "1", "1*2*4711"):
        with capture_logs() as logs:
            assert await sentence(await phone.post(PATH, data=TURN | other | {"text": text})) == UNKNOWN
        assert [line["event"] for line in logs] == ["ussd message unclear"]
    assert len(desk.heard) == 2
    assert await sentence(await phone.post(PATH, data=TURN | {"text": "1*2"})) == "CON You said: 2"


@pytest.mark.parametrize(
    ("text", "heard"),
    [("1*2*3*4711", "2*3*4711"), ("2*1", None), ("11", None), ("", None), ("2", None), ("1", None), ("*1*2", None)],
)
async def test_cumulative_text_cannot_jump_over_a_step(phone, desk, text, heard):
    """Several answers at once are one, to the question that stands; a text with another past is none."""
    for known in ("", "1"):
        await phone.post(PATH, data=TURN | {"text": known})
    await sentence(await phone.post(PATH, data=TURN | {"text": text}))
    assert [said.words for said in desk.heard] == [None, "1", heard]


async def test_only_the_gateways_networks_find_anything(desk):
    async with await gateway(desk, allow="198.51.100.0/24, 2001:db8::/32") as phone:
        with capture_logs() as logs:
            for headers in ({}, {FORWARDED: "198.51.100.7"}):
                assert (await phone.post(PATH, data=TURN, headers=headers)).status == 404
                assert (await phone.post(f"{PATH}/events", data=b"", headers=headers)).status == 404
    assert {(line["event"], line["caller"]) for line in logs} == {("ussd caller is not in USSD_ALLOW", "127.0.0.1")}
    assert not desk.heard


async def test_behind_a_trusted_proxy_the_gateway_is_known_by_the_last_hop(desk):
    async with await gateway(desk, allow="198.51.100.0/24", trusted="127.0.0.0/8") as phone:
        for hops, status in (
            ("198.51.100.7", 200),
            ("203.0.113.9, 198.51.100.7", 200),
            ("198.51.100.7, 203.0.113.9", 404),
            ("198.51.100.7, nonsense", 404),
        ):
            assert (await phone.post(PATH, data=TURN, headers={FORWARDED: hops})).status == status, hops
        assert (await phone.post(PATH, data=TURN)).status == 404


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("+254711000111", "+254711000111"),
        (" 254711000111", "+254711000111"),
        ("254711000111", "+254711000111"),
        ("0711000111", ""),
        ("+2547", ""),
        ("254711000111\n", ""),
        ("٢٥٤٧١١٠٠٠١١١", ""),
        ("", ""),
        ("+2547110001112345", ""),
    ],
)
def test_a_number_is_taken_only_in_international_form(sent, meant):
    assert e164(sent) == meant


async def test_an_unescaped_plus_and_a_strange_content_type_are_tolerated(phone, desk):
    body = urlencode(TURN).replace("%2B", "+")
    assert "+254" in body
    await sentence(await phone.post(PATH, data=body.encode(), headers={"Content-Type": "application/json"}))
    await sentence(await phone.post(PATH, data=body.encode(), headers={"Content-Type": "nonsense"}))
    assert [heard.who for heard in desk.heard] == ["tel:+254711000111"] * 2


@pytest.mark.parametrize("field", ["sessionId", "phoneNumber", "serviceCode", "text"])
async def test_a_missing_field_is_named(phone, desk, field):
    said = await sentence(await phone.post(PATH, data={name: value for name, value in TURN.items() if name != field}))
    assert said.startswith(f"END Your network's message lacks {field}.")
    assert not desk.heard


@pytest.mark.parametrize(
    ("body", "headers", "says"),
    [
        (b"", {}, "lacks sessionId"),
        (b"{}", {"Content-Type": "application/json"}, "lacks sessionId"),
        (b"\xff\xfe\x00=&&&=%", {}, "lacks sessionId"),
        (b"a=1&" * 100, {}, "cannot be read"),
        (b"text=" + b"1*" * 10_000, {}, "too long"),
        (gzip.compress(b"text=" + b"1*" * 1_000_000), {"Content-Encoding": "gzip"}, "too long"),
        (b"this is no gzip", {"Content-Encoding": "gzip"}, "cannot be read"),
        (urlencode(TURN | {"phoneNumber": "unknown"}).encode(), {}, "no phone number"),
        (urlencode(TURN | {"sessionId": ""}).encode(), {}, "lacks sessionId"),
    ],
)
async def test_a_body_that_makes_no_sense_gets_a_sentence_that_says_so(phone, desk, body, headers, says):
    with capture_logs() as logs:
        said = await sentence(await phone.post(PATH, data=body, headers=FORM | headers))
    assert said.startswith("END ")
    assert says in said
    assert [line["event"] for line in logs] == ["ussd message unclear"]
    assert not desk.heard


async def test_a_body_without_a_length_is_bounded_too(phone):
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"text=" + b"1*" * 1000

    assert "too long" in await sentence(await phone.post(PATH, data=endless(), headers=FORM))


async def test_a_body_that_never_comes_is_not_waited_for(desk):
    async with await gateway(desk, patience=0.05) as phone:
        read, write = await asyncio.open_connection(phone.host, phone.port)
        write.write(f"POST {PATH} HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\nsessionId=1".encode())
        head, _, body = (await read.readuntil(b"dial again.")).partition(b"\r\n\r\n")
        write.close()
    assert head.startswith(b"HTTP/1.1 200 OK")
    assert body.startswith(b"END ")
    assert not desk.heard


async def test_any_bytes_get_a_sentence(phone):
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.binary(max_size=300)
        | st.dictionaries(st.sampled_from(sorted(TURN)), st.text(max_size=60)).map(
            lambda some: urlencode(TURN | some, errors="surrogatepass").encode()
        )
    )
    def fuzz(body):
        bodies.append(body)

    bodies: list[bytes] = []
    await asyncio.to_thread(fuzz)
    for body in bodies:
        await sentence(await phone.post(PATH, data=body, headers=FORM))


async def test_when_we_are_away_the_person_is_told_kindly(phone, desk):
    desk.fails = Away()
    with capture_logs() as logs:
        said = await sentence(await phone.post(PATH, data=TURN))
    assert said == "END We cannot answer just now. Nothing is lost: please dial again in a minute."
    assert [(line["log_level"], line["event"]) for line in logs] == [("warning", "ussd turn not heard: we are away")]


async def test_our_own_fault_is_a_sentence_to_the_person_and_a_stack_without_personal_data_to_us(phone, desk):
    desk.fails = ValueError("4711 of +254711000111")
    desk.fails.__cause__ = KeyError("Wanjiku")
    with capture_logs() as logs:
        said = await sentence(await phone.post(PATH, data=TURN | {"text": "1*4711"}))
    assert said.startswith("END We cannot answer just now.")
    assert logs[0]["error"] == "ValueError"
    assert "in converse" in logs[0]["stack"]
    assert "KeyError" in logs[0]["stack"]
    assert not [secret for secret in ("4711", "254711000111", "Wanjiku") if secret in str(logs)]


async def test_with_a_secret_nothing_else_answers(desk):
    phone = await gateway(desk, secret="s3cret-é")
    async with phone:
        assert await sentence(await phone.post(f"{PATH}/s3cret-é", data=TURN))
        assert (await phone.post(f"{PATH}/s3cret-é/events", data=b"status=Success")).status == 200
        for path in (PATH, f"{PATH}/", f"{PATH}/s3cret", f"{PATH}/%ff", f"{PATH}/events", f"{PATH}/wrong/events"):
            assert (await phone.post(path, data=TURN)).status == 404, path
        assert (await phone.get(f"{PATH}/s3cret-é")).status == 404
    assert len(desk.heard) == 1


async def test_reports_of_ended_sessions_are_taken_and_not_logged(phone, desk, caplog):
    caplog.set_level(logging.DEBUG)
    report = {"status": "Incomplete", "input": "1*4711", "lastAppResponse": "CON Your PIN?"}
    with capture_logs() as logs:
        for body in (urlencode(report).encode(), b"", b"\xff" * 20_000):
            assert (await phone.post(f"{PATH}/events", data=body)).status == 200
    assert not desk.heard
    assert not logs
    assert "4711" not in caplog.text


async def test_a_second_dialect_is_a_few_lines_of_its_own(desk):
    """The Kenyan resellers' dialect, here as the measure of what a further gateway costs."""
    door = Ussd()

    async def turn(body):
        sent = fields(body, "SESSIONID", "MSISDN", blank="INPUT")
        line, text = sent["SESSIONID"], sent["INPUT"]
        return await desk.converse(Heard(f"tel:{e164(sent['MSISDN'])}", mark(line, text), text, line=line), door)

    app = web.Application()
    serve(app, Place("/ussd/reseller"), door, turn)
    async with TestServer(app) as server, ClientSession() as phone:
        for text in ("33", "33*2", "33*2*Dan"):
            reply = await phone.post(
                server.make_url("/ussd/reseller"), data={"SESSIONID": "1", "MSISDN": "254711000111", "INPUT": text}
            )
            await sentence(reply)
    assert [heard.words for heard in desk.heard] == [None, "2", "Dan"]
