"""Every step has its words in every language, and no word is left over."""

import pytest

from flows.steps import STEPS
from flows.text import LANGUAGES
from flows.words import Ask, Choose, End, Send, Upload

FREE = ("way-", "sorry-", "notice-", "canned-")
"""Words that belong to no one step."""

LARGE = (
    "page-",
    "staff-",
)
"""Those, too, and never shown on a small screen."""


def needed():
    for name, step in STEPS.items():
        key = name.replace(".", "-")
        if isinstance(step, Send) and not step.apart:
            continue
        yield key
        if isinstance(step, End) and step.then:
            yield f"{key}.then"
        if isinstance(step, Choose | Upload):
            yield from (f"{key}.{value}" for value in step.table)
        if isinstance(step, Ask) and step.contact:
            yield f"{key}.contact"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_has_its_words(lang):
    missing = [key for key in needed() if key not in LANGUAGES[lang].patterns]
    assert missing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_left_over(lang):
    plain = {key.removesuffix("-ussd") for key in LANGUAGES[lang].patterns if not key.startswith(FREE + LARGE)}
    assert plain - set(needed()) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_languages_have_the_same_messages(lang):
    def messages(code):
        return {key.removesuffix("-ussd") for key in LANGUAGES[code].patterns}

    assert messages(lang) == messages("en")
