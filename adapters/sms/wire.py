"""HTTP as all providers of SMS share it: one request a message, and what its fate says of the message.

Neither an address nor a body is ever logged or put into an exception: a path of Twilio's holds the account, a query
the number, a body the text.
"""

import logging
import time
from collections.abc import Mapping
from contextlib import aclosing
from typing import Any, NamedTuple

import httpx

from adapters.lenders.late import Late
from adapters.lenders.wire import NOT_SENT, PACKED, body_of, read, stay_away
from adapters.sms.outcomes import NotNow, Unknown

for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)  # one logs addresses, the other headers

LARGEST = 1_000_000
"""Bytes of an answer; those we look for are below a thousand, a page of a provider's list below a hundred thousand."""

LONG = 300.0
"""Seconds to stay away where an operator must do something first: a key, a sender, the balance."""

BUSY = (429, 503)
"""It says that it did not do it: too much at once."""

MAYBE = (408, 409)
"""Of all 4xx those that may follow a message that was taken."""


class Said(NamedTuple):
    """An answer: its status, its JSON (None where it is none), and the seconds of its Retry-After."""

    status: int
    tree: Any
    wait: float

    @property
    def well(self) -> bool:
        """Whether it is one to look into."""
        return 200 <= self.status < 300


class Wire:
    """The way to one provider. Connect 2 s, read `read` s, a whole answer within three times that.

    Each request has a connection of its own: one that went stale while it was kept would leave a doubt, and
    messages are few.
    """

    def __init__(
        self, url: str, headers: Mapping[str, str], auth: tuple[str, str] | None = None, read: float = 10.0
    ) -> None:
        self._whole = 3 * read
        self._client = httpx.AsyncClient(
            base_url=url,
            auth=auth,
            verify=httpx.URL(url).scheme == "https",
            timeout=httpx.Timeout(connect=2, read=read, write=read, pool=1),
            limits=httpx.Limits(max_connections=20, max_keepalive_connections=0),
            headers={"Accept": "application/json", "Accept-Encoding": PACKED, **headers},
        )

    async def say(
        self,
        verb: str,
        path: str,
        *,
        form: Mapping[str, str] | None = None,
        tree: object = None,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Said | NotNow | Unknown:
        """Ask, with a form or with JSON; where no whole answer comes, what that means."""
        request = self._client.build_request(verb, path, data=form, json=tree, params=query, headers=headers)
        until = time.monotonic() + self._whole
        try:
            response = await self._client.send(request, stream=True)
            async with aclosing(response):
                body = await body_of(response, until, LARGEST)
        except NOT_SENT as error:
            return NotNow(type(error).__name__)
        except (httpx.RequestError, Late) as error:
            return Unknown(type(error).__name__)
        return Said(response.status_code, read(body), stay_away(response.headers.get("Retry-After", "")))

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def verdict(said: Said, why: str = "") -> NotNow | Unknown:
    """What an answer means that is not well, or that cannot be read; `why`: the provider's code, if it gave one."""
    why = f"HTTP {said.status} {why}".strip()
    if said.status in BUSY:
        return NotNow(why, said.wait)
    if 300 <= said.status < 500 and said.status not in MAYBE:
        return NotNow(why, max(said.wait, LONG))
    return Unknown(why)


def at(tree: Any, *path: str | int) -> Any:
    """What stands in an answer at this path; None where nothing does."""
    for step in path:
        if isinstance(step, str):
            tree = tree.get(step) if isinstance(tree, dict) else None
        else:
            tree = tree[step] if isinstance(tree, list) and len(tree) > step else None
    return tree


def an_id(value: object) -> str:
    """A provider's id; "" for what is none."""
    return str(value) if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)) else ""
