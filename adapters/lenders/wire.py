"""HTTP and JSON as all lenders share them: one client, and one table from what came back to what it means."""

import logging
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import aclosing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from adapters.lenders.forms import Form, carried, read, written
from adapters.lenders.late import Clash, Denied, Late, NotSent, Refused

__all__ = ["LARGEST", "NOT_SENT", "PACKED", "Coded", "Wire", "body_of", "read", "stay_away", "verdict", "written"]

logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs every URL, and a URL may name a person

NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
LONGEST_WAIT = 600.0
"""Seconds: a lender that asks us to stay away longer is asked again after this."""

LARGEST, LARGEST_FILE = 5_000_000, 20_000_000
"""Bytes of an answer, and of a file: a larger one is refused unread."""

PACKED = "gzip"
"""How an answer may be packed."""

VERDICTS: Mapping[int, type[Late | Refused]] = {
    401: Denied,
    403: Denied,
    408: Late,
    409: Clash,
    425: Late,
    429: Late,
}
"""What a status means where its hundred does not say it: 4xx is a definite no, all but 2xx besides are unknown."""

Coded = Callable[[Any], Refused | None]
"""Finds the lender's own error code in an answer."""


class Wire:
    """The way to one lender. Connect 2 s, read `read` s, 1 s for room in the pool; no redirects, no retries.

    `coded` finds a refusal in the answer's own words; `verdicts` says what a status means. `elsewhere`: files are
    fetched from other hosts too. A call is never cancelled,
    since httpx' pool leaks when one is: an answer whose body is too large, or still dripping in after three times
    `read`, is hung up on instead.
    """

    def __init__(
        self,
        url: str,
        coded: Coded,
        *,
        connections: int = 50,
        read: float = 10.0,
        verdicts: Mapping[int, type[Late | Refused]] = VERDICTS,
        elsewhere: bool = False,
    ) -> None:
        scheme = httpx.URL(url).scheme
        if scheme not in ("http", "https"):
            raise ValueError(f"a lender's address starts with http:// or https://, not {url!r}")
        self._coded = coded
        self._verdicts = verdicts
        self._whole = 3 * read
        self._client = httpx.AsyncClient(
            base_url=url,
            verify=scheme == "https"
            or elsewhere,  # plain http, on one machine, need not wait 0.1 s for certificates to load
            timeout=httpx.Timeout(connect=2, read=read, write=read, pool=1),
            limits=httpx.Limits(max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=4),
            headers={"Accept": "application/json", "Accept-Encoding": PACKED},
        )

    async def call(
        self, verb: str, path: str, words: Mapping[str, Any], headers: Mapping[str, str], form: Form = "json"
    ) -> Any:
        """The answer's JSON, numbers with a fraction as Decimal. Raises Late, NotSent, Clash or a Refused."""
        said = carried(verb, form, words)
        kind = {"Content-Type": "application/json"} if "content" in said else {}
        request = self._client.build_request(verb, path, headers={**headers, **kind}, **said)
        return self._judged(*await self._said(request, LARGEST))

    def is_home(self, address: str) -> bool:
        """Whether an address, whole or from the root, is at the lender's own host."""
        try:
            there = self._client.base_url.join(address)
        except httpx.InvalidURL:
            return False
        here = self._client.base_url
        return (there.scheme, there.host, there.port) == (here.scheme, here.host, here.port) and not there.userinfo

    async def fetch(self, address: str, headers: Mapping[str, str]) -> bytes:
        """The file at an address, whole. A redirect leads nowhere. Raises Late, NotSent or a Refused."""
        there = self._client.base_url.join(address)
        request = self._client.build_request("GET", there, headers={**headers, "Accept": "application/pdf"})
        response, body = await self._said(request, LARGEST_FILE)
        if response.has_redirect_location:
            raise Refused("the file's address leads elsewhere")
        if not response.is_success or body.lstrip()[:1] == b"{":  # what begins so is an error, whatever its status says
            self._judged(response, body)
        return body

    async def _said(self, request: httpx.Request, largest: int) -> tuple[httpx.Response, bytes]:
        """What came back, and its whole body."""
        until = time.monotonic() + self._whole
        try:
            response = await self._client.send(request, stream=True)
            async with aclosing(response):
                return response, await body_of(response, until, largest)
        except NOT_SENT as error:
            raise NotSent(type(error).__name__) from error
        except httpx.RequestError as error:
            raise Late(type(error).__name__) from error

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    def _judged(self, response: httpx.Response, body: bytes) -> Any:
        """What the answer says, or what its status means."""
        tree, status = read(body), response.status_code
        coded = self._coded(tree) if status < 500 else None
        if coded and (response.is_success or type(coded) is not Refused):
            raise coded
        if not response.is_success:
            wait = stay_away(response.headers.get("Retry-After", ""))
            raise verdict(status, coded.note if coded else "", wait, self._verdicts)
        if tree is None:
            raise Late(f"{status}, and not JSON")
        return tree


async def body_of(response: httpx.Response, until: float, largest: int) -> bytes:
    """The answer's body, whole; Late where it is too large, or not there by `until` (monotonic).

    It is unpacked by us, no further than it may be large: httpx unpacks each piece whole, packed however often, so that
    64 kB could become gigabytes before we saw any of it.
    """
    body, unpacking = bytearray(), _unpacking(response)
    async with aclosing(response.aiter_raw()) as chunks:  # type: ignore[type-var]  # a generator, though not said to be
        async for chunk in chunks:
            try:
                body += unpacking.decompress(chunk, largest + 1 - len(body)) if unpacking else chunk
            except zlib.error:
                raise Late("an answer that is not packed as it says") from None
            if len(body) > largest:
                raise Late(f"an answer of more than {largest} bytes")
            if time.monotonic() > until:
                raise Late("an answer that does not end")
    if unpacking and body and not unpacking.eof:
        raise Late("an answer that is cut off")
    return bytes(body)


def _unpacking(response: httpx.Response) -> "zlib._Decompress | None":
    """What unpacks an answer; None where it is not packed. Late where it is packed in a way we did not ask for."""
    packed = response.headers.get("Content-Encoding", "").strip().lower()
    if packed not in ("", "identity", PACKED):
        raise Late("an answer that is packed in another way than was asked for")
    return zlib.decompressobj(zlib.MAX_WBITS | 16) if packed == PACKED else None


def verdict(
    status: int, said: str = "", wait: float = 0.0, verdicts: Mapping[int, type[Late | Refused]] = VERDICTS
) -> Late | Refused:
    """What an HTTP status other than success means; `said` is what the lender added."""
    meant = verdicts.get(status, Refused if 400 <= status < 500 else Late)
    note = f"HTTP {status} {said}".strip()
    return meant(note, wait) if issubclass(meant, Late) else meant(note)


def stay_away(header: str) -> float:
    """Seconds to stay away, from Retry-After: a number of seconds, or a date."""
    if header.isascii() and header.isdigit():
        return min(float(header), LONGEST_WAIT)
    try:
        seconds = (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()
    except (TypeError, ValueError):
        return 0.0
    return min(max(seconds, 0.0), LONGEST_WAIT)
