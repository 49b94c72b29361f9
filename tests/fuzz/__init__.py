"""Anything may come in at any door: mutations of what is valid, at random from a seed, and what must be true of each.

`make fuzz` tries a million cases, `tests/test_fuzz.py` a tenth of it, and all those that ever failed (`kept/`).
"""
