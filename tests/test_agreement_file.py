"""The agreement as a document in the chat: fetched from the lender with its login, given as it is, its hash kept."""

from contextlib import asynccontextmanager
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import httpx
import pytest
from aiohttp import web
from pypdf import PdfReader

from adapters.lenders.account import Account
from adapters.lenders.late import Refused
from adapters.lenders.mapping import Files
from adapters.lenders.maxintegrate import Maxintegrate
from adapters.lenders.maxintegrate_api import SPELLING, Api
from adapters.stand_ins.maxintegrate import LOGIN
from adapters.stand_ins.serving import serving
from adapters.stand_ins.telegram.world import Refusal
from bot.handing import named, unfit
from flows.errands import (
    AgreementFile,
    AgreementFound,
    AgreementNotGiven,
    FetchAgreement,
    GiveAgreement,
    ReadAgreement,
    Trouble,
)
from tests.at_the_lender import active, desk
from tests.person import PAPERLESS
from tests.phones import NUMBER, Telegram, Ussd
from tests.test_activate import PIN, applied, read_on
from tests.test_assistant import to_the_offer
from tests.world import world

SEND = "Send me the document"
WAYS = frozenset({"file"})


def reading(ways=WAYS, **answers):
    """A person in a chat who stands before the agreement."""
    person = applied(serves=replace(PAPERLESS, ways=ways), **answers)
    person.says("activate", PIN, "then")
    return person


def test_a_phone_that_takes_documents_is_offered_it_and_told_when_it_is_there():
    person = reading()
    assert [value for value, _ in person.screen.options] == ["sign", "file", "sms", "no"]
    assert "The document is here in this chat." in person.says("file").text
    assert person.facts["file_sha256"] == "00" * 32
    person.answers["GiveAgreement"] = AgreementNotGiven()
    assert "cannot be sent here now. Open the link" in person.says("file").text
    assert person.facts["file_sha256"] == "00" * 32
    assert person.screen.back == ""


@pytest.mark.parametrize(
    ("ways", "answers"), [(frozenset(), {}), (WAYS, {"ReadAgreement": AgreementFound(agreement="ag1")})]
)
def test_where_there_is_no_document_none_is_offered(ways, answers):
    assert "file" not in [value for value, _ in reading(ways, **answers).screen.options]


def test_without_an_address_no_link_is_sent_to_it():
    person = reading(ReadAgreement=AgreementFound(agreement="ag1"))
    assert [value for value, _ in person.screen.options] == ["sign", "no"]


def test_a_name_is_of_plain_letters():
    assert named(GiveAgreement(loan="l", agreement="ag1", reference="MM/00 1")) == "agreement-MM-00-1.pdf"
    assert named(GiveAgreement(loan="l", agreement="AG-1")) == "agreement-AG-1.pdf"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "nothing"),
        (b"<html>please log in</html>", "no PDF"),
        (b"%PDF-1.4\ncut off", "no PDF"),
        (b"%PDF-1.4\n" + b"0" * 20_000_000 + b"%%EOF", "large"),
        (b"%PDF-1.4\n%%EOF\n", ""),
    ],
)
def test_only_a_whole_pdf_is_given(content, why):
    assert unfit(content) == why


# At the lender.


async def test_the_lenders_document_names_the_loans_amounts():
    async with desk() as it:
        loan = await active(it)
        paper = await it.run(ReadAgreement(loan=loan))
        found = await it.run(FetchAgreement(loan=loan, agreement=paper.agreement))
        assert isinstance(found, AgreementFile)
        said = PdfReader(BytesIO(found.content)).pages[0].extract_text()
        assert paper.agreement in said
        assert "ZAR 2000.50" in said
        assert "%PDF" not in repr(found)
        assert found == await it.run(FetchAgreement(loan=loan, agreement=paper.agreement))
        other = await it.run(FetchAgreement(loan=loan, agreement="AG-other"))
        assert other == Trouble(note="came back with another agreement", doubt=True)


@asynccontextmanager
async def a_lender(**says):
    """A lender with one file, what it was asked for, and its address. `says` is what the file's answer is made of."""
    asked: list[dict[str, str]] = []

    async def file(request):
        asked.append(dict(request.headers))
        return web.Response(**says)

    async def login(_):
        return web.json_response({"sessionToken": "t-1"})

    async def cashbox(_):
        return web.json_response({"cashboxes": [{"cashboxId": "CB-9"}]})

    app = web.Application()
    app.router.add_get("/files/{name}", file)
    app.router.add_post("/api/login", login)
    app.router.add_post("/api/cashbox_preselect", cashbox)
    async with serving(app) as url:
        api = Api(Account(url, LOGIN.password, LOGIN.user))
        try:
            yield api, asked, url
        finally:
            await api.close()


