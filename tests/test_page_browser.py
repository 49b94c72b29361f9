"""The page in a real browser, as large as a cheap phone, with JavaScript and without."""

import asyncio
import os
import struct
from functools import partial

import pytest
from selenium.webdriver.common.by import By

from tests.chromium import chromium, dark, in_a_thread, needs_chromium, slow, tap, until, wide
from tests.page_desk import NoLinks, site
from tests.png import noise
from tests.real_page import asked_on_ussd

pytestmark = needs_chromium

BIG_PDF = b"%PDF-1.4 " + os.urandom(600_000)


@pytest.fixture(scope="module")
def lively():
    with chromium() as phone:
        yield phone


@pytest.fixture(scope="module")
def plain():
    """A phone whose JavaScript is off."""
    with chromium(scripts=False) as phone:
        yield phone


@pytest.fixture
def phone(lively):
    yield lively
    dark(lively, on=False)
    slow(lively, -1)


@pytest.fixture(params=["lively", "plain"])
def either(request):
    """Both phones, one after the other."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def page():
    with in_a_thread(site(NoLinks())) as page:
        yield page


@pytest.fixture
def folder(tmp_path):
    """Files as a phone keeps them."""
    for name, body in {"id.jpg": b"\xff\xd8 id", "slip.pdf": b"%PDF slip", "night.jpg": b"dark"}.items():
        (tmp_path / name).write_bytes(body)
    return tmp_path


def attach(phone, way, *files):
    phone.find_element(By.ID, way).send_keys("\n".join(map(str, files)))


def sent(phone):
    """Press Send, once it can be pressed."""
    button = phone.find_element(By.ID, "send")
    until(button.is_displayed)
    tap(phone, button)


def shown(phone):
    """The words on the page; none between two pages."""
    return phone.execute_script("var page = document.querySelector('main'); return page ? page.innerText : ''")


def test_photos_go_up_a_complaint_comes_back_and_then_the_end(either, page, folder):
    either.get(page.url)
    assert "photograph your ID document" in shown(either)
    attach(either, "camera", folder / "night.jpg")
    sent(either)
    until(lambda: "too dark" in shown(either))
    attach(either, "camera", folder / "id.jpg")
    sent(either)
    until(lambda: "latest payslip" in shown(either))
    attach(either, "choose", folder / "slip.pdf", folder / "id.jpg")
    sent(either)
    until(lambda: len(page.desk.files) == 4)
    until(lambda: either.find_elements(By.CSS_SELECTOR, "button[value=done]"))
    tap(either, either.find_element(By.CSS_SELECTOR, "button[value=done]"))
    until(lambda: "nothing more to send" in shown(either))
    assert page.desk.files == [b"dark", b"\xff\xd8 id", b"%PDF slip", b"\xff\xd8 id"]
    assert page.desk.session().state == "home.menu"


def test_nothing_is_wider_than_the_phone_and_all_that_is_touched_is_large(either, page, folder):
    either.get(page.url)

    def measured():
        assert wide(either) <= 0
        touched = either.find_elements(By.CSS_SELECTOR, "button, .way, a, li button")
        sizes = [one.size for one in touched if one.is_displayed()]
        assert sizes
        assert min(min(size["width"], size["height"]) for size in sizes) >= 48
        fields = either.find_elements(By.CSS_SELECTOR, "input[type=file]")
        assert all(field.size["height"] >= 48 for field in fields)

    measured()
    attach(either, "choose", folder / "night.jpg")
    measured()
    sent(either)
    until(lambda: "too dark" in shown(either))
    measured()
    tap(either, either.find_element(By.CSS_SELECTOR, "button[value=use]"))
    until(lambda: "payslip" in shown(either))
    tap(either, either.find_element(By.CSS_SELECTOR, "button[value=later]"))
    until(lambda: "nothing more" in shown(either))
    assert wide(either) <= 0


def test_a_long_name_and_a_long_word_do_not_push_the_page_wide(phone, page, tmp_path):
    (tmp_path / f"{'scan' * 40}.pdf").write_bytes(b"dark")
    phone.get(page.url)
    attach(phone, "choose", *tmp_path.iterdir())
    until(lambda: phone.find_elements(By.CSS_SELECTOR, "#picked li"))
    assert wide(phone) <= 0


def test_what_was_picked_can_be_removed_and_photos_gather_until_sent(phone, page, folder):
    def there(name):
        return name in shown(phone)

    phone.get(page.url)
    for name in ("night.jpg", "id.jpg", "slip.pdf"):
        attach(phone, "camera", folder / name)
        until(partial(there, name))
    tap(phone, phone.find_element(By.CSS_SELECTOR, "#picked button"))
    sent(phone)
    until(lambda: "latest payslip" in shown(phone))
    assert page.desk.files == [b"\xff\xd8 id", b"%PDF slip"]
    assert not phone.find_element(By.ID, "send").is_displayed()


def test_how_far_it_has_come_is_shown(phone, page, tmp_path):
    (tmp_path / "scan.pdf").write_bytes(BIG_PDF)
    phone.get(page.url)
    attach(phone, "choose", tmp_path / "scan.pdf")
    page.desk.wait = 0.5
    slow(phone, 300_000)
    sent(phone)
    seen = set()

    def over():
        seen.add(phone.execute_script("var s = document.getElementById('state'); return s && s.textContent"))
        return page.desk.files and "latest payslip" in shown(phone)

    until(over)
    percents = [said for said in seen if said and said.startswith("Sending… ")]
    assert len(percents) >= 2
    assert "Checking what you sent…" in seen
    assert page.desk.files == [BIG_PDF]


def test_a_photo_is_made_small_before_it_is_sent(phone, page, tmp_path):
    (tmp_path / "large.png").write_bytes(noise(2400, 600))
    phone.get(page.url)
    attach(phone, "camera", tmp_path / "large.png")
    sent(phone)
    until(lambda: page.desk.files, 30)
    (body,) = page.desk.files
    assert body.startswith(b"\xff\xd8\xff")
    assert len(body) < 2_500_000
    at = body.index(b"\xff\xc0")
    assert struct.unpack(">HH", body[at + 5 : at + 9]) == (500, 2000)


def test_when_the_network_goes_nothing_is_lost(phone, page, folder):
    phone.get(page.url)
    attach(phone, "camera", folder / "id.jpg")
    offline = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    phone.execute_cdp_cmd("Network.enable", {})
    phone.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    sent(phone)
    until(lambda: "There is no connection" in shown(phone))
    slow(phone, -1)
    sent(phone)
    until(lambda: "latest payslip" in shown(phone))
    assert page.desk.files == [b"\xff\xd8 id"]


def test_when_we_are_away_what_was_picked_waits(phone, page, folder):
    phone.get(page.url)
    attach(phone, "camera", folder / "id.jpg")
    page.desk.away = True
    sent(phone)
    until(lambda: "We cannot answer just now" in shown(phone))
    page.desk.away = False
    sent(phone)
    until(lambda: "latest payslip" in shown(phone))
    assert page.desk.files == [b"\xff\xd8 id"]


def test_the_page_breaks_none_of_its_own_rules(phone, page, folder):
    phone.get_log("browser")
    phone.get(page.url)
    attach(phone, "choose", folder / "night.jpg")
    sent(phone)
    until(lambda: "too dark" in shown(phone))
    assert [said["message"] for said in phone.get_log("browser") if "favicon" not in said["message"]] == []


def test_the_focus_can_be_seen_and_the_dark_scheme_is_dark(phone, page):
    dark(phone, on=True)
    phone.get(page.url)
    assert phone.execute_script("return getComputedStyle(document.body).backgroundColor") == "rgb(16, 21, 18)"
    phone.execute_script("document.getElementById('camera').focus()")
    outline = phone.execute_script("return getComputedStyle(document.querySelector('.way')).outlineStyle")
    assert outline == "solid"


async def test_from_ussd_three_documents_by_the_real_page(redis_url, tmp_path, plain):
    """The whole assistant: dialled, the link by SMS, a browser without JavaScript, and back to the dialled phone."""
    async with asked_on_ussd(redis_url, tmp_path) as page:
        await asyncio.to_thread(send_all, plain, page)
        ledger = await page.around.ledger()
        assert [document["kind"] for document in ledger["documents"]] == ["id", "payslip", "bank_statement"]
        assert (await page.phone.dial()).labels[0] == "Continue"
        assert "All your documents have reached the lender" in (await page.phone.say("Continue")).text


def says(phone, text):
    return text in phone.page_source


def send_all(phone, page):
    """A photo of each document, the first one too dark to begin with; each page fits the phone."""
    phone.get(page.url)
    for count, shots in enumerate((("night.jpg", "id.jpg"), ("payslip.jpg",), ("statement.jpg",)), start=1):
        for shot in shots:
            assert f"Document {count} of 3" in phone.page_source
            phone.find_element(By.ID, "choose").send_keys(str(page.folder / shot))
            tap(phone, phone.find_element(By.ID, "send"))
            answer = "too dark" if shot == "night.jpg" else "1 page received"
            until(partial(says, phone, answer))
            assert ("too dark" in phone.page_source) is (shot == "night.jpg")
            assert wide(phone) <= 0
        tap(phone, phone.find_element(By.CSS_SELECTOR, "button[value=done]"))
        until(lambda: "1 page received" not in phone.page_source)
    assert "nothing more to send" in phone.page_source
