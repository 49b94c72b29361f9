"""What comes in and is no HTTP, or none that aiohttp knows: answered 4xx, without a page in the log for each."""

import logging

from aiohttp import web, web_urldispatcher
from aiohttp.http_exceptions import HttpProcessingError

_theirs = web_urldispatcher._default_expect_handler


def mend() -> None:
    """Have aiohttp refuse it quietly, for all routes that are added from here on, and for those that are not there."""
    web_urldispatcher._default_expect_handler = _expected
    logging.getLogger("aiohttp.server").addFilter(is_ours)


def is_ours(record: logging.LogRecord) -> bool:
    """Whether what aiohttp's server has to say is of a fault of ours.

    Of what is no HTTP it quotes what was sent, with all its frames: anybody could fill the log with that.
    """
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, (HttpProcessingError, web.RequestPayloadError))


async def _expected(request: web.Request) -> None:
    """Tell whoever waits for it to go on. Raises 417 for any other wish.

    aiohttp quotes that wish in its refusal, and fails where it is no text: a 500 for one odd byte to any address, be it
    none of ours. There is no setting for it.
    """
    try:
        await _theirs(request)
    except UnicodeEncodeError:
        raise web.HTTPExpectationFailed from None
