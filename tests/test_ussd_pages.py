"""The laws of paging: nothing over the limit, nothing lost, every number where it belongs."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.channels.ussd.pages import LEAST, Ways, fit, more_key
from adapters.gsm7 import DEFAULT, EXTENDED, septets

LETTERS = sorted(set(DEFAULT + EXTENDED) - set(" \n\r\f"))
WAYS = Ways("Back", "More", "98")
UNHURRIED = settings(deadline=None)

rooms = st.integers(LEAST, 200)
short_words = st.text(st.sampled_from(LETTERS), min_size=1, max_size=4)
words = short_words | st.text(st.sampled_from(LETTERS), min_size=1, max_size=250)
texts = st.lists(words, max_size=40).map(" ".join)
labels = st.lists(st.lists(words, min_size=1, max_size=6).map(" ".join), max_size=20)
ways = st.builds(
    Ways, st.sampled_from(["", "Back", "Rudi nyuma tafadhali " * 5]), st.sampled_from(["", "More"]), st.just("98")
)


def numbered(options: list[str]) -> list[str]:
    return [f"{number} {label}" for number, label in enumerate(options, 1)]


def bodies(pages: list[str], ways: Ways) -> Iterator[list[str]]:
    """The pages without their ways on, having checked that these are the right ones."""
    for at, page in enumerate(pages):
        lines = page.split("\n")
        if at or ways.back:
            assert lines.pop().startswith("0 "), page
        if at < len(pages) - 1:
            assert lines.pop().startswith(f"{ways.key} "), page
        yield lines


def letters(text: str) -> str:
    return "".join(text.split())


@UNHURRIED
@given(texts, labels, ways, rooms)
def test_no_page_is_over_the_limit_and_nothing_is_lost_or_said_twice(text, options, ways, room):
    pages = fit(text, options, ways, room)
    assert max(map(septets, pages)) <= room
    shown = "".join(line for lines in bodies(pages, ways) for line in lines)
    assert letters(shown) == letters(" ".join([text, *numbered(options)])) or (pages == ["?"] and not text)


@UNHURRIED
@given(st.lists(short_words, max_size=90), st.lists(short_words, max_size=30), rooms)
def test_words_and_options_stay_whole_and_keep_their_numbers(text, options, room):
    pages = fit(" ".join(text), options, WAYS, room)
    lines = [line for page in bodies(pages, WAYS) for line in page if line]
    shown, listed = lines[: len(lines) - len(options)], lines[len(lines) - len(options) :]
    assert " ".join(shown).split() == text
    assert listed == numbered(options)


@UNHURRIED
@given(st.lists(short_words, min_size=1, max_size=40), st.integers(0, 20), rooms)
def test_a_screen_is_paged_only_if_it_must_be(text, count, room):
    whole = "\n".join([" ".join(text), *numbered(["Loan"] * count), "0 Back"])
    pages = fit(" ".join(text), ["Loan"] * count, WAYS, room)
    assert (pages == [whole]) == (septets(whole) <= room)


@UNHURRIED
@given(st.text(), st.lists(st.text(), max_size=9), st.text(max_size=30), rooms)
def test_any_writing_whatever_fits(text, options, label, room):
    pages = fit(text, options, Ways(label, label), room)
    assert max(map(septets, pages)) <= room
    assert all(page.strip() for page in pages)


def test_a_menu_reads_like_one():
    assert fit("Welcome", ["Apply", "My loan"], Ways(back="Back"), 156) == ["Welcome\n1 Apply\n2 My loan\n0 Back"]


def test_a_long_list_turns_between_options_and_numbers_go_on():
    pages = fit("Who do you work for?", ["Acme Haulage Ltd"] * 8, WAYS, 100)
    assert [page.split("\n") for page in pages] == [
        ["Who do you work for?", *numbered(["Acme Haulage Ltd"] * 3), "98 More", "0 Back"],
        [*numbered(["Acme Haulage Ltd"] * 6)[3:], "98 More", "0 Back"],
        ["7 Acme Haulage Ltd", "8 Acme Haulage Ltd", "0 Back"],
    ]


def test_a_text_pauses_between_sentences_where_it_can():
    first, then = "We pay out on working days before noon.", "Which day suits you best this week?"
    pages = fit(f"{first} {then}", ["Today", "Tomorrow"], Ways(), 70)
    assert pages == [f"{first}\n98 More", f"{then}\n1 Today\n2 Tomorrow\n0 Back"]


def test_a_lone_last_option_gets_company():
    pages = fit("Pick one", ["Maize", "Beans", "Goats", "A bicycle"], Ways(), 40)
    assert pages == ["Pick one\n1 Maize\n2 Beans\n98 More", "3 Goats\n4 A bicycle\n0 Back"]


def test_a_number_belongs_to_its_option_even_where_it_is_the_usual_key_of_the_next_page():
    assert [more_key("98", count) for count in (0, 97, 98, 997, 998)] == ["98", "98", "998", "998", "9998"]


def test_a_label_cannot_pass_for_another_option():
    assert fit("Employer?", ["Acme\n2 Free money", "Bolt"], Ways(), 156) == ["Employer?\n1 Acme 2 Free money\n2 Bolt"]


@given(st.integers(1, 40))
def test_a_figure_is_never_cut_in_two_at_its_spaces(before):
    text = "x" * before + " " + "R50\xa0000,00 " * 30
    for page in fit(text, ["R1\xa0000 a month"], Ways("Back", "More", "98"), 156):
        assert page.count("R50 000,00") == page.count("R50")
