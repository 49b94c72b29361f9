"""The gallery shows every screen in every language, leads nowhere that is not there, and runs nothing but its own."""

import base64
import re
from hashlib import sha256

import pytest

from adapters.gsm7 import septets
from bot.__main__ import main
from bot.gallery import FRAME, page
from bot.wordings import SENTENCES, has_words, sentences, spoken, withheld, wordings
from flows.steps import FLOWS, STEPS
from flows.text import LANGUAGES
from flows.variants import variants
from tests.world import world

SHOWN = [name for name in STEPS if has_words(name)]


@pytest.fixture(scope="module")
def whole():
    return page().decode()


def card(whole, name):
    return whole.partition(f'<article id="{name}"')[2].partition("</article>")[0]


def test_every_step_has_its_card_and_every_screen_its_words_in_every_language(whole):
    assert [name for name in STEPS if not card(whole, name)] == []
    for name in SHOWN:
        assert re.findall(r'data-lang="(\w+)"', card(whole, name)) == list(LANGUAGES)


def test_every_sentence_of_no_one_step_is_there_too(whole):
    assert [key for kind in SENTENCES for key in sentences(kind) if not card(whole, key)] == []
    assert "That was an earlier step" in card(whole, "sorry-stale")


def test_no_link_leads_nowhere(whole):
    there = set(re.findall(r'id="([^"]+)"', whole))
    assert set(re.findall(r'href="#([^"]+)"', whole)) - there == set()
    assert len(re.findall(r'<section id="flow-', whole)) == len(FLOWS) + len(SENTENCES)


def test_a_screen_of_several_pages_says_which_is_which_and_how_full(whole):
    shown = card(whole, "apply.offer")
    assert re.search(r"Page 1 of [2-9]: 1\d\d of 160", shown)
    assert re.search(r'<a href="#apply.submit">', shown)
    assert "I accept, apply" in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_wording_of_every_step_fits_its_pages(lang):
    for name in SHOWN:
        for wording in wordings(name, lang):
            assert [said for said in wording.pages if septets(said) > 160] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_branch_of_every_sentence_can_be_said(lang):
    for kind in SENTENCES:
        assert all(spoken(key, lang) for key in sentences(kind))


def test_the_wordings_of_a_step_are_those_its_words_tell_apart():
    statuses = [facts["status"] for facts in variants("en", "mine-shown") if "status" in facts]
    assert {"pending", "declined", "paid", "arrears"} <= set(statuses)
    first, *others = wordings("mine.shown", "en")
    assert first.facts == {}
    assert "declined" in next(each for each in others if each.facts == {"status": "declined"}).pages[0]
    assert variants("en", "home-again") == []


def test_a_branch_within_a_branch_is_reached_with_what_leads_there():
    found = variants("en", "mine-loan")
    assert {"signing": None, "loan_status": "cancelled", "loan_reason": "death"} in found


def test_options_that_make_no_sense_here_are_named(whole):
    assert "Read and sign the agreement" in withheld("mine.loan", "en")
    assert withheld("home.again", "en") == []


def test_nothing_runs_that_the_page_does_not_name(whole):
    for tag in ("style", "script"):
        text = whole.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
        assert f"{tag}-src 'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'" in FRAME.policy
    assert not re.search(r"\son\w+=|style=|https?://(?!loans\.example)", whole.partition("<body>")[2])


def test_the_command_writes_one_file(tmp_path, capsys, whole):
    assert main(["gallery", "--out", str(tmp_path / "new")]) == 0
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["index.html"]
    assert (tmp_path / "new" / "index.html").read_text() == whole
    assert str(tmp_path / "new" / "index.html") in capsys.readouterr().out


async def test_it_is_served_only_where_the_lender_is_our_own(redis_url, tmp_path):
    async with world(redis_url, tmp_path, lender_url="") as around:
        told = await around.http.get(f"{around.url}/gallery")
        assert told.status_code == 200
        assert told.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert told.content == page()
    async with world(redis_url, tmp_path) as around:
        assert (await around.http.get(f"{around.url}/gallery")).status_code == 404
