"""The words: read strictly, filled wholly, short where asked for."""

import pytest

from flows.text import LANGUAGES, Language, Unsayable, say


@pytest.fixture
def language(tmp_path):
    def write(words):
        (tmp_path / "x.ftl").write_text(words, encoding="utf-8")
        return Language("en", tmp_path)

    return write


def test_a_file_that_cannot_be_read_is_refused_at_once(language):
    with pytest.raises(ValueError, match="cannot read 'broken'"):
        language("fine = Fine\nbroken\n")


def test_two_messages_of_one_name_are_not_both_kept(language):
    assert language("a = One\na = Two\n").say("a", {}) == "One"


def test_a_missing_fact_is_never_passed_over(language):
    speaks = language("owed = You owe { MONEY($owed, $currency) }\n")
    assert speaks.say("owed", {"owed": "50", "currency": "ZAR", "other": [{}]}) == "You owe R50"
    with pytest.raises(Unsayable, match="en/owed"):
        speaks.say("owed", {"currency": "ZAR"})


def test_what_is_no_amount_is_unsayable_too(language):
    with pytest.raises(Unsayable):
        language("owed = { MONEY($owed, $currency) }\n").say("owed", {"owed": "much", "currency": "ZAR"})


def test_the_short_wording_is_used_where_asked_for_and_where_there_is_one(language):
    speaks = language(
        "a = Long\n    .ussd = Short\n    .yes = Yes, please\n    .yes-ussd = Yes\n    .no = No\nb = Only\n"
    )
    assert [speaks.say(key, {}, short=True) for key in ("a", "a.yes", "a.no", "b")] == ["Short", "Yes", "No", "Only"]
    assert [speaks.say(key, {}) for key in ("a", "a.yes", "b")] == ["Long", "Yes, please", "Only"]


def test_what_a_person_typed_is_said_as_it_is(language):
    assert language("a = “{ $typed }”\n").say("a", {"typed": "{ $other } <b> \\u0041"}) == "“{ $other } <b> \\u0041”"


def test_every_language_speaks():
    assert {say(code, "way-menu", {}) for code in LANGUAGES} == {"Main menu", "Menyu kuu"}
