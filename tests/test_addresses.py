"""Personal data goes over no public network in clear."""

from typing import Any

import pytest
from pydantic import ValidationError

from adapters.vault import Vault
from bot.addresses import is_in_clear
from bot.settings import Settings


@pytest.mark.parametrize(
    ("url", "clear"),
    [
        ("", False),
        ("https://lender.example", False),
        ("http://127.0.0.1:9001", False),
        ("http://[::1]:9001", False),
        ("http://10.1.2.3/api", False),
        ("http://localhost", False),
        ("http://stand-in:9001", False),
        ("http://lender.prod.svc", False),
        ("http://lender.example/api", True),
        ("http://8.8.8.8", True),
    ],
)
def test_what_an_address_says(url, clear):
    assert is_in_clear(url) is clear


@pytest.mark.parametrize("name", ["lender_url", "sms_url", "telegram_api"])
def test_it_is_refused(name):
    known: dict[str, Any] = {name: "http://somewhere.example", "data_keys": Vault.new_key()}
    with pytest.raises(ValidationError, match="everyone on the way could read it"):
        Settings(_env_file=None, **known)
