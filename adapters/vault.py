"""Personal data at rest: sealed with AES-256-GCM, bound to whom it is about, under keys that can be changed.

Sealed: version (1 byte, 1), key id (4 bytes), nonce (12 bytes, random), ciphertext with its tag (16 bytes more than
the plain text). Version, key id and what it is about are authenticated, so that neither a rotten byte nor a document
put in another person's place is ever read as if it were right. Random nonces serve for 2**32 sealings a key (NIST
SP 800-38D, 8.3): at a thousand a second, change keys every seven weeks.
"""

import base64
import binascii
import hmac
import os
import re
from collections.abc import Collection, Sequence
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
HEAD = 5
"""Bytes of version and key id."""
NONCE = 12
SIZE = 32
"""Bytes of a key."""


class Spoilt(Exception):
    """Sealed bytes that cannot be opened: a byte is rotten, they are another's, or their key is not among ours."""


class BadKeys(ValueError):
    """The setting DATA_KEYS is wrong. Says which key and how to make one, and never shows a key."""


class Known(NamedTuple):
    """What may be said of a key: four bytes of its hash, in hex, and the name it bears in DATA_KEYS."""

    id: str
    name: str


class Vault:
    """Seals with the first key, opens with any: put a new key in front, and drop the last once nothing needs it."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        ids = [VERSION + sha256(b"key id" + key).digest()[: HEAD - 1] for key in keys]
        if not ids:
            raise BadKeys("DATA_KEYS holds no key. " + HOW)
        if len(set(ids)) < len(ids):
            raise BadKeys("DATA_KEYS holds the same key twice. " + HOW)
        self._ciphers = {head: AESGCM(key) for head, key in zip(ids, keys, strict=True)}
        self._head = ids[0]
        self._newest = self._ciphers[self._head]
        self._roots = [hmac.digest(key, b"peppers", "sha256") for key in keys]
        self.keys = [Known(id_[1:].hex(), id_[1:].hex()) for id_ in ids]

    @property
    def newest(self) -> Known:
        """The key that seals."""
        return self.keys[0]

    def refuse(self, ids: Collection[str]) -> None:
        """Open nothing any more that was sealed under these keys."""
        for id_ in ids:
            self._ciphers.pop(VERSION + bytes.fromhex(id_), None)

    @classmethod
    def from_settings(cls, setting: str) -> "Vault":
        """A vault from DATA_KEYS: keys of 32 bytes in base64, commas between, the newest first. Raises BadKeys.

        A key may have a name in front, with a colon: `2026-11:...`.
        """
        words = [word.strip() for word in setting.split(",") if word.strip()]
        named = [word.partition(":") if ":" in word else ("", "", word) for word in words]
        if wrong := [number for number, (name, _, _) in enumerate(named, 1) if not NAME.fullmatch(name)]:
            raise BadKeys(f"DATA_KEYS: the name of key {wrong[0]} is not of 1 to 32 letters, digits, `-`, `_` and `.`")
        vault = cls([_key(number, key) for number, (_, _, key) in enumerate(named, 1)])
        vault.keys = [
            known._replace(name=name or known.id) for known, (name, _, _) in zip(vault.keys, named, strict=True)
        ]
        return vault

    @staticmethod
    def new_key() -> str:
        """A new key, as DATA_KEYS wants it."""
        return base64.b64encode(os.urandom(SIZE)).decode()

    def seal(self, plain: bytes, about: str) -> bytes:
        """Seal for `about`: whose it is and what kind of thing. 33 bytes longer than what is sealed."""
        nonce = os.urandom(NONCE)
        return self._head + nonce + self._newest.encrypt(nonce, plain, self._head + about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """Open what was sealed for `about`. Raises Spoilt, which says nothing of what is inside."""
        head = sealed[:HEAD]
        cipher = self._ciphers.get(head)
        if cipher is None:
            raise Spoilt(f"{about}: sealed with a key that is not in DATA_KEYS, or its first bytes are rotten")
        try:
            return cipher.decrypt(sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :], head + about.encode())
        except (InvalidTag, ValueError):
            raise Spoilt(f"{about}: a byte is rotten, or it was sealed for another") from None

    def dated(self, sealed: bytes) -> bool:
        """Whether it was sealed with an older key than the newest, and wants sealing anew."""
        return sealed[:HEAD] != self._head

    def peppers(self, label: str) -> list[bytes]:
        """Keys for hashes of one kind (32 bytes), one for each of DATA_KEYS, the newest first. No Redis holds them.

        Hash with the first, compare with all: so nothing is lost when keys change.
        """
        return [hmac.digest(root, label.encode(), "sha256") for root in self._roots]


NAME = re.compile(r"[A-Za-z0-9._-]{0,32}")
"""What a key may be called; "" for one without a name."""

HOW = "Make one with: python -m bot new-key"


def _key(number: int, word: str) -> bytes:
    try:
        key = base64.b64decode(word.replace("-", "+").replace("_", "/"), validate=True)
    except binascii.Error:
        raise BadKeys(f"DATA_KEYS: key {number} is not base64. {HOW}") from None
    if len(key) != SIZE:
        raise BadKeys(f"DATA_KEYS: key {number} has {len(key)} bytes, not {SIZE}. {HOW}")
    return key
