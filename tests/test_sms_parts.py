"""Parts of an SMS: counted as the networks count them, never cut through a character, and never dearer than need be."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.gsm7 import DEFAULT, EXTENDED, septets
from adapters.sms.parts import cut, is_gsm7, plain

PHONE = st.text(st.sampled_from(DEFAULT + EXTENDED), max_size=700)
ANY = st.text(max_size=300)
TYPESET = st.text(st.sampled_from("abc éà12 ‘’“”–—\u2010\u2011•\u00a0\u2009\u202f\u200b\u00ad×\u2212"), max_size=200)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("a" * 159 + "€", 2),
        ("ж" * 70, 1),
        ("ж" * 71, 2),
        ("ж" * 134, 2),
        ("ж" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("😀" * 67, 3),  # 33 of them fit a part: one unit stays empty
    ],
)
def test_so_many_parts(text, parts):
    assert len(cut(text)) == parts


def test_what_takes_two_is_not_cut_in_half():
    assert cut("a" * 152 + "€" + "a" * 10)[0] == "a" * 152
    assert cut("ж" * 66 + "😀" + "ж" * 10)[0] == "ж" * 66


@given(PHONE)
def test_every_part_fits_and_nothing_is_lost(text):
    parts = cut(text)
    assert "".join(parts) == text
    assert len(parts) == 1 or max(map(septets, parts)) <= 153
    assert len(parts) > 1 or septets(text) <= 160


@given(ANY)
def test_every_part_of_any_text_fits_its_alphabet(text):
    parts = cut(text)
    assert "".join(parts) == text
    if not is_gsm7(text):
        for part in parts:
            assert len(part.encode("utf-16-le")) // 2 <= (70 if len(parts) == 1 else 67)


@given(TYPESET)
def test_marks_of_a_typesetter_do_not_make_it_dearer(text):
    assert is_gsm7(plain(text))


@given(ANY)
def test_plain_is_plain_no_dearer_and_no_letter_is_exchanged(text):
    once = plain(text)
    assert plain(once) == once
    assert len(cut(once)) <= len(cut(text))
    assert all(char in once for char in normalize("NFC", text) if char.isalpha())


def test_three_dots_for_one_are_not_worth_a_part():
    assert plain("…" * 70) == "…" * 70


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("Don’t – “wait”…", 'Don\'t - "wait"...'),
        ("R1\u202f000\u00a0now", "R1 000 now"),
        ("caf\u0065\u0301", "café"),
        ("₦500", "NGN 500"),
        ("não ‘hoje’", "não ‘hoje’"),
        ("ውል፡ይፈርሙ", "ውል፡ይፈርሙ"),
        ("5‰", "5‰"),
        ("Done ✅ – thanks", "Done ✅ – thanks"),
        ("👩\u200d👩", "👩\u200d👩"),
    ],
)
def test_only_what_loses_no_meaning_is_respelt(text, spelt):
    assert plain(text) == spelt
