"""Whatever is written anywhere, a phone can show it, and its cost is known."""

import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.gsm7 import DEFAULT, EXTENDED, septets, to_gsm7

ALPHABET = DEFAULT + EXTENDED
UNHURRIED = settings(deadline=None)


def test_the_tables_are_those_of_the_standard():
    assert len(set(DEFAULT)) == 127  # 128 codes, one of them the escape, 0x1B, after which codes are one higher
    assert [DEFAULT.index(char) for char in "@\n\rÅΞÆ"] == [0x00, 0x0A, 0x0D, 0x0E, 0x1A, 0x1B]
    assert len(set(EXTENDED)) == 10
    assert not set(DEFAULT) & set(EXTENDED)


@pytest.mark.parametrize(
    ("text", "cost"), [("", 0), ("1 Apply\n0 Back", 14), ("é¿Ω@", 4), ("[€5]", 7), ("^{}\\~|", 12)]
)
def test_an_extended_character_costs_two(text, cost):
    assert septets(text) == cost


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ("Déjà vu, señor", "Déjà vu, señor"),  # all in the alphabet
        ("De\u0301ja\u0300", "Déjà"),  # composed first, so the accent is kept
        ("ça va être où l'œuvre", "ca va etre où l'oeuvre"),
        ("Informação não disponível", "Informacao nao disponivel"),
        ("Ẹ kú àárọ̀ ọ̀rẹ́", "E ku àaro ore"),
        ("Ɛyɛ me dɛ, ŋutɔ", "Eye me de, nguto"),
        ("ɓarna ƙasa ɗaya", "barna kasa daya"),
        ("Łódź đồng", "Lodz dong"),
        ("“Quoted” \u2013 it\u2019s… done", '"Quoted" - it\'s... done'),
        ("KES\u00a05\u202f000", "KES 5 000"),
        ("₦500 ₵20 ₹9 €7", "NGN 500 GHS 20 INR 9 €7"),
        ("• one\t• two\r\nthree", "- one - two \nthree"),
        ("ሰላም", "selam"),
        ("محمد", "mhmd"),
        ("Asante 👍🏾 sana ✓", "Asante  sana "),
        ("a\x00\x1b\u200d\ufeffb`c", "ab'c"),
        ("😀", "?"),
        ("\ud800", "?"),
    ],
)
def test_writings_of_the_world_are_spelt_in_the_alphabet(written, spelt):
    assert to_gsm7(written) == spelt


def test_every_character_there_is_comes_out_in_the_alphabet():
    for plane in range(0, sys.maxunicode, 0x10000):
        spelt = to_gsm7("".join(map(chr, range(plane, plane + 0x10000))))
        assert not set(spelt) - set(ALPHABET), hex(plane)


@UNHURRIED
@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1))
@example("\u0a59")  # written as two characters once normalised
def test_no_letter_or_digit_vanishes(word):
    bare = [char for char in unicodedata.normalize("NFC", word) if char.isalnum()]
    assert len(to_gsm7(word)) >= sum(map(len, map(to_gsm7, bare))) >= len(bare)


@UNHURRIED
@given(st.text())
def test_spelling_is_never_empty_and_changes_nothing_twice(text):
    spelt = to_gsm7(text)
    assert bool(spelt) == bool(text)
    assert to_gsm7(spelt) == spelt
