"""The page's own files, and the pictures and papers in its chats."""

from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

from adapters.stand_ins.telegram.files import Files
from bot.simulator.guard import HEADERS, Handler, at_home, from_page

HERE = Path(__file__).parent / "page"
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
PICTURES: Mapping[bytes, str] = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png", b"GIF8": "image/gif"}
"""What a file begins with, for those that are shown; all others are only handed out."""


def mount_page(app: web.Application) -> None:
    """Serve the page at `/`, and what it is made of below `/simulator`."""
    for path in sorted(HERE.iterdir()):
        if kind := KINDS.get(path.suffix):
            place = "/" if path.name == "index.html" else f"/simulator/{path.name}"
            app.router.add_get(place, at_home(_giver(path, kind)))


def mount_files(app: web.Application, files: Files) -> None:
    """Serve what was sent in the chats."""

    async def give(request: web.Request) -> web.StreamResponse:
        stored = files.kept.get(request.match_info["id"])
        if stored is None:
            return web.Response(status=404, headers=HEADERS)
        kind = next((kind for begins, kind in PICTURES.items() if stored.content.startswith(begins)), "")
        shown = {"Content-Type": kind or "application/octet-stream"} | (
            {} if kind else {"Content-Disposition": "attachment"}
        )
        return web.Response(body=stored.content, headers=HEADERS | shown)

    app.router.add_get("/simulator/file/{id}", from_page(give))


def _giver(path: Path, kind: str) -> Handler:
    body = path.read_bytes()

    async def give(_: web.Request) -> web.StreamResponse:
        response = web.Response(body=body, headers=HEADERS | {"Content-Type": f"{kind}; charset=utf-8"})
        response.enable_compression()
        return response

    return give
