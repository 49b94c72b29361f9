"""Who is calling: the address at the other end of the socket, or what a proxy of ours says of it.

Anybody may write any X-Forwarded-For, so it counts only from a trusted proxy, and read from its end: each hop was
written by the one after it, and the first one that is no proxy of ours is who called. What stands before that one is
their own tale. X-Real-IP and Forwarded are not read.
"""

from collections.abc import Iterator
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from aiohttp import web

Address = IPv4Address | IPv6Address
Networks = tuple[IPv4Network | IPv6Network, ...]

FORWARDED = "X-Forwarded-For"
FORWARDERS = (FORWARDED, "Forwarded", "X-Real-IP", "Via")
"""Headers by which a proxy says that it is one."""
MOST_HOPS = 16
"""More proxies than that are no way to us, but somebody's attempt."""

TRUSTED = web.AppKey("trusted proxies", Networks)
"""Where an application keeps the networks of its proxies; without them there is none."""


def networks(text: str) -> Networks:
    """The networks of a setting: `192.0.2.0/24, 2001:db8::/32, 198.51.100.7`. Raises ValueError with a sentence."""
    return tuple(_network(part) for part in map(str.strip, text.split(",")) if part)


def within(address: Address | None, those: Networks) -> bool:
    """Whether an address is in one of the networks; one that nobody can tell is in none."""
    return address is not None and any(address in network for network in those)


def caller(request: web.Request) -> Address | None:
    """Who calls us; None where nobody can tell, which is no reason to let them in."""
    address = _address(request.remote or "")
    trusted = request.app.get(TRUSTED, ())
    if trusted and within(address, trusted):
        return _behind(address, request.headers.getall(FORWARDED, []), trusted)
    return address


def who(request: web.Request) -> str:
    """What to count whoever calls us by: see `neighbourhood`."""
    if request.app.get(TRUSTED):
        return neighbourhood(caller(request))
    return _near(request.remote or "")


def is_hearsay(request: web.Request) -> bool:
    """Whether a proxy forwards this whom we do not trust: then nothing says who calls."""
    said = any(name in request.headers for name in FORWARDERS)
    return said and not within(_address(request.remote or ""), request.app.get(TRUSTED, ()))


def neighbourhood(address: Address | None) -> str:
    """What to count a stranger by: the address, or of IPv6 the /64 it is in, all of which one caller has."""
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address) >> 64 << 64, 64)))
    return str(address or "?")


@lru_cache(maxsize=4096)
def _near(text: str) -> str:
    return neighbourhood(_address(text))


def _behind(address: Address | None, headers: list[str], trusted: Networks) -> Address | None:
    """The first from the end that is no proxy; the farthest proxy where all are: it calls for itself."""
    for count, hop in enumerate(_hops(headers)):
        if count == MOST_HOPS:
            return None
        address = _address(hop)
        if not within(address, trusted):
            return address
    return address


def _hops(headers: list[str]) -> Iterator[str]:
    """The hops of all the headers, the nearest first: one more header is as good as one more comma."""
    for header in reversed(headers):
        rest, comma = header, ","
        while comma:
            rest, comma, hop = rest.rpartition(",")
            yield hop.strip()


@lru_cache(maxsize=4096)
def _address(text: str) -> Address | None:
    """An address as sockets and proxies write it, also with a port; None for anything else."""
    try:
        address = ip_address(_without_port(text).partition("%")[0])
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address


def _without_port(text: str) -> str:
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        found = ip_network(text)
    except ValueError:
        raise ValueError(
            f"{text} is no network: write 192.0.2.0/24 or 2001:db8::/32, or an address, with commas between"
        ) from None
    if not found.prefixlen:
        raise ValueError(f"{text} is everybody: name the networks that are meant")
    return found
