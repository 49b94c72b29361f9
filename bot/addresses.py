"""What the address of a server says about the way to it."""

from ipaddress import ip_address
from urllib.parse import urlsplit

OWN = (".local", ".internal", ".localhost", ".lan", ".svc", ".test")
"""How names end that no public network knows."""


def is_in_clear(url: str) -> bool:
    """Whether what goes to this address goes over a public network unencrypted, as far as the address tells."""
    found = urlsplit(url)
    host = found.hostname or ""
    if found.scheme != "http" or not host:
        return False
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(OWN)
