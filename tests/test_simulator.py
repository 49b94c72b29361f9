"""The simulator over HTTP: when it is there, who may use it, and that it is real all the way down."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr, ValidationError

from adapters.documents import look
from adapters.stand_ins.lenders import STAND_INS
from adapters.stand_ins.pictures import SAMPLES, sample
from adapters.stand_ins.serving import serving
from adapters.vault import Vault
from bot.settings import Settings
from bot.simulator.people import new_id_number, people
from flows.id_numbers import fault
from tests.simulated import labels, looked_at, simulated
from tests.world import world

PAGE = Path(__file__).parent.parent / "bot" / "simulator" / "page"
THANDI, NOW = "+27820000001", 1_770_000_000

REAL: list[dict[str, Any]] = [
    {"lender_url": "http://127.0.0.1:9", "data_keys": SecretStr(Vault.new_key())},
    {"telegram_token": SecretStr("1:x")},
    {"ussd_secret": SecretStr("a-secret-of-32-letters-and-more-_")},
    {"sms": "clickatell", "sms_key": SecretStr("x")},
    {"workers": 2},
    {"role": "web"},
    {"ussd_gateways": ()},
]
AWAY_FROM_HOME: list[dict[str, Any]] = [{"http_host": "0.0.0.0"}, {"public_url": "https://loans.example"}]


def settings(**given):
    return Settings(_env_file=None, **given)


@pytest.fixture
async def there(redis_url, tmp_path):
    async with simulated(redis_url, tmp_path) as there:
        yield there


@pytest.fixture
async def page(there):
    async with looked_at(there) as page:
        yield page


# When it is there.


def test_left_to_itself_it_is_there_only_where_all_is_pretence():
    assert settings().simulated
    assert not settings(simulator="off").simulated
    assert not any(settings(**given).simulated for given in REAL + AWAY_FROM_HOME)


@pytest.mark.parametrize("given", REAL, ids=lambda given: next(iter(given)))
def test_beside_what_is_real_it_is_refused_in_a_sentence(given):
    with pytest.raises(ValidationError, match=r"SIMULATOR is on, and this is set: .*set SIMULATOR=off"):
        settings(simulator="on", **given)


def test_whoever_wants_it_where_others_may_reach_us_may_have_it():
    assert all(settings(simulator="on", **given).simulated for given in AWAY_FROM_HOME)


async def test_where_it_is_off_there_is_nothing_of_it(redis_url, tmp_path):
    async with world(redis_url, tmp_path) as around:
        assert "POST" in (await around.http.get(around.url)).text
        for path in ("events", "page.css", "main.js"):
            assert (await around.http.get(f"{around.url}/simulator/{path}")).status_code == 404
        assert (await around.http.post(f"{around.url}/simulator/reset", json={})).status_code == 404


def test_where_it_is_off_nothing_of_it_is_imported():
    words = "import sys, bot.run, bot.check; assert not [name for name in sys.modules if 'simulator' in name]"
    subprocess.run([sys.executable, "-c", words], check=True, timeout=120)


# Who may use it.


def test_the_page_is_small_and_fetches_nothing_from_elsewhere():
    files = [path.read_text(encoding="utf-8") for path in PAGE.iterdir()]
    assert sum(len(text.encode()) for text in files) < 100_000
    assert not any("//cdn" in text or 'src="http' in text for text in files)


async def test_the_page_may_only_be_asked_for_by_this_machines_name(there, page):
    found = await page.http.get(there.url)
    assert found.status_code == 200
    assert "script-src 'self'" in found.headers["content-security-policy"]
    assert "unsafe" not in found.headers["content-security-policy"]
    for path in ("", "/simulator/main.js", "/simulator/events"):
        rebound = await page.http.get(f"{there.url}{path}", headers={"Host": "loans.example"})
        assert rebound.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_no_other_sites_page_may_do_or_read_anything(there, page, headers):
    deed = await page.http.post(f"{there.url}/simulator/say", json={"who": "thandi", "text": "x"}, headers=headers)
    assert deed.status_code == 403
    assert (await page.http.get(f"{there.url}/simulator/events", headers=headers)).status_code == 403
    assert page.all("chat/thandi/") == []


async def test_what_is_no_deed_is_said_to_be_none(there, page):
    assert (await page.do("say", who="thandi")).status_code == 400
    assert (await page.do("say", who="thandi", text="x", more=1)).status_code == 400
    assert (await page.do("say", who="nobody", text="x")).status_code == 409
    assert (await page.do("press", who="thandi", message=7, label="x")).status_code == 409
    assert (await page.do("sample", who="thandi", name="../etc/passwd")).status_code == 400
    assert (await page.do("lender", mood="furious")).status_code == 400
    form = await page.http.post(f"{there.url}/simulator/say", data={"who": "thandi", "text": "x"})
    assert form.status_code == 400
    assert (await page.do("say", who="thandi", text="x" * 70_000)).status_code == 400
    big = await page.http.post(f"{there.url}/simulator/file?who=thandi&name=x", content=b"x" * 20_000_001)
    assert big.status_code == 413
    assert (await page.http.get(f"{there.url}/simulator/file/nothing")).status_code == 404


# The stream.


async def test_the_stream_is_taken_up_where_it_broke_off(there, page):
    await page.dial(THANDI)
    await page.until(lambda: page.all("ussd/thandi/"))
    mark = page.last
    await page.dial(THANDI, "1")
    await page.until(lambda: len(page.all("ussd/thandi/")) == 3)
    later = await events(there, mark)
    assert "event: fresh" not in later
    assert later.count('"key":"ussd/') == 2
    assert '"key":"people"' not in later
    for unknown in ("", "nonsense", "0123abcd-7"):
        again = await events(there, unknown)
        assert again.startswith("event: fresh")
        assert '"key":"people"' in again


async def events(there, mark):
    """All there is after a mark, up to the word that this is all."""
    told, headers = "", {"Last-Event-ID": mark}
    async with (
        httpx.AsyncClient() as http,
        http.stream("GET", f"{there.url}/simulator/events", headers=headers) as answer,
    ):
        async for text in answer.aiter_text():
            told += text
            if "event: ready" in told:
                return told
    raise AssertionError(told)


# Real all the way down.


async def test_the_feature_phone_is_the_gateways_address_and_septets_are_counted_here(there, page):
    said = await page.dial(THANDI, "1", "1")
    turns = await page.until(lambda: len(turns := page.all("ussd/thandi/")) == 3 and turns)
    assert [turn["text"] for turn in turns] == ["", "1", "1*1"]
    assert turns[-1]["reply"] == said
    assert turns[-1]["septets"] == len(said)
    assert turns[-1]["limit"] == 160
    assert page.all("ussd/pieter/") == []
    assert page.shown["lang/thandi"] == "en"


async def test_the_page_knows_the_language_of_the_conversation_on_either_phone(there, page):
    await page.dial(THANDI, "2")
    await page.until(lambda: page.shown.get("lang/thandi") == "sw")
    await page.do("say", who="naledi", text="/start")
    await page.press("naledi", "Kiswahili")
    await page.until(lambda: page.shown.get("lang/naledi") == "sw")


async def test_a_chat_with_buttons_the_own_contact_and_a_sample_document(there, page):
    await page.meet("naledi")
    number = next(text for label, text in people_shown(page)["naledi"]["hints"] if label == "ID")
    await page.press("naledi", "Apply for a loan")
    for asked, answer in (("ID number", number), ("first name", "Naledi"), ("surname", "Khumalo"), ("work", "Karoo")):
        await page.hears("naledi", asked)
        await page.do("say", who="naledi", text=answer)
    for label in ("Karoo Wool Mill", "Debit order", "Yes, that is right"):
        await page.press("naledi", label)
    await page.hears("naledi", "Document 1 of 3")
    await page.do("sample", who="naledi", name="id")
    await page.press("naledi", "Done, that is all")
    sent = next(message for message in page.all("chat/naledi/") if message["kind"] == "photo")
    picture = await page.http.get(f"{there.url}/simulator/file/{sent['file']}")
    assert picture.headers["content-type"] == "image/jpeg"
    assert picture.content == sample("id")
    await page.until(lambda: "Hands in a document" in asked_of_the_lender(page))
    assert "Adds a client" in asked_of_the_lender(page)


def people_shown(page):
    return {one["key"]: one for one in page.shown["people"]}


def asked_of_the_lender(page):
    return [row["words"] for row in page.all("ledger/")]


async def test_staff_take_a_chat_and_answer(there, page):
    await page.meet("thandi")
    await page.do("say", who="thandi", text="/person")
    topic = (await page.until(lambda: page.all("topic/")))[0]
    assert topic["name"].startswith("Thandi")
    card = await page.until(lambda: next((one for one in page.all("staff/") if "✋ Take" in labels(one)), 0))
    assert (await page.do("staff/press", who="anna", message=card["id"], label="✋ Take")).status_code == 204
    await page.hears("thandi", "Anna is here now")
    await page.do("staff/say", who="anna", topic=topic["id"], text="Good morning!")
    await page.hears("thandi", "Anna: Good morning!")
    await page.do("say", who="thandi", text="Thank you")
    await page.until(lambda: any("Thank you" in one["text"] for one in page.all("staff/")))


async def test_the_lender_can_be_slow_and_failing_and_its_ledger_shows_it(there, page):
    await page.dial(THANDI, "1", "1", "1")
    assert (await page.do("lender", mood="failing")).status_code == 204
    await page.until(lambda: page.shown["lender"]["mood"] == "failing")
    await page.dial(THANDI, "1", "8001015009087", line="2")
    row = await page.until(lambda: next((row for row in page.all("ledger/") if row["status"] == 503), None))
    assert row["struck"] == ["status"]
    await page.do("lender", mood="normal")
    await page.until(lambda: page.shown["lender"]["mood"] == "normal")


async def test_sms_come_into_the_inbox_with_a_link_that_opens(there, page, capfd):
    said = await page.dial(THANDI, "1", "1", "1", "8001015009087", "1", "1")
    assert "SMS" in said
    (message,) = await page.until(lambda: page.all("sms/"))
    assert message["to"] == THANDI
    link = message["text"].split()[-1]
    assert link.startswith(f"{there.url}/u/")
    assert "photo" in (await page.http.get(link)).text
    assert link in capfd.readouterr().err


async def test_starting_over_forgets_everybody(there, page):
    await page.dial(THANDI, "1", "1")
    await page.meet("naledi")
    before = people_shown(page)["naledi"]["hints"]
    assert (await page.do("reset")).status_code == 204
    await page.until(lambda: "people" in page.shown and people_shown(page)["naledi"]["hints"] != before)
    assert page.all("chat/") == page.all("ussd/") == []
    assert "Choose a language" in await page.dial(THANDI, line="9")
    await page.do("say", who="naledi", text="/start")
    await page.hears("naledi", "Choose your language")


async def test_a_page_that_looks_on_does_not_hold_us_up_when_we_leave(there, page):
    async with httpx.AsyncClient(timeout=30) as http, http.stream("GET", f"{there.url}/simulator/events") as answer:
        chunks = answer.aiter_text()
        assert "fresh" in await anext(chunks)
        there.simulator.feed.close()
        assert "".join([chunk async for chunk in chunks]).count("event: fresh") == 0


# What it is made of.


def test_everybody_to_be_has_a_valid_id_number_and_a_phone():
    for one in people():
        assert fault(dict(one.hints)["ID"], NOW) == ""
        assert one.number.startswith("+2782")
    assert len({new_id_number() for _ in range(20)}) > 1


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_can_be_read_but_for_the_dark_one(name):
    assert bool(look(sample(name)).faults) is (name == "dark")


@pytest.mark.parametrize("name", STAND_INS)
async def test_a_stand_in_tells_what_it_was_asked_without_secrets_and_begins_anew(name, tmp_path):
    stage = STAND_INS[name]
    async with serving(stage.app(tmp_path / "books.json")) as url, httpx.AsyncClient() as http:
        born = (await http.get(f"{url}/ledger")).json()
        path = {"maxintegrate": "/login", "mo": "/customers", "tyche": "/clients"}[name]
        await http.post(f"{url}{path}", json={"user": "u", "password": "hush", "key": "hush"})
        told = (await http.get(f"{url}/journal?after=0&wait=0")).json()
        assert told["mark"] == 2 * len(told["rows"])
        assert "hush" not in str(told)
        later = (await http.get(f"{url}/journal?after={told['mark']}&wait=0")).json()
        assert later["rows"] == []
        assert (await http.post(f"{url}/reset")).json() == {"reset": True}
        assert (await http.get(f"{url}/ledger")).json() | {"calls": {}} == born
