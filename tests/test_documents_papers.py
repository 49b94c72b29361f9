"""PDFs are written anew: pages remain, and nothing that acts, hides or tells."""

import io

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from adapters.documents import jpeg, look, same
from tests import hostile, papers, pictures


def test_a_statement_is_taken_with_its_letters():
    page = look(papers.statement(pages=3))
    assert page.kind == "application/pdf"
    assert page.pages == 3
    assert page.faults == ()
    assert all(sheet.extract_text() == "Balance 417.20" for sheet in PdfReader(io.BytesIO(page.content)).pages)


def test_nothing_that_acts_remains_and_what_was_filled_in_does():
    content = papers.acting()
    assert content.count(b"evil") == 10
    clean = look(content).content
    for gone in (
        b"evil",
        b"JavaScript",
        b"/JS",
        b"/AA",
        b"/OpenAction",
        b"/AcroForm",
        b"/Filespec",
        b"/Metadata",
        b"/URI",
    ):
        assert gone not in clean
    assert b"filled in by hand" in clean
    notes: list = PdfReader(io.BytesIO(clean)).pages[0].annotations or []
    assert [note.get_object()["/Subtype"] for note in notes] == ["/Stamp"]


def test_no_date_name_or_number_of_its_own():
    clean = look(papers.acting()).content
    found = PdfReader(io.BytesIO(clean))
    assert not found.metadata
    assert not {"/ID", "/Info"} & set(found.trailer)
    assert look(papers.acting()).content == clean
    assert look(clean).content == look(look(clean).content).content


def test_the_same_statement_is_the_same_and_another_is_not():
    other = papers.statement(papers.stream(papers.LETTERS.replace(b"417", b"418")))
    assert same(look(papers.statement()).mark, look(papers.statement(catalog=b"/Lang (en)")).mark)
    assert not same(look(papers.statement()).mark, look(other).mark)


@pytest.mark.parametrize("tail", hostile.TAILS)
def test_nothing_that_was_appended_remains(tail):
    if tail == "pdf":
        pytest.skip("a PDF behind a PDF is a PDF that was changed: the last one counts")
    content = look(papers.statement() + hostile.TAILS[tail]).content
    assert hostile.TAILS[tail][:12] not in content


def test_a_file_locked_against_changes_alone_is_opened():
    page = look(hostile.locked(""))
    assert PdfReader(io.BytesIO(page.content)).pages[0].extract_text() == "Balance 417.20"
    assert b"/Encrypt" not in page.content


def test_a_scan_keeps_its_pixels_and_loses_its_notes():
    card = pictures.scaled(pictures.id_card(), 600)
    content = pictures.jpeg(card, comment=b"SECRET", xmp=b"<x:xmpmeta>SECRET</x:xmpmeta>") + b"SECRET tail"
    clean = look(papers.scan(content, *card.size)).content
    assert b"SECRET" not in clean
    bare = jpeg.bare(content)
    assert bare in clean
    assert ImageChops.difference(Image.open(io.BytesIO(bare)), Image.open(io.BytesIO(content))).getbbox() is None


@pytest.mark.parametrize("drawing", [b"0 0 9 9 re f", b"0 0 m 9 9 l S", b"/I Do", b"BI /W 1 /H 1 ID x EI", b"[(a)] TJ"])
def test_whatever_is_painted_counts_as_drawn(drawing):
    assert look(papers.statement(papers.packed(drawing))).pages == 1
