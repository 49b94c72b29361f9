"""What the page looks like: a form, or a sentence. One small document, with nothing to fetch besides."""

import base64
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from adapters.channels.page.door import Seen
from adapters.channels.page.posted import MOST_BYTES
from flows.text import DEFAULT, LANGUAGES, say

HERE = Path(__file__).parent


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8").strip()


STYLE, SCRIPT = _read("page.css"), _read("page.js")
WHOLE, FORM = Template(_read("page.html")), Template(_read("form.html"))


def _source(text: str) -> str:
    """A style or a script as a Content-Security-Policy names it."""
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src {_source(STYLE)}",
        f"script-src {_source(SCRIPT)}",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

LABELS = {
    "camera": "page-camera",
    "choose": "page-choose",
    "limits": "page-limits",
    "send": "page-send",
    "private": "page-private",
    "remove": "page-remove",
    "checking": "page-checking",
    "lost": "page-sorry.lost",
    "large": "page-sorry.large",
}
"""The places of the form that hold the same words whatever is asked."""


TICK = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 12.5l5 5L20 6.5"/></svg>'


def form(seen: Seen, sorrys: Sequence[str], nonce: str) -> bytes:
    """The question for documents, under what did not fit. `nonce` marks what is sent from here."""
    lang = spoken(seen.lang)
    places = {place: escape(say(lang, key, {})) for place, key in LABELS.items()}
    places |= {
        "sending": escape(say(lang, "page-sending", {"percent": "#"})),
        "alert": ' class="alert"' if sorrys else "",
        "sorrys": "".join(f"<p>{escape(sorry)}</p>" for sorry in sorrys),
        "text": escape(seen.text),
        "nonce": escape(nonce),
        "at": escape(seen.step),
        "most": str(MOST_BYTES),
        "options": "".join(_button(value, label) for value, label in seen.options),
    }
    return _whole(lang, say(lang, "page-title", {}), FORM.substitute(places))


def notice(lang: str, key: str) -> bytes:
    """A page of one sentence: `done`, `gone`, `often`, or `slower` and `away`, which may be tried again."""
    lang, key = spoken(lang), f"page-{key}"
    body = f'<p class="card">{TICK if key == "page-done" else ""}{escape(say(lang, key, {}))}</p>'
    if f"{key}.again" in LANGUAGES[lang].patterns:
        body += f'<a class="again" href="?">{escape(say(lang, f"{key}.again", {}))}</a>'
    return _whole(lang, say(lang, f"{key}.title", {}), body)


def spoken(*langs: str) -> str:
    """The first of these languages that we speak."""
    return next((lang for lang in langs if lang in LANGUAGES), DEFAULT)


def _button(value: str, label: str) -> str:
    return f'<button name="words" value="{escape(value)}">{escape(label)}</button>'


def _whole(lang: str, title: str, body: str) -> bytes:
    places = {"lang": lang, "title": escape(title), "body": body, "style": STYLE, "script": SCRIPT}
    return WHOLE.substitute(places).encode()
