"""`python -m bot products`: the lender's loan products, for staff; Tyche is the lender that has them kept by us.

The exit code is 0 where it was done, 1 where the lender did not do it or we cannot know, 2 where what was written
cannot be meant.
"""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from adapters.lenders import tyche_admin as admin
from adapters.lenders.late import Late, Refused
from adapters.lenders.mapping_file import BadMapping
from adapters.lenders.tyche_api import Api
from adapters.lenders.tyche_check import Faulty, typed
from adapters.lenders.tyche_product import Product
from adapters.lenders.tyche_products import DifferingFees, fees
from adapters.lenders.tyche_products import product as shown
from adapters.lenders.tyche_products import products as listed
from adapters.lenders.wire import written
from adapters.stand_ins.lenders import stand_in
from bot import log
from bot.outside import account_at
from bot.settings import Settings

KEEPS = {"tyche"}
"""The lenders whose products are kept from here."""

DONE, NOT_DONE, NOT_MEANT = 0, 1, 2

HEADINGS = ("ID", "NAME", "AMOUNT", "RATE", "INSTALMENTS", "STATUS")


def add(parser: argparse.ArgumentParser) -> None:
    """Put the sub-commands and their options into a parser."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    listing = deeds.add_parser("list", help="list all loan products")
    showing = deeds.add_parser("show", help="show one with its fees, and what stops it from being quoted")
    showing.add_argument("id")
    creating = deeds.add_parser("create", help="make one, once: its name must not be taken")
    updating = deeds.add_parser("update", help="change what is given, and nothing else")
    updating.add_argument("id")
    for deed in (creating, updating):
        deed.add_argument("file", nargs="?", help="a JSON file, or - for standard input")
        deed.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", dest="changes")
    for deed in (listing, showing, creating, updating):
        deed.add_argument("--json", action="store_true", help="answer in JSON")


def products(settings: Settings, args: argparse.Namespace) -> int:
    """Run one sub-command; the exit code. Needs the lender and nothing else of ours."""
    if settings.lender not in KEEPS:
        return _sorry(NOT_MEANT, f"{settings.lender} has no products to keep from here: set LENDER=tyche")
    log.set_up(log.QUIET, settings.secrets)
    try:
        return asyncio.run(_run(settings, args))
    except (Faulty, BadMapping) as error:
        return _sorry(NOT_MEANT, str(error))
    except OSError as error:
        return _sorry(NOT_MEANT, f"{error.filename}: {error.strerror}")
    except admin.Otherwise as error:
        return _sorry(NOT_DONE, f"done otherwise than meant, and a person must look: {error.note}")
    except Refused as error:
        return _sorry(NOT_DONE, f"refused: {error.note or 'the lender gives no reason'}")
    except Late as error:
        return _sorry(NOT_DONE, f"no answer we can use, so that nobody knows whether it was done: {error}")


async def _run(settings: Settings, args: argparse.Namespace) -> int:
    deeds = {"list": _list, "show": _show, "create": _create, "update": _update}
    async with _opened(settings) as api:
        told = await deeds[args.deed](api, args)
    print(told)  # noqa: T201 - the answer
    return DONE


async def _list(api: Api, args: argparse.Namespace) -> str:
    rows, whole = await listed(api)
    if not whole:
        print("Rows that make no sense, or beyond the fiftieth page, are left out.", file=sys.stderr)  # noqa: T201 - beside the answer
    if args.json:
        return _json([_tree(row) for row in rows])
    return table([HEADINGS, *(_row(row) for row in rows)])


async def _show(api: Api, args: argparse.Namespace) -> str:
    return _told(api, await shown(api, args.id), json=args.json)


async def _create(api: Api, args: argparse.Namespace) -> str:
    return _told(api, await admin.create(api, typed(_written_down(args))), json=args.json)


async def _update(api: Api, args: argparse.Namespace) -> str:
    return _told(api, await admin.update(api, args.id, typed(_written_down(args))), json=args.json)


def _written_down(args: argparse.Namespace) -> dict[str, Any]:
    """What the person wrote, in a file, on standard input, or on the command line."""
    text = sys.stdin.buffer.read() if args.file == "-" else Path(args.file).read_bytes() if args.file else b"{}"
    return admin.written_down(text, args.changes)


def _told(api: Api, found: Product, *, json: bool) -> str:
    if json:
        return _json(_tree(found))
    stops = admin.stops_a_quote(found, api)
    quote = f"not before this is settled: {', '.join(stops)}" if stops else "yes"
    return table([*_lines("", _counted(found)), ("Can be quoted", quote)])


def _counted(found: Product) -> dict[str, Any]:
    """A product with its fees once, where its groups of them are alike; with all the groups where they differ."""
    try:
        once = [fee.model_dump(by_alias=True) for fee in fees(found)]
    except DifferingFees:
        return _tree(found)
    return {name: value for name, value in _tree(found).items() if name != "productFees"} | {"fees": once}


def _tree(found: Product) -> dict[str, Any]:
    """A product as the API spells it."""
    return found.model_dump(by_alias=True, exclude_unset=True)


def _lines(place: str, value: Any) -> list[tuple[str, str]]:
    """A line for each field, tables and lists opened."""
    if isinstance(value, dict):
        return [line for name, inner in value.items() for line in _lines(f"{place}.{name}" if place else name, inner)]
    if isinstance(value, list) and any(isinstance(inner, dict) for inner in value):
        return [line for number, inner in enumerate(value, 1) for line in _lines(f"{place}[{number}]", inner)]
    return [(place, _cell(value))]


def _row(found: Product) -> tuple[str, ...]:
    interest, plan = found.interest, found.scheduling
    rate = f"{_cell(interest.default_interest_rate)} {interest.interest_charged}" if interest else "-"
    return (
        _cell(found.id),
        _cell(found.name),
        f"{_cell(found.currency)} {_cell(found.min_amount)} - {_cell(found.max_amount)}",
        rate,
        f"{_cell(plan.min_installments)} - {_cell(plan.max_installments)}" if plan else "-",
        _cell(found.status),
    )


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return "-" if value is None else str(value).strip()


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns as wide as their widest cell; the last one is not padded."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _json(tree: object) -> str:
    return written(tree, indent=2).decode()


def _sorry(code: int, words: str) -> int:
    print(words, file=sys.stderr)  # noqa: T201 - said to a person
    return code


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Api]:
    """The lender's API, at our own stand-in where no other is set."""
    async with AsyncExitStack() as stack:
        own = stand_in(settings.lender, settings.data_dir) if settings.pretend else None
        url = await stack.enter_async_context(own) if own else settings.lender_url
        api = Api(account_at(settings, url))
        stack.push_async_callback(api.close)
        yield api
