"""The simulator's page in a real browser: a loan on each phone by clicking, a talk with staff, and axe on all of it."""

import re
from importlib import resources

import pytest
from selenium.webdriver.common.by import By

from tests.chromium import chromium, dark, in_a_thread, needs_chromium, tap, until, wide
from tests.simulated import simulated

pytestmark = needs_chromium

DESK, HAND = (1440, 900), (390, 844)
"""Sizes of a screen, in pixels."""
AXE = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@pytest.fixture(scope="module")
def there(redis_url, tmp_path_factory):
    with in_a_thread(simulated(redis_url, tmp_path_factory.mktemp("simulator"))) as there:
        yield there


@pytest.fixture(scope="module")
def browser():
    with chromium(phone=False) as browser:
        yield browser


@pytest.fixture
def screen(there, browser):
    yield Screen(browser, there.url)
    dark(browser, on=False)


STANDING = """
const [css, label, found] = arguments;
const look = (before) => {
  const one = [...document.querySelectorAll(css)].filter((button) => button.innerText.trim() === label).pop();
  const now = one && JSON.stringify(one.getBoundingClientRect());
  if (one && now === before) found(one);
  else requestAnimationFrame(() => requestAnimationFrame(() => look(now)));
};
look();
"""
"""The last button with a label that has not moved for two frames."""


class Screen:
    """The page on a screen."""

    def __init__(self, browser, url):
        self.browser, self.url = browser, url

    def open(self, who, size=DESK):
        given = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == HAND}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", given)
        self.browser.get(self.url)
        until(lambda: len(self.all("#people input")) == 3)
        self.tap(f"#people input[value={who}] + span")

    def all(self, css):
        return self.browser.find_elements(By.CSS_SELECTOR, css)

    def tap(self, css):
        until(lambda: any(one.is_displayed() for one in self.all(css)))
        tap(self.browser, next(one for one in self.all(css) if one.is_displayed()))

    def text(self, css):
        return self.browser.execute_script("return document.querySelector(arguments[0])?.innerText || ''", css)

    def says(self, css, words):
        until(lambda: words in self.text(css))

    def press(self, css, label):
        """The last button there with this label, once it is there and stands still."""
        tap(self.browser, self.browser.execute_async_script(STANDING, css, label))

    def hint(self, label):
        """What stands ready to be typed."""
        (chip,) = [
            chip for chip in self.all("#hints button") if chip.find_element(By.CSS_SELECTOR, "small").text == label
        ]
        tap(self.browser, chip)

    def share(self):
        """Share one's number in the chat, and type the code that comes by SMS."""
        known = self.text("#sms-log")
        self.press("#keyboard button", "📱 Share my phone number")
        self.says("#chat-log", "sent you a code by SMS")
        until(lambda: self.text("#sms-log") != known)
        self.tap("#words")
        self.browser.switch_to.active_element.send_keys(re.findall(r"(\d{6}) is your code", self.text("#sms-log"))[-1])
        self.tap("#compose .send")

    def key(self, digits):
        """Type on the keypad, and send."""
        before = self.text("#place")
        for digit in digits:
            tap(self.browser, next(key for key in self.all("#keys button") if key.text.split("\n")[0] == digit))
        self.tap("#keys .call")
        until(lambda: self.text("#place") != before)

    def send(self, label):
        """Send a hint in the chat."""
        self.tap("#words")
        self.hint(label)
        self.tap("#compose .send")


def test_a_whole_application_on_the_feature_phone_by_its_keys(screen):
    screen.open("thandi")
    screen.key("")
    screen.says("#screen", "1 English")
    screen.says("#septets", "75 of 160 septets, 85 left")
    for digits in ("1", "1", "1"):
        screen.key(digits)
    screen.says("#screen", "Type your ID number")
    screen.hint("ID")
    screen.key("")
    screen.says("#screen", "Are you T****i M****a?")
    for digits in ("1", "4", "1", "30000", "24000", "9000", "1", "1", "1", "2000", "3", "98", "98", "1"):
        screen.key(digits)
    screen.says("#screen", "Your reference: MM00000")
    screen.says("#asked", "Applies for the loan")
    screens = int(screen.text("#place").split()[-1])
    screen.tap("#back")
    screen.says("#screen", "The contract decides")
    assert screen.text("#place") == f"{screens - 1} of {screens}"
    assert screen.all("#typed:disabled")
    screen.tap("#forth")
    screen.says("#screen", "Your reference")
    screen.tap(".turns summary")
    screen.press("#turns button", screen.all("#turns button")[2].text)
    screen.says("#screen", "Apply for a loan")
    screen.tap("#keys .hang")
    screen.says("#screen", "press the green key")
    assert broken_rules(screen) == []


