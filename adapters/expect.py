"""An `Expect` that aiohttp does not know: it quotes it in its refusal, and fails where that is no text.

It would be a 500, and a page in the log, for one odd byte to any address, be it none of ours. There is no setting for
what it does, so its own function is exchanged for one that refuses without a word.
"""

from aiohttp import web, web_urldispatcher

_theirs = web_urldispatcher._default_expect_handler


async def _expected(request: web.Request) -> None:
    """Tell whoever waits for it to go on. Raises 417 for any other wish."""
    try:
        await _theirs(request)
    except UnicodeEncodeError:
        raise web.HTTPExpectationFailed from None


def mend() -> None:
    """Exchange it, for all routes that are added from here on, and for those that are not there."""
    web_urldispatcher._default_expect_handler = _expected
