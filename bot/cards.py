"""The cards of the gallery: a step, or a sentence that belongs to no one step, in every language on both phones."""

from collections.abc import Callable, Iterator, Sequence
from html import escape

from babel import Locale

from adapters.gsm7 import septets
from bot.routes import Route, routes
from bot.seen import Said
from bot.wordings import Wording, has_words, spoken, withheld, wordings
from flows.steps import STEPS
from flows.text import LANGUAGES
from flows.words import BACK, Ask, Choose, End, Send, Talk, Upload

LIMIT = 160
KINDS = {
    Ask: "something typed",
    Choose: "a choice",
    Talk: "a person",
    Upload: "photos or files",
    Send: "asks the lender",
    End: "ends here",
}


def step(name: str) -> str:
    """The card of a step; a narrow one where it has no words."""
    if not has_words(name):
        return _card(name, name.partition(".")[0], _kind(name), _leads(name), " class=errand")
    return _card(name, name.partition(".")[0], _kind(name), _tongues(name, wordings) + _leads(name))


def sentence(kind: str, key: str) -> str:
    """The card of a sentence that belongs to no one step."""
    return _card(key, kind, "a sentence", _tongues(key, spoken), " class=sentence")


def tongue(code: str) -> str:
    """What a language calls itself."""
    return (Locale.parse(code).display_name or code).capitalize()


def _card(name: str, flow: str, kind: str, body: str, how: str = "") -> str:
    head = f'<div class="name"><h3><code>{name}</code></h3><span class="kind">{kind}</span></div>'
    return f'<article id="{name}" data-flow="{flow}"{how}>{head}{body}</article>'


def _kind(name: str) -> str:
    what = STEPS[name]
    return f"{KINDS[type(what)]}: {what.errand.__name__}" if isinstance(what, Send) else KINDS[type(what)]


def _tongues(name: str, words: Callable[[str, str], Sequence[Wording]]) -> str:
    return "".join(_in_language(name, lang, words(name, lang)) for lang in LANGUAGES)


def _in_language(name: str, lang: str, found: Sequence[Wording]) -> str:
    first, *others = found
    more = "".join(_words(other, lang) for other in others)
    count = f"{len(others)} other wording{'s' if len(others) > 1 else ''}"
    rest = f"<details><summary>{count}</summary>{more}</details>" if others else ""
    return f'<div data-lang="{lang}">{_words(first, lang)}{_withheld(name, lang)}{rest}</div>'


def _withheld(name: str, lang: str) -> str:
    labels = "; ".join(map(escape, withheld(name, lang)))
    return f'<p class="when">Offered where it makes sense: <span lang="{lang}">{labels}</span></p>' if labels else ""


def _words(wording: Wording, lang: str) -> str:
    head = _when(wording) or f'<p class="tongue" lang="{lang}">{escape(tongue(lang))}</p>'
    chat = _chat(wording.said, lang) if wording.said else ""
    last = len(wording.pages)
    figures = "".join(_phone(page, number, last, lang) for number, page in enumerate(wording.pages, 1))
    return f'<div class="words">{head}<div class="ussd">{figures}</div>{chat}</div>'


def _when(wording: Wording) -> str:
    so = ", ".join(
        f"{name} is {'none' if value is None else escape(str(value))}" for name, value in wording.facts.items()
    )
    return f'<p class="when">Where <code>{so}</code></p>' if so else ""


def _phone(said: str, number: int, last: int, lang: str) -> str:
    screen = said.startswith(("CON ", "END "))
    which = f"Page {number} of {last}: " if last > 1 else ""
    most = f" of {LIMIT}" if screen else " septets"
    ends = "; the network hangs up" if said.startswith("END ") else ""
    text = said[4:] if screen else said
    return (
        f'<figure><pre lang="{lang}">{escape(text)}</pre>'
        f"<figcaption>{which}{septets(said)}{most}{ends}</figcaption></figure>"
    )


def _chat(said: Said, lang: str) -> str:
    texts = "".join(f'<p class="bubble">{escape(text)}</p>' for text in said.texts)
    keys = "".join(
        f'<div class="keys">{"".join(f"<span>{escape(label)}</span>" for label in row)}</div>' for row in said.rows
    )
    return f'<div class="chat" lang="{lang}">{texts}{keys}</div>'


def _leads(name: str) -> str:
    items = "".join(map(_lead, _grouped(routes()[name])))
    return f'<ul class="leads">{items}</ul>' if items else ""


def _grouped(found: list[Route]) -> Iterator[tuple[str, list[Route]]]:
    """The routes by where they lead, so that what leads to the same step stands once."""
    for to in dict.fromkeys(route.to for route in found):
        yield to, [route for route in found if route.to == to]


def _lead(group: tuple[str, list[Route]]) -> str:
    to, found = group
    words = ", ".join("passed over" if route.passes else route.trigger for route in found if route.trigger != "then")
    where = "one step back" if to == BACK else f'<a href="#{to}">{to}</a>'
    only = " class=pass" if all(route.passes for route in found) else ""
    return f"<li{only}>{escape(words) + ': ' if words else ''}{where}</li>"
