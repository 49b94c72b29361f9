"""The page over real HTTP: files and buttons become turns, once each, and nothing else of a borrower is shown."""

import asyncio
import json
import re
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import httpx
import pytest

from adapters.channels.door import Away, Bringing, NotBrought
from adapters.channels.page import view
from adapters.channels.page.door import Page
from adapters.channels.page.posted import Reading
from adapters.limits import Limits, Rate
from adapters.links import Links
from adapters.names import Namer
from adapters.strangers import Strangers
from adapters.vault import Vault
from flows.heard import File, Heard
from flows.screen import Screen
from flows.session import Session
from tests.page_desk import SECRET, THANDI, site

VAULT, NAMER = Vault([b"v" * 32]), Namer(b"k" * 32)
PHOTO = b"\xff\xd8 a photo"
NONCE = re.compile(r'name="nonce" value="([^"]+)"')
DONE = "There is nothing more to send here."
LARGE = 20_000_000


@pytest.fixture
def links(redis):
    return Links(redis, VAULT, NAMER)


@pytest.fixture
async def page(links):
    async with site(links) as page:
        yield page


@pytest.fixture
async def http():
    async with httpx.AsyncClient(timeout=30) as http:
        yield http


def hidden(text):
    """What the form sends unseen."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text))


def attached(*files, name="page.jpg"):
    return [("file", (name, body, "image/jpeg")) for body in files]


async def post(http, page, *files, form=None, **words):
    """Open the page, and send files or press a button as a browser without JavaScript does."""
    form = form or (await http.get(page.url)).text
    empty = [("file", ("", b"", "application/octet-stream"))]
    return await http.post(page.url, data=hidden(form) | words, files=attached(*files) + empty)


def alerts(text):
    box = re.search(r'role="alert"[^>]*>(.*?)</div>', text, re.DOTALL)
    return re.findall(r"<p>(.*?)</p>", box[1]) if box else []


async def test_the_page_asks_for_the_document(page, http):
    seen = await http.get(page.url)
    assert seen.status_code == 200
    assert "photograph your ID document" in seen.text
    assert '<button name="words" value="later">Bring it later</button>' in seen.text
    assert alerts(seen.text) == []
    assert page.desk.session().state == "paper.id"
    assert page.desk.heard[-1].words is None


async def test_a_file_is_a_turn_and_the_next_question_comes(page, http):
    seen = await post(http, page, PHOTO)
    assert seen.status_code == 200
    assert "Next: your latest payslip" in seen.text
    assert page.desk.files == [PHOTO]
    heard = page.desk.heard[-1]
    assert heard.who == THANDI
    assert heard.at == "paper.id"
    assert re.fullmatch(rf"page:{page.link.id}:[\w-]+:1\.[0-9a-f]+", heard.mark)


async def test_three_files_are_three_turns_in_their_order_and_then_the_button(page, http):
    bodies = [PHOTO + bytes([n]) for n in range(3)]
    seen = await post(http, page, *bodies, words="done")
    assert page.desk.files == bodies
    assert [heard.at for heard in page.desk.heard[1:]] == [
        "paper.id",
        "paper.payslip",
        "paper.payslip",
        "paper.payslip",
    ]
    assert page.desk.heard[-1].words == "done"
    assert DONE in seen.text


async def test_what_does_not_fit_is_said_of_each_file_and_the_button_waits(page, http):
    seen = await post(http, page, b"dark one", PHOTO, b"dark two", words="later")
    dark = "This photo is too dark to read. Please take it again where there is more light."
    assert alerts(seen.text) == [f"File 1: {dark}", f"File 3: {dark}"]
    assert page.desk.session().state == "paper.poor"
    assert [heard.words for heard in page.desk.heard] == [None] * 4
    seen = await post(http, page, words="use", form=seen.text)
    assert "Next: your latest payslip" in seen.text


async def test_one_files_complaint_needs_no_number(page, http):
    seen = await post(http, page, b"dark")
    assert [said[:10] for said in alerts(seen.text)] == ["This photo"]


@pytest.mark.parametrize(("state", "words"), [("paper.id", "later"), ("paper.payslip", "done")])
async def test_a_button_that_ends_it_shows_the_end(page, http, state, words):
    page.desk.meet(page.link, state)
    seen = await post(http, page, words=words)
    assert seen.status_code == 200
    assert DONE in seen.text
    assert page.desk.session().state == SECRET.step


async def test_a_link_is_spent_once_its_question_is_answered_to_the_end(page, http):
    form = (await http.get(page.url)).text
    first = await post(http, page, PHOTO, words="done", form=form)
    assert DONE in first.text
    page.desk.change(state="paper.id")  # the question stands again; for that there is another link
    heard = len(page.desk.heard)
    for seen in (await http.get(page.url), await post(http, page, PHOTO + b"2", form=form)):
        assert (seen.status_code, DONE in seen.text) == (200, True)
    assert (await http.head(page.url)).status_code == 200
    assert len(page.desk.heard) == heard
    assert page.desk.files == [PHOTO]


async def test_looking_spends_nothing(page, http):
    page.desk.change(state=SECRET.step)
    assert DONE in (await http.get(page.url)).text
    page.desk.change(state="paper.id")
    assert "photograph your ID document" in (await http.get(page.url)).text


async def test_where_redis_is_away_at_the_end_the_borrower_reads_of_the_end_all_the_same(page, http, monkeypatch):
    async def away(*_):
        raise Away

    form = (await http.get(page.url)).text
    monkeypatch.setattr(Links, "spend", away)
    assert DONE in (await post(http, page, PHOTO, words="done", form=form)).text


async def test_a_form_sent_again_says_nothing_twice(page, http):
    form = (await http.get(page.url)).text
    first, again = [await post(http, page, PHOTO, b"dark", form=form) for _ in range(2)]
    assert NONCE.sub("", first.text) == NONCE.sub("", again.text)
    assert page.desk.files == [PHOTO, b"dark"]


async def test_another_photo_from_a_form_gone_back_to_is_heard(page, http):
    page.desk.meet(page.link, "paper.payslip")
    form = (await http.get(page.url)).text
    await post(http, page, PHOTO, form=form)
    await post(http, page, PHOTO + b"2", form=form)
    assert page.desk.files == [PHOTO, PHOTO + b"2"]


async def test_what_answers_an_earlier_step_is_not_taken_and_that_is_said(page, http):
    old = (await http.get(page.url)).text
    await post(http, page, PHOTO)
    for words in ({"words": "done"}, {}):
        seen = await post(http, page, *([] if words else [b"late"]), form=old, **words)
        assert alerts(seen.text)[0].startswith("That was for an earlier step")
        assert "Next: your latest payslip" in seen.text
    assert page.desk.files == [PHOTO]
    assert alerts((await http.get(page.url)).text) == []


async def test_each_showing_of_the_form_has_a_mark_of_its_own(page, http):
    shown = [NONCE.findall((await http.get(page.url)).text) for _ in range(3)]
    assert len({nonce for (nonce,) in shown}) == 3


async def elsewhere(page):
    """The borrower has gone on to other questions, in the menus of a phone."""
    page.desk.change(state=SECRET.step)


async def replaced(page):
    """A newer link was sent."""
    page.desk.change(facts={"link": (await page.links.issue(THANDI, "en")).id})


@pytest.mark.parametrize("what", [elsewhere, replaced])
async def test_a_link_shows_and_moves_nothing_else_of_the_borrower(page, http, what):
    form = (await http.get(page.url)).text
    await what(page)
    before = page.desk.session()
    for seen in (
        await http.get(page.url),
        await post(http, page, PHOTO, form=form),
        await post(http, page, words="pay", form=form),
        await post(http, page, PHOTO, form=form.replace("paper.id", SECRET.step), words="later"),
    ):
        assert DONE in seen.text
        assert "R2 000" not in seen.text
        assert "Pay now" not in seen.text
    assert page.desk.files == []
    assert [heard for heard in page.desk.heard if heard.words or heard.file] == []
    after = page.desk.session()
    assert (after.state, after.facts, after.sorrys) == (before.state, before.facts, before.sorrys)


async def test_a_post_to_a_question_this_page_never_showed_moves_nothing(page, http):
    seen = await http.post(page.url, data={"nonce": "n1", "words": "later"}, files=attached(PHOTO))
    assert page.desk.files == []
    assert page.desk.session().state == "paper.id"
    assert alerts(seen.text) == ["That was for an earlier step, so we did not take it. This is what we need now:"]


async def test_anothers_link_leads_to_that_other(page, http):
    other = await page.links.issue("tel:+27829876543", "sw")
    page.desk.meet(other, "paper.payslip")
    seen = await http.get(page.at(other.token))
    assert "hati yako ya mshahara" in seen.text
    assert page.desk.heard[-1].who == other.who
    assert page.desk.session().lines == {}


@pytest.mark.parametrize("token", ["A" * 22, "x", "%00", "A" * 5000, "..%2f..", "%F0%9F%98%80"])
async def test_a_token_nobody_was_given_opens_nothing(page, http, token):
    for seen in (await http.get(page.at(token)), await http.post(page.at(token), files=attached(PHOTO))):
        assert seen.status_code == 404
        assert "Dial again to get a new one." in seen.text
    assert page.desk.heard == []


async def test_a_link_that_has_run_out_is_as_one_that_never_was(page, http):
    short = await page.links.issue(THANDI, "en", life=0.01)
    await asyncio.sleep(0.05)
    ended, never = await http.get(page.at(short.token)), await http.get(page.at("A" * 22))
    assert (ended.status_code, ended.content) == (never.status_code, never.content)


async def test_whoever_tries_too_many_tokens_is_told_to_wait_and_those_who_have_one_are_let_in(redis, http):
    strangers = Strangers(Limits(redis, NAMER), Rate(3, 3600))
    async with site(Links(redis, VAULT, NAMER), wrong=strangers.wrong) as page:
        said = [(await http.get(page.at(f"{n:022}"))).status_code for n in range(5)]
        assert said == [404] * 3 + [429] * 2
        seen = await http.get(page.at("x"))
        assert "wait a minute" in seen.text
        assert seen.headers["Retry-After"] == "60"
        assert (await http.get(page.url)).status_code == 200


@pytest.mark.parametrize("size", [LARGE, LARGE + 1, 21_000_000])
async def test_a_file_is_at_most_twenty_megabytes(page, http, size):
    seen = await post(http, page, b"x" * size, PHOTO)
    if size > LARGE:
        assert [said[:28] for said in alerts(seen.text)] == ["File 1: This file is larger "]
        assert page.desk.files == [PHOTO]
    else:
        assert alerts(seen.text) == []
        assert [len(body) for body in page.desk.files] == [size, len(PHOTO)]


async def test_far_more_than_we_take_is_not_read_to_its_end(page, http):
    form = (await http.get(page.url)).text
    reader, writer = await send(page.url, [part("nonce", NONCE.findall(form)[0])], length=10**12)
    assert b" 413 " in await reader.readline()
    writer.close()
    assert page.desk.files == []


async def test_at_most_ten_files_at_a_time(page, http):
    seen = await post(http, page, *(PHOTO + bytes([n]) for n in range(12)))
    assert len(page.desk.files) == 10
    assert alerts(seen.text) == ["We can take 10 files at a time. Please send the others after these."]


async def test_an_empty_file_and_an_empty_form_get_a_sentence(page, http):
    assert alerts((await post(http, page, b"")).text) == ["This file is empty. Please choose it again."]
    assert alerts((await post(http, page)).text) == ["Please take a photo or choose a file first."]
    assert len(page.desk.heard) == 4
    assert page.desk.files == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"nonce=a&words=later"),
        ("application/json", b"{}"),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b"nothing of the kind"),
        ("multipart/form-data; boundary=b", b"--b\r\nno header at all"),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\ncut',
        ),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="at"\r\n\r\n' + b"x" * 999),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\n--c--",
        ),
        ("multipart/form-data; boundary=b", b"x" * 300_000),
    ],
)
async def test_what_is_no_whole_form_gets_a_sentence_and_moves_nothing(page, http, kind, body):
    await http.get(page.url)
    seen = await http.post(page.url, content=body, headers={"Content-Type": kind})
    assert seen.status_code == 400
    assert alerts(seen.text) == ["Not everything arrived. Please send it again."]
    assert page.desk.files == []
    assert page.desk.session().state == "paper.id"


def part(name, value, file=""):
    named = f'; filename="{file}"' if file else ""
    head = f'--b\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
    return head.encode() + (value if isinstance(value, bytes) else value.encode()) + b"\r\n"


async def send(url, chunks, *, length, pause=0.0):
    """Post by hand, piece by piece, and leave the rest unsaid."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head = f"POST {parts.path} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
    writer.write(f"{head}Content-Length: {length}\r\n\r\n".encode())
    for chunk in chunks:
        writer.write(chunk)
        await asyncio.sleep(pause)
    return reader, writer


