"""Servers of our own that play those who tell of changed SIMs, as strict as these, as far as they are known."""
