"""Tyche on who the borrower is: finding, making and updating clients, and their documents.

No field of a client is public: names come from the file. Nor is any query, so that what comes back is compared with
what was asked for, and the list is read to its end before anybody is said not to be in it.
"""

import asyncio
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from adapters.lenders.late import Duplicate, Late, Refused
from adapters.lenders.mapping import pack, unpack
from adapters.lenders.phones import same_phone
from adapters.lenders.reference import reference
from adapters.lenders.told import doubt, told
from adapters.lenders.tyche_api import Api, Listing, records
from flows.errands import (
    AddClient,
    ClientAdded,
    ClientFound,
    ClientUpdated,
    DocumentUploaded,
    FindClient,
    NoClient,
    Papers,
    Trouble,
    UpdateClient,
    UploadDocument,
)


class Client(BaseModel):
    """A client, in our words."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    client: str
    id_number: str = ""
    first_name: str = ""
    last_name: str = ""
    phone: str = ""
    email: str = ""


async def find_client(api: Api, errand: FindClient) -> ClientFound | NoClient | Trouble:
    """Look for the person by ID number."""
    found = await _clients(api, "id_number", errand.id_number)
    if len(found) > 1:
        return Trouble(note="several clients of one ID number", doubt=True)
    if not found:
        return NoClient()
    told = found[0].model_dump(include=set(ClientFound.model_fields))
    return ClientFound(**told, own_client=same_phone(found[0].phone, errand.phone))


async def add_client(api: Api, errand: AddClient) -> ClientAdded | Trouble:
    """Make the person a client."""
    words = {word: value for word, value in errand.model_dump().items() if value}
    kept = await api.send("POST", api.path("clients"), pack(_names(api), words))
    if not kept:
        raise Late("a client was added without telling which")
    return _added(errand, told(Client, unpack(_names(api), kept)))


async def client_added(api: Api, errand: AddClient) -> ClientAdded | Trouble | None:
    """Whether the person is a client already, by ID number, or by phone where none was given."""
    word = "id_number" if errand.id_number else "phone"
    found = await _clients(api, word, getattr(errand, word))
    if len(found) > 1:
        return Trouble(note=f"several clients of one {word}", doubt=True)
    return _added(errand, found[0], own=same_phone(found[0].phone, errand.phone)) if found else None


async def update_client(api: Api, errand: UpdateClient) -> ClientUpdated | Trouble:
    """Bring a client's details up to date; with nothing to change there is nothing to do."""
    words = pack(_names(api), {"phone": errand.phone} if errand.phone else {})
    if not words:
        return ClientUpdated()
    kept = await api.send("PATCH", api.path("client", errand.client), words)
    wrong = doubt({"client": errand.client}, told(Client, unpack(_names(api), kept))) if kept else None
    return wrong or ClientUpdated()


async def upload(api: Api, errand: UploadDocument, key: str, secret: str) -> DocumentUploaded:
    """Put a document where Tyche can fetch it, and say where that is. Its name is its own, so a second one clashes."""
    place, name = api.reading.documents, reference(f"{secret} {key}")
    if not (place.folder and place.address):
        raise Refused("[documents] folder and address are not set")
    file = f"{name}{Path(errand.filename).suffix.casefold()[:8]}"
    await asyncio.to_thread(Path(place.folder, file).write_bytes, errand.content)
    kind = getattr(place, errand.kind, errand.kind)
    said = {"docName": name, "docType": kind, "file": place.address.format(file=file)}
    try:
        await api.send("POST", api.path("documents"), said, clientId=errand.client)
    except Duplicate:
        return DocumentUploaded()
    return DocumentUploaded()


def papers(api: Api) -> Papers:
    """The documents the file has a word for. Tyche does not tell which it has: we remember what it had from us."""
    kinds = api.reading.documents
    return Papers(needs=[kind for kind in ("id", "payslip", "bank_statement") if getattr(kinds, kind)])


async def _clients(api: Api, word: str, value: str) -> list[Client]:
    """The clients with this value. Late where the list has an end we did not see and nobody was found before it."""
    query = api.reading.find.client if word == "id_number" else api.reading.find.phone
    listing = await api.rows(api.path("clients"), **({query: value} if query else {}))
    rows = Listing([unpack(_names(api), row) for row in listing.rows], listing.whole)
    clients, whole = records(Client, rows, "clients")
    found = [client for client in clients if "".join(getattr(client, word).split()) == value]
    if not found and not whole:
        raise Late("the list of clients is not whole")
    return found


def _names(api: Api) -> dict[str, str]:
    return api.reading.client.model_dump(exclude_none=True)


def _added(errand: AddClient, kept: Client, *, own: bool = True) -> ClientAdded | Trouble:
    """One that was there already may be somebody else's; one that was just made has the phone it was made with."""
    meant = {"id_number": errand.id_number} if errand.id_number else {}
    return doubt(meant, kept) or ClientAdded(client=kept.client, own_client=own)
