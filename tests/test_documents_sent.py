"""Documents from a phone to the lender, over the real desk, a real Redis and the lender's own HTTP: each once."""

import asyncio
import io
import re

import pytest
from PIL import Image

from bot import documents as bot_documents
from tests import pictures
from tests.phones import Telegram, Ussd
from tests.test_assistant import applications
from tests.test_program import bot
from tests.world import world

NEW = ("Apply for a loan", "9001015009086", "Thandi", "Mokoena", "karoo", "Karoo Wool Mill", "Debit order")
MONEY = ("Yes, ask", "30000", "24000", "9000", "No", "School fees", "Short-term loan", "2000", "3")


@pytest.fixture
async def around(redis_url, tmp_path):
    async with world(redis_url, tmp_path) as found:
        yield found


async def to_the_documents(phone):
    await phone.meet()
    for words in (*NEW, "Yes, that is right"):
        shown = await phone.say(words)
    return shown


async def uploaded(around):
    """Kind and size of what the lender has, in its own words."""
    return [(document["kind"], document["size"]) for document in (await around.ledger())["documents"]]


async def waiting(around):
    """The pages that wait with us."""
    redis = around.assistant.redis
    return sum([await redis.hlen(key) async for key in redis.scan_iter(match="*:w:*")])


async def at_work(around):
    """Let the worker do what the turns left behind."""
    worker = around.assistant.worker
    await worker._fetch()
    await worker._drain(10)


async def test_three_documents_in_telegram_with_photos_alone(around):
    phone = Telegram(around)
    assert "Document 1 of 3" in (await to_the_documents(phone)).text
    await phone.photo(pictures.good("card"))
    assert "Document 2 of 3" in (await phone.say("Done, that is all")).text
    await phone.photo(pictures.good("payslip"))
    assert "Document 3 of 3" in (await phone.say("Done, that is all")).text
    assert "2 pages received" in (await phone.album([pictures.good("statement"), pictures.good("letter")])).text
    assert (await phone.say("Done, that is all")).text == "Thank you. All your documents have reached the lender."
    await phone.say("Go on")
    for words in MONEY:
        shown = await phone.say(words)
    shown = await phone.say("I accept, apply")
    assert "MM000001" in shown.text
    assert [kind for kind, _ in await uploaded(around)] == ["id", "payslip", "bank_statement"]
    assert len(await applications(around)) == 1
    await at_work(around)
    assert await waiting(around) == 0


SLOW = {"kind": "slow", "seconds": 1.5, "after": True}


@pytest.mark.parametrize(
    "fault", [{"kind": "drop"}, {"kind": "drop", "after": True}, SLOW, {"kind": "status", "status": 503, "after": True}]
)
async def test_a_document_reaches_the_lender_once_whatever_happens_on_the_way(redis_url, tmp_path, fault):
    async with world(redis_url, tmp_path, role="web", lender_settle=0) as around:
        phone = Telegram(around)
        await to_the_documents(phone)
        await phone.photo(pictures.good("card"))
        around.lender.faults.set(method="file_upload", next=1, **fault)
        shown = await phone.say("Done, that is all")
        for _ in range(8):
            if "Document 2 of 3" in shown.text:
                break
            await at_work(around)
            shown = await phone.say("Look again")
        assert "Your ID has reached the lender." in shown.text
        assert [kind for kind, _ in await uploaded(around)] == ["id"]


async def test_what_cannot_be_read_is_said_at_once(around):
    phone = Telegram(around)
    await to_the_documents(phone)
    assert "That picture is too dark to read." in (await phone.photo(pictures.bad("card, at night"))).text
    assert "hold the phone steady" in (await phone.photo(pictures.bad("payslip, out of focus"))).text
    assert "1 page received" in (await phone.say("Use it all the same")).text
    assert "We have that picture already." in (await phone.photo(pictures.bad("payslip, out of focus"))).text
    assert "not a photo or a PDF" in (await phone.file(b"<svg onload=alert(1)>", "id.jpg")).text
    assert "damaged" in (await phone.file(pictures.good("card")[:5000], "id.jpg")).text
    assert "cannot use" in (await phone.sticker()).text or "not something we can use" in (await phone.see()).text
    assert await uploaded(around) == []


