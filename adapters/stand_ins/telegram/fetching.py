"""How the bot fetches a file that a person sent: its address by `getFile`, and the file itself over HTTP."""

import asyncio

from aiohttp import web

from adapters.stand_ins.telegram.chats import Json
from adapters.stand_ins.telegram.files import LARGEST, Stored
from adapters.stand_ins.telegram.world import Call, Refusal, World

DOWNLOAD = "download"
"""The name of a download among the calls, and in `World.trouble`: status 0 breaks it off half way."""


async def get_file(world: World, given: Json) -> Json:
    """The address a file may be fetched from."""
    stored = world.files.kept.get(given["file_id"])
    if stored is None:
        raise Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    if stored.size > LARGEST:
        raise Refusal(400, "Bad Request: file is too big")
    return world.files.lend(stored)


async def download(world: World, request: web.Request) -> web.StreamResponse:
    """The file at an address that was lent; the token is part of it."""
    call = Call(DOWNLOAD, {"file_path": request.match_info["path"]})
    world.calls.append(call)
    world.open += 1
    try:
        stored, cut = _found(world, request)
        return await _give(request, stored, cut=cut, halt=world.files.halt)
    except Refusal as refusal:
        call.refused = refusal.sentence
        headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
        return web.json_response(refusal.wire, status=refusal.status, headers=headers)
    finally:
        world.open -= 1


def _found(world: World, request: web.Request) -> tuple[Stored, bool]:
    """The file, and whether it is to break off half way. Raises Refusal."""
    cut = False
    if trouble := world.troubles.get(DOWNLOAD):
        refusal = trouble.popleft()
        if refusal.status:
            raise refusal
        cut = True
    stored = world.files.lent(request.match_info["path"])
    if stored is None or request.match_info["token"] != world.token:
        raise Refusal(404, "Not Found")
    return stored, cut


async def _give(request: web.Request, stored: Stored, *, cut: bool, halt: float) -> web.StreamResponse:
    """Give it in two halves. One whose size is not told truly comes without a length, so that nothing gives it away."""
    response = web.StreamResponse(headers={"Content-Type": "application/octet-stream"})
    if stored.size == len(stored.content):
        response.content_length = stored.size
    await response.prepare(request)
    half = len(stored.content) // 2
    await response.write(stored.content[:half])
    if cut and request.transport:
        request.transport.close()
        return response
    await asyncio.sleep(halt)
    await response.write(stored.content[half:])
    await response.write_eof()
    return response
