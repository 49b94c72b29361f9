"""Servers of our own that play the world outside over real HTTP: lenders, Telegram, SMS."""
