"""The simulator: a page that shows the whole product where there is no real bot, gateway or lender to hurt.

Real all the way down: the feature phone on the page posts to the gateway's own address, the chat is our strict Telegram
stand-in with aiogram on the other side, and what the lender is asked is read from its stand-in over HTTP. Nothing of
this is imported where the simulator is off.
"""
