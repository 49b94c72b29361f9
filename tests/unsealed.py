"""All that stands in a Redis, opened: for tests that look for what must not be there."""

import base64
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from redis.asyncio import Redis

from adapters.vault import HEAD, NONCE, VERSION

TAG = 16


async def everything(redis: Redis, key: str) -> bytes:
    """Keys, names and values of every kind, what is sealed under this key (base64) opened, whatever it is about."""
    secret = base64.b64decode(key)
    head = VERSION + sha256(b"key id" + secret).digest()[: HEAD - 1]
    found: list[bytes] = []
    async for name in redis.scan_iter(count=1000):
        found += [name, *[_opened(part, secret, head) for part in _parts(await _value(redis, name))]]
    return b"\n".join(found)


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


def _opened(part: bytes, secret: bytes, head: bytes) -> bytes:
    """Opened without being authenticated: GCM is counter mode from two on."""
    if not part.startswith(head):
        return part
    nonce, rest = part[HEAD : HEAD + NONCE], part[HEAD + NONCE : -TAG]
    return Cipher(AES(secret), CTR(nonce + (2).to_bytes(4, "big"))).decryptor().update(rest)