@asynccontextmanager
async def waiting(page, body):
    """Somebody whose upload has come so far and stands still."""
    _, writer = await send(page.url, [part("file", body, "a.jpg")], length=10**8)
    try:
        yield
    finally:
        writer.close()


async def test_a_slow_phone_is_heard_and_one_that_stands_still_is_told(links, http):
    async with site(links, reading=Reading(idle=0.5)) as page:
        form = hidden((await http.get(page.url)).text)
        body = b"".join(part(*pair) for pair in form.items()) + part("file", PHOTO, "a.jpg") + b"--b--\r\n"
        pieces = [body[n : n + 40] for n in range(0, len(body), 40)]
        reader, writer = await send(page.url, pieces, length=len(body), pause=0.1)
        assert b" 200 " in await reader.readline()
        writer.close()
        assert page.desk.files == [PHOTO]
        reader, writer = await send(page.url, pieces[:-2], length=len(body))
        assert b" 400 " in await reader.readline()
        writer.close()


async def test_one_who_hangs_up_leaves_no_half_file(page, http):
    form = hidden((await http.get(page.url)).text)
    _, writer = await send(page.url, [part(*pair) for pair in form.items()] + [part("file", PHOTO)[:-4]], length=9999)
    writer.close()
    await asyncio.sleep(0.1)
    assert page.desk.files == []
    assert (await http.get(page.url)).status_code == 200


