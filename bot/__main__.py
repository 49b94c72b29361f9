"""The command line: `python -m bot --help` lists the commands."""

import argparse
import sys

from bot.commands import COMMANDS, OPTIONS


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m bot", description="The loan assistant.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_, words) in COMMANDS.items():
        command = commands.add_parser(name, help=words, description=words)
        if name in OPTIONS:
            OPTIONS[name](command)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    from adapters.channels.door import Away
    from adapters.lenders.mapping_file import BadMapping
    from adapters.redis_binary import NoRedis
    from adapters.vault import BadKeys, Spoilt

    args = parser().parse_args(argv)
    try:
        return COMMANDS[args.command][0](args)
    except (NoRedis, BadMapping, BadKeys, Spoilt) as error:
        raise SystemExit(str(error)) from None
    except OSError as error:
        if error.filename is None:
            raise
        raise SystemExit(f"{error.filename}: {error.strerror}") from None
    except Away as error:
        raise SystemExit(f"{error}. Is REDIS_URL right, and is the server running?") from None


if __name__ == "__main__":
    sys.exit(main())