async def test_a_pdf_goes_as_it_is_meant(around):
    phone = Telegram(around)
    await to_the_documents(phone)
    pdf = io.BytesIO()
    Image.open(io.BytesIO(pictures.good("payslip"))).save(pdf, "PDF")
    assert "1 page received" in (await phone.file(pdf.getvalue(), "scan.pdf")).text
    await phone.say("Done, that is all")
    assert [kind for kind, _ in await uploaded(around)] == ["id"]


async def test_a_picture_at_the_wrong_moment_keeps_the_place(around):
    phone = Telegram(around)
    await to_the_documents(phone)
    await phone.say("The rest later")
    await phone.say("Yes, ask")
    assert "Is it your ID?" in (await phone.photo(pictures.good("card"))).text
    await phone.say("Yes")
    await phone.say("Done, that is all")
    await phone.say("The rest later")
    await phone.say("Go on")
    assert "What do you earn in a month" in (await phone.say("Go on")).text
    assert [kind for kind, _ in await uploaded(around)] == ["id"]


async def test_a_photo_nobody_asked_for_is_not_even_fetched(around):
    phone = Telegram(around)
    await phone.meet()
    assert "no document is needed now" in (await phone.photo(pictures.good("card"))).text
    assert around.telegram.made("getFile") == []
    assert await waiting(around) == 0


async def test_what_waits_is_sealed_and_goes_when_the_person_is_erased(around):
    phone = Telegram(around)
    await to_the_documents(phone)
    await phone.photo(pictures.good("card"))
    redis = around.assistant.redis
    [place] = [key async for key in redis.scan_iter(match="*:w:*")]
    [sealed] = (await redis.hgetall(place)).values()
    assert b"JFIF" not in sealed
    assert 0 < await redis.pttl(place) <= 24 * 3_600_000
    await around.assistant.sessions.forget("tel:+27821234567")
    assert await waiting(around) == 0


async def test_an_operator_sees_what_is_missing_and_erases_what_waits(around):
    phone, settings = Telegram(around), around.assistant.settings
    secrets = {name.upper(): getattr(settings, name).get_secret_value() for name in ("redis_url", "data_keys")}

    async def told(*words):
        done = await asyncio.to_thread(bot, *words, **secrets, LENDER_URL=settings.lender_url)
        return done.returncode, done.stdout + done.stderr

    await to_the_documents(phone)
    await phone.photo(pictures.good("card"))
    await phone.say("Done, that is all")
    await phone.photo(pictures.good("payslip"))
    lines = ["id: with the lender", "payslip: missing", "bank_statement: missing"]
    assert await told("documents", "27821234567") == (
        0, "\n".join([*lines, "1 page(s) wait here until their document is whole", ""]),
    )  # fmt: skip
    assert (await told("erase", "+27821234567"))[0] == 0
    assert await waiting(around) == 0
    assert await told("documents", "+27821234567") == (1, "we keep nothing of +27821234567\n")
    assert await told("erase", "somebody") == (1, "somebody is no telephone number; write it like +27821234567\n")


async def test_pages_that_waited_too_long_are_taken_anew(around):
    phone = Telegram(around)
    await to_the_documents(phone)
    await phone.photo(pictures.good("card"))
    redis = around.assistant.redis
    [place] = [key async for key in redis.scan_iter(match="*:w:*")]
    await redis.unlink(place)
    assert "could not take your ID" in (await phone.say("Done, that is all")).text
    assert "Document 1 of 3" in (await phone.say("Send it again")).text
    assert await uploaded(around) == []


async def test_fifty_pictures_in_a_row_have_an_answer_each_and_bounded_room(around):
    phone = Telegram(around)
    await to_the_documents(phone)
    await phone.say("Skip this one")
    await phone.say("Skip this one")
    for seed in range(50):
        shown = await phone.photo(pictures.jpeg(pictures.statement(seed=seed + 50)))
        if "All your documents" in shown.text or "What you sent" in shown.text:
            await phone.say("Go on")
    await at_work(around)
    assert await waiting(around) == 6  # strays, until the person says what they are


