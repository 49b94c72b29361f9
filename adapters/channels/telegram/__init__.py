"""Telegram: the only channel that imports aiogram (its import takes seconds)."""
