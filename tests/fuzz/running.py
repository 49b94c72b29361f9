"""Trying some cases in a process of their own."""

import asyncio
import logging
import traceback

from tests.fuzz.case import Broken
from tests.fuzz.doors import DOORS
from tests.fuzz.trying import tried


def run(name: str, seed: int, numbers: range) -> tuple[int, list[Broken]]:
    """Some cases at one door, in this process. A door that fails by itself is one failed case."""
    logging.disable(logging.WARNING)
    try:
        return asyncio.run(tried(DOORS[name], seed, numbers))
    except Exception:  # noqa: BLE001 - told to whoever started us, and counted
        return 0, [Broken(name, seed, numbers.start, b"", traceback.format_exc())]
