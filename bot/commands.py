"""The commands: what each does, and its options. Each imports what it needs when it is run, and no more."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.given import settings_of
from bot.settings import Settings


def _settings() -> Settings:
    return settings_of(Path(".env"))


def _run(_: argparse.Namespace) -> int:
    from bot.run import run

    return run(_settings())


def _talk(_: argparse.Namespace) -> int:
    from bot.talking import talk

    return talk(_settings())


def _check(_: argparse.Namespace) -> int:
    from bot.check import check

    return check(_settings())


def _picture(args: argparse.Namespace) -> int:
    from bot.picture import picture

    return picture(args.out, as_svg=args.svg)


def _picture_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--svg", action="store_true", help="as a drawing to look at (SVG), and not as Mermaid")
    command.add_argument("--out", type=Path, help="the file to write it to (standard output)")


def _gallery(args: argparse.Namespace) -> int:
    from bot.gallery import gallery

    return gallery(args.out)


def _gallery_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, required=True, help="the folder to write index.html into")


def _stand_in(args: argparse.Namespace) -> int:
    from bot.standing_in import stand_in

    return stand_in(args.lender, args.host, args.port)


def _stand_in_options(command: argparse.ArgumentParser) -> None:
    from adapters.stand_ins.lenders import STAND_INS

    command.add_argument("lender", choices=tuple(STAND_INS), help="which lending system to play")
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, default=9001)


def _products(args: argparse.Namespace) -> int:
    from bot.products import products

    return products(_settings(), args)


def _products_options(command: argparse.ArgumentParser) -> None:
    from bot.products import add

    add(command)


def _jobs(args: argparse.Namespace) -> int:
    from bot.set_aside import again, list_all, show

    deed, names = args.deed, args.name
    if deed == "list":
        return list_all(_settings())
    return (show if deed == "show" else again)(_settings(), names)


def _jobs_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("deed", choices=("list", "show", "again"), nargs="?", default="list")
    command.add_argument("name", nargs="*", help="as the list names it; none: all of them")


def _reconcile(args: argparse.Namespace) -> int:
    from bot.reconciling import reconcile

    return reconcile(_settings(), args.day, as_json=args.json)


def _day_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--day", type=date.fromisoformat, default=_yesterday(), help="YYYY-MM-DD (yesterday)")
    command.add_argument("--json", action="store_true", help="as JSON, for a program to read")


def _yesterday() -> date:
    return datetime.now(UTC).date() - timedelta(days=1)


def _audit(args: argparse.Namespace) -> int:
    from bot.auditing import audit

    return audit(_settings(), args)


def _audit_options(command: argparse.ArgumentParser) -> None:
    from bot.auditing import add

    add(command)


def _documents(args: argparse.Namespace) -> int:
    from bot.documents_of import documents

    return documents(_settings(), args.number)


def _erase(args: argparse.Namespace) -> int:
    from bot.erase import erase

    return erase(_settings(), args.number, anyway=args.anyway)


def _erase_options(command: argparse.ArgumentParser) -> None:
    _number_options(command)
    command.add_argument("--anyway", action="store_true", help="also while money moves, or staff speak with them")


def _export(args: argparse.Namespace) -> int:
    from bot.exporting import export

    return export(_settings(), args.number, as_json=args.json, out=args.out)


def _export_options(command: argparse.ArgumentParser) -> None:
    from bot.exporting import add

    add(command)


def _retain(_: argparse.Namespace) -> int:
    from bot.retaining import retain

    return retain(_settings())


def _transcript(args: argparse.Namespace) -> int:
    from bot.transcript import transcript

    return transcript(_settings(), args.number, as_json=args.json)


def _transcript_options(command: argparse.ArgumentParser) -> None:
    _number_options(command)
    command.add_argument("--json", action="store_true", help="as JSON, for a program to read")


def _activate(args: argparse.Namespace) -> int:
    from bot.activating import activate

    return activate(_settings(), args.number)


def _number_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("number", help="the person's telephone number, like +27821234567")


def _new_key(_: argparse.Namespace) -> int:
    from adapters.vault import Vault

    sys.stdout.write(f"{Vault.new_key()}\n")
    return 0


def _rekey(_: argparse.Namespace) -> int:
    from bot.rekeying import rekey

    return rekey(_settings())


COMMANDS: dict[str, tuple[Callable[[argparse.Namespace], int], str]] = {
    "run": (_run, "start the assistant and serve until it is told to stop"),
    "talk": (_talk, "hold the conversation in this terminal"),
    "check": (_check, "check the settings and the connections, and say what to do"),
    "picture": (_picture, "draw the conversation: as Mermaid, or with --svg as a drawing"),
    "gallery": (_gallery, "write every screen in every language, on both phones, as one page to browse"),
    "products": (_products, "list, show, create and update the lender's loan products"),
    "reconcile": (_reconcile, "compare a day with the lender's own list of applications"),
    "audit": (_audit, "print our trail: every errand, what came of it, and what borrowers agreed to"),
    "stand-in": (_stand_in, "run a lender's stand-in as a process of its own"),
    "jobs": (_jobs, "list, show or do again what was set aside because nobody could do it"),
    "activate": (_activate, "have the lender activate a person's application, as its staff do, and tell the person"),
    "documents": (_documents, "say which documents of a person the lender has, and which are missing"),
    "transcript": (_transcript, "print what was said between a person and staff"),
    "erase": (_erase, "erase what is kept here of a person"),
    "export": (_export, "print all that is held here on a person"),
    "retain": (_retain, "forget what was kept long enough, as happens every night, and say what there was"),
    "new-key": (_new_key, "make a key for DATA_KEYS"),
    "rekey": (
        _rekey,
        "seal all data keys anew under the newest of DATA_KEYS, and say which key nothing needs any more",
    ),
}
"""Each by its name, with the line that `--help` has for it."""

OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "activate": _number_options,
    "audit": _audit_options,
    "documents": _number_options,
    "erase": _erase_options,
    "export": _export_options,
    "gallery": _gallery_options,
    "jobs": _jobs_options,
    "picture": _picture_options,
    "products": _products_options,
    "reconcile": _day_options,
    "stand-in": _stand_in_options,
    "transcript": _transcript_options,
}
"""Of those that have any."""
