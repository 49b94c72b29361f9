"""A known hole in what we depend on fails `make check` unless accepted for a while; a service that is away does not."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from tests.ports import free_port
from tests.safety import __main__ as program
from tests.safety.accepted import ACCEPTED, Accepted
from tests.safety.advisories import PINS, Package, Verdict, audit, judge
from tests.safety.leaks import Leaks

NOW = datetime(2026, 5, 4, tzinfo=UTC)
HOLE = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-1"], "fix_versions": ["2.1"]}
HEARD: list[Package] = [
    {"name": "leaky", "version": "2.0", "vulns": [HOLE]},
    {"name": "sound", "version": "1.0", "vulns": []},
    {"name": "ours", "skip_reason": "nobody knows it"},
]
NOBODY = Verdict(["dependencies: no advisory service answered, so nobody knows (passed)"], False, False)
OPEN = "dependencies: leaky 2.0: PYSEC-2026-1, mended in 2.1"


class Osv:
    """A service that speaks as OSV does: what is wrong with a version of a package."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.away = False
        self.url = f"http://127.0.0.1:{free_port()}/v1/query"

    async def answer(self, request: web.Request) -> web.Response:
        """Everything is sound but `leaky`."""
        if self.away:
            raise web.HTTPServiceUnavailable
        name = (await request.json())["package"]["name"]
        self.asked.append(name)
        if name != "leaky":
            return web.json_response({})
        fixed = {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.1"}]}
        affected = [{"package": {"name": name, "ecosystem": "PyPI"}, "ranges": [fixed], "versions": ["2.0"]}]
        hole = {"id": HOLE["id"], "aliases": HOLE["aliases"], "summary": "It leaks.", "affected": affected}
        return web.json_response({"vulns": [hole]})


@pytest.fixture
async def osv() -> AsyncIterator[Osv]:
    service, app = Osv(), web.Application()
    app.router.add_post("/v1/query", service.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(service.url.split(":")[2].partition("/")[0])).start()
    yield service
    await runner.cleanup()


@pytest.fixture
def pins(tmp_path: Path) -> Path:
    file = tmp_path / "pins.txt"
    file.write_text("# what it was green with\nsound==1.0\nleaky==2.0\n", encoding="utf-8")
    return file


async def test_a_known_hole_is_found_over_the_wire_and_the_answer_kept_for_a_day(osv, pins, tmp_path):
    now = datetime.now(UTC)
    verdict = await _audit(pins, now, tmp_path, osv.url)
    assert verdict == Verdict([OPEN, "dependencies: 2 asked about, 0 unknown there, 1 known holes"], True, True)
    assert osv.asked == ["sound", "sound", "leaky"]

    osv.away = True
    assert await _audit(pins, now + timedelta(hours=23), tmp_path, osv.url) == verdict
    assert await _audit(pins, now + timedelta(hours=25), tmp_path, osv.url) == NOBODY
    pins.write_text("leaky==2.1\n", encoding="utf-8")
    assert await _audit(pins, now, tmp_path, osv.url) == NOBODY


@pytest.mark.parametrize("patience", [60, 0.01], ids=["refused", "silent"])
async def test_a_service_that_is_away_is_said_in_one_line_and_passes(pins, tmp_path, patience):
    nowhere = f"http://127.0.0.1:{free_port()}/v1/query"
    assert await _audit(pins, NOW, tmp_path, nowhere, patience) == NOBODY


def test_a_hole_is_accepted_by_any_of_its_names_until_its_day():
    accepted = (Accepted("CVE-2026-1", date(2026, 5, 5), "we do not call it"),)
    assert not judge(HEARD, accepted, NOW).holes
    late = judge(HEARD, accepted, NOW + timedelta(days=1))
    assert late.holes
    assert OPEN in late.lines


def test_what_is_accepted_for_nothing_is_said():
    accepted = (Accepted("CVE-2020-9", date(2026, 6, 1), "it is mended"),)
    assert "dependencies: CVE-2020-9 is accepted and no longer found: take it out" in judge([], accepted, NOW).lines


def test_what_is_accepted_has_its_reason_and_three_months_at_most():
    for one in ACCEPTED:
        assert len(one.because) > 20
        assert one.until <= (datetime.now(UTC) + timedelta(days=93)).date()


def test_without_pip_audit_the_check_fails_and_says_what_to_do(pins, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.safety.advisories.find_spec", lambda _: None)
    verdict = audit(pins, (), NOW, tmp_path)
    assert verdict.holes
    assert "make clean" in verdict.lines[0]


@pytest.mark.parametrize(
    ("verdict", "said", "code"),
    [
        (Verdict([], False, True), [], 0),
        (Verdict([OPEN], True, True), [], 1),
        (Verdict([], False, False), [], 0),
        (Verdict([], False, False), ["--must"], 1),
    ],
    ids=["sound", "a hole", "no answer", "no answer where there must be one"],
)
def test_what_fails_the_check(verdict, said, code, monkeypatch):
    monkeypatch.setattr(program, "audit", lambda *_, **__: verdict)
    monkeypatch.setattr(program, "look_through", lambda _: Leaks([], []))
    monkeypatch.setattr("sys.argv", ["safety", *said])
    assert program.main() == code


def test_every_dependency_is_pinned_to_one_version():
    lines = [line for line in PINS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert all(line.count("==") == 1 for line in lines)


async def _audit(pins: Path, now: datetime, folder: Path, url: str, patience: float = 60) -> Verdict:
    """Ask, in a thread, with a first patience that a busy machine does not use up."""
    return await asyncio.to_thread(audit, pins, (), now, folder / "kept", osv_url=url, first=patience)
