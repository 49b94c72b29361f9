"""The gallery: every screen of every flow in every language, as both phones show it, on one page that needs nothing.

It is made from the machine and the language files alone, so it cannot differ from what borrowers are shown.
"""

import sys
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from pathlib import Path

from bot.cards import LIMIT, sentence, step, tongue
from bot.pages import Frame
from bot.wordings import MANY, SENTENCES, sentences
from flows.steps import FLOWS, STEPS
from flows.text import LANGUAGES
from flows.words import Flow

PARTS = (*(flow.name for flow in FLOWS), *SENTENCES)
FRAME = Frame("All screens", "gallery.css", "gallery.js")

ABOUT = f"""
<h1>All screens</h1>
<p>Every step of every flow, in every language: the USSD pages as a feature phone shows them, and the same step in
Telegram. Names and sums are invented, and as long as they may be; of a list of the lender's own {MANY} options are
shown. A step whose words depend on what is known has <em>other wordings</em>.</p>
<p class="soft">A USSD page may have {LIMIT} septets (GSM-7: most characters are one, {{ }} [ ] ~ ^ | \\ and € are two),
the four of <code>CON </code> or <code>END </code> counted with it.</p>
"""


@lru_cache(maxsize=1)
def page() -> bytes:
    """The whole page, in UTF-8. It takes about two seconds to make, once."""
    return FRAME.around(
        '<a class="skip" href="#screens">To the screens</a>\n'
        f"<header>{ABOUT}{_contents()}</header>\n{_bar()}\n"
        f'<main id="screens">{"".join(map(_flow, FLOWS))}{"".join(map(_sentences, SENTENCES))}</main>'
    )


def gallery(out: Path) -> int:
    """Write the page as `index.html` into a folder, which is made where there is none. The exit code."""
    out.mkdir(parents=True, exist_ok=True)
    file = out / "index.html"
    file.write_bytes(page())
    sys.stdout.write(f"{file}: {len(STEPS)} steps in {len(LANGUAGES)} languages\n")
    return 0


def _contents() -> str:
    links = "".join(f'<li><a href="#flow-{name}">{name}</a></li>' for name in PARTS)
    return f'<nav aria-label="Flows"><ul>{links}</ul></nav>'


def _bar() -> str:
    flows = _options("All", ((name, name) for name in PARTS))
    langs = _options("All languages", ((code, tongue(code)) for code in LANGUAGES))
    return (
        '<div class="bar"><form id="filter" role="search">'
        '<label class="text">Text or step<input type="search" name="text" autocomplete="off"></label>'
        f'<label>Flow<select name="flow">{flows}</select></label>'
        f'<label>Language<select name="lang">{langs}</select></label>'
        '<output id="told"></output></form></div>'
    )


def _options(every: str, named: Iterable[tuple[str, str]]) -> str:
    rest = "".join(f'<option value="{value}">{escape(label)}</option>' for value, label in named)
    return f'<option value="">{every}</option>{rest}'


def _flow(flow: Flow) -> str:
    return _part(flow.name, _about(flow), map(step, flow.steps))


def _about(flow: Flow) -> str:
    """What the flow is about: the first line of its module."""
    return (sys.modules[f"flows.{flow.name}"].__doc__ or "").strip().partition("\n")[0]


def _sentences(kind: str) -> str:
    return _part(kind, SENTENCES[kind], (sentence(kind, key) for key in sentences(kind)))


def _part(name: str, about: str, cards: Iterable[str]) -> str:
    return f'<section id="flow-{name}"><h2>{name}</h2><p>{escape(about)}</p>{"".join(cards)}</section>'
