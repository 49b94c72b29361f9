"""What every route of a lender's stand-in does: note the call, hear it, and answer as the faults of the day allow."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiohttp import web

from adapters.stand_ins.faults import Faults, spoilt
from adapters.stand_ins.kept import Kept

Said = TypeVar("Said")

Answer = Callable[[str, web.Request, Said, list[str]], web.Response]
"""From a method's name, the request, what was heard in it, and the words to lie about, to the honest answer."""


def route(
    name: str,
    books: Kept,
    faults: Faults,
    hear: Callable[[web.Request], Awaitable[Said]],
    answer: Answer[Said],
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The route of one method."""

    async def answered(request: web.Request) -> web.StreamResponse:
        books.calls[name] += 1
        said, struck = await hear(request), faults.struck(name)

        async def commit() -> web.Response:
            books.forgetful = any(fault.kind == "duplicate" for fault in struck)
            return answer(name, request, said, [fault.word for fault in struck if fault.kind == "lie"])

        row = books.journal.begin(name, said, [fault.kind for fault in struck])
        response = await spoilt(request, struck, commit)
        books.journal.end(row, response)
        return response

    return answered


def watched(app: web.Application, books: Kept) -> None:
    """Let the books be watched (`GET /journal`) and be made new (`POST /reset`)."""
    app.router.add_get("/journal", books.journal.get)
    app.router.add_post("/reset", books.post_reset)
    app.on_shutdown.append(books.journal.close)
