"""Each attack of docs/threats.md fails; and it succeeds without its control: so that is what stops it."""

import re
from pathlib import Path

import pytest

from tests.threats import ATTACKS
from tests.threats.attack import Attack, Ground

MODEL = Path(__file__).parent.parent / "docs" / "threats.md"
ROW = re.compile(r"^\| `(?P<name>[a-z0-9-]+)` \|", re.MULTILINE)


@pytest.fixture
async def ground(redis, redis_url, tmp_path):
    return Ground(redis_url, tmp_path)


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.name for attack in ATTACKS])
async def test_an_attack_comes_to_nothing(attack: Attack, ground: Ground):
    assert not await attack.attempt(ground)


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.name for attack in ATTACKS])
async def test_and_succeeds_without_its_control(attack: Attack, ground: Ground, monkeypatch: pytest.MonkeyPatch):
    attack.without(monkeypatch)
    assert await attack.attempt(ground)


def test_the_model_names_each_attack_once_and_no_other():
    assert sorted(ROW.findall(MODEL.read_text(encoding="utf-8"))) == sorted(attack.name for attack in ATTACKS)