def test_a_whole_application_in_the_chat_on_a_small_screen_with_a_sample_document(screen):
    screen.open("naledi", HAND)
    screen.tap("#tabs [data-to=chat]")
    screen.tap("#start")
    for label in ("English", "I agree"):
        screen.press("#chat-log button", label)
    screen.share()
    screen.press("#chat-log button", "Apply for a loan")
    for asked, label in (("ID number", "ID"), ("first name", "Name"), ("surname", "Surname"), ("work for", "Employer")):
        screen.says("#chat-log", asked)
        screen.send(label)
    for label in ("Karoo Wool Mill", "Debit order", "Yes, that is right"):
        screen.press("#chat-log button", label)
    screen.says("#chat-log", "Document 1 of 3")
    screen.tap("#attach summary")
    screen.tap("[data-sample=id]")
    screen.press("#chat-log button", "Done, that is all")
    screen.says("#chat-log", "Your ID has reached the lender")  # said in its own time, and it moves the buttons
    for label in ("The rest later", "Go on", "Yes, ask"):
        screen.press("#chat-log button", label)
    for asked, label in (("earn", "Pay"), ("paid out", "Take-home"), ("spend", "Living")):
        screen.says("#chat-log article:last-child", asked)
        screen.send(label)
    for label in ("No", "School fees", "Short-term loan"):
        screen.press("#chat-log button", label)
    for asked, label in (("How much", "Amount"), ("instalments", "Instalments")):
        screen.says("#chat-log article:last-child", asked)
        screen.send(label)
    screen.press("#chat-log button", "I accept, apply")
    screen.says("#chat-log", "Your reference is MM00000")
    assert screen.all("#chat-log img")
    assert wide(screen.browser) <= 0
    assert screen.text("#tabs [data-to=ledger] b")
    screen.tap("#tabs [data-to=ledger]")
    screen.says("#asked", "Hands in a document")
    assert broken_rules(screen) == []


def test_a_talk_with_staff_from_asking_to_the_answer(screen):
    screen.open("pieter")
    screen.tap("#start")
    for label in ("English", "I agree"):
        screen.press("#chat-log button", label)
    screen.share()
    screen.says("#chat-log", "What would you like to do?")
    screen.tap("#commands summary")
    tap(screen.browser, next(one for one in screen.all("#commands button") if one.text.startswith("/person")))
    screen.press("#staff-log button", "✋ Take")
    screen.says("#chat-log", "Anna is here now")
    screen.tap("#staff-words")
    screen.browser.switch_to.active_element.send_keys("Good morning!\n")
    screen.says("#chat-log", "Anna: Good morning!")
    assert broken_rules(screen) == []


def test_with_the_keyboard_alone_one_dials_and_answers(screen):
    screen.open("naledi")
    place = screen.text("#place")
    screen.browser.execute_script("document.querySelector('#keys button:nth-child(4)').focus()")
    screen.browser.switch_to.active_element.send_keys("*")
    screen.browser.switch_to.active_element.send_keys("120*777#\n")
    until(lambda: screen.text("#place") != place)
    assert screen.browser.switch_to.active_element.get_attribute("id") == "typed"
    screen.browser.switch_to.active_element.send_keys("\ue00c")
    screen.says("#screen", "press the green key")


@pytest.mark.parametrize("size", [DESK, HAND], ids=["desk", "hand"])
@pytest.mark.parametrize("night", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(screen, size, night):
    pytest.importorskip("axe_core_python", reason="axe-core is not installed: make test installs it")
    dark(screen.browser, night)
    for who in ("thandi", "naledi"):
        screen.open(who, size)
        for panel in ("phone", "chat", "sms", "staff", "ledger") if size == HAND else ("",):
            if panel:
                screen.tap(f"#tabs [data-to={panel}]")
            assert axe(screen.browser) == []


def axe(browser):
    """What axe-core finds wrong: rule, place and why."""
    browser.execute_script(resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    words = "axe.run({runOnly: arguments[0]}).then(arguments[1])"
    found = browser.execute_async_script(words, list(AXE))
    return [(one["id"], node["target"], node["failureSummary"]) for one in found["violations"] for node in one["nodes"]]


def broken_rules(screen):
    """What the browser complains of: its policy, or our scripts."""
    return [said["message"] for said in screen.browser.get_log("browser")]
