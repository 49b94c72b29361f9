"""What a lender's notification looks like, and how we know that it is the lender's.

No lender's public documents describe notifications, so this is a format of our own, the same for all: a JSON object

    {"id": "4711", "event": "paid_out", "at": "2026-02-02T10:00:00Z", "application": "A-1", "loan": "L-1"}

with `mandate` or `payout` where it is about one, and `due` (YYYY-MM-DD) where it is about an instalment. The events we
have words for are `flows.loan_news.KINDS`; others are taken and passed over, and so are fields we do not know.

The header X-Signature is `sha256=` and the HMAC-SHA256, in hex, of the body under LENDER_NOTIFY_SECRET. With a header
X-Timestamp (seconds since 1970) it is that of the timestamp, a full stop and the body, and holds for five minutes.
"""

import hmac
from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

HOLDS = 300
"""Seconds before and after its timestamp that a signature holds."""

Id = Annotated[str, StringConstraints(max_length=128, strip_whitespace=True)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.-]+$")]


class Event(BaseModel):
    """One notification. `id` is the lender's own mark of it, the same when it is repeated."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Id = Field(min_length=1)
    event: Word
    at: datetime | None = None
    application: Id = ""
    loan: Id = ""
    mandate: Id = ""
    payout: Id = ""
    due: date | None = None

    @model_validator(mode="after")
    def _about_something(self) -> Self:
        if not (self.application or self.loan):
            raise ValueError("names neither an application nor a loan")
        return self


def signature(secret: str, body: bytes, timestamp: str = "") -> str:
    """What the header X-Signature must say."""
    signed = timestamp.encode("utf-8", "replace") + b"." + body if timestamp else body
    return f"sha256={hmac.new(secret.encode(), signed, 'sha256').hexdigest()}"


def is_signed(secret: str, body: bytes, given: str, timestamp: str, now: float) -> bool:
    """Whether this is the lender's, and was said about now where it says when. In the same time whatever is given."""
    same = hmac.compare_digest(given.encode("utf-8", "replace"), signature(secret, body, timestamp).encode())
    return same and (not timestamp or (_is_plain(timestamp) and abs(now - int(timestamp)) <= HOLDS))


def _is_plain(timestamp: str) -> bool:
    return timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12
