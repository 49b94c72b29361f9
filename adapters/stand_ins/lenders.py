"""The lenders' stand-ins by the name `LENDER` knows the lender by, one line each."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
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
async def stand_in(name: str, folder: Path) -> AsyncIterator[str]:
    """Serve a stand-in on a free port of this machine, its books kept in `folder` over a restart; gives its address."""
    async with serving(STAND_INS[name].app(_books(name, folder))) as url:
        yield url


def _books(name: str, folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"stand-in-{name}.json"
