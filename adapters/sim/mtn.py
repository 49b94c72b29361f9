"""MTN, SIM Swap Verification: `GET /v1/mobile/phoneNumbers/{number}/simswap-date`, for numbers of its own.

Paths, fields and codes are those of its published description; that the number goes without its plus, and the form in
which the token is asked for, are our reading.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from adapters.lenders.late import Denied, Late, Refused
from adapters.lenders.login import Login
from adapters.sim.outcomes import Asked, Found, Unknown
from adapters.sim.provider import Account
from adapters.sms.outcomes import NotNow
from adapters.sms.outcomes import Unknown as Silent
from adapters.sms.wire import Said, Wire, at

URL = "https://api.mtn.com"
TOKEN = "/v1/oauth/access_token"  # noqa: S105 - a path
PATH = "/v1/mobile/phoneNumbers/{}/simswap-date"

CHANGED, NEVER = "0000", "1022"
"""Its codes: here is the date; no change is known."""

SHUT = (401, 403)


class Mtn:
    """Asks with a token, got by the client's id (SIM_SWAP_USER) and secret (SIM_SWAP_KEY) and renewed when refused."""

    name = "mtn"

    def __init__(self, account: Account) -> None:
        self._account = account
        self._wire = Wire(account.url or URL, {}, read=account.read)
        self._login = Login(self._log_in)

    async def look(self, number: str) -> Found | Asked | Unknown:
        """Ask about one number."""
        try:
            return _of(await self._login.use(lambda token: self._ask(number, token)))
        except (Late, Refused) as error:
            return Unknown(str(error))

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()

    async def _ask(self, number: str, token: str) -> Said:
        headers = {"Authorization": f"Bearer {token}", "transactionId": uuid4().hex}
        said = await self._wire.say("GET", PATH.format(number.removeprefix("+")), headers=headers)
        return _heard(said)

    async def _log_in(self) -> str:
        words = {"client_id": self._account.user, "client_secret": self._account.key}
        said = _heard(await self._wire.say("POST", TOKEN, form=words, query={"grant_type": "client_credentials"}))
        token = at(said.tree, "access_token")
        if not isinstance(token, str) or not token:
            raise Refused(f"no token: HTTP {said.status}")
        return token


def _heard(said: Said | NotNow | Silent) -> Said:
    """An answer we were let in for. Raises Late without one, Denied where we were not."""
    if not isinstance(said, Said):
        raise Late(said.why)
    if said.status in SHUT:
        raise Denied(f"HTTP {said.status}")
    return said


def _of(said: Said) -> Found | Unknown:
    """What an answer tells. Its 400 and 404 are about the number."""
    code = at(said.tree, "statusCode")
    if said.status in (400, 404):
        return Unknown("a number it does not know", heard=True)
    if not said.well or code not in (CHANGED, NEVER):
        return Unknown(f"HTTP {said.status}")
    return Found(0) if code == NEVER else _at(at(said.tree, "data", "lastSimSwapDate"))


def _at(date: Any) -> Found | Unknown:
    """An ISO date and time; without a zone, Greenwich's."""
    try:
        found = datetime.fromisoformat(date)
        return Found((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())
    except (TypeError, ValueError, OverflowError):
        return Unknown("changed, but not when")
