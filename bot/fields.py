"""The kinds of settings there are: how each is written, and the sentence for one that is written wrong."""

import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import NoDecode

from adapters.canned_file import read_canned
from adapters.channels.ussd.gateways import GATEWAYS
from adapters.limits import Rate
from adapters.peer import Networks, networks
from adapters.redis_client import SCHEMES, SENTINEL
from adapters.vault import Vault
from bot.addresses import is_in_clear


def _written(read: Callable[[str], object]) -> BeforeValidator:
    """Read what is written; a value of the right kind stays."""
    return BeforeValidator(lambda given: read(given) if isinstance(given, str) else given)


def one_of(words: Collection[str]) -> AfterValidator:
    """A word, of those there are."""

    def check(name: str) -> str:
        if name not in words:
            raise ValueError(f"we do not know {name}; there is {', '.join(words)}")
        return name

    return AfterValidator(check)


def secret(pattern: str, sentence: str) -> AfterValidator:
    """A secret that looks like this, or else this sentence; none at all is for others to judge."""

    def check(given: SecretStr) -> SecretStr:
        if (word := given.get_secret_value()) and not re.fullmatch(pattern, word, re.DOTALL):
            raise ValueError(sentence)
        return given

    return AfterValidator(check)


def guessed(why: str) -> AfterValidator:
    """A secret somebody might guess, and what to say of one that is too short."""
    return secret(".{16,}", f"must have 16 characters or more{why}")


def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    if strange := ", ".join(sorted(set(names) - GATEWAYS.keys())):
        raise ValueError(f"we do not know {strange}; there is {', '.join(GATEWAYS)}")
    return names


def _address(url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise ValueError("must begin with https:// (or, on one machine, http://)")
    return _not_in_clear(url)


def _not_in_clear(url: str) -> str:
    if is_in_clear(url):
        raise ValueError(
            "must begin with https://: what goes there is personal, and everyone on the way could read it. Plain "
            "http:// is for addresses of one's own network"
        )
    return url


def _redis(url: SecretStr) -> SecretStr:
    if (given := url.get_secret_value()) and not given.startswith(SCHEMES):
        raise ValueError(f"must begin with one of {', '.join(SCHEMES)}")
    if given.startswith(SENTINEL) and not urlsplit(given).path.strip("/"):
        raise ValueError("names no service: redis+sentinel://host:port,host:port/service")
    return url


def _keys(keys: SecretStr) -> SecretStr:
    if given := keys.get_secret_value():
        Vault.from_settings(given)
    return keys


def _sentences(path: Path | None) -> Path | None:
    read_canned(path)
    return path


Limit = Annotated[Rate | None, NoDecode, _written(Rate.read)]
"""So many in a time, as `40/60s`; `off` for no limit."""

From = Annotated[Networks, NoDecode, _written(networks)]
"""Networks, commas between."""

Gateways = Annotated[
    tuple[str, ...],
    NoDecode,
    AfterValidator(_known),
    _written(lambda given: tuple(part.strip() for part in given.split(",") if part.strip())),
]
"""Dialects of USSD, commas between."""

Address = Annotated[str, AfterValidator(_address)]
"""Where somebody else answers over HTTP; what goes there is personal."""

OurWay = Annotated[str, AfterValidator(_not_in_clear)]
"""The same, of any form."""

RedisAddress = Annotated[SecretStr, AfterValidator(_redis)]
"""Where a Redis is; a password may stand in it."""

DataKeys = Annotated[SecretStr, AfterValidator(_keys)]
"""Keys for personal data."""

Sentences = Annotated[Path | None, AfterValidator(_sentences)]
"""A file of sentences for staff."""

PathSecret = Annotated[
    SecretStr, secret("[A-Za-z0-9_-]{16,256}", "must be 16 or more of A-Z, a-z, 0-9, _ and -: it is part of an address")
]
"""A secret in the path of an address of ours."""

GatewaySecret = Annotated[
    SecretStr,
    secret(
        "[A-Za-z0-9_-]{32,256}",
        "must be 32 or more of A-Z, a-z, 0-9, _ and -: it alone keeps strangers from any phone",
    ),
]
"""The same, where nothing else tells a gateway from a stranger."""

WebhookSecret = Annotated[
    SecretStr,
    secret("[A-Za-z0-9_-]{1,256}", "must be 1 to 256 of A-Z, a-z, 0-9, _ and -"),
    guessed(": who guesses it can speak for any chat"),
]
"""What Telegram takes for one, and nobody guesses."""
