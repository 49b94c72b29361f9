"""No key, no number and no text of an SMS gets into a log line or an exception, whatever goes wrong."""

import io
import logging
import traceback

import httpx
import pytest
import structlog

from adapters.sms.sms import NotTaken
from tests.at_a_gateway import GATEWAYS, SECRET, THANDI, way

CANARY = "canary 482911 only for Thandi"
WRONG = [
    None,
    {"kind": "drop"},
    {"kind": "drop", "after": True},
    {"kind": "status", "status": 401},
    {"kind": "status", "status": 500},
    {"kind": "html"},
    {"kind": "wrong_types"},
]


@pytest.fixture
def written():
    """All that is logged, by whoever, as verbosely as there is."""
    out = io.StringIO()
    there = logging.StreamHandler(out)
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(there)
    root.setLevel(logging.DEBUG)
    known = structlog.get_config()
    structlog.configure(logger_factory=structlog.WriteLoggerFactory(out), cache_logger_on_first_use=False)
    yield out
    structlog.configure(**known)
    root.removeHandler(there)
    root.setLevel(before)


@pytest.mark.parametrize("name", GATEWAYS)
async def test_nothing_secret_is_logged_or_raised(redis, name, written):
    async with way(redis, name, settle=0) as found:
        secrets = (found.gateway.key, found.gateway.user if name == "twilio" else CANARY, THANDI[1:], CANARY, SECRET)
        for number, fault in enumerate(WRONG):
            found.gateway.faults.clear()
            if fault:
                found.gateway.faults.set(method="send", next=1, **fault)
            for _ in range(2):
                try:
                    await found.once.send(THANDI, CANARY, f"{number}")
                except NotTaken as error:
                    written.write("".join(traceback.format_exception(error)))
        for why in ("number", "blocked", "credit"):
            found.gateway.refused[THANDI] = why
            with pytest.raises(NotTaken) as told:
                await found.once.send(THANDI, CANARY)
            written.write("".join(traceback.format_exception(told.value)) + repr(told.value))
        async with httpx.AsyncClient() as http:
            await http.post(found.door, content=f"to={THANDI}&{CANARY}")
        written.write(repr(found.provider) + repr(found.once))
    said = written.getvalue()
    assert "sms refused" in said
    assert "sms in doubt" in said
    for secret in secrets:
        assert secret not in said