async def test_the_lenders_own_host_is_shown_the_login():
    async with a_lender(body=b"%PDF-") as (api, asked, url):
        assert await api.file(f"{url}/files/a") == b"%PDF-"
        assert await api.file("/files/b") == b"%PDF-"
        assert [said["Authorization"] for said in asked] == ["Bearer t-1"] * 2


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/files/a",
        "https://elsewhere.example/a",
        "file:///etc/passwd",
        "http://u:p@{host}/files/a",
        "http://[",
    ],
)
async def test_no_other_host_is_asked(address):
    async with a_lender(body=b"%PDF-") as (api, asked, url):
        with pytest.raises(Refused, match="neither the lender's nor listed"):
            await api.file(address.format(host=url.removeprefix("http://")))
        assert asked == []


async def test_a_redirect_leads_nowhere():
    async with a_lender(status=302, headers={"Location": "https://elsewhere.example/"}) as (api, _, url):
        with pytest.raises(Refused, match="leads elsewhere"):
            await api.file(f"{url}/files/a")


async def test_an_error_in_the_files_place_is_an_error():
    said = {"error": {"code": "NO_SUCH_PAPER", "message": "?"}}
    async with a_lender(body=httpx.Response(200, json=said).content) as (api, _, url):
        with pytest.raises(Refused, match="NO_SUCH_PAPER"):
            await api.file(f"{url}/files/a")


def test_a_host_is_listed_by_its_very_name_and_by_https():
    files = Files(hosts=["docs.example"])
    assert files.lists("https://docs.example/a")
    assert files.lists("https://docs.example:443/a")
    for address in (
        "http://docs.example/",
        "https://a.docs.example/",
        "https://docs.example:8443/",
        "https://x@docs.example/",
        "http://[",
    ):
        assert not files.lists(address)


async def test_an_operator_may_list_a_host(tmp_path):
    file = tmp_path / "lender.toml"
    file.write_text(SPELLING.read_text().replace("hosts = []", 'hosts = ["docs.example"]'))
    lender = Maxintegrate(Account("http://nowhere.invalid", file=file))
    assert lender._api.spelling.files.lists("https://docs.example/a")
    await lender.close()


# The whole assistant.


async def to_the_agreement(around, phone):
    await to_the_offer(phone)
    await phone.say("1")
    await (phone.dial() if isinstance(phone, Ussd) else phone.say("Main menu"))
    await phone.say("My loan")
    await phone.say("Activate my loan")
    [application] = around.lender.books.applications
    return await read_on(phone, await phone.say(around.lender.activation.otp(application["application"])))


async def test_in_the_chat_the_document_comes_above_the_screen_that_says_so(redis_url, tmp_path):
    async with world(redis_url, tmp_path) as around:
        phone = Telegram(around)
        shown = await to_the_agreement(around, phone)
        assert SEND in shown.labels
        shown = await phone.say(SEND)
        assert "The document is here in this chat." in shown.text
        [(name, content)] = phone.handset.documents
        [application] = around.lender.books.applications
        assert name == f"agreement-{application['number']}.pdf"
        address = around.lender.books.agreements[0]["address"]
        assert content == (await around.http.get(address)).content
        kept = (await around.assistant.sessions.load(f"tel:{NUMBER}", "a look")).session
        assert kept
        assert kept.facts["file_sha256"] == sha256(content).hexdigest()
        assert "%PDF" not in kept.model_dump_json()


async def test_a_small_screen_has_the_link_and_no_document(redis_url, tmp_path):
    async with world(redis_url, tmp_path) as around:
        shown = await to_the_agreement(around, Ussd(around))
        assert shown.labels[:3] == ("I have read it: sign", "Link by SMS", "Do not sign")


SPOILT = [
    {"kind": "html"},
    {"kind": "status", "status": 500},
    {"kind": "status", "status": 404},
    {"kind": "drop"},
    {"kind": "slow", "seconds": 30},
]


@pytest.mark.parametrize("fault", SPOILT, ids=lambda fault: f"{fault['kind']}{fault.get('status', '')}")
async def test_what_is_no_document_is_not_given_and_the_link_stays(redis_url, tmp_path, fault, monkeypatch):
    monkeypatch.setattr("adapters.channels.telegram.door.Telegram.patience", 1.0)
    async with world(redis_url, tmp_path) as around:
        phone = Telegram(around)
        await to_the_agreement(around, phone)
        around.lender.faults.set(method="agreement_file", **fault)
        shown = await phone.say(SEND)
        assert "The document cannot be sent here now." in shown.text
        assert phone.handset.documents == []
        shown = await phone.say("I have read it and sign")
        assert "is signed" in shown.text


async def test_a_chat_that_does_not_take_it_is_told_so(redis_url, tmp_path):
    async with world(redis_url, tmp_path) as around:
        phone = Telegram(around)
        await to_the_agreement(around, phone)
        around.telegram.trouble("sendDocument", Refusal(400, "Bad Request: no"))
        assert "The document cannot be sent here now." in (await phone.say(SEND)).text
        assert "The document is here" in (await phone.say(SEND)).text
        assert len(phone.handset.documents) == 1
