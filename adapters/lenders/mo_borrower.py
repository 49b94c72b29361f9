"""MO on who the borrower is: customers, each made from a pre-customer."""

from collections.abc import Mapping
from typing import Any

from adapters.lenders.late import Duplicate, Late, NotSent
from adapters.lenders.mo_api import Api
from adapters.lenders.mo_words import Customer
from adapters.lenders.phones import same_phone
from adapters.lenders.told import doubt
from flows.errands import AddClient, ClientAdded, ClientFound, FindClient, NoClient, Trouble

MOST = 9
"""Customers of one ID number or phone looked at: some may be deleted."""


async def find_client(api: Api, errand: FindClient) -> ClientFound | NoClient:
    """Look for the person by ID number; by phone only where the lender has no ID number of whoever has that phone."""
    client = await _live(api, document_number=errand.id_number)
    if client is None and errand.phone:
        client = await _by_phone(api, errand.phone)
    if client is None:
        return NoClient()
    own = same_phone(client.phone, errand.phone)
    return ClientFound(client=client.id, first_name=client.first_name, last_name=client.last_name, own_client=own)


async def add_client(api: Api, errand: AddClient, reference: str, document_type: str) -> ClientAdded | Trouble:
    """Make the person a pre-customer and then a customer, both under our reference, so that each is made once.

    Whatever fails after the first half is Late, never NotSent: the retry finds that half done and makes the other.
    """
    person = _person(errand, reference, document_type)
    pre = await _precustomer(api, person)
    if wrong := _another(errand, pre, reference):
        return wrong
    try:
        made = await api.make("create_customer", Customer, {"precustomer_id": pre.id, **person})
    except NotSent as error:
        raise Late(f"half done: {error}", error.wait) from error
    return _another(errand, made, reference) or ClientAdded(client=made.id)


async def client_added(api: Api, errand: AddClient, reference: str) -> ClientAdded | Trouble | None:
    """The customer under our reference, or else of this ID number, if there is one."""
    made = await _live(api, external_id=reference)
    if made is None and errand.id_number:
        made = await _live(api, document_number=errand.id_number)
    if made is None:
        return None
    return _another(errand, made) or ClientAdded(client=made.id, own_client=same_phone(made.phone, errand.phone))


async def _precustomer(api: Api, person: Mapping[str, Any]) -> Customer:
    """The pre-customer: a new one, or the one an earlier try made."""
    try:
        return await api.make("create_precustomer", Customer, person)
    except Duplicate:
        pass
    try:
        return await api.one("list_precustomers", Customer, external_id=person["external_id"])
    except NotSent as error:
        raise Late(f"half done: {error}", error.wait) from error


async def _by_phone(api: Api, phone: str) -> Customer | None:
    """Whoever has this phone, unless they have an ID number: it would be another than was looked for."""
    client = await _live(api, phone=phone)
    return client if client and not client.document_number else None


async def _live(api: Api, **filters: str) -> Customer | None:
    """A customer who is not deleted."""
    rows = await api.rows("list_customers", Customer, enough=MOST, **filters)
    return next((row for row in rows if row.status.casefold() != "deleted"), None)


def _person(errand: AddClient, reference: str, document_type: str) -> dict[str, Any]:
    """The person in MO's fields; both calls take the same ones."""
    return {
        "external_id": reference,
        "first_name": errand.first_name,
        "last_name": errand.last_name,
        "document_type": document_type if errand.id_number else "",
        "document_number": errand.id_number,
        "phone": errand.phone,
        "email": errand.email,
    }


def _another(errand: AddClient, client: Customer, reference: str = "") -> Trouble | None:
    """Trouble, with doubt, if this is somebody else, or not what was made under this reference."""
    meant = {"document_number": errand.id_number, "external_id": reference}
    return doubt({word: value for word, value in meant.items() if value}, client)
