"""The lenders' stand-ins by the name `LENDER` knows the lender by, one line each."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import NamedTuple

from aiohttp import web

from adapters.stand_ins import maxintegrate, mo, tyche
from adapters.stand_ins.serving import serving


class Stage(NamedTuple):
    """A stand-in: how its application is made (given a file to keep its books in), and what logs in to it.

    `file`: what LENDER_FILE must name where the lender's own file leaves open what the stand-in has decided.
    """

    app: Callable[[Path | None], web.Application]
    user: str
    key: str
    file: Path | None = None


STAND_INS: Mapping[str, Stage] = {
    "maxintegrate": Stage(maxintegrate.make_app, maxintegrate.LOGIN.user, maxintegrate.LOGIN.password),
    "mo": Stage(mo.make_app, "", mo.KEY),
    "tyche": Stage(tyche.make_app, "", tyche.KEY, tyche.POLICIES),
}


@asynccontextmanager
async def stand_in(name: str, folder: Path, *, looks: bool = False) -> AsyncIterator[str]:
    """Serve a stand-in on a free port of this machine, its books kept in `folder` over a restart; gives its address.

    One that only `looks` works on a copy of the books: another may be running on them.
    """
    with TemporaryDirectory(prefix="loan-books-") as copies:
        books = _books(name, folder)
        if looks and books.exists():
            books = Path(copy(books, copies))
        async with serving(STAND_INS[name].app(None if looks and not books.exists() else books)) as url:
            yield url


def _books(name: str, folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"stand-in-{name}.json"