async def test_large_files_wait_for_a_place_while_photos_pass(links, http):
    async with site(links, reading=Reading(large=1)) as page:
        form = (await http.get(page.url)).text
        async with waiting(page, b"x" * 3_000_000):
            await asyncio.sleep(0.1)
            assert (await post(http, page, PHOTO, form=form)).status_code == 200
            large = asyncio.ensure_future(post(http, page, b"y" * 2_000_000))
            await asyncio.sleep(0.3)
            assert not large.done()
        assert (await large).status_code == 200
        assert [len(body) for body in page.desk.files] == [len(PHOTO), 2_000_000]


async def test_when_we_are_away_it_says_so_and_nothing_is_lost(page, http):
    form = (await http.get(page.url)).text
    page.desk.away = True
    for seen in (await http.get(page.url), await post(http, page, PHOTO, form=form)):
        assert seen.status_code == 503
        assert "Nothing is lost" in seen.text
        assert seen.headers["Retry-After"] == "30"
    page.desk.away = False
    await post(http, page, PHOTO, form=form)
    assert page.desk.files == [PHOTO]


async def test_what_goes_wrong_in_a_turn_is_a_sentence_and_its_words_are_in_no_log(page, http, capsys):
    del page.desk.kept[THANDI]
    seen = await http.get(page.url)
    assert seen.status_code == 503
    said = capsys.readouterr()
    assert THANDI not in said.out + said.err
    assert page.link.token not in said.out + said.err


