"""What is sent is refused with a reason or becomes a page that carries nothing but what is seen on it."""

import subprocess
import sys
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.documents import LARGEST, Page, Unfit, bind, look, same
from tests import hostile, papers, pictures
from tests.documents_peak import peak

KINDS = {"image/jpeg", "application/pdf"}
SLOW = {"pdf, packed drawing of 400 MB", "pdf, table of 400 MB", "pdf of 60000 parts", "random 19.9 MB as pdf"}
"""Measured by `python -m tests.documents_peak`, and too slow for every day."""


def test_nothing_is_loaded_before_it_is_needed():
    asked = "import sys, adapters.documents; print({'PIL', 'pypdf', 'pillow_heif'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


@pytest.mark.parametrize("name", [name for name in hostile.REFUSED if name not in SLOW])
def test_what_cannot_be_taken_says_why(name):
    key, make = hostile.REFUSED[name]
    with pytest.raises(Unfit) as refused:
        look(make())
    assert refused.value.key == key
    assert str(refused.value) == key


@pytest.mark.parametrize("name", ["png of 50 MP, rgba"])
def test_the_worst_takes_less_than_300_mb(name):
    grown, _, _, said = peak(hostile.TAKEN[name]())
    assert said.startswith("image/jpeg")
    assert 0 < grown < 300


def tried(content: bytes) -> None:
    with suppress(Unfit):
        page = look(content)
        assert page.kind in KINDS
        assert len(page.mark) == 64


QUIET = settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
HEADS = [
    b"",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\x00\x10\x00\x00WEBP",
    b"\x00\x00\x00\x18ftypheic",
    b"%PDF-1.7\n",
]


@QUIET
@given(st.sampled_from(HEADS), st.binary(max_size=2000))
def test_noise_is_refused_and_never_more(head, noise):
    tried(head + noise)


@cache
def samples() -> dict[str, bytes]:
    card = pictures.scaled(pictures.id_card(), 200)
    return {
        **{form: pictures.saved(card, form) for form in ("JPEG", "PNG", "WEBP")},
        "HEIC": hostile.heic(card),
        "progressive": pictures.jpeg(card, progressive=True),
        "PDF": papers.acting(),
        "packed PDF": papers.hidden_objects(20),
        "scan": papers.scan(pictures.jpeg(card), *card.size),
    }


SAMPLES = ("JPEG", "PNG", "WEBP", "HEIC", "progressive", "PDF", "packed PDF", "scan")
"""Their names; making them takes a second, which only who runs these tests need wait."""


def test_each_sample_is_named():
    assert tuple(samples()) == SAMPLES


@settings(QUIET, max_examples=120)
@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8),
    st.floats(0, 1),
)
def test_a_damaged_file_is_refused_or_taken_and_never_more(name, damage, kept):
    content = bytearray(samples()[name])
    for place, value in damage:
        content[int(place * len(content))] = value
    tried(bytes(content[: int(len(content) * kept)] if kept < 0.5 else content))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_cut_anywhere_is_refused_or_taken_and_never_more(name):
    content = samples()[name]
    for part in range(16):
        tried(content[: len(content) * part // 16])


def slip(month: str = "May 2026", seed: int = 5) -> Page:
    return look(pictures.jpeg(pictures.photographed(pictures.payslip(month, seed), 1000), 90))


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return [slip(), look(papers.statement(pages=2)), look(pictures.good("card, 1280 as chats send it"))]


def test_a_lone_page_stays_as_it_is(pages):
    assert bind(pages[:1]) == (pages[0].content, "jpg")
    assert bind(pages[1:2]) == (pages[1].content, "pdf")


def test_several_pages_become_one_pdf_in_their_order(pages):
    content, ending = bind(pages)
    assert ending == "pdf"
    assert look(content).pages == 4
    assert pages[0].content in content
    assert pages[2].content in content
    assert content.index(pages[0].content) < content.index(b"Balance 417.20") < content.index(pages[2].content)


BIND = """
from hashlib import sha256
from adapters.documents import bind, look
from tests import hostile, papers
print(sha256(bind([look(hostile.large_jpeg(700, 500)), look(papers.statement(pages=2))])[0]).hexdigest())
"""


def test_the_same_pages_give_the_same_bytes(pages):
    runs = [subprocess.run([sys.executable, "-c", BIND], capture_output=True, text=True, check=True) for _ in range(2)]
    assert runs[0].stdout == runs[1].stdout != ""
    assert bind(pages) == bind(pages) != bind(pages[::-1])


def test_a_document_is_squeezed_into_its_room_or_refused(pages):
    whole = len(bind(pages)[0])
    content, _ = bind(pages, whole * 2 // 3)
    assert len(content) <= whole * 2 // 3
    assert look(content).pages == 4
    assert len(bind(pages[:1], 60_000)[0]) <= 60_000
    for few, largest in ((pages, 20_000), (pages[1:2], 500)):
        with pytest.raises(Unfit) as refused:
            bind(few, largest)
        assert refused.value.key == "large"
    with pytest.raises(ValueError, match="no pages"):
        bind([])


def test_a_bound_document_may_be_looked_at_again(pages):
    assert len(bind(pages)[0]) < LARGEST
    assert look(bind(pages)[0]).mark == look(bind(pages)[0]).mark
    assert not same(pages[0].mark, pages[1].mark)
