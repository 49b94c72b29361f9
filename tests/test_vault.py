"""Sealed data is opened for whom it was sealed, whole, or not at all."""

from base64 import b64encode

import pytest

from adapters.names import SLOTS, Namer, read_namer
from adapters.vault import BadKeys, Spoilt, Vault


def test_what_is_sealed_is_opened_and_33_bytes_longer():
    vault = Vault.from_settings(Vault.new_key())
    sealed = vault.seal(b"my income", "a session")
    assert vault.open(sealed, "a session") == b"my income"
    assert len(sealed) == len(b"my income") + 33
    assert b"income" not in sealed


def test_any_rotten_bit_is_noticed():
    vault = Vault.from_settings(Vault.new_key())
    sealed = vault.seal(b"owes 100", "a session")
    for place in range(len(sealed)):
        rotten = bytearray(sealed)
        rotten[place] ^= 1
        with pytest.raises(Spoilt):
            vault.open(bytes(rotten), "a session")
    for length in range(len(sealed)):
        with pytest.raises(Spoilt):
            vault.open(sealed[:length], "a session")


def test_what_is_about_another_is_not_opened():
    vault = Vault.from_settings(Vault.new_key())
    with pytest.raises(Spoilt, match="another"):
        vault.open(vault.seal(b"owes 100", "one person"), "another person")


def test_each_key_has_a_pepper_of_its_own_for_each_label_and_the_newest_is_first():
    old, new = Vault.new_key(), Vault.new_key()
    both = Vault.from_settings(f"{new},{old}").peppers("codes")
    assert both == Vault.from_settings(new).peppers("codes") + Vault.from_settings(old).peppers("codes")
    assert len({*both, *Vault.from_settings(old).peppers("PINs")}) == 3
    assert {len(pepper) for pepper in both} == {32}


def test_keys_rotate():
    old, new = Vault.new_key(), Vault.new_key()
    sealed = Vault.from_settings(old).seal(b"owes 100", "a")
    both = Vault.from_settings(f" {new} ,\n{old}")
    assert both.open(sealed, "a") == b"owes 100"
    assert both.dated(sealed)
    resealed = both.seal(b"owes 100", "a")
    assert not both.dated(resealed)
    assert Vault.from_settings(new).open(resealed, "a") == b"owes 100"
    with pytest.raises(Spoilt, match="DATA_KEYS"):
        Vault.from_settings(new).open(sealed, "a")


GOOD = b64encode(bytes(range(32))).decode()


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("", "no key"),
        (" , ", "no key"),
        (f"{GOOD},secret!", "key 2 is not base64"),
        (f"{GOOD},c2hvcnQ=", "key 2 has 5 bytes, not 32"),
        (f"{GOOD},{GOOD}", "same key twice"),
    ],
)
def test_a_bad_setting_is_named_and_no_key_shown(setting, complaint):
    with pytest.raises(BadKeys, match=complaint) as told:
        Vault.from_settings(setting)
    assert "python -m bot new-key" in str(told.value)
    assert GOOD not in str(told.value)
    assert "secret" not in str(told.value)


async def test_names_outlive_the_keys(redis):
    old, new = Vault.new_key(), Vault.new_key()
    names = [
        (await read_namer(redis, Vault.from_settings(keys))).keys("tel:+27821234567")
        for keys in (old, old, f"{new},{old}", new)
    ]
    assert len(set(names)) == 1
    with pytest.raises(Spoilt, match="DATA_KEYS"):
        await read_namer(redis, Vault.from_settings(old))


def test_names_say_nothing_and_spread():
    one, other = Namer(b"1" * 32), Namer(b"2" * 32)
    assert one.keys("tel:+27821234567") != other.keys("tel:+27821234567")
    assert one.hash("a", "bc") != one.hash("ab", "c")
    assert one.hash("a") != one.child("codes").hash("a")
    assert {one.keys(f"tel:{n}").tag for n in range(2000)} == {f"{{s{n:02}}}" for n in range(SLOTS)}
