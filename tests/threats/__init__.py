"""The attacks of docs/threats.md, one module a door: each is tried with its control in, and with it taken out."""

from importlib import import_module
from pkgutil import iter_modules

from tests.threats.attack import Attack

ATTACKS: list[Attack] = [
    attack
    for module in sorted(each.name for each in iter_modules(__path__))
    for attack in getattr(import_module(f"{__name__}.{module}"), "ATTACKS", ())
]
"""All of them."""
