"""Known holes in the pinned dependencies, as pip-audit hears of them.

Nothing is installed or resolved: deploy/constraints.txt names every package and its version. The service is asked about
one pin first; where it is away, or knows nothing at all, that is said in one line and the check passes, or nobody could
work on a train. An answer about all pins is kept for a day.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from tests.safety.accepted import Accepted

ROOT = Path(__file__).parent.parent.parent
PINS = ROOT / "deploy" / "constraints.txt"
CACHE = ROOT / ".safety_cache"
KEPT = timedelta(days=1)
SOCKET = 3
"""Seconds a socket may be silent."""
FIRST, ALL = 8, 90
"""Seconds for the one pin asked about first, and for all of them."""

Package = dict[str, Any]


class Verdict(NamedTuple):
    """What is to be said, a line each; whether there is a hole nobody accepted; whether somebody answered."""

    lines: list[str]
    holes: bool
    answered: bool


def audit(
    pins: Path, accepted: Sequence[Accepted], now: datetime, cache: Path, *, osv_url: str = "", first: float = FIRST
) -> Verdict:
    """Ask about `pins`, or remember. Never raises for a service that is away, slow or strange."""
    service = ["-s", "osv", "--osv-url", osv_url] if osv_url else []
    kept = cache / f"{sha256(pins.read_bytes() + osv_url.encode()).hexdigest()[:16]}.json"
    if find_spec("pip_audit") is None:
        return Verdict(["dependencies: pip-audit is not installed. Say: make clean, and then again"], True, False)
    if not (packages := _remembered(kept, now)):
        packages = _asked(pins, service, cache, first)
        if not packages:
            return Verdict(["dependencies: no advisory service answered, so nobody knows (passed)"], False, False)
        kept.write_text(json.dumps(packages), encoding="utf-8")
    return judge(packages, accepted, now)


def judge(packages: Sequence[Package], accepted: Sequence[Accepted], now: datetime) -> Verdict:
    """Hold what was heard against what is accepted. What is accepted and past its day counts no more."""
    good = {one.advisory: one for one in accepted if now.date() < one.until}
    lines, holes, used = [], 0, set()
    for package in packages:
        for hole in package.get("vulns", ()):
            names = {hole["id"], *hole.get("aliases", ())}
            if known := names & good.keys():
                used |= known
                continue
            holes += 1
            mended = ", ".join(hole.get("fix_versions", ())) or "no version yet"
            lines.append(f"dependencies: {package['name']} {package['version']}: {hole['id']}, mended in {mended}")
    lines += [
        f"dependencies: {name} is accepted and no longer found: take it out" for name in sorted(good.keys() - used)
    ]
    silent = sum("skip_reason" in package for package in packages)
    lines.append(f"dependencies: {len(packages) - silent} asked about, {silent} unknown there, {holes} known holes")
    return Verdict(lines, holes > 0, True)


def _remembered(kept: Path, now: datetime) -> list[Package]:
    """What was heard within a day; looking alone does not make it younger."""
    if not kept.exists() or now.timestamp() - kept.stat().st_mtime > KEPT.total_seconds():
        return []
    try:
        packages: list[Package] = json.loads(kept.read_text(encoding="utf-8"))
    except ValueError:
        return []
    return packages


def _asked(pins: Path, service: list[str], cache: Path, first: float) -> list[Package]:
    cache.mkdir(exist_ok=True)
    lines = pins.read_text(encoding="utf-8").splitlines()
    one = cache / "one.txt"
    one.write_text(next(line for line in lines if "==" in line), encoding="utf-8")
    return _pip_audit(one, service, cache, first) and _pip_audit(pins, service, cache, ALL)


def _pip_audit(pins: Path, service: list[str], cache: Path, seconds: float) -> list[Package]:
    """pip-audit's own report; empty where it has none, or knows not one of the packages."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(pins), "--no-deps", "--disable-pip", "-f", "json"]
    manner = [
        "--desc",
        "off",
        "--progress-spinner",
        "off",
        "--timeout",
        str(SOCKET),
        "--cache-dir",
        str(cache / "http"),
    ]
    try:
        said = subprocess.run([*command, *manner, *service], capture_output=True, timeout=seconds, check=False)
        packages: list[Package] = json.loads(said.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return []
    return packages if any("skip_reason" not in package for package in packages) else []
