"""Where an error came from, for a log that must not hold what it says: that may quote a person, or an address."""

import traceback


def frames(error: BaseException) -> str:
    """The stack of an error and of what caused it, each with its class and without its message."""
    cause = error.__cause__ or error.__context__
    stack = "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__
    return f"{frames(cause)}\n\n{stack}" if cause else stack