async def test_a_preview_of_the_link_is_no_turn_and_other_verbs_are_refused(page, http):
    seen = await http.head(page.url)
    assert seen.status_code == 200
    assert seen.content == b""
    assert page.desk.heard == []
    assert (await http.head(page.at("A" * 22))).status_code == 404
    for verb in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert (await http.request(verb, page.url)).status_code == 405


@pytest.mark.parametrize(
    ("says", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)]
)
async def test_a_form_of_another_site_is_refused(page, http, says, status):
    form = hidden((await http.get(page.url)).text)
    seen = await http.post(page.url, data=form, files=attached(PHOTO), headers={"Sec-Fetch-Site": says})
    assert seen.status_code == status
    assert len(page.desk.files) == (status == 200)


async def test_every_answer_is_kept_by_nobody_and_fetches_nothing(page, http):
    form = (await http.get(page.url)).text
    gone = await http.get(page.at("A" * 22))
    for seen in (await http.get(page.url), await post(http, page, PHOTO, form=form), gone):
        head = seen.headers
        assert head["Cache-Control"] == "no-store"
        assert head["Referrer-Policy"] == "no-referrer"
        assert head["X-Content-Type-Options"] == "nosniff"
        assert "noindex" in head["X-Robots-Tag"]
        assert "Set-Cookie" not in head
        policy = head["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "frame-ancestors 'none'" in policy
        assert "form-action 'self'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"(src|href)=\"?(http|//)|url\(|@import| style=| on\w+=", seen.text)
        assert len(re.findall("<h1", seen.text)) == 1
        assert page.link.token not in seen.text


