"""Pictures of the page as a phone shows it: `python -m tests.page_pictures` puts them into docs/page."""

import base64
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.chromium import BROWSER, MISSING, chromium, dark, in_a_thread, slow, tap
from tests.page_desk import NoLinks, Site, site
from tests.png import packed

FOLDER = Path(__file__).parent.parent / "docs" / "page"
MOST_BYTES = 60_000
PHOTO = Path(tempfile.gettempdir()) / "IMG_0812.jpg"


def _until(so: Callable[[], object]) -> None:
    for _ in range(500):
        if so():
            return
        time.sleep(0.02)
    raise TimeoutError


def form(phone: Chrome, page: Site) -> None:
    """The question for a document."""
    phone.get(page.url)


def picked(phone: Chrome, page: Site) -> None:
    """A photo taken, and not sent yet."""
    form(phone, page)
    phone.find_element(By.ID, "camera").send_keys(str(PHOTO))
    _until(lambda: phone.find_elements(By.CSS_SELECTOR, "#picked li"))


def complaint(phone: Chrome, page: Site) -> None:
    """A photo that cannot be read."""
    picked(phone, page)
    tap(phone, phone.find_element(By.ID, "send"))
    _until(lambda: phone.find_elements(By.CSS_SELECTOR, ".alert p"))


def progress(phone: Chrome, page: Site) -> None:
    """A photo on its way."""
    picked(phone, page)
    slow(phone, 150_000)
    tap(phone, phone.find_element(By.ID, "send"))
    _until(lambda: phone.execute_script("return document.getElementById('part').value >= 30"))


def done(phone: Chrome, page: Site) -> None:
    """All is in."""
    form(phone, page)
    tap(phone, phone.find_element(By.CSS_SELECTOR, "button[value=later]"))
    _until(lambda: "nothing more" in phone.page_source)


PICTURES = {
    "form": (form, "en", False),
    "picked": (picked, "en", False),
    "progress": (progress, "en", False),
    "complaint": (complaint, "en", False),
    "done": (done, "en", False),
    "dark": (complaint, "en", True),
    "swahili": (form, "sw", False),
}
"""What is done before each picture, in which language, and whether in the dark scheme."""


def take(name: str, folder: Path = FOLDER) -> Path:
    """Take one of PICTURES, as far as it is seen without scrolling."""
    deed, lang, dim = PICTURES[name]
    with in_a_thread(site(NoLinks(), lang)) as page, chromium(ratio=1.5) as phone:
        dark(phone, dim)
        deed(phone, page)
        time.sleep(0.1)
        shot = phone.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
        slow(phone, -1)
    path = folder / f"{name}.png"
    path.write_bytes(packed(base64.b64decode(shot["data"])))
    return path


def main() -> None:
    """Take all pictures, and say how large they are."""
    if not BROWSER:
        raise SystemExit(MISSING)
    FOLDER.mkdir(parents=True, exist_ok=True)
    PHOTO.write_bytes(b"dark" + bytes(700_000))
    try:
        for path in map(take, PICTURES):
            size = path.stat().st_size
            print(f"{path.name}: {size} bytes{'' if size < MOST_BYTES else ', too large'}")  # noqa: T201 - a command
    finally:
        PHOTO.unlink()


if __name__ == "__main__":
    main()
