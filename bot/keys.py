"""Where the keys for personal data come from."""

from adapters.vault import Vault
from bot.settings import Settings

FILE = "data.key"


def data_keys(settings: Settings) -> str:
    """The keys of DATA_KEYS; without them (which only the stand-in lender allows) a key of our own beside the data.

    That one protects a copy of Redis' files, not the machine they lie on.
    """
    if given := settings.data_keys.get_secret_value():
        return given
    file = settings.data_dir / FILE
    if not file.exists():
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(Vault.new_key(), encoding="ascii")
    return file.read_text(encoding="ascii").strip()
