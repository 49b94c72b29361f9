"""Pages for those who run the assistant: each one whole document with nothing to fetch besides.

What may run in it is named by its hash in a Content-Security-Policy, which stands in the page itself, since one kept as
a file comes with no header.
"""

import base64
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

HERE = Path(__file__).parent


def read(name: str) -> str:
    """The text of a file that lies here."""
    return (HERE / name).read_text(encoding="utf-8").strip()


LOOK, WHOLE = read("look.css"), Template(read("whole.html"))


class Frame:
    """What surrounds a page: its title, its style after the one all share, and its script."""

    def __init__(self, title: str, style: str, script: str) -> None:
        self._title, self._style, self._script = title, f"{LOOK}\n{read(style)}", read(script)
        self.policy = "; ".join(
            (
                "default-src 'none'",
                f"style-src {_source(self._style)}",
                f"script-src {_source(self._script)}",
                "connect-src 'self'",
                "form-action 'self'",
                "base-uri 'none'",
            )
        )
        self.headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Security-Policy": f"{self.policy}; frame-ancestors 'none'",
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex, nofollow",
        }

    def around(self, body: str) -> bytes:
        """The whole document."""
        places = {"title": escape(self._title), "policy": escape(self.policy), "body": body}
        return WHOLE.substitute(places, style=self._style, script=self._script).encode()


def _source(text: str) -> str:
    """A style or a script as a policy names it."""
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"
