"""Sentences staff have ready: in every language, fit for an SMS, never asking for a secret; and an operator's own."""

import re

import pytest

from adapters.canned_file import read_canned
from adapters.gsm7 import septets, to_gsm7
from flows import canned as ours
from flows.canned import NAMES, Canned, canned
from flows.text import LANGUAGES


@pytest.fixture
def file(tmp_path):
    def write(words):
        path = tmp_path / "own.toml"
        path.write_text(words, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_each_is_said_in_every_language_and_fits_one_sms(name, lang):
    said = canned(lang, name, short=True)
    assert septets(said) <= 160
    assert to_gsm7(said) == said
    assert canned(lang, name)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("short", [True, False])
def test_none_asks_for_a_secret(lang, short):
    for name in NAMES:
        said = canned(lang, name, short=short)
        assert name == "otp_never" or not re.search(r"\b(PIN|OTP|password|nenosiri|msimbo)\b", said), said


def test_no_words_are_left_over():
    for speaks in LANGUAGES.values():
        found = {key.removesuffix("-ussd") for key in speaks.patterns if key.startswith("canned-")}
        assert found == {f"canned-{name}" for name in NAMES}


def test_one_that_is_missing_is_found_at_import(monkeypatch):
    monkeypatch.setattr(ours, "NAMES", (*NAMES, "goodbye"))
    with pytest.raises(ValueError, match=r"en/canned.ftl: canned-goodbye is missing"):
        ours.check()


def test_an_operator_adds_sentences_and_puts_others_in_the_place_of_ours(file):
    found = read_canned(
        file('[hello]\nen = "Hi."\nsw = "Habari."\n[agency]\nen = "Go to any agency. "\nsw = "Nenda kwa wakala."\n')
    )
    assert found.names == (*NAMES, "agency")
    assert [found.say("en", name) for name in ("hello", "agency")] == ["Hi.", "Go to any agency."]
    assert found.say("sw", "agency", short=True) == "Nenda kwa wakala."
    assert found.say("en", "wait") == canned("en", "wait")
    assert Canned().names == NAMES
    with pytest.raises(KeyError):
        found.say("en", "nothing")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('[hello]\nen = "Hi."\n', '[hello] lacks its wording in sw: sw = "..."'),
        ('[hello]\nen = "Hi."\nsw = " "\n', "[hello] sw must be a sentence between quotes"),
        ('[hello]\nen = 1\nsw = "x"\n', "[hello] en must be a sentence between quotes"),
        ('[hello]\nen = "Hi."\nsw = "x"\nfr = "Salut."\n', "[hello] fr is no language we speak; there is en, sw"),
        ('hello = "Hi."\n', "hello stands alone"),
        ('["Hello there"]\nen = "Hi."\nsw = "x"\n', "[Hello there] must be a name"),
        (f'[hello]\nen = "{"x" * 1001}"\nsw = "x"\n', "[hello] en is 1001 characters long"),
        ("[hello\n", "own.toml: "),
    ],
)
def test_what_is_wrong_with_a_file_is_said(file, words, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        read_canned(file(words))


def test_everything_wrong_is_said_at_once(file):
    with pytest.raises(ValueError, match=r"\[a\] lacks.*\n.*\[b\] en must"):
        read_canned(file('[a]\nen = "A."\n[b]\nen = ""\nsw = "B."\n'))


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ValueError, match=r"nothing.toml cannot be read: No such file"):
        read_canned(tmp_path / "nothing.toml")