async def test_a_page_is_small_and_is_a_form_without_javascript(page, http):
    seen = await http.get(page.url)
    assert len(seen.content) < 12_000
    assert '<form id="form" method="post" enctype="multipart/form-data"' in seen.text
    assert seen.text.count('<input id="c') == 2
    assert seen.text.count('accept="image/*,application/pdf,.heic"') == 2
    assert seen.text.count('capture="environment"') == 1
    assert '<button id="send" class="send">Send</button>' in seen.text


async def test_what_the_conversation_says_is_no_markup(page, http, monkeypatch):
    evil = Screen("paper.id", "<u>&\"'$x", (('"><i>', "<i>"),), sorry="<s>", upload=True)
    monkeypatch.setattr("tests.page_desk.screen", lambda *_: evil)
    text = (await http.get(page.url)).text
    assert [raw for raw in ("<u>", "<i>", "<s>") if raw in text] == []
    assert "&lt;u&gt;&amp;&quot;&#x27;$x" in text
    assert 'value="&quot;&gt;&lt;i&gt;"' in text


@pytest.mark.parametrize("lang", ["en", "sw"])
async def test_every_page_is_in_the_borrowers_language(links, http, lang):
    async with site(links, lang) as page:
        form = await http.get(page.url)
        unknown = await http.get(page.at("A" * 22), headers={"Accept-Language": f"xx, {lang}-TZ;q=0.8"})
        for seen in (form, await post(http, page, words="later"), unknown):
            assert f'<html lang="{lang}">' in seen.text
            assert ("Tafadhali" in seen.text or "Piga" in seen.text) == (lang == "sw")


def test_every_word_of_the_page_is_said_somewhere():
    from flows.text import LANGUAGES

    folder = view.HERE
    source = "".join(file.read_text() for file in folder.glob("*.py"))
    for key in LANGUAGES["en"].patterns:
        if key.startswith("page-"):
            first, _, last = key.removeprefix("page-").partition(".")
            assert re.search(rf'[".-]{last or first}"', source), key


LIGHT, DARK = (dict(re.findall(r"--(\w+):(#\w+)", scheme)) for scheme in re.findall(r":root\{([^}]*)\}", view.STYLE))
PAIRS = [
    *[(ink, ground, 4.5) for ink in ("ink", "soft") for ground in ("ground", "card")],
    ("on", "deed", 4.5),
    ("bad", "pink", 4.5),
    *[(edge, ground, 3) for edge in ("line", "deed", "ink") for ground in ("ground", "card")],
]


def brightness(colour):
    """Relative luminance, as WCAG 2.2 reckons it."""
    full = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(full[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [LIGHT, LIGHT | DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_words_and_edges_stand_out_in_light_and_dark(scheme, ink, ground, least):
    dim, bright = sorted((brightness(scheme[ink]), brightness(scheme[ground])))
    assert (bright + 0.05) / (dim + 0.05) >= least


async def test_the_door_draws_the_same_for_the_same_and_brings_what_came():
    door: Bringing = Page("l1", PHOTO)
    session, screen = Session(id="s", facts={"link": "l1"}), Screen("a.b", "A?", (("x", "X"),), upload=True)
    drawn = door.draw(session, screen)
    assert drawn == Page("l1").draw(session, screen)
    assert json.loads(drawn) == {
        "sorry": "",
        "text": "A?",
        "options": [["x", "X"]],
        "step": "a.b",
        "lang": "en",
        "missed": False,
        "upload": True,
        "done": False,
    }
    assert door.draw(session, Screen("a.b", "A?")) == b'{"done":true}'
    assert Page("l2").draw(session, screen) == b'{"done":true}'
    assert await door.bring(File("page", len(PHOTO))) == PHOTO
    with pytest.raises(NotBrought):
        await Page("l1").bring(File("page"))


def test_the_door_hears_nothing_for_a_question_it_has_not_drawn():
    session = Session(id="s", state="a.b", facts={"link": "l1"})
    said = Heard("tel:+1", "m", "yes", at="a.b", file=File("page", 1))
    nothing = said._replace(words=None, at="", file=None)
    assert Page("l1").listen(session, said) == nothing
    Page("l1").draw(session, Screen("a.b", "A?", upload=True))
    assert Page("l1").listen(session, said) == said
    assert Page("l2").listen(session, said) == nothing
    assert Page("l1").listen(session, said._replace(at="a.c")) == nothing
