"""Whose address it is: the socket's, and behind our own proxies what the last of them that is not ours was told."""

from ipaddress import ip_address

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict

from adapters.peer import FORWARDED, TRUSTED, caller, neighbourhood, networks, within

OURS = networks("10.0.0.0/8, 2001:db8:1::/48, 192.0.2.7")


def asked(peer: object, *forwarded: str, trusted=OURS) -> str:
    """Who a request comes from, as text."""
    app = web.Application()
    if trusted:
        app[TRUSTED] = trusted
    headers = CIMultiDict([(FORWARDED, value) for value in forwarded])
    request = make_mocked_request("POST", "/", headers, app=app)
    request = request.clone(remote=peer) if isinstance(peer, str) else request
    return str(caller(request))


@pytest.mark.parametrize(
    ("peer", "forwarded", "who"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["10.0.0.1"], "203.0.113.9"),  # no proxy of ours: what it says is its own tale
        ("10.0.0.1", [], "10.0.0.1"),  # a proxy that calls for itself
        ("10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["198.51.100.1, 203.0.113.9"], "203.0.113.9"),  # the first is what the caller wrote
        ("10.0.0.1", ["198.51.100.1", "203.0.113.9"], "203.0.113.9"),  # also as a header of its own
        ("10.0.0.1", ["203.0.113.9", "198.51.100.1, 10.9.9.9"], "198.51.100.1"),
        ("10.0.0.1", ["203.0.113.9, 192.0.2.7,10.2.3.4"], "203.0.113.9"),
        ("10.0.0.1", ["10.1.1.1, 10.2.2.2"], "10.1.1.1"),
        ("10.0.0.1", ["203.0.113.9:4711"], "203.0.113.9"),
        ("10.0.0.1", ["[2001:db8:2::1]:443"], "2001:db8:2::1"),
        ("2001:db8:1::5", ["2001:db8:2::1"], "2001:db8:2::1"),
        ("::ffff:10.0.0.1", ["::ffff:203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["198.51.100.1, unknown"], "None"),
        ("10.0.0.1", ["198.51.100.1,"], "None"),
        ("10.0.0.1", [""], "None"),
        ("10.0.0.1", ["198.51.100.1, 010.0.0.1"], "None"),
        ("10.0.0.1", ["198.51.100.1, 10.0.0.1'--"], "None"),
        ("10.0.0.1", ["198.51.100.1, " + ", ".join(["10.0.0.1"] * 20)], "None"),
        ("fe80::1%eth0", [], "fe80::1"),
        ("", ["10.0.0.1"], "None"),
    ],
)
def test_who_calls(peer, forwarded, who):
    assert asked(peer, *forwarded) == who


def test_without_trusted_proxies_nobody_is_believed():
    assert asked("10.0.0.1", "203.0.113.9", trusted=()) == "10.0.0.1"


def test_networks_of_a_setting():
    assert [str(network) for network in OURS] == ["10.0.0.0/8", "2001:db8:1::/48", "192.0.2.7/32"]
    assert networks("") == ()
    assert within(ip_address("10.1.2.3"), OURS)
    assert not within(ip_address("11.1.2.3"), OURS)
    assert not within(None, OURS)


@pytest.mark.parametrize(
    ("text", "why"), [("here", "no network"), ("10.0.0.1/8", "no network"), ("0.0.0.0/0", "everybody")]
)
def test_a_setting_that_is_no_network_says_what_to_write(text, why):
    with pytest.raises(ValueError, match=why):
        networks(f"10.0.0.0/8, {text}")


def test_strangers_are_counted_by_what_one_caller_has():
    assert neighbourhood(ip_address("203.0.113.9")) == "203.0.113.9"
    assert neighbourhood(ip_address("2001:db8::1")) == neighbourhood(ip_address("2001:db8::ffff:1")) == "2001:db8::/64"
    assert neighbourhood(None) == "?"
