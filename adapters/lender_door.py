"""Where the lender tells us what became of a loan: `POST /lender/<name>`.

What was told is answered 200 once it is kept as a job, and not before; then it is ours to do, and the lender need not
repeat it. Whatever cannot be taken gets a sentence that says why. Nothing of what was said is logged.
"""

import json
import time
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web
from pydantic import ValidationError

from adapters.bodies import TooLarge, whole
from adapters.channels.door import Away
from adapters.job import Job
from adapters.lender_event import Event, is_signed

MOST_BYTES = 16_384
"""Bytes of a notification; ours are a few hundred."""

SECONDS = 10.0
"""For a notification to arrive in."""

Give = Callable[[Job], Awaitable[None]]
"""Gives a job to the workers; raises Away."""

log = structlog.get_logger(__name__)


class _Not(Exception):
    """It cannot be taken: the status, and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def mount(
    app: web.Application, lender: str, secret: str, give: Give, *, clock: Callable[[], float] = time.time
) -> None:
    """Take the notifications of this lender, if there is a secret; without one there is no such address."""

    async def told(request: web.Request) -> web.Response:
        try:
            body = await _body(request)
            _admit(request, secret, body, clock())
            event = _read(body)
            await give(
                Job(
                    kind="event",
                    who=f"loan:{event.loan or event.application}",
                    key=f"{event.event} {event.id}",
                    body=_kept(event),
                )
            )
        except _Not as no:
            log.warning("notification refused", lender=lender, status=no.status, sentence=str(no))
            return _said(no.status, str(no))
        except Away:
            log.warning("notification not kept: we are away", lender=lender)
            return _said(503, "We cannot keep this now. Please repeat it.", {"Retry-After": "30"})
        return _said(200, "Kept.")

    if secret:
        app.router.add_post(f"/lender/{lender}", told)


def _admit(request: web.Request, secret: str, body: bytes, now: float) -> None:
    """Only who knows the secret is told what is wrong with a body."""
    given, timestamp = (request.headers.get(name, "") for name in ("X-Signature", "X-Timestamp"))
    if not is_signed(secret, body, given, timestamp, now):
        raise _Not(401, "The signature does not fit, or its time is over: see LENDER_NOTIFY_SECRET.")


async def _body(request: web.Request) -> bytes:
    """The body, read no further than MOST_BYTES and no longer than SECONDS."""
    try:
        return await whole(request, MOST_BYTES, SECONDS)
    except TooLarge:
        raise _Not(413, f"A notification is no larger than {MOST_BYTES} bytes.") from None
    except TimeoutError:
        raise _Not(408, f"A notification arrives within {SECONDS:.0f} seconds.") from None
    except web.RequestPayloadError:
        raise _Not(400, "The body cannot be read.") from None


def _read(body: bytes) -> Event:
    """The event in a body; what is wrong with it is said by the fields' names, never by what stood in them."""
    try:
        return Event.model_validate_json(body)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        if any(fault["type"] == "json_invalid" for fault in faults):
            raise _Not(400, "This is not JSON.") from None
        fields = sorted({str(fault["loc"][0]) for fault in faults if fault["loc"]})
        what = f"without a usable {', '.join(fields)}" if fields else "that names neither an application nor a loan"
        raise _Not(400, f"This is a notification {what}.") from None


def _kept(event: Event) -> str:
    return event.model_dump_json(exclude_defaults=True)


def _said(status: int, sentence: str, headers: dict[str, str] | None = None) -> web.Response:
    body = json.dumps({"kept": status == 200, "note": sentence})
    return web.Response(status=status, text=body, content_type="application/json", headers=headers)
