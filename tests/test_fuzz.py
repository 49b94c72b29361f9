"""Anything may come in at any door, a hundred thousand times; and what was found so once is tried for ever."""

import argparse
import json
from collections.abc import Callable

import pytest
from aiohttp import web_urldispatcher

from adapters import lender_door, no_http
from adapters.channels.page import posted
from adapters.channels.telegram import intake
from adapters.channels.ussd import serve
from adapters.documents import looking
from adapters.documents.kinds import kind
from adapters.lender_event import Event
from adapters.lenders import checked_file, mapping_file
from adapters.lenders import wire as lenders_wire
from adapters.sms import africastalking, clickatell, infobip, twilio
from adapters.sms import wire as sms_wire
from tests.fuzz import papers, whole
from tests.fuzz.case import KEPT
from tests.fuzz.doors import DOORS, cases
from tests.fuzz.overhearing import overhearing
from tests.fuzz.trying import dealt, kept_ones, tried

SEED = 9
CASES, WHOLE = 100_000, 2_000
AT_MOST = 8_000
"""Cases of one test, so that processes share them evenly."""

RUNS = [
    (name, run) for name, door in DOORS.items() for run in dealt(cases(door, CASES), -(-cases(door, CASES) // AT_MOST))
]


@pytest.mark.parametrize(("name", "run"), RUNS, ids=[f"{name}-{run.start}" for name, run in RUNS])
async def test_whatever_comes_is_answered(name, run):
    count, broken = await tried(DOORS[name], SEED, run)
    assert not broken, "\n".join(f"{each.again}\n{each.why}" for each in broken[:3])
    assert count == len(run)


def test_all_of_them_are_a_hundred_thousand():
    assert sum(len(run) for _, run in RUNS) >= CASES
    assert {name for name, _ in RUNS} == set(DOORS)


@pytest.mark.parametrize("name", DOORS)
def test_the_same_seed_is_the_same_cases_and_nearly_all_of_them_differ(name):
    door = DOORS[name]
    made = [door.case(SEED, number) for number in range(50)]
    assert [door.case(SEED, number) for number in range(50)] == made
    assert len(set(made)) > 20
    assert [door.case(SEED + 1, number) for number in range(50)] != made


@pytest.mark.parametrize("name", sorted(path.name for path in KEPT.iterdir()))
async def test_what_failed_once_fails_no_more(name):
    count, broken = await kept_ones(DOORS[name])
    assert not broken, "\n".join(each.why for each in broken)
    assert count


def plainly(body: bytes):
    return json.loads(body)


PLANTED: dict[str, list[tuple[object, str, object]]] = {
    "ussd": [(serve, "_plain_text", lambda quoted: quoted.decode())],
    "telegram": [(intake, "parse", plainly)],
    "page": [(posted, "BROKEN", ())],
    "heads": [(web_urldispatcher, "_default_expect_handler", no_http._theirs), (no_http, "mend", lambda: None)],
    "notices": [(lender_door, "_read", Event.model_validate_json)],
    "reports-africastalking": [(africastalking, "form", lambda body: [body.decode().split("&", 1)])],
    "reports-twilio": [(twilio, "form", lambda body: [body.decode().split("&", 1)])],
    "reports-infobip": [(infobip, "tree", plainly)],
    "reports-clickatell": [(clickatell, "tree", plainly)],
    "answers-maxintegrate": [(lenders_wire, "read", plainly)],
    "answers-mo": [(lenders_wire, "read", plainly)],
    "answers-tyche": [(lenders_wire, "read", plainly)],
    "carriers": [(sms_wire, "read", plainly)],
    "settings": [(file, "text_of", lambda path: path.read_text("utf-8")) for file in (mapping_file, checked_file)],
    "commands": [(argparse.ArgumentParser, "error", lambda *_: 1 / 0)],
    "papers": [
        (
            papers,
            "look",
            lambda content: {"PDF": looking._paper}.get(found := kind(content) or "", _picture(found))(content),
        )
    ],
}
"""A safeguard of each door, and what stands there without it."""


def _picture(found: str) -> Callable:
    return lambda content: looking._picture(content, found)


@pytest.mark.parametrize("name", DOORS)
async def test_a_door_that_was_broken_on_purpose_is_found_to_be(name, monkeypatch):
    for where, what, instead in PLANTED[name]:
        monkeypatch.setattr(where, what, instead)
    _, broken = await tried(DOORS[name], SEED, range(400))
    assert broken
    assert "--only" in broken[0].again


async def test_the_whole_assistant_answers_over_real_connections(redis, redis_url, tmp_path):
    async with whole.place(redis_url, tmp_path) as at:
        with overhearing() as heard:
            statuses, broken = await whole.tried(at, heard, SEED, range(WHOLE))
        assert not broken, "\n".join(f"{each.case[:500]!r}\n{each.why}" for each in broken[:3])
        assert statuses[200] > WHOLE // 2
        assert statuses.total() > WHOLE * 9 // 10
        await whole.still_there(at)
