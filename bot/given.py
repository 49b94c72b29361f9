"""The settings as they are given, or what is wrong with them in sentences an operator can act on."""

from pathlib import Path

from pydantic import ValidationError

from bot.settings import Settings


def settings_of(file: Path) -> Settings:
    """The settings of the environment and of a file of them. Raises SystemExit with a sentence for each wrong one."""
    try:
        return Settings(_env_file=file)
    except ValidationError as error:
        lines = ["The settings do not fit:"]
        for fault in error.errors(include_url=False, include_input=False):
            name = "_".join(str(part) for part in fault["loc"]).upper()
            words = fault["msg"].removeprefix("Value error, ")
            lines.append(f"  {words}" if not name or words.startswith(name) else f"  {name}: {words}")
        raise SystemExit("\n".join(lines)) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SystemExit(f"The settings do not fit:\n  {file}, line {line}: the file must be saved as UTF-8") from None
