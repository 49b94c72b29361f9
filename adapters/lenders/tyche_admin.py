"""Keeping Tyche's loan products: what staff may list, look at, make and change.

Nothing that cannot be meant is sent: see `adapters.lenders.tyche_check`. A product is made once, whatever happens on
the way, and what was made or changed is read back and compared with what was meant.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from adapters.lenders.late import Duplicate, Late, Missing, Refused
from adapters.lenders.mapping import put
from adapters.lenders.tyche_api import Api
from adapters.lenders.tyche_check import Fault, Faulty, check, check_change
from adapters.lenders.tyche_price import terms
from adapters.lenders.tyche_product import ANSWERED, Product
from adapters.lenders.tyche_products import content, newest, product, products
from adapters.lenders.wire import read
from flows.loans import CannotQuote


class Otherwise(Refused):
    """Something was done, and what came of it is not what was meant: a person must look."""


def written_down(text: bytes, changes: Iterable[str] = ()) -> dict[str, Any]:
    """A product as a person writes it: JSON, with `field=value` laid over it; a dot goes into a table.

    A value that begins with a bracket is JSON, all others are taken as they stand. Raises Faulty.
    """
    tree = read(text)
    if not isinstance(tree, dict):
        raise Faulty([Fault("product", "is not a JSON object")])
    for change in changes:
        field, mark, value = change.partition("=")
        if not (field and mark):
            raise Faulty([Fault(change, "write field=value")])
        given = read(value.encode()) if value[:1] in ("[", "{") else value
        if given is None:
            raise Faulty([Fault(field, "is not JSON")])
        put(tree, field, given)
    return tree


async def create(api: Api, wanted: Product) -> Product:
    """Make a product, once: its name must not be taken, and where the outcome is unknown it is looked for by it.

    Raises Faulty before anything is sent; Duplicate where the name is taken; Late where it is not known what came of
    it; Otherwise where something else was made than was meant.
    """
    check(wanted)
    if await named(api, wanted.name or ""):
        raise Duplicate("there is a product of this name already")
    try:
        await api.send("POST", api.path("products"), wanted.sent())
    except Late as late:
        made = await named(api, wanted.name or "")
        if made is None:
            raise Late(f"{late}: not in the list yet; look again before creating it again") from late
        return await _same(api, made, wanted)
    made = await named(api, wanted.name or "")
    if made is None:
        raise Late("taken, and not in the list yet; look again before creating it again")
    return await _same(api, made, wanted)


async def update(api: Api, id_: str, changes: Product) -> Product:
    """Change what is given and nothing else, then read it back. Asking twice is asking once.

    A table of which some fields change is sent whole: the documents do not say whether the rest of it would be kept.
    """
    before = await product(api, id_)
    wanted = merged(before, changes)
    given = {name: value for name, value in wanted.sent().items() if name in changes.sent()}
    if not given:
        raise Refused("nothing to change was given")
    check_change(before, wanted, given.keys())
    await api.send("PATCH", api.path("update_product", id_), given)
    return await _same(api, before, wanted)


def merged(before: Product, changes: Product) -> Product:
    """A product with changes laid over it, field by field."""
    tree, over = before.sent(), changes.sent()
    tree.pop("fees", None)
    for name, value in over.items():
        old = tree.get(name)
        tree[name] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    return Product.model_validate(tree)


async def named(api: Api, name: str) -> Product | None:
    """The product of a name, capitals and spaces around it aside; Late where the list cannot be trusted to be whole."""
    rows, whole = await products(api)
    found = [row for row in rows if (row.name or "").strip().casefold() == name.strip().casefold()]
    if not found and not whole:
        raise Late("the list of products is not whole")
    return found[0] if found else None


async def _same(api: Api, made: Product, wanted: Product) -> Product:
    """The product as the lender keeps it, fees and all, once it is certain that it is what was meant."""
    try:
        kept = await product(api, made.id or "")
    except Missing as error:
        raise Otherwise("it is listed, and its details are not to be had") from error
    if wrong := differences(wanted, kept):
        raise Otherwise(f"it was kept with another {', '.join(wrong)}")
    return kept


def differences(wanted: Product, kept: Product) -> list[str]:
    """The fields of `kept` that say something else than was wanted. What it does not say cannot be compared."""
    meant, found = (said.model_dump(by_alias=True, exclude_none=True, exclude=UNLIKE) for said in (wanted, kept))
    wrong = list(_unlike("", meant, found))
    if wanted.fees is not None and kept.product_fees:
        wrong += ["fees"] if content(newest(kept.product_fees).fees) != content(wanted.fees) else []
    return wrong


UNLIKE = {*ANSWERED, "fees"}


def _unlike(place: str, meant: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    for name, value in meant.items():
        other = found.get(name)
        if isinstance(value, dict) and isinstance(other, dict):
            yield from _unlike(f"{place}{name}.", value, other)
        elif other is not None and _even(other) != _even(value):
            yield f"{place}{name}"


def _even(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def stops_a_quote(found: Product, api: Api) -> tuple[str, ...]:
    """What must be set, or is not understood, before a product can be quoted; nothing where it can."""
    try:
        terms(found, api.reading.policies, "")
    except CannotQuote as missing:
        return missing.what
    return ()
