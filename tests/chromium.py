"""A real browser of the size of a cheap phone, and a page of our own in a thread for it to look at.

Debian's `chromium` and `chromium-driver`, on loopback only; nothing is downloaded.
"""

import asyncio
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import TypeVar

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

T = TypeVar("T")

WIDTH, HEIGHT = 360, 640
DRIVER, BROWSER = shutil.which("chromedriver"), shutil.which("chromium")
MISSING = "chromium is not installed: browser tests are skipped; apt install chromium chromium-driver"

needs_chromium = pytest.mark.skipif(not (DRIVER and BROWSER), reason=MISSING)

QUIET = (
    "--headless=new",
    "--no-sandbox",  # CI is root in a container, where there is none
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
    "--disable-lcd-text",  # grey letters pack better, and a phone's are
    "--proxy-server=direct://",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@contextmanager
def chromium(ratio: float = 2, *, scripts: bool = True, phone: bool = True) -> Iterator[webdriver.Chrome]:
    """A headless browser with a profile of its own, and `ratio` dots to a pixel. Ends the process it has started.

    Without `scripts` a page's JavaScript is off, as a person would turn it off in the settings. Without `phone` it is a
    plain window, of a size to be set later.
    """
    os.environ["SE_OFFLINE"] = "true"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = Options()
        options.binary_location = BROWSER or ""
        for word in (*QUIET, f"--user-data-dir={profile}", "--lang=en"):
            options.add_argument(word)
        if not scripts:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        if phone:
            size = {"width": WIDTH, "height": HEIGHT, "pixelRatio": ratio, "touch": True}
            options.add_experimental_option("mobileEmulation", {"deviceMetrics": size})
        browser = webdriver.Chrome(options=options, service=Service(executable_path=DRIVER))
        browser.set_page_load_timeout(30)
        try:
            yield browser
        finally:
            browser.quit()


def dark(browser: webdriver.Chrome, on: bool) -> None:
    """The colours the person has chosen for the whole phone."""
    scheme = [{"name": "prefers-color-scheme", "value": "dark" if on else "light"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})


def slow(browser: webdriver.Chrome, upload: float) -> None:
    """A network that sends so many bytes a second; -1 for no limit."""
    browser.execute_cdp_cmd("Network.enable", {})
    line = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": upload}
    browser.execute_cdp_cmd("Network.emulateNetworkConditions", line)


def tap(browser: webdriver.Chrome, element: WebElement) -> None:
    """Press in the middle of it. The driver's own click waits for ever where JavaScript is off."""
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    spot = browser.execute_script("return arguments[0].getBoundingClientRect().toJSON()", element)
    at = {"x": spot["x"] + spot["width"] / 2, "y": spot["y"] + spot["height"] / 2, "button": "left", "clickCount": 1}
    for deed in ("mousePressed", "mouseReleased"):
        browser.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": deed, **at})


def until(so: Callable[[], object], seconds: float = 15) -> None:
    """Wait until it is so."""
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end
        time.sleep(0.02)


def wide(browser: WebDriver) -> int:
    """How many pixels the page is wider than the phone."""
    return int(browser.execute_script("return document.documentElement.scrollWidth - window.innerWidth"))


@contextmanager
def in_a_thread(served: AbstractAsyncContextManager[T]) -> Iterator[T]:
    """Hold something open on an event loop of its own, while this thread drives a browser."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        opened = asyncio.run_coroutine_threadsafe(served.__aenter__(), loop).result(10)
        try:
            yield opened
        finally:
            asyncio.run_coroutine_threadsafe(served.__aexit__(None, None, None), loop).result(10)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