async def test_from_ussd_by_the_page_behind_the_link(around):
    phone = Ussd(around)
    assert "How will you send it?" in (await to_the_documents_by_number(phone)).text
    assert "We have sent you an SMS with a link" in (await phone.say("SMS with a link")).text
    page = Page(around, link_sent(around))
    await page.look()
    for kind, name in (("ID", "card"), ("payslip", "payslip"), ("bank statement", "statement")):
        assert kind in page.text
        await page.send(pictures.good(name))
        assert "1 page received" in page.text
        await page.press("done")
    assert "ID" not in page.text
    assert [kind for kind, _ in await uploaded(around)] == ["id", "payslip", "bank_statement"]
    assert (await phone.dial()).labels[0] == "Continue"
    assert "All your documents have reached the lender" in (await phone.say("Continue")).text
    assert "credit bureau" in (await phone.say("Go on")).text
    await page.send(pictures.good("letter"))
    assert len(await uploaded(around)) == 3


async def test_only_the_newest_link_counts_and_only_for_its_own_person(around):
    phone, other = Ussd(around), Ussd(around, "+27820000002")
    await to_the_documents_by_number(phone)
    await phone.say("SMS with a link")
    old = Page(around, link_sent(around))
    await phone.say("Send the SMS again")
    new = Page(around, link_sent(around))
    await to_the_documents_by_number(other)
    for page, allowed in ((old, False), (new, True)):
        await page.look()
        assert ("Document 1 of 3" in page.text) is allowed
    await old.send(pictures.good("card"))
    assert await waiting(around) == 0
    stranger = Page(around, "A" * 22)
    await stranger.look()
    assert "does not work any more" in stranger.text


async def test_no_more_than_five_links_a_day(around):
    phone = Ussd(around)
    await to_the_documents_by_number(phone)
    for words in ("SMS with a link", *["Send the SMS again"] * 4):
        assert "We have sent you an SMS with a link" in (await phone.say(words)).text
    assert "enough SMS for today" in (await phone.say("Send the SMS again")).text
    assert len(around.inbox.messages["+27821234567"]) == 5
    page = Page(around, link_sent(around))
    await page.look()
    assert "Document 1 of 3" in page.text


async def test_a_lender_that_fails_is_told_on_the_page_and_the_page_goes_on(around):
    phone = Ussd(around)
    await to_the_documents_by_number(phone)
    await phone.say("SMS with a link")
    page = Page(around, link_sent(around))
    await page.look()
    await page.send(pictures.good("card"))
    around.lender.faults.set("status", "file_upload", status=422, next=1)
    await page.press("done")
    assert "could not take your ID" in page.text
    await page.press("again")
    assert "Document 1 of 3" in page.text


def link_sent(around, number="+27821234567"):
    """The token of the last link sent by SMS."""
    return re.findall(r"/u/([A-Za-z0-9_-]{22})$", around.inbox.messages[number][-1])[0]


class Page:
    """The page behind a link, in a browser without JavaScript."""

    def __init__(self, around, token):
        self.http, self.url, self.text = around.http, f"{around.url}/u/{token}", ""

    async def look(self):
        self.text = (await self.http.get(self.url)).text

    async def send(self, *contents):
        await self._post([("file", ("photo.jpg", content, "image/jpeg")) for content in contents])

    async def press(self, value):
        await self._post([("file", ("", b"", "application/octet-stream"))], words=value)

    async def _post(self, files, **words):
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.text))
        self.text = (await self.http.post(self.url, data=hidden | words, files=files)).text


async def to_the_documents_by_number(phone):
    await phone.meet()
    for words in ("Apply for a loan", "8001015009087", "1"):
        shown = await phone.say(words)
    return shown


async def test_a_file_that_takes_too_long_is_said_and_nothing_waits(around, monkeypatch):
    monkeypatch.setattr(bot_documents, "WITHIN", 0.2)
    around.telegram.files.halt = 2
    phone = Telegram(around)
    await to_the_documents(phone)
    assert "took too long to arrive" in (await phone.photo(pictures.good("card"))).text
    assert await waiting(around) == 0


async def test_a_document_is_no_larger_than_the_lender_takes(redis_url, tmp_path):
    async with world(redis_url, tmp_path, document_bytes=200_000) as around:
        phone = Telegram(around)
        await to_the_documents(phone)
        await phone.album([pictures.good("card"), pictures.good("payslip")])
        [(kind, size)] = await uploaded(around)
        assert kind == "id"
        assert 50_000 < size <= 200_000
