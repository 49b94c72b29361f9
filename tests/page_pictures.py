"""Pictures of the page as a phone shows it: `python -m tests.page_pictures` puts them into docs/page."""

import base64
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from adapters.redis_server import EmbeddedRedis
from tests.chromium import BROWSER, MISSING, chromium, dark, in_a_thread, slow, tap
from tests.png import packed
from tests.real_page import Behind, asked_on_ussd

FOLDER = Path(__file__).parent.parent / "docs" / "page"
MOST_BYTES = 60_000


def _until(so: Callable[[], object]) -> None:
    for _ in range(500):
        if so():
            return
        time.sleep(0.02)
    raise TimeoutError


def form(phone: Chrome, page: Behind) -> None:
    """The question for a document."""
    phone.get(page.url)


def picked(phone: Chrome, page: Behind, photo: str = "id.jpg") -> None:
    """A photo taken, and not sent yet."""
    form(phone, page)
    phone.find_element(By.ID, "camera").send_keys(str(page.folder / photo))
    _until(lambda: phone.find_elements(By.CSS_SELECTOR, "#picked li"))


def complaint(phone: Chrome, page: Behind) -> None:
    """A photo that cannot be read."""
    picked(phone, page, "night.jpg")
    tap(phone, phone.find_element(By.ID, "send"))
    _until(lambda: phone.find_elements(By.CSS_SELECTOR, ".alert p"))


def progress(phone: Chrome, page: Behind) -> None:
    """A photo on its way."""
    picked(phone, page)
    slow(phone, 150_000)
    tap(phone, phone.find_element(By.ID, "send"))
    _until(lambda: phone.execute_script("return document.getElementById('part').value >= 30"))


def done(phone: Chrome, page: Behind) -> None:
    """All is in."""
    form(phone, page)
    tap(phone, phone.find_element(By.CSS_SELECTOR, "button[value=later]"))
    _until(lambda: "nothing more" in phone.page_source)


def received(phone: Chrome, page: Behind) -> None:
    """A page has come, and there may be another."""
    picked(phone, page)
    tap(phone, phone.find_element(By.ID, "send"))
    _until(lambda: "1 page received" in phone.page_source)


ENGLISH, SWAHILI = "1", "2"
PICTURES = {
    "form": (form, ENGLISH, False),
    "picked": (picked, ENGLISH, False),
    "progress": (progress, ENGLISH, False),
    "received": (received, ENGLISH, False),
    "complaint": (complaint, ENGLISH, False),
    "done": (done, ENGLISH, False),
    "dark": (complaint, ENGLISH, True),
    "swahili": (form, SWAHILI, False),
}
"""What is done before each picture, in which language, and whether in the dark scheme."""


def take(name: str, folder: Path = FOLDER) -> Path:
    """Take one of PICTURES, as far as it is seen without scrolling."""
    deed, language, dim = PICTURES[name]
    with _alone(language) as page, chromium(ratio=1.5) as phone:
        dark(phone, dim)
        deed(phone, page)
        time.sleep(0.1)
        shot = phone.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
        slow(phone, -1)
    path = folder / f"{name}.png"
    path.write_bytes(packed(base64.b64decode(shot["data"])))
    return path


@contextmanager
def _alone(language: str) -> Iterator[Behind]:
    """The page with a Redis of its own."""
    with (
        tempfile.TemporaryDirectory() as name,
        EmbeddedRedis(Path(name) / "redis", fsync="no") as url,
        in_a_thread(asked_on_ussd(url, Path(name), language=language)) as page,
    ):
        yield page


def main() -> None:
    """Take all pictures, and say how large they are."""
    if not BROWSER:
        raise SystemExit(MISSING)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in map(take, PICTURES):
        size = path.stat().st_size
        print(f"{path.name}: {size} bytes{'' if size < MOST_BYTES else ', too large'}")  # noqa: T201 - a command


if __name__ == "__main__":
    main()
