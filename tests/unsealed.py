"""All that stands in a Redis, opened: for tests that look for what must not be there."""

import base64
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from redis.asyncio import Redis

from adapters.keyring import CHECK, NAME
from adapters.vault import HEAD, NONCE, SIZE, VERSION

TAG = 16
REST = re.compile(rb'"rest":"([A-Za-z0-9+/=]+)"')
"""What of a line of the trail is sealed once more."""


async def everything(redis: Redis, key: str) -> bytes:
    """Keys, names and values of every kind, what is sealed under this key (base64) opened, whatever it is about.

    So is what is sealed under the data keys that this key opens.
    """
    found = {name: [*_parts(await _value(redis, name))] async for name in redis.scan_iter(count=1000)}
    keys = _known(base64.b64decode(key))
    for part in (part for parts in found.values() for part in parts):
        if len(opened := _opened(part, keys)) == SIZE and opened != part:
            keys |= _known(opened)
    return b"\n".join(_opened(one, keys) for name, parts in found.items() for one in (name, *parts))


def _known(secret: bytes) -> dict[bytes, bytes]:
    """A key, by what stands in front of all that is sealed under it."""
    return {VERSION + sha256(b"key id" + secret).digest()[: HEAD - 1]: secret}


async def _value(redis: Any, name: bytes) -> Any:
    match await redis.type(name):
        case b"string":
            return await redis.get(name)
        case b"hash":
            return await redis.hgetall(name)
        case b"stream":
            return await redis.xrange(name)
        case b"zset":
            return await redis.zrange(name, 0, -1)
        case b"set":
            return await redis.smembers(name)
        case kind:
            raise AssertionError(f"{name!r} is a {kind!r}: say here how it is read")


def _parts(value: Any) -> Iterator[bytes]:
    if isinstance(value, bytes):
        yield value
    elif isinstance(value, dict):
        yield from (part for pair in value.items() for one in pair for part in _parts(one))
    elif isinstance(value, list | tuple | set):
        yield from (part for one in value for part in _parts(one))


def _opened(part: bytes, keys: dict[bytes, bytes]) -> bytes:
    """Opened without being authenticated: GCM is counter mode from two on. What is sealed within it is opened, too."""
    for at in (0, NAME + CHECK):
        if secret := keys.get(part[at : at + HEAD]):
            plain = _decrypted(part[at:], secret)
            return b"\n".join([plain, *(_opened(base64.b64decode(rest), keys) for rest in REST.findall(plain))])
    return part


def _decrypted(sealed: bytes, secret: bytes) -> bytes:
    nonce, rest = sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE : -TAG]
    return Cipher(AES(secret), CTR(nonce + (2).to_bytes(4, "big"))).decryptor().update(rest)
