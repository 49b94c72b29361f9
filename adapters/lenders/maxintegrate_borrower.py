"""MAXINTEGRATE on who the borrower is: finding, making and updating clients, and their employers."""

from adapters.lenders.late import Missing
from adapters.lenders.maxintegrate_api import Api
from adapters.lenders.maxintegrate_words import Client, Employer, EmployerMade, Updated
from adapters.lenders.phones import same_phone
from adapters.lenders.told import doubt
from flows.errands import (
    AddClient,
    AddEmployer,
    ClientAdded,
    ClientFound,
    ClientUpdated,
    EmployerAdded,
    EmployersFound,
    FindClient,
    FindEmployer,
    Listed,
    NoClient,
    NoEmployer,
    Trouble,
    UpdateClient,
)

MOST = 12
"""Employers shown for one name; who does not find theirs among these types more of it."""


async def find_client(api: Api, errand: FindClient) -> ClientFound | NoClient | Trouble:
    """Look for the person by ID number."""
    try:
        client = await client_of(api, errand.id_number)
    except Missing:
        return NoClient()
    told = client.model_dump(include=set(ClientFound.model_fields))
    found = ClientFound(**told, own_client=same_phone(client.phone, errand.phone))
    return doubt({"id_number": errand.id_number}, client) or found


async def add_client(api: Api, errand: AddClient, reference: str) -> ClientAdded | Trouble:
    """Make the person a client."""
    words = {**errand.model_dump(), "reference": reference}
    return _added(errand, await api.one("client_create", Client, words))


async def client_added(api: Api, errand: AddClient) -> ClientAdded | Trouble | None:
    """Whether the person is a client already; raises Missing if not."""
    if not errand.id_number:
        return None
    client = await client_of(api, errand.id_number)
    return _added(errand, client, own=same_phone(client.phone, errand.phone))


async def client_of(api: Api, id_number: str) -> Client:
    """The client of an ID number; raises Missing if there is none."""
    return await api.one("client_search", Client, {"id_number": id_number})


async def update_client(api: Api, errand: UpdateClient) -> ClientUpdated | Trouble:
    """Bring a client's details up to date."""
    updated = await api.one("update_client", Updated, errand.model_dump())
    return doubt({"client": errand.client}, updated) or ClientUpdated()


async def find_employer(api: Api, errand: FindEmployer) -> EmployersFound | NoEmployer:
    """Look for an employer by part of its name."""
    rows = await _employers(api, errand.employer)
    shown = [Listed(id=row.employer_id, label=row.employer) for row in rows[:MOST]]
    return EmployersFound(employers=shown) if shown else NoEmployer()


async def add_employer(api: Api, errand: AddEmployer, reference: str) -> EmployerAdded | Trouble:
    """Add an employer."""
    words = {**errand.model_dump(), "reference": reference}
    made = await api.one("employer_create", EmployerMade, words)
    return doubt({"employer": errand.employer}, made) or EmployerAdded(employer_id=made.employer_id)


async def employer_added(api: Api, errand: AddEmployer) -> EmployerAdded | None:
    """Whether there is an employer of exactly this name, capitals aside."""
    rows = await _employers(api, errand.employer)
    same = [row for row in rows if row.employer.casefold() == errand.employer.casefold()]
    return EmployerAdded(employer_id=same[0].employer_id) if same else None


async def _employers(api: Api, name: str) -> list[Employer]:
    try:
        return await api.rows("employer_search", Employer, {"employer": name})
    except Missing:
        return []


def _added(errand: AddClient, client: Client, *, own: bool = True) -> ClientAdded | Trouble:
    """One that was there already may be somebody else's; one that was just made has the phone it was made with."""
    return doubt({"id_number": errand.id_number}, client) or ClientAdded(client=client.client, own_client=own)
